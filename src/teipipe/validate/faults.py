"""What is wrong in a document that a grammar refuses, element by element.

libxml2 stops at the first mistake in a parent and blames elements elsewhere for it, so the faults
are looked for in the grammar's `vocabulary` and `sequence`; libxml2's own words are used only
where these find none.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from teipipe.documents import Document
from teipipe.findings import Finding, finding
from teipipe.validate.vocabulary import Content, Vocabulary

SHOWN = 8
"""How many allowed names a finding lists."""
SHOWN_TEXT = 40
"""How many characters of stray text a finding quotes."""

Fault = tuple[Any, str, dict[str, str]]
"""A faulty element, the code of what is wrong, and the arguments of the message."""


def of(document: Document, log: Any, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Find the faults of an invalid document in its order; `log` is what libxml2 said of it."""
    faults = list(_declared(document, vocabulary)) or [_remaining(document, log, vocabulary)]
    order = {each: number for number, each in enumerate(document.tree.iter(etree.Element))}
    faults.sort(key=lambda fault: order[fault[0]])
    return tuple(
        finding(code, document.place(element), "relaxng", **arguments)
        for element, code, arguments in faults
    )


def _declared(document: Document, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Find what the vocabulary refuses, element by element."""
    for element in document.tree.iter(etree.Element):
        content = vocabulary.content(element.tag)
        if content is not None:
            yield from _attributes(element, content, vocabulary)
            yield from _children(element, content, vocabulary)
        elif not vocabulary.open:
            near = _nearest(element.tag, _expected(element.getparent(), vocabulary))
            yield element, "V011", {"name": _local(element.tag), "expected": near}


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


def _children(element: Any, content: Content, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Find misplaced children and stray text; only without them, a wrong sequence."""
    wrong = [
        each
        for each in element.iterchildren(etree.Element)
        if each.tag not in content.children and not content.open_children
    ]
    known = [each for each in wrong if vocabulary.open or vocabulary.content(each.tag)]
    faults = [_misplaced(each, vocabulary) for each in known]
    texts = (element.text, *(child.tail for child in element))
    written = next((each.strip() for each in texts if each and each.strip()), "")
    if written and not content.text:
        arguments = {"text": written[:SHOWN_TEXT], "expected": _listed(content.children)}
        faults.append((element, "V016", {"name": _local(element.tag), **arguments}))
    misfit: Any = None if wrong or faults else vocabulary.misfit(element)
    if misfit is element:
        expected = _listed(content.children)
        faults.append((element, "V019", {"name": _local(element.tag), "expected": expected}))
    elif misfit is not None:
        faults.append(_misplaced(misfit, vocabulary))
    yield from faults


def _misplaced(element: Any, vocabulary: Vocabulary) -> Fault:
    parent = element.getparent()
    within = _local(parent.tag) if parent is not None else "/"
    expected = _listed(_expected(parent, vocabulary))
    return (
        element,
        "V012",
        {"name": _local(element.tag), "parent": within, "expected": expected},
    )


def _remaining(document: Document, log: Any, vocabulary: Vocabulary) -> Fault:
    """Give libxml2's own error where the vocabulary finds no fault: the deepest of its first."""
    errors = {_element(document, error): error for error in reversed(list(log))}
    root = document.tree.getroot()
    element = max(errors, key=lambda each: len(list(each.iterancestors())), default=root)
    reason = errors[element].message if errors else ""
    expected = _listed(_expected(element, vocabulary))
    return element, "V001", {"name": _local(element.tag), "reason": reason, "expected": expected}


def _element(document: Document, error: Any) -> Any:
    elements = document.tree.iter(etree.Element)
    prefixes = {prefix: uri for each in elements for prefix, uri in each.nsmap.items() if prefix}
    found = document.tree.xpath(error.path, namespaces=prefixes) if error.path else []
    return found[0] if found else document.tree.getroot()


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
