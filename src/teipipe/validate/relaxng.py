"""RELAX NG: the one function behind which libxml2 works.

libxml2 gives the verdict. It stops at the first mistake in a parent and reports consequences as
faults, so the faults themselves are looked for in the schema's vocabulary, and libxml2's own
words are used where the vocabulary finds none.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import Document
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding, finding
from teipipe.validate import grammar, sources
from teipipe.validate.vocabulary import Content, Vocabulary

SHOWN = 8
"""How many allowed names a finding lists."""

Fault = tuple[Any, str, dict[str, str]]
"""A faulty element, the code of what is wrong, and the arguments of the message."""


@dataclass(frozen=True, slots=True, eq=False)
class _Schema:
    """A compiled grammar, and its tree for the questions that libxml2 does not answer."""

    engine: Any
    vocabulary: Callable[[], Vocabulary]


def check(document: Document, schema: Path, root: Path | None = None) -> tuple[Finding, ...]:
    """Find what is invalid in a document (V001, V011–V016, V019), in document order.

    `root` is the folder that the schema may not leave, the document's unless told. Raises
    `ConfigurationError` for a schema that cannot be used.
    """
    compiled = _compiled(schema, root or document.root)
    if compiled.engine.validate(document.tree):
        return ()
    vocabulary = compiled.vocabulary()
    faults = list(_declared(document, vocabulary))
    faults += _remaining(document, compiled.engine.error_log, faults, vocabulary)
    order = {each: number for number, each in enumerate(document.tree.iter(etree.Element))}
    faults.sort(key=lambda fault: order[fault[0]])
    return tuple(
        finding(code, document.place(element), "relaxng", **arguments)
        for element, code, arguments in faults
    )


def _compile(path: Path, root: Path) -> tuple[_Schema, frozenset[Path]]:
    read = grammar.read(path, root)
    try:
        engine = etree.RelaxNG(read.root)
    except etree.RelaxNGParseError:
        raise _unusable(read) from None
    kept: list[Vocabulary] = []

    def vocabulary() -> Vocabulary:
        if not kept:
            kept.append(Vocabulary(read.root))
        return kept[0]

    return _Schema(engine, vocabulary), read.files


_compiled = sources.Compiled(_compile)


def _unusable(read: sources.Merged) -> ConfigurationError:
    """Find the place of a grammar's fault: number the elements in place of lines, and compile."""
    elements = list(read.root.iter(etree.Element))
    for number, element in enumerate(elements):
        element.sourceline = min(number, 0xFFFF)
    try:
        etree.RelaxNG(read.root)
    except etree.RelaxNGParseError as error:
        first = next(iter(error.error_log), None)
        line = first.line if first is not None and first.line < len(elements) else 0
        reason = first.message if first is not None else str(error)
        return sources.failure("V017", read.place(elements[line]), reason=reason)
    raise AssertionError("a grammar fails once and not twice")


