"""The floors of the package: imports go downwards only, and rooms of one floor stay apart."""

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.conventions.conftest import PACKAGE

FLOORS = (
    ("__main__",),
    ("cli",),
    ("build",),
    ("encode", "validate", "transform", "deposit", "reports"),
    ("text",),
    ("saxon", "project"),
    ("transcription", "registers", "authorities", "configuration", "lock", "selection"),
    ("documents",),
    ("errors",),
    ("findings",),
    (
        "archives",
        "cache",
        "consulted",
        "digests",
        "images",
        "resources",
        "plugins",
        "processes",
        "stopwatch",
    ),
    ("__init__",),
)
"""Rooms (modules and packages of `teipipe`) from the top floor to the ground."""
HEIGHT = {room: -number for number, floor in enumerate(FLOORS) for room in floor}

Imported = tuple[int, str]
"""The line of an import, and the module that it names, dotted."""


def imports(source: str, package: str) -> Iterator[Imported]:
    """Give every import of a module, those inside functions too; `package` holds the module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*above, node.module] if node.module else above)
            base = base if node.level else str(node.module)
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def room_of(module: str) -> str:
    """Give the room of a dotted module of teipipe; what is no room is the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in HEIGHT else "__init__"


def faults(sources: Mapping[str, str]) -> list[str]:
    """Give what breaks the order, for sources by path inside the package."""
    return [fault for path, source in sources.items() for fault in _faults(path, source)]


def _faults(path: str, source: str) -> Iterator[str]:
    room = path.partition("/")[0].removesuffix(".py")
    package = ".".join(["teipipe", *path.split("/")[:-1]])
    if room not in HEIGHT:
        yield f"{path}: {room} stands on no floor"
        return
    for line, module in imports(source, package):
        top = module.partition(".")[0]
        if top == "saxonche" and path != "saxon.py":
            yield f"{path}:{line}: only saxon.py imports saxonche"
        if room == "__init__" and top != "__future__":
            yield f"{path}:{line}: the package imports {module}"
        if top == "teipipe":
            other = room_of(module)
            if other != room and HEIGHT[other] >= HEIGHT[room]:
                yield f"{path}:{line}: {room} imports {other}, which is not below it"


def test_imports_go_downwards(sources):
    assert len(sources) > 10
    assert faults(sources) == []


@pytest.mark.parametrize(
    ("path", "line", "fault"),
    [
        ("resources.py", "from teipipe import findings", "resources imports findings"),
        ("documents.py", "from teipipe.registers import load_registers", "documents imports"),
        ("registers.py", "import teipipe.transcription", "registers imports transcription"),
        ("saxon.py", "from teipipe.project import find", "saxon imports project"),
        ("validate/relaxng.py", "from teipipe.encode import encode", "validate imports encode"),
        ("validate/__init__.py", "from teipipe import build", "validate imports build"),
        ("validate/models.py", "from ..cli import main", "validate imports cli"),
        (
            "validate/models.py",
            "def late():\n    import saxonche",
            "only saxon.py imports saxonche",
        ),
        (
            "documents.py",
            "def late():\n    from teipipe.text import views",
            "documents imports text",
        ),
        ("__init__.py", "from teipipe.errors import UsageError", "the package imports"),
        ("extra.py", "", "extra stands on no floor"),
    ],
)
def test_a_forbidden_import_is_seen(sources, path, line, fault):
    damaged = {path: f"{sources.get(path, '')}\n{line}\n"}
    assert any(fault in each for each in faults(damaged)), faults(damaged)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("validate/models.py", "from teipipe.validate import sources"),
        ("validate/models.py", "from . import sources"),
        ("build/plan.py", "from teipipe import __version__"),
        ("saxon.py", "import saxonche"),
    ],
)
def test_an_allowed_import_passes(path, line):
    assert faults({path: line}) == []


def test_importing_a_stage_does_not_import_the_engine():
    """What is heavy is imported where it is used: a check of pointers needs no XSLT."""
    import subprocess

    script = "import sys, teipipe.validate; print('saxonche' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_the_floors_are_those_that_contributors_are_told():
    page = (PACKAGE.parents[1] / "CONTRIBUTING.md").read_text("utf-8")
    drawn = page.partition("```text\n")[2].partition("```")[0].splitlines()
    told = [tuple(line.partition(" " * 4)[0].split()) for line in drawn]
    assert told == [floor for floor in FLOORS if not floor[0].startswith("__")]


def strays(tested: Path) -> list[str]:
    """Give the folders of unit tests that have no room of their name in the package."""
    found = (each.parent.relative_to(tested) for each in tested.rglob("test_*.py"))
    return sorted({each.as_posix() for each in found if not (PACKAGE / each).is_dir()})


def test_the_folders_of_unit_tests_are_rooms_of_the_package(tmp_path: Path) -> None:
    """But for the schemas, which stand beside it."""
    assert strays(PACKAGE.parents[1] / "tests" / "unit") == ["schemas"]
    (tmp_path / "validate" / "rooms").mkdir(parents=True)
    (tmp_path / "validate" / "rooms" / "test_one.py").touch()
    assert strays(tmp_path) == ["validate/rooms"]
