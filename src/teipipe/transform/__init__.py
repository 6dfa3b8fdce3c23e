"""Transform: a document into formats, by the stylesheets under `xslt/`.

A document is parsed once and run through each format's compiled stylesheet. What comes out are
values: writing them is the build's, comparing them with the document is the ledger's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from teipipe import resources
from teipipe.documents import XML, Document, serialised
from teipipe.documents.forms import as_p5
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding, finding, grouped
from teipipe.registers import Register
from teipipe.saxon import Engine, Message, Node, Parameter
from teipipe.text import readers
from teipipe.transform import epub
from teipipe.transform.formats import FORMATS, Format, Made, named
from teipipe.transform.older import brought
from teipipe.transform.stylesheets import check

__all__ = ["FORMATS", "Format", "Output", "Transformer", "named"]


@dataclass(frozen=True, slots=True)
class Output:
    """What a format made of a document: the bytes to write, and the text found in them."""

    format: Format
    content: bytes
    text: readers.Output
    findings: tuple[Finding, ...]


class Transformer:
    """Compiled stylesheets of some formats, with the registers and labels of one project."""

    def __init__(
        self,
        formats: Sequence[Format],
        registers: Iterable[Register] = (),
        root: Path | None = None,
    ) -> None:
        """Compile each format's stylesheet, the project's own (`xslt/<format>.xsl`) if it has one.

        Raises `ConfigurationError` for a stylesheet that has errors or asks for what it may not.
        """
        self.formats = tuple(formats)
        self._engine = Engine({each.name: _stylesheet(each, root) for each in formats})
        self._registers = [
            self._engine.parse(serialised(each.document.tree), _base(each.document))
            for each in registers
        ]

    def run(
        self, document: Document, identifier: str, settings: Mapping[str, Any], date: str = ""
    ) -> tuple[Output, ...]:
        """Make every format of a document, in whatever form of TEI it is.

        `identifier` names the outputs, `settings` are the parameters of `teipipe.toml`, `date` is
        an ISO date for a document that has none.
        """
        base, read = _base(document), as_p5(document)
        parsed = self._engine.parse(serialised(document.tree), base)
        node = brought(self._engine, document, parsed, base)
        shared: dict[str, Parameter] = {
            "registers": self._registers,
            "labels": _labels(read, settings),
            "view": settings.get("view", "reading"),
            "identifier": identifier,
            "formats": [each.name for each in self.formats],
            "date": date,
            "uuid": epub.identifier(read.tree.getroot().get(f"{{{XML}}}id") or identifier),
        }
        return tuple(self._output(each, read, node, shared) for each in self.formats)

    def _output(
        self, made: Format, document: Document, node: Node, shared: Mapping[str, Parameter]
    ) -> Output:
        css = resources.path(made.css).read_text("utf-8") if made.css else ""
        try:
            ran = self._engine.run(made.name, node, {**shared, "css": css})
        except ConfigurationError as error:
            raise _about(document, error) from None
        result = Made(ran.text, css, str(shared["view"]))
        content = made.finish(result)
        found = grouped(_finding(document, each) for each in ran.messages)
        return Output(made, content, made.read(result, content), found)


def _about(document: Document, error: ConfigurationError) -> ConfigurationError:
    """Name the document on which a stylesheet stopped."""
    found = [
        replace(each, arguments={**each.arguments, "document": f" on {document.name}"})
        for each in error.findings
    ]
    return ConfigurationError(found[0].message, *found)


def _stylesheet(made: Format, root: Path | None) -> Path:
    own = root / "xslt" / f"{made.name}.xsl" if root else None
    if own is None or not own.is_file() or own.samefile(made.stylesheet):
        return made.stylesheet
    check(own, own.parents[1])
    return own


def _base(document: Document) -> str:
    """Give the document's place below its root as a URI that tells nothing of the machine."""
    return (Path("/") / document.name).as_uri()


def _labels(document: Document, settings: Mapping[str, Any]) -> dict[str, str]:
    """Give the labels in English, those of the wanted or the document's language over them."""
    wanted = settings.get("language") or document.tree.getroot().get(f"{{{XML}}}lang") or "en"
    folder = resources.path("xslt/locale")
    labels: dict[str, str] = {}
    for language in ("en", wanted.partition("-")[0].lower()):
        file = folder / f"{language}.json"
        if language.isalpha() and file.is_file():
            labels.update(json.loads(file.read_text("utf-8")))
    return labels


def _finding(document: Document, message: Message) -> Finding:
    arguments = dict(message.attributes)
    code = arguments.pop("code", "T006")
    count = int(arguments.pop("count", "1"))
    place = document.place(document.at(arguments.pop("path", "")))
    found = finding(code, place, **{"text": message.text.strip(), **arguments})
    return replace(found, count=count)
