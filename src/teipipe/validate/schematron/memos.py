"""Variables of rules that lead through a whole document: followed once, not at every node.

`//person/@xml:id` and `ancestor::TEI//person` are the same at thousands of nodes. Such a path
becomes a function that remembers what it gave (XSLT 3.0, 10.3.7), by the node it starts from.
"""

from __future__ import annotations

import re

from lxml import etree

from teipipe.validate.schematron.writing import OWN, Writer

_NAME = r"(?:(?:\*|[^\W\d][\w.-]*):)?(?:\*|[^\W\d][\w.-]*)"
_TEST = rf"(?:@|(?:child|descendant|attribute)::)?{_NAME}"
_STEP = rf"(?:{_TEST}|\(\s*{_TEST}(?:\s*\|\s*{_TEST})*\s*\))(?:\[[^][()$]*\])*"
_PATH = re.compile(
    rf"\s*(?:(?P<start>ancestor(?:-or-self)?::{_NAME})(?:(?P<number>\[\d+\])|(?=//)))?"
    rf"(?P<way>(?://?{_STEP})+)\s*"
)
"""Names alone, and predicates without calls or variables: nothing that looks back to the node."""
_START = f"{OWN}start"


def write_let(writer: Writer, parent: etree._Element, let: etree._Element, version: str) -> None:
    """Write a variable of a rule, whose expressions run under a version of XSLT."""
    variable = writer.let(parent, let)
    path = _PATH.fullmatch(let.get("value", ""))
    if path is None:
        return
    name, nodes = f"{OWN}way-{len(writer.sheet)}", {"as": "node()*"}
    function = writer.write(writer.sheet, "function", let, name=name, cache="yes", **nodes)
    function.set("version", version)
    writer.write(function, "param", name=_START, **nodes)
    writer.write(function, "sequence", let, select=f"${_START}{path['way']}")
    variable.set("select", f"{name}({_start(path)})")


def _start(path: re.Match[str]) -> str:
    """Give what a path starts from, one node: below the outermost ancestor are those of all."""
    return f"{path['start']}{path['number'] or '[last()]'}" if path["start"] else "/"
