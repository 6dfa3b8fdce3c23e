"""Schematron to XSLT 3.0: one pass over the document, each rule a template.

A template falls through to the next by `xsl:next-match`, so every pattern sees every node. Within
a pattern the first rule that matches wins (ISO/IEC 19757-3, 6.5): a rule tells those after it, by
a tunnel parameter, that its pattern is done with the node. A pattern with `@documents` has a mode
of its own: the stylesheet first asks for those documents, and is run again when it has them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from teipipe.findings import why
from teipipe.validate.schematron.assertions import write_assertion
from teipipe.validate.schematron.lookups import FILE, lookups
from teipipe.validate.schematron.memos import write_let
from teipipe.validate.schematron.names import XSL, sch
from teipipe.validate.schematron.writing import OWN, Stylesheet, Writer
from teipipe.validate.sources import Merged

BINDINGS = {
    **dict.fromkeys(("xslt", "xslt1", "xpath", "xpath1"), "1.0"),
    **dict.fromkeys(("xslt2", "xslt3", "xpath2", "xpath3", "xpath31"), "3.0"),
}
"""The query languages, and the XSLT version under which their expressions run."""
DECLARATIONS = ("accumulator", "decimal-format", "function", "key", "variable")
"""What a schema may embed of XSLT."""
SUBORDINATES = "teipipe.subordinates"
"""The parameter that takes the documents that patterns have asked for."""

_MODE, _DONE = f"{OWN}check", f"{OWN}done"
_STRINGS = "Q{http://www.w3.org/2001/XMLSchema}string*"
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_PREDICATE = re.compile(r"\[[^\[\]]*\]")
_PARENTHESES = re.compile(r"\([^()]*\)(?=\s*/)")
_NAME = r"(?:(?:\*|[^\W\d][\w.-]*):)?(?:\*|[^\W\d][\w.-]*)"
_ATTRIBUTE = re.compile(rf"(?:^|/)\s*(?:@|attribute::)\s*({_NAME})\s*$")
_ELEMENT = re.compile(rf"(?:^|/)\s*(?:(?:child|descendant)::)?{_NAME}\s*$")
_ANYTHING = ("@*", "node()")


@dataclass(frozen=True, slots=True)
class _Group:
    """Patterns that go over the same documents, in one mode."""

    mode: str
    patterns: Sequence[Any]
    documents: str = ""


def compile_schema(schema: Merged, phase: str = "") -> Stylesheet:
    """Compile a schema, in one of its phases if told.

    Raises `ConfigurationError` (V017) for an unknown query language, phase or declaration.
    """
    return _Compiler(schema).compile(phase)


class _Compiler:
    """Compiles the patterns of one schema."""

    def __init__(self, schema: Merged) -> None:
        self.root = schema.root
        self.files = lookups(schema)
        self.writer = Writer(schema)
        self.sheet = self.writer.sheet
        self.version = self._version()

    def compile(self, phase: str) -> Stylesheet:
        chosen = self._phase(phase)
        patterns = self._active(chosen)
        self.writer.write(self.sheet, "output", method="xml", indent="no")
        for name in (SUBORDINATES, *(f"{FILE}{number}" for number in range(len(self.files)))):
            self.writer.write(self.sheet, "param", name=name, select="()")
        for each in self.root.iterchildren(sch("let")):
            self.writer.let(self.sheet, each, "param")
        for each in () if chosen is None else chosen.iterchildren(sch("let")):
            self.writer.let(self.sheet, each)
        local = self._pattern_lets(patterns)
        self._embed()
        groups = _groups(patterns)
        self._start(groups)
        for group in groups:
            self._group(group, local)
        assertions, origins = tuple(self.writer.assertions), self.writer.origins
        return Stylesheet(self.sheet, assertions, origins, self.files)

    def _version(self) -> str:
        binding = self.root.get("queryBinding", "xslt")
        if binding.lower() not in BINDINGS:
            known = ", ".join(BINDINGS)
            reason = why("unknown-query-language", binding=binding, known=known)
            raise self.writer.wrong(self.root, reason)
        return BINDINGS[binding.lower()]

    def _active(self, phase: Any) -> list[Any]:
        """Give the patterns of a phase; all of them without one."""
        patterns = list(self.root.iterchildren(sch("pattern")))
        if phase is None:
            return patterns
        known = {each.get("id") for each in patterns}
        active = list(phase.iterchildren(sch("active")))
        for each in active:
            if each.get("pattern") not in known:
                raise self.writer.wrong(each, why("no-pattern", pattern=each.get("pattern")))
        names = {each.get("pattern") for each in active}
        return [each for each in patterns if each.get("id") in names]

    def _phase(self, phase: str) -> Any:
        name = phase or "#DEFAULT"
        if name == "#DEFAULT":
            name = self.root.get("defaultPhase", "#ALL")
        if name == "#ALL":
            return None
        phases = {each.get("id", ""): each for each in self.root.iterchildren(sch("phase"))}
        if name in phases:
            return phases[name]
        known = ", ".join([*phases, "#ALL"])
        raise self.writer.wrong(self.root, why("no-phase", name=name, known=known))

    def _pattern_lets(self, patterns: list[Any]) -> set[Any]:
        """Declare the variables of patterns globally; give those that this cannot be done for.

        A name that two patterns use means two things, and a pattern with `@documents` starts from
        each of its documents anew.
        """
        lets = [let for each in patterns for let in each.iterchildren(sch("let"))]
        taken = Counter(each.get("name") for each in [*lets, *self.root.iterchildren(sch("let"))])
        local = {
            each
            for each in lets
            if taken[each.get("name")] > 1 or each.getparent().get("documents")
        }
        for each in lets:
            if each not in local:
                self.writer.let(self.sheet, each)
        return local

    def _embed(self) -> None:
        for each in self.root.iter(f"{{{XSL}}}*"):
            parent = each.getparent()
            if parent is None or parent.tag not in (sch("schema"), sch("pattern"), sch("rule")):
                continue
            name = etree.QName(each).localname
            if name not in DECLARATIONS:
                raise self.writer.wrong(each, why("may-not-embed", name=name))
            self.writer.embed(each)

    def _start(self, groups: Sequence[_Group]) -> None:
        """Write what starts the pass: over the document itself, or over those that it asked for."""
        write = self.writer.write
        start = write(self.sheet, "template", match="/")
        choice = write(etree.SubElement(start, "findings"), "choose")
        first = write(choice, "when", test=f"empty(${SUBORDINATES})")
        second = write(choice, "otherwise")
        for group in groups:
            if not group.documents:
                write(first, "apply-templates", select=".", mode=group.mode)
                continue
            pattern = group.patterns[0]
            addresses = f"({group.documents}) ! string(resolve-uri(string(.), base-uri(/)))"
            asked = write(first, "for-each", pattern, select=addresses)
            etree.SubElement(asked, "document", uri="{.}")
            meant = f"for $uri in ({addresses}) return ${SUBORDINATES}[base-uri(.) = $uri]"
            given = write(second, "for-each", pattern, select=meant)
            within = etree.SubElement(given, "in", uri="{base-uri(.)}")
            write(within, "apply-templates", select=".", mode=group.mode)

    def _group(self, group: _Group, local: set[Any]) -> None:
        """Write the rules of a group, and what carries the pass to the nodes they can match."""
        rules = [rule for each in group.patterns for rule in each.iterchildren(sch("rule"))]
        step = self.writer.write(self.sheet, "template", match=".", mode=group.mode, priority="-1")
        select = _reached(each.get("context") for each in rules)
        onward = self.writer.write(step, "apply-templates", select=select, mode=group.mode)
        self.writer.write(onward, "with-param", name=_DONE, tunnel="yes", select="()")
        for number, rule in enumerate(rules):
            pattern = str(group.patterns.index(rule.getparent()))
            self._rule(rule, pattern, (group.mode, str(len(rules) - number)), local)

    def _rule(self, rule: Any, pattern: str, rank: tuple[str, str], local: set[Any]) -> None:
        write, (mode, priority) = self.writer.write, rank
        context = rule.get("context")
        template = write(self.sheet, "template", rule, match=context, mode=mode, priority=priority)
        template.set("version", self.version)
        body = template
        alone = len(rule.getparent().findall(sch("rule"))) == 1 and "|" not in context
        if not alone:
            parameter = {"name": _DONE, "tunnel": "yes", "as": _STRINGS, "select": "()"}
            write(template, "param", **parameter)
            body = write(template, "if", test=f"not(${_DONE} = '{pattern}')")
        for let in rule.getparent().iterchildren(sch("let")):
            if let in local:
                self.writer.let(body, let, context="root(.) ! ")
        for let in rule.iterchildren(sch("let")):
            write_let(self.writer, body, let, self.version)
        for each in rule.iterchildren(sch("assert"), sch("report")):
            write_assertion(self.writer, body, each, rule)
        onward = write(template, "next-match")
        if not alone:
            done = f"${_DONE}, '{pattern}'"
            write(onward, "with-param", name=_DONE, tunnel="yes", select=done)


def _groups(patterns: list[Any]) -> tuple[_Group, ...]:
    """Give the patterns over the document itself, then each that names its documents."""
    own = [each for each in patterns if "documents" not in each.attrib]
    others = [each for each in patterns if "documents" in each.attrib]
    return (
        _Group(_MODE, own),
        *(
            _Group(f"{_MODE}-{number}", [each], each.get("documents"))
            for number, each in enumerate(others)
        ),
    )


def _reached(contexts: Iterable[str]) -> str:
    """Give the steps that lead from a node to what rules may match: elements and what they name.

    Attributes and texts are many, so they are gone to only where a rule may match one.
    """
    steps = {"*": None}
    for context in contexts:
        for branch in _bare(context).split("|"):
            attribute = _ATTRIBUTE.search(branch)
            if attribute:
                steps[f"@{attribute[1]}"] = None
            elif branch.strip() != "/" and not _ELEMENT.search(branch):
                return ", ".join(_ANYTHING)
    return ", ".join(steps)


def _bare(context: str) -> str:
    """Give a context without its predicates, and without parentheses before its last step."""
    bare, before = _LITERAL.sub("", context), ""
    while bare != before:
        bare, before = _PREDICATE.sub("", bare), bare
    return _PARENTHESES.sub("", bare)
