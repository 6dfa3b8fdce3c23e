"""Which schemas judge a document: those given, else those that its `xml-model` names.

The processing instruction is W3C's "Associating Schemas with XML documents 1.0". Nothing is
fetched: a schema on the network is a finding that says what to do instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from html import unescape
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import TEI, Document, shown, tei
from teipipe.documents.forms import strange_root
from teipipe.findings import Finding, Place, finding
from teipipe.validate import catalogs, sources


class Kind(Enum):
    """A schema language, by its namespace."""

    RELAXNG = sources.RNG
    SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
    ODD = TEI


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema to apply: its file, its language, the folder that it may not leave, its phase.

    Rules that stand in RELAX NG or in an ODD are a schema of their own, in the same file.
    """

    path: Path
    kind: Kind
    root: Path
    phase: str = ""


_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
_OXYGEN = {"RNGSchema": Kind.RELAXNG, "SCHSchema": Kind.SCHEMATRON}
"""What the instructions that oXygen wrote before there was `xml-model` name."""
_COMPACT = "application/relax-ng-compact-syntax"
_PSEUDO_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")


def schemas_of(
    document: Document, given: Sequence[Path]
) -> tuple[tuple[Schema, ...], tuple[Finding, ...]]:
    """Give the schemas for a document, and what hinders others (V003, V004, V007–V009, V073, V074).

    Raises `ConfigurationError` if one of the `given` is no schema.
    """
    if given:
        schemas = [each for path in given for each in _given(path, document.root)]
        return _with_grammars(document, schemas, (), "error")
    named = list(_named(document))
    found = [each for each in named if isinstance(each, Finding)]
    if not named:
        found = [*strange_root(document), finding("V004", Place(document.name, 1, 1))]
    schemas = [each for each in named if isinstance(each, Schema)]
    return _with_grammars(document, schemas, found, "warning")


def _given(path: Path, root: Path) -> Iterator[Schema]:
    if not path.suffix and not path.exists():
        path = catalogs.by_name().get(path.name, path)
    root = sources.root_for(path, root)
    schema = sources.read(path, root)
    top = schema.tree.getroot()
    kind = _kind(top.nsmap.get(top.prefix, ""))
    if kind is None or (kind is Kind.ODD and next(top.iter(tei("schemaSpec")), None) is None):
        reason = sources.unusable(top.nsmap.get(top.prefix) or "", path.suffix)
        raise sources.failure("V017", schema.place(top), reason=reason)
    yield Schema(path, kind, root)
    if kind is not Kind.SCHEMATRON and _holds_rules(path, root):
        yield Schema(path, Kind.SCHEMATRON, root)


def _look_for_rules(path: Path, root: Path) -> tuple[bool, frozenset[Path]]:
    rules = f"{{{Kind.SCHEMATRON.value}}}assert", f"{{{Kind.SCHEMATRON.value}}}report"
    files = sources.with_included(path, root)
    found = any(next(each.tree.iter(*rules), None) is not None for each in files.values())
    return found, frozenset(files)


_holds_rules = sources.Compiled(_look_for_rules)
"""Whether Schematron stands in a schema, or in what it includes."""


def _with_grammars(
    document: Document, schemas: Sequence[Schema], found: Sequence[Finding], severity: str
) -> tuple[tuple[Schema, ...], tuple[Finding, ...]]:
    """Apply the grammars of ODDs, unless there is RELAX NG; tell of each that has none (V073).

    What one names and nothing has is told, too (V074).
    """
    odds = [each for each in schemas if each.kind is Kind.ODD]
    if not odds or any(each.kind is Kind.RELAXNG for each in schemas):
        return tuple(schemas), tuple(found)
    from teipipe.validate.odd.compiling import compiled

    outcomes = {each: compiled(each.path, each.root) for each in odds}
    grammars = [replace(each, kind=Kind.RELAXNG) for each in odds if outcomes[each].grammar]
    refused = [
        finding(
            "V073",
            Place(document.name, 1, 1),
            schema=shown(each.path, document.root),
            severity=severity,
            reason=outcome.reason,
            line=outcome.line,
        )
        for each, outcome in outcomes.items()
        if outcome.grammar is None
    ]
    vain = [
        finding(
            "V074",
            Place(document.name, 1, 1),
            schema=shown(each.path, document.root),
            name=named.name,
            line=named.line,
            nearest=named.nearest,
        )
        for each, outcome in outcomes.items()
        for named in outcome.unknown
    ]
    return (*grammars, *schemas), (*found, *refused, *vain)


