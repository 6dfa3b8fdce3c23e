"""Workers: one bad document costs one finding, whatever it does to the process that builds it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tests.unit.build.corpora import (
    all_gone,
    files,
    install_check,
    interrupt,
    left_behind,
    letter,
    project,
    run,
    start,
    wait_for_workers,
)

from teipipe.build import Task, plan
from teipipe.build.corpus import in_order
from teipipe.build.results import Result
from teipipe.build.workers import children, pool, worker
from teipipe.build.workers.answers import Begun, Done, Ready
from teipipe.build.workers.chunks import jobs_of
from teipipe.build.workers.limits import WorkerLimits
from teipipe.build.workers.pool import Pool
from teipipe.build.workshop import Workshop
from teipipe.build.writing import sweep
from teipipe.errors import ConfigurationError, EngineError, UsageError
from teipipe.findings import finding

GOOD = {f"good-{number:02}": f"Letter number {number}." for number in range(30)}
BAD = {
    "deadly": '<rs type="deadly">x</rs>',
    "endless": '<rs type="endless">x</rs>',
    "ill-formed": "<p",
    "large": "x" * 20_000,
    "once": '<rs type="once">x</rs>',
}
LIMITS = "[limits]\nseconds = 3\nsize = 0.015\n"
FOUND = ["deadly P041", "endless P040", "ill-formed P001", "large P043"]


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_check(tmp_path_factory.mktemp("installed"))


def built(folder: Path) -> set[str]:
    return {each.parent.name for each in (folder / "outputs").glob("*/report.json")}


def test_each_bad_document_is_told_and_every_good_one_is_built(tmp_path: Path, check: Path) -> None:
    folder = project(tmp_path / "p", {**GOOD, **BAD}, LIMITS)
    done = run(folder, "letters", "--jobs", "2", check=check)
    assert done.codes() == FOUND
    assert done.code == 1
    assert built(folder) == {*GOOD, "once"}
    assert "SIGKILL" in done.err
    assert not list(folder.rglob(".teipipe-new-*"))


def test_stylesheets_are_compiled_before_the_time_of_a_document_begins(tmp_path: Path) -> None:
    folder, workshop = project(tmp_path / "p", {"a": "x"}), Workshop()
    answers = worker.answers(jobs_of(plan([folder / "letters"])), workshop)
    assert next(answers) == Begun(0)
    assert workshop._transformers


def test_a_stylesheet_with_an_error_is_compiled_once(tmp_path: Path) -> None:
    folder, workshop = project(tmp_path / "p", {"a": "x", "b": "x"}), Workshop()
    (folder / "xslt" / "bare.xsl").write_text("<no/>")
    jobs = jobs_of(plan([folder / "letters"], out=folder / "outputs"))
    told = [each.result for each in worker.answers(jobs, workshop) if isinstance(each, Done)]
    (error,) = workshop._transformers.values()
    assert isinstance(error, ConfigurationError)
    assert [each.findings for each in told] == [error.findings] * 2


def test_a_fault_of_ours_while_compiling_costs_no_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: Workshop, _task: Task) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(Workshop, "transformer", broken)
    folder = project(tmp_path / "p", {"a": "x"})
    begun, answer = worker.answers(jobs_of(plan([folder / "letters"])), Workshop())
    assert begun == Begun(0)
    assert isinstance(answer, Done)
    assert [each.code for each in answer.result.findings] == ["P008"]


def compiling_for_ever(connection: Connection, _parent: int, _limits: WorkerLimits) -> None:
    """Stand for a worker whose stylesheets are never compiled."""
    connection.send(Ready(0))
    connection.recv()
    threading.Event().wait()


def test_what_compiles_for_ever_is_no_fault_of_a_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(tmp_path / "p", {"a": "x"})
    chunk = jobs_of(plan([folder / "letters"], out=folder / "outputs"))
    workers = Pool(1, WorkerLimits(1 << 30))
    try:
        with monkeypatch.context() as patched:
            patched.setattr(pool, "_serve", compiling_for_ever)
            patched.setattr(pool, "_TO_COMPILE", 0.1)
            with pytest.raises(ConfigurationError, match=r"for letters/a.xml are not compiled"):
                list(workers.run([chunk]))
        assert [number for number, _ in workers.run([chunk])] == [0]
    finally:
        workers.stop()


def test_python_without_memory_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(_task: Task, _workshop: Workshop) -> None:
        raise MemoryError

    monkeypatch.setattr(worker, "make", exhausted)
    folder = project(tmp_path / "p", {"a": "x"})
    begun, answer = worker.answers(jobs_of(plan([folder / "letters"])), Workshop())
    assert begun == Begun(0)
    assert isinstance(answer, Done)
    assert [each.code for each in answer.result.findings] == ["P042"]


def test_an_engine_without_memory_costs_one_document(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"good": "x", "greedy": '<rs type="greedy">x</rs>'})
    done = run(folder, "letters", "--jobs", "2")
    assert (done.code, done.codes()) == (1, ["greedy P041"])
    assert built(folder) == {"good"}


def test_one_document_alone_has_the_same_guard(tmp_path: Path, check: Path) -> None:
    folder = project(tmp_path / "p", {"deadly": BAD["deadly"]})
    done = run(folder, "letters", check=check)
    assert (done.code, done.codes()) == (1, ["deadly P041"])


def test_jobs_and_order_change_no_byte(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", GOOD)
    one = run(folder, "letters", "--jobs", "1", "--out", "one")
    backwards = [f"letters/{name}.xml" for name in reversed(GOOD)]
    three = run(folder, *backwards, "--jobs", "3", "--out", "three")
    assert (one.code, three.code) == (0, 0)
    assert files(folder / "one") == files(folder / "three")
    assert len(files(folder / "one")) >= 2 * len(GOOD)
    assert one.out.splitlines()[0] == "one/good-00/good-00.bare.txt"


@pytest.mark.parametrize("limits", [WorkerLimits(1 << 30, documents=1), WorkerLimits(1 << 30, 5)])
def test_workers_that_are_replaced_leave_no_document_out(
    limits: WorkerLimits, tmp_path: Path
) -> None:
    folder = project(tmp_path / "p", GOOD)
    jobs = jobs_of(plan([folder / "letters"], out=folder / "outputs"))
    workers = Pool(1, limits)
    try:
        results = dict(workers.run([jobs[at : at + 3] for at in range(0, len(jobs), 3)]))
    finally:
        workers.stop()
    assert sorted(results) == list(range(len(GOOD)))
    assert built(folder) == set(GOOD)
    assert len({each.worker for each in results.values()}) > 1


def test_a_result_that_never_comes_is_told(tmp_path: Path) -> None:
    results = [(0, Result("a", (), ())), (2, Result("c", (), ()))]
    with pytest.raises(EngineError, match="1 of 3"):
        list(in_order(results, 3))


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("times", [1, 2])
def test_an_interrupt_leaves_no_process_and_the_last_outputs(
    jobs: str, times: int, tmp_path: Path, check: Path
) -> None:
    folder = project(tmp_path / "p", GOOD)
    run(folder, "letters")
    before = files(folder / "outputs")
    (folder / "letters" / "slow.xml").write_text(letter('<rs type="slow">x</rs>' + "x" * 9_000))
    for name in GOOD:
        (folder / "letters" / f"{name}.xml").write_text(letter("new"))
    process = start(folder, "letters", "--jobs", jobs, check=check)
    wait_for_workers(process, {"1": 2, "2": 4}[jobs])
    for _ in range(times):
        interrupt(process)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.endswith("Stopped; what was finished stands.\n")
    assert all_gone(process.pid)
    after = files(folder / "outputs")
    assert after.keys() == before.keys()
    assert not list(folder.rglob(".teipipe-new-*"))


DRIVEN = """
import atexit, sys
from teipipe.cli import main
atexit.register(lambda: print("saxonche" in sys.modules))
main()
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_supervisor_has_no_engine(jobs: str, tmp_path: Path) -> None:
    folder = project(tmp_path / "p", GOOD)
    command = [sys.executable, "-c", DRIVEN, "build", "letters", "--jobs", jobs]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("outputs/index-date.html\nFalse\n")


