"""Assertions and reports as XSLT: the test, the place, the words (ISO/IEC 19757-3, 5.4)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from teipipe.findings import why
from teipipe.validate.schematron.names import XSL, sch
from teipipe.validate.schematron.writing import Assertion, Writer

_SAYS = ("severity", "role", "flag")
"""The attributes that say how grave an assertion is, in the order in which they are believed."""
_REASON = "$Q{http://www.w3.org/2005/xqt-errors}description"


def write_assertion(
    writer: Writer, parent: etree._Element, assertion: Any, rule: etree._Element
) -> None:
    """Write what tries an assertion; one that fails in itself is told, and stops no other."""
    number = str(len(writer.assertions))
    attempt = writer.write(parent, "try", assertion)
    choice = writer.write(attempt, "choose")
    fails = writer.write(choice, "when", assertion, test=assertion.get("test"))
    if assertion.tag == sch("assert"):
        fails = writer.write(choice, "otherwise")
    subject = assertion.get("subject") or rule.get("subject") or "."
    found = etree.SubElement(fails, "finding", at=number)
    writer.write(found, "attribute", assertion, name="path", select=f"path((({subject}), .)[1])")
    _message(writer, found, assertion)
    _further(writer, found, assertion, "diagnostic")
    _further(writer, found, assertion, "property")
    caught = writer.write(attempt, "catch")
    failure = etree.SubElement(caught, "failure", at=number, path="{path(.)}")
    writer.write(failure, "value-of", select=_REASON)
    place = writer.schema.place(assertion)
    severity = _first(assertion, rule)
    writer.assertions.append(Assertion(assertion.get("id", ""), severity, place))


def _first(assertion: Any, rule: etree._Element) -> str:
    """Give the first attribute that says how grave it is; its own before its rule's."""
    values = (each.get(name) for each in (assertion, rule) for name in _SAYS)
    return next((each for each in values if each), "")


def _further(writer: Writer, parent: etree._Element, assertion: Any, kind: str) -> None:
    """Write the diagnostics that an assertion names after its message; properties are checked."""
    plural = {"diagnostic": "diagnostics", "property": "properties"}[kind]
    known = {each.get("id"): each for each in writer.schema.root.iter(sch(kind))}
    for name in assertion.get(plural, "").split():
        if name not in known:
            raise writer.wrong(assertion, why("none-of-that-name", kind=kind, name=name))
        if kind == "diagnostic":
            _text(writer, parent, " ")
            _message(writer, parent, known[name])


def _message(writer: Writer, parent: etree._Element, message: Any) -> None:
    _text(writer, parent, message.text)
    for each in message.iterchildren():
        if each.tag == sch("value-of"):
            separator, select = each.get("separator", " "), each.get("select")
            writer.write(parent, "value-of", each, select=select, separator=separator)
        elif each.tag == sch("name"):
            path = each.get("path", ".")
            writer.write(parent, "value-of", each, select=f"name({path})")
        elif each.tag.startswith(f"{{{XSL}}}"):
            writer.copy(parent, each)
        else:
            _message(writer, parent, each)
        _text(writer, parent, each.tail)


def _text(writer: Writer, parent: etree._Element, text: str | None) -> None:
    if text:
        writer.write(parent, "text").text = text
