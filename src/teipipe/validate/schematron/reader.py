"""Schematron schemas, read into one tree of concrete rules.

Includes are replaced, abstract patterns filled in, abstract rules copied to where they extend
(ISO/IEC 19757-3, 5.4 and 5.5), groups parted (its edition of 2025). What Schematron does not know,
or this compiler cannot do, is an error: a rule is never passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import ID, Document, shown
from teipipe.errors import ConfigurationError
from teipipe.findings import Place, why
from teipipe.validate import sources
from teipipe.validate.schematron import embedded
from teipipe.validate.schematron.names import XSL, sch
from teipipe.validate.sources import Merged

_RICH = "title p"
_CHILDREN = {
    "schema": f"{_RICH} include ns let phase pattern group rules diagnostics properties",
    "phase": f"{_RICH} include active let",
    "pattern": f"{_RICH} include let rule param",
    "group": f"{_RICH} include let rule param",
    "rule": f"{_RICH} include let assert report extends",
    "rules": f"{_RICH} include rule",
    "diagnostics": "include diagnostic",
    "properties": "include property",
    "assert": "name value-of emph dir span",
    "report": "name value-of emph dir span",
    "diagnostic": "name value-of emph dir span",
    "property": "name value-of emph dir span",
}
_DEMANDED = {
    "ns": ("prefix", "uri"),
    "let": ("name",),
    "phase": ("id",),
    "active": ("pattern",),
    "param": ("name", "value"),
    "assert": ("test",),
    "report": ("test",),
    "value-of": ("select",),
    "diagnostic": ("id",),
    "property": ("id",),
}
_PATTERNS = sch("pattern"), sch("group")
_UNKNOWN = ("from", "visit-each", "when")
"""Attributes of the standard's edition of 2025 that say which nodes or documents are judged."""
_NEWER = ("library", "param")
"""Elements of that edition."""
_LIBRARIES = (f"{{{XSL}}}include", f"{{{XSL}}}import")
_PASSED_ON = ("expand-text", "xpath-default-namespace")
"""What a stylesheet says for all that stands in it."""


def read(path: Path, root: Path) -> Merged:
    """Read a schema with all that it includes; raises `ConfigurationError` with the place."""
    reader = _Reader(root)
    try:
        schema = reader.file(path, ())
    except RecursionError:
        place = Place(shown(path, root))
        raise sources.failure("V017", place, reason=why("includes-too-deep")) from None
    if embedded.embedding(schema):
        schema = reader.gathered(schema)
    if schema.tag != sch("schema"):
        raise reader.wrong(schema, why("no-schema-of-schematron"))
    reader.check(schema)
    reader.fill_patterns(schema)
    reader.extend_rules(schema)
    reader.part_groups(schema)
    return Merged(schema, tuple(reader.documents), reader.origins)