def exhausted(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refused() -> None:
    raise UsageError("No.", finding("P047", reason="no"))


def test_what_is_done_aside_gives_its_result_or_its_error() -> None:
    assert children.aside(sorted, [2, 1]) == [1, 2]
    with pytest.raises(EngineError, match="SIGKILL"):
        children.aside(exhausted)
    with pytest.raises(UsageError, match=r"No\.") as raised:
        children.aside(refused)
    assert [each.code for each in raised.value.findings] == ["P047"]


def test_what_a_living_process_writes_is_not_swept_away(tmp_path: Path) -> None:
    gone = subprocess.Popen(["true"])
    os.waitid(os.P_PID, gone.pid, os.WEXITED | os.WNOWAIT)
    for number in (gone.pid, os.getpid()):
        (tmp_path / f".teipipe-new-{number}").touch()
    (tmp_path / ".draft.new").touch()
    sweep(tmp_path)
    gone.wait()
    left = sorted(each.name for each in tmp_path.iterdir())
    assert left == [".draft.new", f".teipipe-new-{os.getpid()}"]


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_build_leaves_no_process(end: signal.Signals, tmp_path: Path, check: Path) -> None:
    folder = project(tmp_path / "p", {"endless": BAD["endless"], "slow": '<rs type="slow">x</rs>'})
    process = start(folder, "letters", "--jobs", "2", check=check)
    wait_for_workers(process, 5)
    assert len(left_behind(process.pid)) > 2
    process.send_signal(end)
    process.communicate(timeout=30)
    assert all_gone(process.pid)


def test_what_is_killed_from_without_costs_no_document(tmp_path: Path, check: Path) -> None:
    documents = {**GOOD, "slow": '<rs type="slow">x</rs>' + "x" * 9_000}
    folder = project(tmp_path / "p", documents, "[limits]\nseconds = 2\n")
    process = start(folder, "letters", "--jobs", "2", check=check)
    wait_for_workers(process, 5)
    for each in left_behind(process.pid):
        if each != process.pid:
            os.kill(each, signal.SIGKILL)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, built(folder)) == (1, set(GOOD)), err
    assert "letters/slow.xml: error P040" in err, err
    assert err.count(": error P") == 1


