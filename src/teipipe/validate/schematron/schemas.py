"""Schemas as the process that runs them knows them: compiled once, each under a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from teipipe.findings import Place
from teipipe.validate import sources
from teipipe.validate.schematron import reader
from teipipe.validate.schematron.compiler import compile_schema
from teipipe.validate.schematron.guard import Runner, local, shared_guard
from teipipe.validate.schematron.writing import Stylesheet

_numbers = count()


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A schema as the process knows it, by name."""

    name: str
    schema: str
    stylesheet: Stylesheet
    shipped: bool

    @property
    def runner(self) -> Runner:
        """What runs it: this process, for rules that teipipe ships; else the guarded one."""
        return local() if self.shipped else shared_guard()


@cache
def compiled_in(phase: str) -> sources.Compiled[Compiled]:
    """Give what compiles schemas in one phase, and keeps them."""

    def compile_file(path: Path, root: Path) -> tuple[Compiled, frozenset[Path]]:
        schema = reader.read(path, root)
        name = f"schematron-{next(_numbers)}"
        shown = schema.documents[0].name
        stylesheet = compile_schema(schema, phase)
        shipped = all(map(sources.shipped, schema.files))
        files = schema.files | {each.path.absolute() for each in stylesheet.files}
        return Compiled(name, shown, stylesheet, shipped), files

    return sources.Compiled(compile_file)


def refuse_faults(faults: Sequence[dict[str, Any]] | None, stylesheet: Stylesheet) -> None:
    """Raise the engine's error, moved from the line of the stylesheet to the rule it is from."""
    if faults:
        place = stylesheet.place(faults[0]["line"]) or Place("")
        raise sources.failure("V017", place, reason=faults[0]["reason"])
