"""The action, and the files of `ci init`, on a small corpus: old findings, new and mended ones."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from junitparser import JUnitXml
from tests.ci.host import ROOT, Run, act, environment, python, shell
from tests.unit.cli.conftest import LETTER

GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0">
<start><ref name="any"/></start>
<define name="any"><element><anyName><except><name ns="http://www.tei-c.org/ns/1.0">q</name>
</except></anyName><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/>
</choice></zeroOrMore></element></define></grammar>"""
VALIDATE = {"Validate"}


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a host where the action has run its installing step."""
    folder = tmp_path_factory.mktemp("host")
    found = python(folder / "python")
    env = environment(found, folder)
    installed = act(ROOT, folder, env, {"Install teipipe"})
    assert installed.code == 0, installed.output
    return found


@dataclass
class Lab:
    """A repository of a lab with its origin, and a host that runs the action in it."""

    checkout: Path
    runner: Path
    env: dict[str, str]

    def write(self, name: str, *faults: str) -> None:
        path = self.checkout / "tei" / name / f"{name}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(LETTER.replace("<p>Dear", "<p>\n" + "\n".join(faults) + "\nDear"))

    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(
            ["git", *who, *arguments],
            cwd=self.checkout,
            env=self.env,
            check=True,
            capture_output=True,
        )

    def commit(self) -> None:
        self.git("add", ".")
        self.git("commit", "-qm", "x")

    def teipipe(self, *arguments: str) -> Run:
        return shell(f"teipipe {' '.join(arguments)}", self.checkout, self.env, "sh")

    def push(self) -> Run:
        return act(self.checkout, self.runner, self.env, VALIDATE)

    def pull_request(self) -> Run:
        env = {**self.env, "GITHUB_BASE_REF": "main"}
        return act(self.checkout, self.runner, env, VALIDATE)


@pytest.fixture
def lab(programs: Path, tmp_path: Path) -> Iterator[Lab]:
    checkout, runner = tmp_path / "checkout", tmp_path / "runner"
    for folder in (checkout, runner, tmp_path / "home"):
        folder.mkdir()
    made = Lab(checkout, runner, environment(programs, tmp_path / "home"))
    (checkout / "teipipe.toml").write_text('schemas = ["house.rng"]\n')
    (checkout / "house.rng").write_text(GRAMMAR)
    made.write("one", "<q>a</q>", "<q>b</q>", "<q>c</q>")
    made.write("two")
    made.write("three", "<q>d</q>")
    made.git("init", "-q", "-b", "main")
    made.commit()
    subprocess.run(
        ["git", "clone", "-q", "--bare", str(checkout), str(tmp_path / "origin")], check=True
    )
    made.git("remote", "add", "origin", str(tmp_path / "origin"))
    made.git("fetch", "-q", "origin")
    yield made


def with_baseline(lab: Lab) -> None:
    assert lab.teipipe("baseline", "update").code == 0
    lab.commit()
    lab.git("push", "-q", "origin", "main")
    lab.git("checkout", "-qb", "work")


def test_the_schemas_of_the_tei_are_there(lab: Lab) -> None:
    lab.write("a")
    done = lab.teipipe("validate", "--schema", "tei_all")
    assert done.code in (0, 1), done.output


def test_the_first_run_shows_what_is_there(lab: Lab) -> None:
    done = lab.push()
    assert done.code == 1
    assert [(kind, each["file"], each["line"]) for kind, each in done.annotations] == [
        ("error", "tei/one/one.xml", "2"),
        ("error", "tei/one/one.xml", "3"),
        ("error", "tei/one/one.xml", "4"),
        ("error", "tei/three/three.xml", "2"),
    ]
    assert "3 documents: **4 errors**" in done.summary


def test_with_a_baseline_the_same_passes(lab: Lab) -> None:
    with_baseline(lab)
    for done in (lab.push(), lab.pull_request()):
        assert done.code == 0, done.output
        assert done.annotations == []


def test_a_branch_that_adds_one_fault(lab: Lab) -> None:
    with_baseline(lab)
    lab.write("one", "<q>new</q>", "<q>a</q>", "<q>b</q>", "<q>c</q>")
    lab.commit()
    done = lab.pull_request()
    assert done.code == 1
    ((kind, properties),) = done.annotations
    assert (kind, properties["file"], properties["line"]) == ("error", "tei/one/one.xml", "2")
    assert properties["title"].startswith("V011%3A ")
    assert "1 of 3 documents changed since origin/main." in done.output
    assert "1 document: **1 error; 1 new, 3 known, 0 fixed**" in done.summary


def test_a_branch_that_mends_two(lab: Lab) -> None:
    with_baseline(lab)
    lab.write("one", "<q>b</q>")
    lab.commit()
    done = lab.pull_request()
    assert done.code == 0
    assert done.annotations == []
    assert "**no findings; 0 new, 1 known, 2 fixed**" in done.summary
    assert "### Fixed since the baseline" in done.summary
    assert "tei/one/one.xml: V011" in done.summary


def test_a_branch_that_changes_the_schema_has_everything_checked(lab: Lab) -> None:
    with_baseline(lab)
    (lab.checkout / "house.rng").write_text(GRAMMAR.replace(">q<", ">persName<"))
    lab.commit()
    done = lab.pull_request()
    assert done.code == 1
    assert "Everything is checked: house.rng changed." in done.output
    assert {each["file"] for _, each in done.annotations} == {
        f"tei/{name}/{name}.xml" for name in ("one", "two", "three")
    }


def test_inputs_are_words_and_no_program(lab: Lab) -> None:
    paths = "tei/two\ntei/$(touch pwned)\n"
    done = act(lab.checkout, lab.runner, lab.env, VALIDATE, paths=paths, baseline="`touch pwned`")
    assert done.code == 2
    assert not (lab.checkout / "pwned").exists()
    good = act(lab.checkout, lab.runner, lab.env, VALIDATE, paths="tei/two\n", sarif="out.sarif")
    assert good.code == 0
    assert json.loads((lab.checkout / "out.sarif").read_text())["version"] == "2.1.0"


def test_a_project_below_the_top(lab: Lab) -> None:
    (lab.checkout / "edition").mkdir()
    lab.git("mv", "tei", "teipipe.toml", "house.rng", "edition/")
    done = act(lab.checkout, lab.runner, lab.env, VALIDATE, working_directory="edition")
    assert done.code == 1
    assert done.annotations[0][1]["file"] == "edition/tei/one/one.xml"


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_what_ci_init_writes_runs(host: str, lab: Lab) -> None:
    made = lab.teipipe("ci", "init", "--host", host)
    assert made.code == 0, made.output
    runs: dict[str, Callable[[Lab, dict[str, str]], Run]] = {
        "github": _github_job,
        "gitlab": _gitlab_job,
    }
    done = runs[host](lab, {})
    assert done.code == 1, done.output
    assert "tei/one/one.xml:2:1: error V011" in done.output
    with_baseline(lab)
    base = {"GITHUB_BASE_REF": "main", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "origin/main"}
    lab.write("two", "<q>new</q>")
    again = runs[host](lab, base)
    assert again.code == 1
    assert again.output.count("error V011") == 1
    assert "1 of 3 documents changed since origin/main." in again.output


def _github_job(lab: Lab, env: dict[str, str]) -> Run:
    job = yaml.safe_load((lab.checkout / ".github/workflows/teipipe.yml").read_text())["jobs"]
    script = job["validate"]["steps"][-1]["run"]
    summary = {"GITHUB_STEP_SUMMARY": str(lab.runner / "summary.md")}
    return shell(script, lab.checkout, {**lab.env, **summary, **env}, "bash", "-e")


def _gitlab_job(lab: Lab, env: dict[str, str]) -> Run:
    job = yaml.safe_load((lab.checkout / ".gitlab/teipipe.yml").read_text())["teipipe"]
    here = {"CI_PROJECT_DIR": str(lab.checkout)}
    done = shell(job["script"][-1], lab.checkout, {**lab.env, **here, **env}, "sh", "-e")
    reports = job["artifacts"]["reports"]
    issues = json.loads((lab.checkout / reports["codequality"]).read_text())
    assert {each["check_name"] for each in issues} == {"V011"}
    assert JUnitXml.fromfile(str(lab.checkout / reports["junit"])).failures == len(
        {each["location"]["path"] for each in issues}
    )
    return done


def test_the_hook_is_what_a_project_has_it_run(lab: Lab) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    lab.teipipe("ci", "init", "--host", "pre-commit")
    (repo,) = yaml.safe_load((lab.checkout / ".pre-commit-config.yaml").read_text())["repos"]
    (own,) = repo["hooks"]
    shared = ("id", "entry", "language", "files", "require_serial")
    assert {key: own[key] for key in shared} == {key: hook[key] for key in shared}
    for name, code in (("one", 1), ("two", 0)):
        run = shell(f"{hook['entry']} tei/{name}/{name}.xml", lab.checkout, lab.env, "sh")
        assert run.code == code