def _kind(namespace: str) -> Kind | None:
    return next((kind for kind in Kind if kind.value == namespace.rstrip("/")), None)


def _named(document: Document) -> Iterator[Schema | Finding]:
    """Give what a document names: by instructions, or else in ways that tell of no use here."""
    said = list(_instructed(document))
    yield from said
    if not any(isinstance(each, Schema) and each.kind is not Kind.SCHEMATRON for each in said):
        yield from _elsewhere(document)


def _instructed(document: Document) -> Iterator[Schema | Finding]:
    before = document.tree.getroot().itersiblings(etree.PI, preceding=True)
    for instruction in reversed(list(before)):
        pairs = _PSEUDO_ATTRIBUTE.findall(instruction.text or "")
        pseudo = {key: unescape(value[1:-1]) for key, value in pairs}
        if instruction.target == "xml-model":
            yield from _model(document, instruction, pseudo)
        for name, kind in _OXYGEN.items() if instruction.target == "oxygen" else ():
            if name in pseudo:
                media = _COMPACT if pseudo.get("type") == "compact" else ""
                named = {"href": pseudo[name], "schematypens": kind.value, "type": media}
                yield from _model(document, instruction, named)


def _model(
    document: Document, instruction: Any, pseudo: Mapping[str, str]
) -> Iterator[Schema | Finding]:
    """Give what one instruction names: a schema, or the finding that it cannot be used."""
    href, namespace, media = (pseudo.get(each, "") for each in ("href", "schematypens", "type"))
    suffix = Path(href).suffix
    strange = media == _COMPACT and suffix.lower() != sources.COMPACT
    kind = None if strange else _kind(namespace) or _by_suffix(href)
    code = sources.hindrance(href, document) if kind and href else "V009"
    if kind is None or code:
        reason = sources.unusable(media, namespace, suffix) if href else "its href is missing"
        yield finding(code, _place(document, instruction), schema=href, reason=reason)
        return
    path = sources.beside(document, href)
    yield Schema(path, kind, document.root, pseudo.get("phase", ""))
    if kind is Kind.ODD and _holds_rules(path, document.root):
        yield Schema(path, Kind.SCHEMATRON, document.root, pseudo.get("phase", ""))


def _elsewhere(document: Document) -> Iterator[Finding]:
    """Tell of the XML Schema of a document's own namespace, and of its DTD: neither is applied."""
    root = document.tree.getroot()
    located = root.get(f"{_INSTANCE}schemaLocation", "").split()
    own = etree.QName(root).namespace
    named = [to for of, to in zip(located[::2], located[1::2], strict=False) if of == own]
    named += root.get(f"{_INSTANCE}noNamespaceSchemaLocation", "").split()
    said = {"severity": "note", "reason": sources.unusable(".xsd")}
    yield from (finding("V009", document.place(root), schema=each, **said) for each in named)
    if document.tree.docinfo.system_url:
        told = {"severity": "note", "reason": sources.unusable(".dtd")}
        place = _found(document, "<!DOCTYPE", 0, ">")
        yield finding("V009", place, schema=document.tree.docinfo.system_url, **told)


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


def _by_suffix(href: str) -> Kind | None:
    return {
        ".rng": Kind.RELAXNG,
        ".rnc": Kind.RELAXNG,
        ".sch": Kind.SCHEMATRON,
        ".odd": Kind.ODD,
    }.get(Path(href).suffix.lower())
