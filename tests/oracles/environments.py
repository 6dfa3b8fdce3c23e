"""Checkers in environments of their own, below `.venv/oracles` (`tests/setup.sh oracles`).

`cffconvert` and `roc-validator` ask for versions of libraries that teipipe cannot have beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.oracles import require

FOLDER = Path(__file__).resolve().parents[2] / ".venv" / "oracles"
CONTEXT = "https://w3id.org/ro/crate/1.3/context"
_SEED = """
import io, sys
from pathlib import Path
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from urllib3 import HTTPResponse

cache, context, url = sys.argv[1:]

class Answer(HTTPAdapter):
    def send(self, request, *args, **kwargs):
        kind = {"Content-Type": "application/ld+json"}
        body = io.BytesIO(Path(context).read_bytes())
        raw = HTTPResponse(body, kind, 200, preload_content=False, request_url=request.url)
        return self.build_response(request, raw)

session = CachedSession(cache, backend="sqlite", expire_after=-1, allowable_methods=("GET",))
session.mount("https://", Answer())
session.get(url)
"""
"""Puts the context of RO-Crate into the validator's cache, so that it asks no network for it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a checker says: whether it accepts, and what it objects to."""

    accepts: bool
    objections: tuple[str, ...]


def program(environment: str, name: str) -> Path:
    """Give a program of an environment, if it is installed."""
    file = FOLDER / environment / "bin" / name
    require(file.is_file(), f"no {environment}: sh tests/setup.sh oracles")
    return file


def cffconvert(file: Path) -> Verdict:
    """Judge a CITATION.cff by the schema of its version."""
    command = [program("cffconvert", "cffconvert"), "--validate", "-i", str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    lines = [each for each in done.stderr.splitlines() if "rror" in each]
    return Verdict(done.returncode == 0, tuple(lines[-1:]))


def cff_schema() -> Path:
    """Give the JSON Schema of CFF 1.2.0 that cffconvert brings."""
    program("cffconvert", "cffconvert")
    return next((FOLDER / "cffconvert").glob("lib/*/site-packages/cffconvert/schemas/1.2.0/*.json"))


def context() -> Path:
    """Give the context of RO-Crate 1.3, as the package `rocrate` has it."""
    found = find_spec("rocrate")
    require(found is not None, "no rocrate, whose context is needed")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "data" / "ro-crate.jsonld"


def crate(folder: Path, profile: str, work: Path, skip: str = "") -> Verdict:
    """Judge a crate by the required checks of a profile, without network."""
    validator, report = program("roc-validator", "rocrate-validator"), work / "report.json"
    home = {**os.environ, "HOME": str(work)}
    seeding = [validator.with_name("python"), "-c", _SEED, work / "cache", context(), CONTEXT]
    subprocess.run(seeding, check=True, capture_output=True, env=home)
    options = f"--offline --skip-availability-check --no-paging -l required -f json -p {profile}"
    where = ["--cache-path", str(work / "cache"), "-o", str(report)]
    skipped = ["-s", skip] if skip else []
    command = [validator, "-y", "validate", *options.split(), *where, *skipped, str(folder)]
    subprocess.run(command, capture_output=True, env=home)
    said = json.loads(report.read_text("utf-8"))
    return Verdict(said["passed"], tuple(each["message"] for each in said["issues"]))
