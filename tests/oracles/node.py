"""Programs of `tests/browser`, run by Node."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.oracles import require

BROWSER = Path(__file__).parents[1] / "browser"


def package(path: str) -> Path:
    """A file of an installed npm package, named by its path below `node_modules`."""
    found = BROWSER / "node_modules" / path
    require(found.exists(), f"no {path}: run `npm ci` in tests/browser")
    return found


def run(
    program: Path,
    arguments: Sequence[str | Path],
    environment: Mapping[str, str],
    seconds: float = 300,
) -> str:
    """Run a program and return what it prints; a failure of the program raises."""
    node = shutil.which("node")
    require(node is not None, "no Node: node cannot be run")
    result = subprocess.run(
        [node or "", program, *arguments],
        env=os.environ | dict(environment),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    if result.returncode:
        raise RuntimeError(f"{program.name} ended with {result.returncode}: {result.stderr}")
    return result.stdout
