"""Schematron: ISO schemas compiled to XSLT 3.0 and run by Saxon, locked, in a guarded process.

Neither a schema nor a document can read a file, the network or the environment, and none can take
longer than its time. What a pattern's `@documents` asks for is read here, inside the root.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import Document, serialised
from teipipe.findings import Finding, Place
from teipipe.registers import Register
from teipipe.validate.schematron.guard import NoAnswerError, Runner
from teipipe.validate.schematron.schemas import Compiled, compiled_in, refuse_faults
from teipipe.validate.schematron.subordinates import subordinates
from teipipe.validate.schematron.telling import failed, told, unjudged

PATIENCE = 3
"""How many documents a schema may spend its time on before it is given up."""

_numbers = count()
_ended: Counter[str] = Counter()


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
    compiled = compiled_in(phase)(schema, root or document.root)
    if _ended[compiled.name] >= PATIENCE:
        return (unjudged(document, compiled, seconds),)
    try:
        return _judged(document, compiled, registers, seconds)
    except NoAnswerError:
        _ended[compiled.name] += 1
        return (unjudged(document, compiled, seconds),)


def _judged(
    document: Document, compiled: Compiled, registers: Sequence[Register], seconds: float
) -> tuple[Finding, ...]:
    known = compiled.runner.know(
        compiled.name, seconds, "compile", stylesheet=compiled.stylesheet.text
    )
    refuse_faults(known.get("faults"), compiled.stylesheet)
    names = [_known(each.document, compiled.runner, seconds) for each in registers]
    results = _run(document, compiled, names, {}, seconds)
    if isinstance(results, Finding):
        return (results,)
    found = tuple(told(document, compiled, results))
    wanted = [each.get("uri", "") for each in results.iterchildren("document")]
    return (*found, *(_of_others(document, compiled, names, wanted, seconds) if wanted else ()))


def _of_others(
    document: Document,
    compiled: Compiled,
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
        yield from told(others[each.get("uri", "")], compiled, each)


def _run(
    document: Document,
    compiled: Compiled,
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
        files=[_known(each, compiled.runner, seconds) for each in compiled.stylesheet.files],
        subordinates=[(serialised(each.tree), uri) for uri, each in others.items()],
    )
    if "faults" in answer:
        fault = answer["faults"][0]
        place = compiled.stylesheet.place(fault["line"]) or Place(compiled.schema)
        return failed(document, document.place(None), place, fault["reason"])
    return etree.fromstring(answer["result"].encode(), etree.XMLParser(huge_tree=True))


def _known(document: Document, runner: Runner, seconds: float) -> str:
    """Have the process know a register, or what rules look up, and give its name there."""
    name = _name(document)
    runner.know(name, seconds, "keep", document=_text(document))
    return name


@lru_cache(maxsize=64)
def _name(_document: Document) -> str:
    return f"document-{next(_numbers)}"


def _text(document: Document) -> tuple[str, str]:
    return serialised(document.tree), document.path.absolute().as_uri()
