"""What schemas a document names, in each of the ways in which documents do.

The processing instruction is W3C's "Associating Schemas with XML documents 1.0"; where no grammar
is named so, the locations of XML Schemas and the DOCTYPE are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import Document
from teipipe.documents.encodings import decoded
from teipipe.documents.entities import doctype
from teipipe.findings import Finding, Place, finding, why
from teipipe.validate import sources
from teipipe.validate.kinds import GRAMMARS, Kind, Schema, by_name, by_suffix

_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
_OXYGEN = {"RNGSchema": Kind.RELAXNG, "SCHSchema": Kind.SCHEMATRON}
"""What the instructions that oXygen wrote before there was `xml-model` name."""
_COMPACT = "application/relax-ng-compact-syntax"
_PSEUDO_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")


def named(document: Document) -> Iterator[Schema | Finding]:
    """Give the schemas that a document names, and findings for those that cannot be read."""
    said = list(_instructed(document))
    yield from said
    if not any(isinstance(each, Schema) and each.kind in (*GRAMMARS, Kind.ODD) for each in said):
        yield from _elsewhere(document)


def _instructed(document: Document) -> Iterator[Schema | Finding]:
    before = document.tree.getroot().itersiblings(etree.PI, preceding=True)
    for instruction in reversed(list(before)):
        pairs = _PSEUDO_ATTRIBUTE.findall(instruction.text or "")
        pseudo = {key: unescape(value[1:-1]) for key, value in pairs}
        if instruction.target == "xml-model":
            yield _model(document, instruction, pseudo)
        for name, kind in _OXYGEN.items() if instruction.target == "oxygen" else ():
            if name in pseudo:
                media = _COMPACT if pseudo.get("type") == "compact" else ""
                told = {"href": pseudo[name], "schematypens": kind.value, "type": media}
                yield _model(document, instruction, told)


def _model(
    document: Document, instruction: etree._Element, pseudo: Mapping[str, str]
) -> Schema | Finding:
    """Give what one instruction names: a schema, or the finding that it cannot be used."""
    href, namespace, media = (pseudo.get(each, "") for each in ("href", "schematypens", "type"))
    suffix = Path(href).suffix
    strange = media == _COMPACT and suffix.lower() != sources.COMPACT
    kind = None if strange else by_name(namespace, media) or by_suffix(href)
    place = _place(document, instruction)
    if kind is None or not href:
        reason = sources.unusable(media, namespace, suffix) if href else why("no-href")
        return finding("V009", place, schema=href, reason=reason)
    return _referred(document, href, kind, place, pseudo.get("phase", ""))


def _elsewhere(document: Document) -> Iterator[Schema | Finding]:
    """Tell of the XML Schemas of a document's own namespace, which are not applied; give its DTD.

    Documents name these for all kinds of readers: that one is not here is only a note.
    """
    root = document.tree.getroot()
    located = root.get(f"{_INSTANCE}schemaLocation", "").split()
    own = etree.QName(root).namespace
    addresses = [to for of, to in zip(located[::2], located[1::2], strict=False) if of == own]
    for each in (*addresses, *root.get(f"{_INSTANCE}noNamespaceSchemaLocation", "").split()):
        told = {"severity": "note", "reason": sources.unusable(".xsd")}
        yield finding("V009", document.place(root), schema=each, **told)
    declared = doctype(decoded(document.content, document.name).content)
    if declared is not None:
        place = _found(document, "<!DOCTYPE", 0, ">")
        yield _referred(document, declared.system, Kind.DTD, place, severity="note")


def _referred(
    document: Document, href: str, kind: Kind, place: Place, phase: str = "", **more: str
) -> Schema | Finding:
    """Give the schema that an address leads to, or the finding that none can be read there."""
    code = sources.hindrance(href, document)
    if code:
        return finding(code, place, schema=href, **more)
    return Schema(sources.beside(document, href), kind, document.root, phase)


def _place(document: Document, instruction: Any) -> Place:
    """Give the place of an instruction before the document's root, from its mark to its end."""
    before = instruction.itersiblings(etree.PI, preceding=True)
    earlier = sum(1 for each in before if each.target == instruction.target)
    return _found(document, f"<?{instruction.target}", earlier, "?>")


def _found(document: Document, mark: str, earlier: int, end: str) -> Place:
    """Give the place of a mark before the root, but those in comments, from which some are passed.

    The parser has only the line on which something ends.
    """
    text = document.content.decode(document.encoding, "replace")
    marks = re.finditer(rf"<!--.*?-->|{re.escape(mark)}\b", text, re.S)
    starts = [each.start() for each in marks if each[0] == mark]
    if len(starts) <= earlier:
        return Place(document.name, 1, 1)
    start = starts[earlier]
    stop = text.find(end, start) + len(end)
    return Place(document.name, *_spot(text, start), *_spot(text, stop))


def _spot(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
