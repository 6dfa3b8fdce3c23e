"""Schematron: ISO schemas compiled to XSLT 3.0 and run by Saxon, locked, in a guarded process.

Neither a schema nor a document can read a file, the network or the environment, and none can take
longer than its time. What a pattern's `@documents` asks for is read here, inside the root.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import Document, ordinal, serialised
from teipipe.findings import Finding, Place, finding
from teipipe.registers import Register
from teipipe.validate import sources
from teipipe.validate.schematron import reader
from teipipe.validate.schematron.compiler import compile_schema
from teipipe.validate.schematron.guard import NoAnswerError, Runner, local, shared_guard
from teipipe.validate.schematron.places import Places
from teipipe.validate.schematron.subordinates import subordinates
from teipipe.validate.schematron.writing import Assertion, Stylesheet

SEVERITIES = {
    **dict.fromkeys(("info", "information", "note", "hint"), "note"),
    **dict.fromkeys(("warning", "warn", "nonfatal"), "warning"),
}
"""What `@severity`, `@role` and `@flag` mean; every other value, and none, is an error."""
MOST = 1000
"""How many places one assertion names in one document; the last of them counts the rest."""
PATIENCE = 3
"""How many documents a schema may spend its time on before it is given up."""

_numbers = count()
_ended: Counter[str] = Counter()


@dataclass(frozen=True, slots=True, eq=False)
class _Compiled:
    """A schema as the process knows it, by name."""

    name: str
    schema: str
    stylesheet: Stylesheet
    shipped: bool

    @property
    def runner(self) -> Runner:
        """What runs it: this process, for rules that teipipe ships; else the guarded one."""
        return local() if self.shipped else shared_guard()


def check(
    document: Document,
    schema: Path,
    registers: Sequence[Register] = (),
    root: Path | None = None,
    phase: str = "",
    seconds: float = 60.0,
) -> tuple[Finding, ...]:
    """Find what breaks a rule of a schema (V002), in document order.

    `schema` is Schematron, or RELAX NG or ODD with rules in it. One that declares
    `<sch:let name="registers" value="()"/>` gets the registers there, as document nodes with the
    base URIs of their files. `root` is the folder that the schema may not leave, the document's
    unless told; `phase` is one of the schema's; `seconds` is the time it has for the document.

    What could not be judged is a finding, too: V070 (time), V071 (a rule fails), V072 (a document
    that a rule asks for). Raises `ConfigurationError` (V017) for a schema that cannot be used.
    """
    compiled = _compiled(phase)(schema, root or document.root)
    if _ended[compiled.name] >= PATIENCE:
        return (_unjudged(document, compiled, seconds),)
    try:
        return _judged(document, compiled, registers, seconds)
    except NoAnswerError:
        _ended[compiled.name] += 1
        return (_unjudged(document, compiled, seconds),)


def _judged(
    document: Document, compiled: _Compiled, registers: Sequence[Register], seconds: float
) -> tuple[Finding, ...]:
    known = compiled.runner.know(
        compiled.name, seconds, "compile", stylesheet=compiled.stylesheet.text
    )
    _refuse_faults(known.get("faults"), compiled.stylesheet)
    names = [_told(each.document, compiled.runner, seconds) for each in registers]
    results = _run(document, compiled, names, {}, seconds)
    if isinstance(results, Finding):
        return (results,)
    found = tuple(_findings(document, compiled, results))
    wanted = [each.get("uri", "") for each in results.iterchildren("document")]
    return (*found, *(_of_others(document, compiled, names, wanted, seconds) if wanted else ()))


def _of_others(
    document: Document,
    compiled: _Compiled,
    registers: Sequence[str],
    wanted: Sequence[str],
    seconds: float,
) -> Iterator[Finding]:
    """Judge the documents that patterns have asked for, each found in its own file."""
    others, hindered = subordinates(document, wanted)
    yield from hindered
    results = _run(document, compiled, registers, others, seconds) if others else ()
    if isinstance(results, Finding):
        yield results
        return
    for each in results:
        yield from _findings(others[each.get("uri", "")], compiled, each)


def _run(
    document: Document,
    compiled: _Compiled,
    registers: Sequence[str],
    others: dict[str, Document],
    seconds: float,
) -> Any:
    """Give what the stylesheet makes, as a tree; or the finding that it stopped in between."""
    answer = compiled.runner.ask(
        seconds,
        "run",
        name=compiled.name,
        document=_text(document),
        registers=registers,
        subordinates=[(serialised(each.tree), uri) for uri, each in others.items()],
    )
    if "faults" in answer:
        fault = answer["faults"][0]
        place = compiled.stylesheet.place(fault["line"]) or Place(compiled.schema)
        return _failed(document.place(None), place, fault["reason"])
    return etree.fromstring(answer["result"].encode(), etree.XMLParser(huge_tree=True))


def _findings(document: Document, compiled: _Compiled, results: Any) -> Iterator[Finding]:
    """Give what was found in one document, in its order."""
    places, made = Places(document), list[tuple[int, Finding]]()
    counted: Counter[str] = Counter()
    last: dict[str, int] = {}
    for each in results.iterchildren("finding", "failure"):
        number = each.get("at", "")
        counted[number] += 1
        if counted[number] > MOST:
            order, found = made[last[number]]
            made[last[number]] = order, replace(found, count=counted[number] - MOST + 1)
            continue
        last[number] = len(made)
        element = places.element(each.get("path", ""))
        assertion = compiled.stylesheet.assertions[int(number)]
        made.append((ordinal(element), _finding(document.place(element), assertion, each)))
    yield from (found for _, found in sorted(made, key=lambda each: each[0]))


def _finding(place: Place, assertion: Assertion, found: Any) -> Finding:
    text = " ".join(found.xpath("string()").split())
    if found.tag == "failure":
        return _failed(place, assertion.place, text, assertion.id)
    return finding(
        "V002",
        place,
        assertion.id or "schematron",
        text=text,
        severity=SEVERITIES.get(assertion.severity.lower(), "error"),
        schema=assertion.place.file,
        line=assertion.place.line,
    )


def _failed(place: Place, rule: Place, reason: str, name: str = "") -> Finding:
    arguments = {"reason": reason, "schema": rule.file, "line": rule.line}
    return finding("V071", place, name or "schematron", **arguments)


def _unjudged(document: Document, compiled: _Compiled, seconds: float) -> Finding:
    place = document.place(None)
    arguments = {"schema": compiled.schema, "seconds": f"{seconds:g}"}
    return finding("V070", place, "schematron", **arguments)


def _told(register: Document, runner: Runner, seconds: float) -> str:
    """Have the process know a register, and give its name there."""
    name = _register_name(register)
    runner.know(name, seconds, "keep", document=_text(register))
    return name


@lru_cache(maxsize=64)
def _register_name(_register: Document) -> str:
    return f"register-{next(_numbers)}"


def _text(document: Document) -> tuple[str, str]:
    return serialised(document.tree), document.path.absolute().as_uri()


@cache
def _compiled(phase: str) -> sources.Compiled[_Compiled]:
    """Give what compiles schemas in one phase, and keeps them."""

    def compile_file(path: Path, root: Path) -> tuple[_Compiled, frozenset[Path]]:
        schema = reader.read(path, root)
        name = f"schematron-{next(_numbers)}"
        shown = schema.documents[0].name
        stylesheet = compile_schema(schema, phase)
        shipped = all(map(sources.shipped, schema.files))
        return _Compiled(name, shown, stylesheet, shipped), schema.files

    return sources.Compiled(compile_file)


def _refuse_faults(faults: Sequence[dict[str, Any]] | None, stylesheet: Stylesheet) -> None:
    """Raise the engine's error, moved from the line of the stylesheet to the rule it is from."""
    if faults:
        place = stylesheet.place(faults[0]["line"]) or Place("")
        raise sources.failure("V017", place, reason=faults[0]["reason"])