class _Reader:
    """Gathers the files of one schema and remembers where each element came from."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.documents: list[Document] = []
        self.origins: dict[Any, tuple[Document, Any]] = {}

    def wrong(self, element: etree._Element, reason: str) -> ConfigurationError:
        """Make the error that an element of the schema cannot be used."""
        document, original = self.origins[element]
        return sources.failure("V017", document.place(original), reason=reason)

    def file(self, path: Path, within: tuple[Path, ...]) -> Any:
        """Give a file's outermost element with includes replaced."""
        document = sources.read(path, self.root)
        self.documents.append(document)
        return self._copy(document, document.tree.getroot(), (*within, path.resolve()))

    def gathered(self, host: Any) -> Any:
        """Make a schema of the rules that stand in another one, and in what that includes.

        RELAX NG may well have none; TEI without any is no ODD with rules, but some other document.
        """
        schema = etree.Element(sch("schema"), nsmap={**embedded.PREFIXES, **_prefixed(host)})
        schema.set("queryBinding", "xslt3")
        self.origins[schema] = self.origins[host]
        for each in self._fragments(host, set(), frozenset()):
            schema.append(each if embedded.top_level(each) else self._in_pattern(each))
        if not len(schema) and etree.QName(host).namespace != embedded.RNG:
            raise self.wrong(host, why("holds-no-schematron"))
        return schema

    def _fragments(
        self, host: Any, read: set[Path], changed: embedded.Constraints
    ) -> Iterator[Any]:
        """Give what stands in what a host includes or builds on, but for what it changes."""
        includes = (f"{{{embedded.RNG}}}include", f"{{{embedded.RNG}}}externalRef")
        for each in list(host.iter(*includes)):
            document, original = self.origins[each]
            path = sources.referred(document, original)
            if path not in read:
                read.add(path)
                yield from self._fragments(self.file(path, ()), read, changed)
        base = sources.built_on(self.origins[host][0])
        if base and base not in read:
            read.add(base)
            changing = changed | embedded.changed(host)
            yield from self._fragments(self.file(base, ()), read, changing)
        yield from list(embedded.fragments(host, changed))

    def _in_pattern(self, fragment: etree._Element) -> Any:
        """Put a rule, or an assertion without one, into a pattern of its own."""
        context = embedded.context(fragment)
        pattern = etree.Element(sch("pattern"))
        self.origins[pattern] = self.origins[fragment]
        if context is None:
            pattern.append(fragment)
            return pattern
        if not context:
            raise self.wrong(fragment, why("assertion-about-nothing"))
        rule = etree.SubElement(pattern, sch("rule"), context=context)
        self.origins[rule] = self.origins[fragment]
        rule.append(fragment)
        return pattern

    def _copy(self, document: Document, element: Any, within: tuple[Path, ...]) -> Any:
        if element.tag == sch("include"):
            return self._referred(document, element, within)
        copy = etree.Element(element.tag, element.attrib, element.nsmap)
        copy.text, copy.tail = element.text, element.tail
        self.origins[copy] = (document, element)
        for child in element.iterchildren():
            if not isinstance(child.tag, str):
                _append_text(copy, child.tail or "")
            elif child.tag == sch("extends") and child.get("href"):
                copy.extend(list(self._referred(document, child, within)))
            elif child.tag in _LIBRARIES:
                copy.extend(self._declared(document, child, within))
            else:
                copy.append(self._copy(document, child, within))
        return copy

    def _declared(
        self, document: Document, child: etree._Element, within: tuple[Path, ...]
    ) -> list[Any]:
        """Give the declarations of a stylesheet that a schema includes."""
        stylesheet = self._referred(document, child, within)
        for declaration in stylesheet:
            for name in _PASSED_ON:
                if name in stylesheet.attrib and name not in declaration.attrib:
                    declaration.set(name, stylesheet.get(name))
        return list(stylesheet)

    def _referred(
        self, document: Document, element: etree._Element, within: tuple[Path, ...]
    ) -> Any:
        """Give the element that `@href` means: a file's outermost, or the one with the id."""
        href = element.get("href", "")
        path = sources.referred(document, element)
        place = document.place(element)
        if path.resolve() in within:
            raise sources.failure("V017", place, reason=why("includes-itself", href=href))
        included = self.file(path, within)
        fragment = href.partition("#")[2]
        if not fragment:
            return included
        found = [each for each in included.iter() if fragment in _ids(each)]
        if not found:
            raise sources.failure("V017", place, reason=why("leads-to-nothing", href=href))
        return found[0]

    def check(self, element: etree._Element) -> None:
        """Refuse what Schematron does not know, and what lacks an attribute."""
        name = etree.QName(element).localname
        if name == "rule" and not _true(element, "abstract") and "context" not in element.attrib:
            raise self.wrong(element, why("rule-without-context"))
        for attribute in _DEMANDED.get(name, ()):
            if attribute not in element.attrib:
                raise self.wrong(
                    element, why("lacks-its-attribute", name=name, attribute=attribute)
                )
        for attribute in _UNKNOWN:
            if attribute in element.attrib:
                reason = why("attribute-of-2025", attribute=attribute, name=name)
                raise self.wrong(element, reason)
        for child in element.iterchildren(sch("*")):
            allowed = _CHILDREN.get(name)
            if allowed is not None and etree.QName(child).localname not in allowed.split():
                local = etree.QName(child).localname
                reason = why("no-element-of-schematron", element=local, name=name)
                if local in _NEWER:
                    reason = why("element-of-2025", element=local, name=name)
                raise self.wrong(child, reason)
            self.check(child)

    def fill_patterns(self, schema: Any) -> None:
        """Replace each pattern that is an abstract one by a copy with its parameters filled in."""
        abstract = {
            each.get("id"): each for each in schema.iter(*_PATTERNS) if _true(each, "abstract")
        }
        for pattern in list(schema.iter(*_PATTERNS)):
            if "is-a" in pattern.attrib:
                if pattern.get("is-a") not in abstract:
                    raise self.wrong(pattern, why("no-abstract-pattern", name=pattern.get("is-a")))
                self._fill(pattern, abstract[pattern.get("is-a")])
        for each in abstract.values():
            each.getparent().remove(each)

    def _fill(self, pattern: etree._Element, abstract: Any) -> None:
        given = (*abstract.iterchildren(sch("param")), *pattern.iterchildren(sch("param")))
        values = {each.get("name"): each.get("value") for each in given}
        names = "|".join(sorted(map(re.escape, values), key=len, reverse=True)) or "(?!)"
        parameter = re.compile(rf"\$({names})(?![\w.-])")
        for child in abstract.iterchildren():
            if child.tag == sch("param"):
                continue
            copy = self._duplicate(child)
            for each in copy.iter():
                for key, value in each.attrib.items():
                    each.set(key, parameter.sub(lambda found: values.get(found[1], ""), value))
            pattern.append(copy)
        if "documents" in abstract.attrib and "documents" not in pattern.attrib:
            named = parameter.sub(lambda found: values.get(found[1], ""), abstract.get("documents"))
            pattern.set("documents", named)

    def extend_rules(self, schema: Any) -> None:
        """Replace each `extends` by a copy of what the abstract rule holds."""
        abstract = {
            each.get("id"): each for each in schema.iter(sch("rule")) if _true(each, "abstract")
        }
        for rule in list(schema.iter(sch("rule"))):
            if not _true(rule, "abstract"):
                self._extend(rule, abstract, ())
        for each in abstract.values():
            each.getparent().remove(each)

    def _extend(
        self, rule: etree._Element, abstract: dict[str, Any], within: tuple[str, ...]
    ) -> None:
        for extends in list(rule.iterchildren(sch("extends"))):
            name = extends.get("rule", "")
            if name not in abstract or name in within:
                raise self.wrong(extends, why("no-abstract-rule", name=name))
            whole = self._duplicate(abstract[name])
            self._extend(whole, abstract, (*within, name))
            for each in list(whole):
                extends.addprevious(each)
            rule.remove(extends)

    def part_groups(self, schema: Any) -> None:
        """Replace each group by a pattern for each of its rules: none of them hides another."""
        for group in list(schema.iter(sch("group"))):
            group.tag = sch("pattern")
            for rule in reversed(list(group.iterchildren(sch("rule")))[1:]):
                pattern = etree.Element(group.tag, group.attrib)
                self.origins[pattern] = self.origins[group]
                pattern.extend([*map(self._duplicate, group.iterchildren(sch("let"))), rule])
                group.addnext(pattern)

    def _duplicate(self, element: etree._Element) -> Any:
        copy = deepcopy(element)
        for one, other in zip(copy.iter(), element.iter(), strict=True):
            self.origins[one] = self.origins[other]
        return copy


def _prefixed(element: etree._Element) -> dict[str, str]:
    return {prefix: uri for prefix, uri in element.nsmap.items() if prefix}


def _true(element: etree._Element, attribute: str) -> bool:
    return element.get(attribute) in ("true", "1")


def _ids(element: etree._Element) -> tuple[str | None, str | None]:
    return element.get("id"), element.get(ID)


def _append_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
