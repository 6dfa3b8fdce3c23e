"""The stylesheet that a schema becomes, written instruction by instruction.

Every instruction stands on a line of its own and remembers the element of the schema that it was
made from, so that the engine's errors can be told at the schema's place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from teipipe.documents import Document
from teipipe.errors import ConfigurationError
from teipipe.findings import Place
from teipipe.validate import sources
from teipipe.validate.schematron.names import SCH, XS, XSL, sch
from teipipe.validate.sources import Merged

OWN = "Q{https://teipipe.org/ns/1.0}"
"""The namespace of what the compiler itself names in a stylesheet."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """An `assert` or `report`: its id, what it says of its own severity, its place."""

    id: str
    severity: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Stylesheet:
    """The compiled schema.

    It makes `findings` with `finding[@path][@at]` (`at` numbers `assertions`), with
    `failure[@path][@at]` for a test that could not be tried, with `document[@uri]` for a document
    that a pattern asks for, and with `in[@uri]` around what was found in one. `files` are the
    documents that it takes as parameters (`lookups`).
    """

    tree: Any
    assertions: tuple[Assertion, ...]
    origins: Mapping[Any, Place]
    files: tuple[Document, ...] = ()

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


class Writer:
    """Writes XSLT instructions for the elements of one schema."""

    def __init__(self, schema: Merged) -> None:
        self.schema = schema
        self.sheet = etree.Element(f"{{{XSL}}}stylesheet", nsmap=_namespaces(schema.root))
        self.sheet.set("version", "3.0")
        self.sheet.set("exclude-result-prefixes", "#all")
        self.origins: dict[Any, Place] = {}
        self.assertions: list[Assertion] = []

    def write(self, parent: Any, tag: str, origin: Any = None, /, **attributes: str) -> Any:
        """Write an XSLT instruction on a line of its own; `origin` is what it stands for."""
        _break_line(parent)
        element = etree.SubElement(parent, f"{{{XSL}}}{tag}", attributes)
        if origin is not None:
            self.origins[element] = self.schema.place(origin)
        return element

    def let(self, parent: Any, let: Any, kind: str = "variable", context: str = "") -> Any:
        """Write a variable and give it; `context` leads from where it stands to its start."""
        variable = self.write(parent, kind, let, name=let.get("name"))
        if "as" in let.attrib:
            variable.set("as", let.get("as"))
        if "value" in let.attrib:
            value = let.get("value")
            variable.set("select", f"{context}({value})" if context else value)
        else:
            variable.text = let.text
            for each in let.iterchildren():
                self.copy(variable, each)
        return variable

    def embed(self, element: etree._Element) -> None:
        """Copy a declaration that is XSLT already, on a line of its own."""
        _break_line(self.sheet)
        self.copy(self.sheet, element)

    def copy(self, parent: Any, element: Any) -> None:
        """Copy an element that is XSLT already, or that a variable holds."""
        copy = etree.SubElement(parent, element.tag, element.attrib, element.nsmap)
        copy.text, copy.tail = element.text, element.tail
        self.origins[copy] = self.schema.place(element)
        for each in element.iterchildren():
            self.copy(copy, each)

    def wrong(self, element: etree._Element, reason: str) -> ConfigurationError:
        """Make the error that an element of the schema cannot be used."""
        return sources.failure("V017", self.schema.place(element), reason=reason)


def _break_line(parent: etree._Element) -> None:
    if len(parent):
        parent[-1].tail = "\n"
    else:
        parent.text = "\n"


def _namespaces(schema: Any) -> dict[str, str]:
    """Give the prefixes for expressions: those in scope of the schema, and those of `ns`.

    Other processors bind `xs`, too, so there are schemas that do not.
    """
    found = {"xs": XS} | {
        prefix: uri for prefix, uri in schema.nsmap.items() if prefix and uri != SCH
    }
    found |= {each.get("prefix"): each.get("uri") for each in schema.iter(sch("ns"))}
    return {"xsl": XSL, **{prefix: uri for prefix, uri in found.items() if prefix != "xml"}}
