"""A host of one's own: runs the steps of an action, or of a job, as GitHub and GitLab do.

What a step `uses` from elsewhere (a checkout, a Python, a cache) is there already; what it runs is
run, by the same shell with the same options, and what it prints is read for annotations.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
ANNOTATION = re.compile(r"^::(error|warning|notice) ([^:]*(?:%3A[^:]*)*)::(.*)$", re.M)
_INPUT = re.compile(r"\$\{\{\s*inputs\.([\w-]+)\s*\}\}")


@dataclass(frozen=True)
class Run:
    """What a run left: exit code, output, summary page, and annotations (kind and properties)."""

    code: int
    output: str
    summary: str

    @property
    def annotations(self) -> list[tuple[str, dict[str, str]]]:
        return [
            (kind, dict(pair.split("=", 1) for pair in properties.split(",")))
            for kind, properties, _ in ANNOTATION.findall(self.output)
        ]


def python(folder: Path) -> Path:
    """Make the Python that a host sets up, with teipipe's needs in it but not teipipe."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    (lib,) = folder.glob("lib/python*/site-packages")
    (lib / "needs.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin"


def environment(programs: Path, home: Path, **more: str) -> dict[str, str]:
    """Give what a step sees; packages are not fetched but built from what is here."""
    return {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "HOME": str(home),
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "GIT_CONFIG_NOSYSTEM": "1",
        **more,
    }


def act(
    checkout: Path, runner: Path, env: Mapping[str, str], names: set[str], **inputs: str
) -> Run:
    """Run those steps of `action.yml` that have these names, as GitHub runs a composite action."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    given = {key: str(each.get("default", "")) for key, each in action["inputs"].items()}
    given |= {key.replace("_", "-"): value for key, value in inputs.items()}
    summary = runner / "summary.md"
    summary.write_text("")
    told = {"GITHUB_ACTION_PATH": str(ROOT), "GITHUB_STEP_SUMMARY": str(summary), **env}
    output, code = "", 0
    for step in action["runs"]["steps"]:
        if "run" in step and step["name"] in names and code == 0:
            code, said = _step(step, checkout, runner, told, given)
            output += said
    return Run(code, output, summary.read_text("utf-8"))


def _step(
    step: Mapping[str, Any],
    checkout: Path,
    runner: Path,
    env: Mapping[str, str],
    inputs: Mapping[str, str],
) -> tuple[int, str]:
    def filled(text: str) -> str:
        return _INPUT.sub(lambda each: inputs[each[1]], text)

    assert "${{" not in step["run"], "what people write must not be read as a program"
    script = runner / "step.sh"
    script.write_text(step["run"])
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=checkout / filled(step.get("working-directory", ".")),
        env={**env, **{key: filled(value) for key, value in step.get("env", {}).items()}},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


def shell(script: str, checkout: Path, env: Mapping[str, str], *flags: str) -> Run:
    """Run the lines of a job; `flags` are the shell and its options."""
    done = subprocess.run(
        [*flags, "-c", script],
        cwd=checkout,
        env=dict(env),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Run(done.returncode, done.stdout, "")
