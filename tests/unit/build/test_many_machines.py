"""More than one machine: shards that are merged, and a real cluster whose workers are killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socketserver
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.oracles import require
from tests.unit.build.corpora import install_check, letter, outputs, project, run

from teipipe.build.sharding import shard
from teipipe.errors import UsageError

TEXTS = {f"letter-{number:02}": f"Number {number}." for number in range(12)}
SOURCES = 'sources = ["letters"]\n'


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The outputs of one build on one machine."""
    folder = project(tmp_path_factory.mktemp("whole") / "p", TEXTS, SOURCES)
    assert run(folder).code == 0
    return outputs(folder / "outputs")


@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "1/0", "a/b", "-1/3"])
def test_a_shard_is_written_as_i_of_n(text: str) -> None:
    with pytest.raises(UsageError, match="2/8"):
        shard(text)


def test_every_document_is_in_one_shard_and_stays_there() -> None:
    shards = [shard(f"{number}/3") for number in (1, 2, 3)]
    held = [[name for name in TEXTS if each.holds(name)] for each in shards]
    assert sorted(name for each in held for name in each) == sorted(TEXTS)
    assert all(held)


def test_shards_on_machines_of_their_own_equal_one_build(
    tmp_path: Path, whole: dict[str, bytes]
) -> None:
    together = project(tmp_path / "together", TEXTS, SOURCES)
    for number in (1, 2, 3):
        machine = project(tmp_path / f"machine-{number}", TEXTS, SOURCES)
        assert run(machine, "--shard", f"{number}/3").code == 0
        assert not (machine / "outputs/manifest.json").exists()
        for each in ("outputs", ".teipipe"):
            shutil.copytree(machine / each, together / each, dirs_exist_ok=True)
    done = run(together, "--merge")
    assert done.code == 0
    assert outputs(together / "outputs") == whole
    assert "0 built, 12 up to date" in run(together).err
    assert run(machine, "--shard", "3/3").out == ""


def test_what_is_missing_from_a_merge_is_told(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", TEXTS, SOURCES)
    assert "no manifest of a shard" in run(folder, "--merge").err
    run(folder, "--shard", "1/2")
    done = run(folder, "--merge")
    assert done.code == 2 and "shard-2-of-2.sqlite is not there" in done.err
    run(folder, "--shard", "2/2")
    (folder / "letters" / "letter-00.xml").write_text(letter("changed since"))
    shutil.rmtree(folder / "outputs" / "letter-01")
    done = run(folder, "--merge")
    assert (done.code, done.codes()) == (1, ["letter-00 P050", "letter-01 P050"])
    assert run(folder, "--merge", "--shard", "1/2").code == 2


def test_a_shard_of_another_version_is_not_taken_for_ours(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"a": "A"}, SOURCES)
    run(folder, "--shard", "1/1")
    with closing(sqlite3.connect(folder / ".teipipe" / "shard-1-of-1.sqlite")) as shard:
        shard.execute("PRAGMA user_version = 99")
    done = run(folder, "--merge")
    assert done.code == 2 and "of another version" in done.err


def test_what_answers_and_is_no_scheduler(tmp_path: Path) -> None:
    require(find_spec("distributed") is not None, "distributed is not installed")
    folder = project(tmp_path / "p", {"a": "A"}, SOURCES)

    class Web(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socketserver.TCPServer(("127.0.0.1", 0), Web) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"tcp://127.0.0.1:{server.server_address[1]}"
        done = run(folder, "--engine", "dask", "--scheduler", address)
        server.shutdown()
    assert done.code == 2 and f"No cluster answers at {address}" in done.err


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A cluster of two worker processes, each under a nanny, that have the deadly check."""
    require(find_spec("distributed") is not None, "distributed is not installed")
    distributed = import_module("distributed")
    check = install_check(tmp_path_factory.mktemp("installed"))
    sys.path.insert(0, str(check))
    try:
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0",
            silence_logs=50,
        ) as made:  # fmt: skip
            yield made
    finally:
        sys.path.remove(str(check))


def test_a_cluster_makes_the_same_bytes(
    tmp_path: Path, cluster: object, whole: dict[str, bytes]
) -> None:
    folder = project(tmp_path / "p", TEXTS, SOURCES)
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    done = run(folder, "--engine", "dask", "--scheduler", address)
    assert done.code == 0, done.err
    assert outputs(folder / "outputs") == whole
    assert "0 built, 12 up to date" in run(folder).err


def test_bad_documents_and_lost_workers_cost_what_they_cost_elsewhere(
    tmp_path: Path, cluster: object
) -> None:
    bad = {"deadly": '<rs type="deadly">x</rs>', "ill-formed": "<p", "slow": SLOW}
    folder = project(tmp_path / "p", {**TEXTS, **bad}, SOURCES + "[limits]\nseconds = 8\n")
    nannies = list(cluster.workers.values())  # type: ignore[attr-defined]
    killed = threading.Thread(target=_kill, args=(nannies[0],))
    killed.start()
    address = cluster.scheduler_address  # type: ignore[attr-defined]
    done = run(folder, "--engine", "dask", "--scheduler", address)
    killed.join()
    assert done.codes() == ["deadly P041", "ill-formed P001", "slow P040"]
    built = {each.parent.name for each in (folder / "outputs").glob("*/report.json")}
    assert built == set(TEXTS)


SLOW = '<rs type="slow">x</rs>'


def _kill(nanny: object) -> None:
    """Kill a worker of the cluster in mid-run; its nanny starts another."""
    time.sleep(3)
    os.kill(nanny.process.pid, signal.SIGKILL)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--engine", "dask"), "needs --scheduler"),
        (("--scheduler", "tcp://127.0.0.1:1"), "is for --engine dask"),
        (("--engine", "dask", "--scheduler", "nonsense"), "No cluster answers at nonsense"),
    ],
)
def test_a_cluster_that_is_not_there(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"a": "x"}, SOURCES)
    done = run(folder, *arguments)
    assert done.code == 2 and said in done.err


def test_events_as_json_and_a_trace(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"a": "x", "b": "<p"}, SOURCES)
    done = run(folder, "--log-json", "--profile", "trace.json")
    events = [json.loads(line) for line in done.err.splitlines()]
    told = [(each["event"], each.get("document") or each.get("file")) for each in events]
    assert ("built", "letters/a.xml") in told and ("finding", "letters/b.xml") in told
    assert events[-1]["event"] == "finished" and events[-1]["built"] == 2
    stages = {"read", "parse", "bare", "check", "ledger", "write"}
    assert events[-1]["stages"].keys() == stages
    trace = json.loads((folder / "trace.json").read_text())["traceEvents"]
    assert {each["name"] for each in trace} == stages
    assert {each["args"]["document"] for each in trace} == {"letters/a.xml", "letters/b.xml"}
    assert all(each["ph"] == "X" and each["ts"] >= 0 for each in trace)
    again = run(folder, "--log-json")
    events = [json.loads(line) for line in again.err.splitlines()]
    assert [each["event"] for each in events if "document" in each] == ["up-to-date"] * 2