def _declared(document: Document, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Find what the vocabulary refuses, element by element."""
    for element in document.tree.iter(etree.Element):
        content = vocabulary.content(element.tag)
        if content is not None:
            yield from _attributes(element, content, vocabulary)
            yield from _text(element, content)
        elif not vocabulary.open:
            near = _nearest(element.tag, _expected(element.getparent(), vocabulary))
            yield element, "V011", {"name": _local(element.tag), "expected": near}
            continue
        yield from _nesting(element, vocabulary)


def _attributes(element: Any, content: Content, vocabulary: Vocabulary) -> Iterator[Fault]:
    name = _local(element.tag)
    for attribute, value in element.attrib.items():
        arguments = {"name": name, "attribute": _local(attribute)}
        if attribute not in content.attributes:
            if not content.open_attributes:
                near = _nearest(attribute, content.attributes)
                yield element, "V013", {**arguments, "expected": near}
        elif not vocabulary.admits(element.tag, attribute, value):
            values = vocabulary.values(element.tag, attribute)
            near = _nearest(value, values)
            yield element, "V015", {**arguments, "value": value, "expected": near}
    for attribute in sorted(content.required - set(element.attrib)):
        yield element, "V014", {"name": name, "attribute": _local(attribute)}


def _text(element: Any, content: Content) -> Iterator[Fault]:
    texts = (element.text, *(child.tail for child in element))
    written = next((each.strip() for each in texts if each and each.strip()), "")
    if written and not content.text:
        arguments = {"text": written[:40], "expected": _listed(content.children)}
        yield element, "V016", {"name": _local(element.tag), **arguments}


def _nesting(element: Any, vocabulary: Vocabulary) -> Iterator[Fault]:
    parent = element.getparent()
    content = vocabulary.content(parent.tag) if parent is not None else None
    if content is None or content.open_children or element.tag in content.children:
        return
    yield _misplaced(element, vocabulary)


def _misplaced(element: Any, vocabulary: Vocabulary) -> Fault:
    parent = element.getparent()
    within = _local(parent.tag) if parent is not None else "/"
    expected = _listed(_expected(parent, vocabulary))
    return (
        element,
        "V012",
        {"name": _local(element.tag), "parent": within, "expected": expected},
    )


_WRONG_PLACE = {"ERR_ELEMWRONG", "ERR_ELEMNAME", "ERR_EXTRACONTENT", "ERR_ELEMNOTEXPECTED"}


def _remaining(
    document: Document, log: Any, faults: Iterable[Fault], vocabulary: Vocabulary
) -> Iterator[Fault]:
    """Give libxml2's errors that no known fault explains.

    A fault explains the errors of its element, of all above it, of its siblings and children; and
    of the errors left in one parent, the last is how far libxml2 came.
    """
    known = {fault[0] for fault in faults}
    explained = {above for each in known for above in each.iterancestors()} | known
    around = known | {each.getparent() for each in known}
    errors = {_element(document, error): error for error in reversed(list(log))}
    wrong = [
        each
        for each in document.tree.iter(etree.Element)
        if each in errors and each not in explained and each.getparent() not in around
    ]
    above = {ancestor for each in wrong for ancestor in each.iterancestors()}
    furthest = {each.getparent(): each for each in wrong if each not in above}
    if not furthest and not known:
        furthest = {None: document.tree.getroot()}
    for element in furthest.values():
        yield _reported(element, errors.get(element), vocabulary)


def _element(document: Document, error: Any) -> Any:
    found = document.tree.xpath(error.path) if error.path else []
    return found[0] if found else document.tree.getroot()


def _reported(element: Any, error: Any, vocabulary: Vocabulary) -> Fault:
    kind = error.type_name.removeprefix("RELAXNG_") if error is not None else ""
    name = _local(element.tag)
    expected = _listed(_expected(element, vocabulary))
    if kind in _WRONG_PLACE:
        return _misplaced(element, vocabulary)
    if kind == "ERR_NOELEM":
        return element, "V019", {"name": name, "expected": expected}
    reason = error.message if error is not None else ""
    return element, "V001", {"name": name, "reason": reason, "expected": expected}


def _expected(parent: Any, vocabulary: Vocabulary) -> Iterable[str]:
    content = vocabulary.content(parent.tag) if parent is not None else None
    return content.children if content is not None else vocabulary.names


def _local(name: str) -> str:
    """Give a name as an editor writes it."""
    xml = "{http://www.w3.org/XML/1998/namespace}"
    return f"xml:{name.removeprefix(xml)}" if name.startswith(xml) else name.rpartition("}")[2]


def _nearest(name: str, allowed: Iterable[str]) -> str:
    """Give the allowed name that is most like a wrong one, else the first few of all."""
    names = [_local(each) for each in allowed]
    near = difflib.get_close_matches(_local(name), names, 1, 0.6)
    return near[0] if near else _listed(names)


def _listed(names: Iterable[str]) -> str:
    every = sorted({_local(each) for each in names}, key=str.casefold)
    return ", ".join(every[:SHOWN]) + (" …" if len(every) > SHOWN else "")
