"""Schematron to XSLT 3.0: one pass over the document, each rule a template.

A template falls through to the next by `xsl:next-match`, so every pattern sees every node. Within
a pattern the first rule that matches wins (ISO/IEC 19757-3, 6.5): a rule tells those after it, by
a tunnel parameter, that its pattern is done with the node.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from teipipe.errors import ConfigurationError
from teipipe.findings import Place
from teipipe.validate import sources
from teipipe.validate.schematron.reader import SCH, XSL, sch
from teipipe.validate.sources import Merged

BINDINGS = {"xslt": "1.0", "xslt1": "1.0", "xslt2": "3.0", "xslt3": "3.0"}
"""The query languages, and the XSLT version under which their expressions run."""
DECLARATIONS = ("accumulator", "decimal-format", "function", "key", "variable")
"""What a schema may embed of XSLT."""

_OWN = "Q{https://teipipe.org/ns/1.0}"
_MODE, _DONE = f"{_OWN}check", f"{_OWN}done"
_STRINGS = "Q{http://www.w3.org/2001/XMLSchema}string*"
_NOT_ELEMENTS = ("@", "attribute", "text(", "node(", "comment(", "processing-", "key(", "$")


@dataclass(frozen=True, slots=True)
class Assertion:
    """An `assert` or `report`: its id, what it says of its own severity, its place."""

    id: str
    severity: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Stylesheet:
    """The compiled schema. It makes `findings/finding[@path][@at]`; `at` numbers `assertions`."""

    tree: Any
    assertions: tuple[Assertion, ...]
    origins: Mapping[Any, Place]

    @property
    def text(self) -> str:
        """The stylesheet as XML."""
        return etree.tostring(self.tree, encoding="unicode")

    def place(self, line: int | None) -> Place | None:
        """Give the place in the schema of what stands on a line of `text`."""
        written: Any = etree.fromstring(self.text).iter()
        pairs = zip(written, self.tree.iter(), strict=True)
        before = [mine for theirs, mine in pairs if theirs.sourceline <= (line or 0)]
        return next((self.origins[each] for each in reversed(before) if each in self.origins), None)


def compile_schema(schema: Merged, phase: str = "") -> Stylesheet:
    """Compile a schema, in one of its phases if told.

    Raises `ConfigurationError` (V017) for an unknown query language, phase or declaration.
    """
    return _Compiler(schema).compile(phase)


class _Compiler:
    """Writes the stylesheet of one schema."""

    def __init__(self, schema: Merged) -> None:
        self.schema = schema
        self.root = schema.root
        self.sheet = etree.Element(f"{{{XSL}}}stylesheet", nsmap=_namespaces(schema.root))
        self.sheet.set("version", "3.0")
        self.sheet.set("exclude-result-prefixes", "#all")
        self.origins: dict[Any, Place] = {}
        self.assertions: list[Assertion] = []
        self.version = self._version()

    def compile(self, phase: str) -> Stylesheet:
        patterns = self._active(phase)
        rules = [rule for each in patterns for rule in each.iterchildren(sch("rule"))]
        self._write(self.sheet, "output", method="xml", indent="no")
        for each in self.root.iterchildren(sch("let")):
            self._let(self.sheet, each, "param")
        for each in self._phase_lets(phase):
            self._let(self.sheet, each)
        local = self._pattern_lets(patterns)
        self._embed(self.root)
        self._frame(rules)
        for number, rule in enumerate(rules):
            pattern = patterns.index(rule.getparent())
            self._rule(rule, str(pattern), len(rules) - number, local)
        return Stylesheet(self.sheet, tuple(self.assertions), self.origins)

    def _version(self) -> str:
        binding = self.root.get("queryBinding", "xslt")
        if binding.lower() not in BINDINGS:
            known = ", ".join(BINDINGS)
            raise self._wrong(self.root, f"the query language “{binding}” is none of {known}")
        return BINDINGS[binding.lower()]

    def _active(self, phase: str) -> list[Any]:
        """Give the patterns of a phase; all of them without one."""
        patterns = list(self.root.iterchildren(sch("pattern")))
        chosen = self._phase(phase)
        if chosen is None:
            return patterns
        names = [each.get("pattern") for each in chosen.iterchildren(sch("active"))]
        return [each for each in patterns if each.get("id") in names]

    def _phase(self, phase: str) -> Any:
        name = phase or "#DEFAULT"
        if name == "#DEFAULT":
            name = self.root.get("defaultPhase", "#ALL")
        if name == "#ALL":
            return None
        for each in self.root.iterchildren(sch("phase")):
            if each.get("id") == name:
                return each
        raise self._wrong(self.root, f"it has no phase “{name}”")

    def _phase_lets(self, phase: str) -> Iterable[Any]:
        chosen = self._phase(phase)
        return () if chosen is None else chosen.iterchildren(sch("let"))

    def _pattern_lets(self, patterns: list[Any]) -> set[Any]:
        """Declare the variables of patterns globally; give those whose name is not unique."""
        lets = [let for each in patterns for let in each.iterchildren(sch("let"))]
        taken = Counter(each.get("name") for each in [*lets, *self.root.iterchildren(sch("let"))])
        for each in lets:
            if taken[each.get("name")] == 1:
                self._let(self.sheet, each)
        return {each for each in lets if taken[each.get("name")] > 1}

    def _embed(self, root: Any) -> None:
        for each in root.iter(f"{{{XSL}}}*"):
            parent = each.getparent()
            if parent.tag not in (sch("schema"), sch("pattern"), sch("rule")):
                continue
            if etree.QName(each).localname not in DECLARATIONS:
                name = etree.QName(each).localname
                raise self._wrong(each, f"it may not embed “xsl:{name}”")
            self._copy(self.sheet, each)

    def _frame(self, rules: list[Any]) -> None:
        """Write what starts the pass and carries it to the nodes that rules can match."""
        start = self._write(self.sheet, "template", match="/")
        found = etree.SubElement(start, "findings")
        self._write(found, "apply-templates", select=".", mode=_MODE)
        contexts = [each.get("context") for each in rules]
        wide = any(mark in each for each in contexts for mark in _NOT_ELEMENTS)
        wide = wide or any(each.strip().startswith(".") for each in contexts)
        step = self._write(self.sheet, "template", match=".", mode=_MODE, priority="-1")
        select = "@*, node()" if wide else "*"
        onward = self._write(step, "apply-templates", select=select, mode=_MODE)
        self._write(onward, "with-param", name=_DONE, tunnel="yes", select="()")

    def _rule(self, rule: Any, pattern: str, priority: int, local: set[Any]) -> None:
        context = rule.get("context")
        template = self._write(
            self.sheet, "template", rule, match=context, mode=_MODE, priority=str(priority)
        )
        template.set("version", self.version)
        body = template
        alone = len(rule.getparent().findall(sch("rule"))) == 1 and "|" not in context
        if not alone:
            parameter = {"name": _DONE, "tunnel": "yes", "as": _STRINGS, "select": "()"}
            self._write(template, "param", **parameter)
            body = self._write(template, "if", test=f"not(${_DONE} = '{pattern}')")
        for let in rule.getparent().iterchildren(sch("let")):
            if let in local:
                self._let(body, let, context="root(.) ! ")
        for let in rule.iterchildren(sch("let")):
            self._let(body, let)
        for each in rule.iterchildren(sch("assert"), sch("report")):
            self._assertion(body, each, rule)
        onward = self._write(template, "next-match")
        if not alone:
            done = f"${_DONE}, '{pattern}'"
            self._write(onward, "with-param", name=_DONE, tunnel="yes", select=done)

    def _let(self, parent: Any, let: Any, kind: str = "variable", context: str = "") -> None:
        variable = self._write(parent, kind, let, name=let.get("name"))
        if "as" in let.attrib:
            variable.set("as", let.get("as"))
        if "value" in let.attrib:
            value = let.get("value")
            variable.set("select", f"{context}({value})" if context else value)
        else:
            variable.text = let.text
            for each in let.iterchildren():
                self._copy(variable, each)

    def _assertion(self, parent: Any, assertion: Any, rule: Any) -> None:
        test = assertion.get("test")
        test = f"not({test})" if assertion.tag == sch("assert") else test
        fails = self._write(parent, "if", assertion, test=test)
        subject = assertion.get("subject") or rule.get("subject") or "."
        found = etree.SubElement(fails, "finding", at=str(len(self.assertions)))
        self._write(found, "attribute", assertion, name="path", select=f"path((({subject}), .)[1])")
        self._message(found, assertion)
        for name in assertion.get("diagnostics", "").split():
            self._diagnostic(found, name, assertion)
        severity = _first(assertion, rule, ("severity", "role", "flag"))
        place = self.schema.place(assertion)
        self.assertions.append(Assertion(assertion.get("id", ""), severity, place))

    def _diagnostic(self, parent: Any, name: str, assertion: Any) -> None:
        for each in self.root.iter(sch("diagnostic")):
            if each.get("id") == name:
                self._text(parent, " ")
                self._message(parent, each)
                return
        raise self._wrong(assertion, f"it has no diagnostic “{name}”")

    def _message(self, parent: Any, message: Any) -> None:
        self._text(parent, message.text)
        for each in message.iterchildren():
            if each.tag == sch("value-of"):
                separator = each.get("separator", " ")
                select = each.get("select")
                self._write(parent, "value-of", each, select=select, separator=separator)
            elif each.tag == sch("name"):
                path = each.get("path", ".")
                self._write(parent, "value-of", each, select=f"name({path})")
            elif each.tag.startswith(f"{{{XSL}}}"):
                self._copy(parent, each)
            else:
                self._message(parent, each)
            self._text(parent, each.tail)

    def _text(self, parent: Any, text: str | None) -> None:
        if text:
            self._write(parent, "text").text = text

    def _write(self, parent: Any, tag: str, origin: Any = None, /, **attributes: str) -> Any:
        """Write an XSLT instruction on a line of its own; `origin` is what it stands for."""
        if len(parent):
            parent[-1].tail = "\n"
        else:
            parent.text = "\n"
        element = etree.SubElement(parent, f"{{{XSL}}}{tag}", attributes)
        if origin is not None:
            self.origins[element] = self.schema.place(origin)
        return element

    def _copy(self, parent: Any, element: Any) -> None:
        copy = etree.SubElement(parent, element.tag, element.attrib, element.nsmap)
        copy.text, copy.tail = element.text, element.tail
        self.origins[copy] = self.schema.place(element)
        for each in element.iterchildren():
            self._copy(copy, each)

    def _wrong(self, element: Any, reason: str) -> ConfigurationError:
        return sources.failure("V017", self.schema.place(element), reason=reason)


def _namespaces(schema: Any) -> dict[str, str]:
    """Give the prefixes for expressions: those in scope of the schema, and those of `ns`."""
    found = {prefix: uri for prefix, uri in schema.nsmap.items() if prefix and uri != SCH}
    found |= {each.get("prefix"): each.get("uri") for each in schema.iter(sch("ns"))}
    return {"xsl": XSL, **{prefix: uri for prefix, uri in found.items() if prefix != "xml"}}


def _first(assertion: Any, rule: Any, names: tuple[str, ...]) -> str:
    """Give the first attribute that says how grave an assertion is; its own before its rule's."""
    values: Iterator[str | None] = (each.get(name) for each in (assertion, rule) for name in names)
    return next((each for each in values if each), "")