@pytest.mark.parametrize("deaths", [children.TRIES - 1, children.TRIES])
def test_a_worker_that_is_killed_as_it_starts_is_started_again(
    deaths: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(tmp_path / "p", GOOD)
    jobs = jobs_of(plan([folder / "letters"], out=folder / "outputs"))
    targets = iter([exhausted] * deaths)
    start_one = pool.started
    monkeypatch.setattr(
        pool,
        "started",
        lambda context, target, *rest: start_one(context, next(targets, target), *rest),
    )
    workers = Pool(1, WorkerLimits(1 << 30))
    if deaths == children.TRIES:
        with pytest.raises(EngineError, match="could not start: signal SIGKILL"):
            list(workers.run([jobs]))
    else:
        assert len(list(workers.run([jobs]))) == len(GOOD)
    workers.stop()


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("-v 8000000", "The limit on address space (ulimit -v)"),
        ("-n 12", "The limit on open files (ulimit -n) is 12; this build needs"),
    ],
)
def test_a_limit_that_is_too_low_is_told(limit: str, told: str, tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"a": "x"})
    command = f"ulimit {limit}; exec {sys.executable} -m teipipe build letters"
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 3
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_script_without_a_guard_is_run_once(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", GOOD)
    (folder / "script.py").write_text(
        "from pathlib import Path\nimport threading\nfrom teipipe.build import build, plan\n"
        "print('run')\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "print(len(list(build(plan([Path('letters')]), 2))))\n"
    )
    command = [sys.executable, "script.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("run\n30\n", "")
