"""Rules that stand in another schema: in RELAX NG, or in the `constraintSpec` of an ODD.

In RELAX NG they are annotations (ISO/IEC 19757-3, annex F); in an ODD they are the constraints of
its own specifications (TEI Guidelines, 23.5.2), examples left out. An assertion without a rule is
about what it stands in: the element, or the attribute. Rules that a customisation takes over from
the TEI are in the schemas made from it, not in the ODD.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from teipipe.documents import TEI
from teipipe.validate.schematron.names import SCH, XSL, sch

RNG = "http://relaxng.org/ns/structure/1.0"
PREFIXES = {
    "tei": TEI,
    "rng": RNG,
    "sch": SCH,
    "teix": "http://www.tei-c.org/ns/Examples",
}
"""The prefixes that embedded rules use without declaring them, as the TEI's own tools allow."""

_EXAMPLES = ("exemplum", "remarks", "desc", "gloss")
_SCHEMES = ("schematron", "isoschematron")
_TOP = tuple(
    sch(name) for name in ("ns", "let", "phase", "pattern", "rules", "diagnostics", "properties")
)
_BARE = (sch("assert"), sch("report"))


def embedding(root: etree._Element) -> bool:
    """Whether a file is of a kind that rules may be embedded in."""
    return etree.QName(root).namespace in (RNG, TEI)


Constraints = frozenset[tuple[str, str]]
"""Constraints of ODDs, by the names of what they are about and their own."""


def changed(odd: etree._Element) -> Constraints:
    """Give the constraints of what an ODD builds on that it changes, replaces or deletes."""
    found = odd.iter(f"{{{TEI}}}constraintSpec")
    return frozenset(_name(each) for each in found if each.get("mode", "add") != "add")


def _name(constraint: Any) -> tuple[str, str]:
    return constraint.getparent().get("ident", ""), constraint.get("ident", "")


def fragments(root: etree._Element, without: Constraints = frozenset()) -> Iterator[etree._Element]:
    """Give the outermost elements of Schematron and XSLT in a schema, in document order."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag.startswith((f"{{{SCH}}}", f"{{{XSL}}}")):
            yield element
        elif not _left_out(element, without):
            stack.extend(reversed(list(element.iterchildren(etree.Element))))


def _left_out(element: etree._Element, without: Constraints) -> bool:
    name = etree.QName(element)
    if name.namespace == "http://www.tei-c.org/ns/Examples":
        return True
    if name.namespace != TEI:
        return False
    if name.localname == "constraintSpec":
        foreign = element.get("scheme", _SCHEMES[0]) not in _SCHEMES
        return foreign or element.get("mode") == "delete" or _name(element) in without
    return name.localname in _EXAMPLES


def top_level(fragment: etree._Element) -> bool:
    """Whether a fragment stands in a schema as it is, and not in a rule or a pattern."""
    return fragment.tag in _TOP or fragment.tag.startswith(f"{{{XSL}}}")


def context(fragment: Any) -> str | None:
    """Give what an assertion without a rule is about; None for a rule, "" where nothing says."""
    if fragment.tag not in _BARE:
        return None
    attribute = ""
    for each in fragment.iterancestors():
        name = etree.QName(each).localname
        if name in ("attDef", "attribute"):
            attribute = each.get("ident") or each.get("name", "")
        elif name in ("elementSpec", "element"):
            element = each.get("ident") or each.get("name", "")
            whole = f"Q{{{_namespace(each)}}}{element.rpartition(':')[2]}"
            return f"{whole}/@{attribute}" if attribute else whole
    return f"@{attribute}" if attribute else ""


def _namespace(element: etree._Element) -> str:
    """Give the namespace that an element's specification is for."""
    odd = etree.QName(element).namespace == TEI
    for each in (element, *element.iterancestors()):
        if "ns" in each.attrib:
            return str(each.get("ns"))
    return TEI if odd else ""
