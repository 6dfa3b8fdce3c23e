"""The transformer: one document, parsed once, through the stylesheet of each format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from teipipe import __version__
from teipipe.documents import ID, Document, serialised
from teipipe.documents.forms import as_p5
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding, Place, finding, grouped
from teipipe.registers import Register
from teipipe.saxon import Engine, Held, Message, Node, Parameter
from teipipe.stopwatch import stage
from teipipe.text import readers
from teipipe.transform import epub
from teipipe.transform.choosing import (
    check_suffixes,
    compiled,
    format_of,
    serialization,
    stylesheet,
)
from teipipe.transform.css import style_sheet
from teipipe.transform.fonts import needed
from teipipe.transform.formats import Files, Format, Made
from teipipe.transform.images import Images, beside
from teipipe.transform.labels import labels_in, language_of
from teipipe.transform.p5 import in_p5
from teipipe.transform.scripts import RIGHT_TO_LEFT, UNSPACED

_DELETE = "\x7f"
"""U+007F, which the serializer leaves out of HTML."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a format made of a document: the files to write, and the text found in them, if any.

    `name` is that of the format, or of the file of another reading; `view` is the view of the text
    to which it is held; `result` is what the stylesheet gave, before it was finished.
    """

    format: Format
    name: str
    view: str
    result: str
    files: Files
    text: readers.Output | None
    findings: tuple[Finding, ...]

    @property
    def path(self) -> str:
        """The file where a reader begins, by its path below the folder of the outputs."""
        return next(iter(self.files))

    @property
    def content(self) -> bytes:
        """What stands in that file."""
        return self.files[self.path]


class Transformer:
    """Compiled stylesheets of some formats, with the registers and labels of one project."""

    def __init__(
        self,
        formats: Sequence[str],
        registers: Iterable[Register] = (),
        root: Path | None = None,
    ) -> None:
        """Compile each format's stylesheet, the project's own (`xslt/<format>.xsl`) if it has one.

        Raises `ConfigurationError` for a stylesheet that has errors or asks for what it may not.
        """
        sheets = {each: stylesheet(each, root) for each in formats}
        self.formats = tuple(format_of(name, sheet, root) for name, sheet in sheets.items())
        check_suffixes(self.formats)
        self._css = {each.name: style_sheet(each.name, each.css, root) for each in self.formats}
        self._root = root
        shared = compiled(sheets)
        self._engine = Engine(shared)
        self._told = {
            name: serialization(sheet) for name, sheet in sheets.items() if sheet != shared[name]
        }
        self._labels: dict[str, Held] = {}
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
        holds_images = any(each.holds_images for each in self.formats)
        images = beside(read, str(settings.get("cover", ""))) if holds_images else Images()
        own = serialised(document.tree)
        stand_in = _stand_in(own)
        xml = own.replace(_DELETE, stand_in)
        with stage("parse"):
            parsed = self._engine.parse(xml, base)
            node = in_p5(self._engine, document, parsed, base)
        shared: dict[str, Parameter] = {
            "registers": self._registers,
            "labels": self._labels_in(settings.get("language") or language_of(read)),
            "view": "reading",
            **{name: value for name, value in settings.items() if name != "language"},
            "identifier": identifier,
            "formats": [each.name for each in self.formats],
            "date": date,
            "version": __version__,
            "images": images.sizes(),
            "cover": images.cover,
            "fonts": needed(xml) if holds_images else {},
            "right-to-left": RIGHT_TO_LEFT.occur_in(xml),
            "unspaced": UNSPACED.occur_in(xml),
            "uuid": epub.identifier(read.tree.getroot().get(ID) or identifier),
        }
        del own, xml
        outputs: list[Output] = []
        for each in self.formats:
            with stage(each.name):
                outputs += self._made(each, read, node, shared, images, stand_in)
        return tuple(outputs)

    def _labels_in(self, language: str) -> Held:
        """Give the labels of a language, read once."""
        if language not in self._labels:
            self._labels[language] = self._engine.hold(labels_in(language, self._root))
        return self._labels[language]

    def _made(
        self,
        made: Format,
        document: Document,
        node: Node,
        shared: Mapping[str, Parameter],
        images: Images,
        stand_in: str,
    ) -> tuple[Output, ...]:
        css = self._css[made.name]
        try:
            told = {**shared, "css": css, "format": made.name}
            ran = self._engine.run(made.name, node, told, self._told.get(made.name, {}))
            written = ran.text.replace(stand_in, _DELETE)
            view = str(shared["view"])
            beside_it = {name: each.content for name, each in images.files.items()}
            file = f"{shared['identifier']}{made.suffix}"
            result = Made(written, css, view, file, beside_it)
            files = made.finish(result)
            text = made.read and made.read(result, files)
        except ConfigurationError as error:
            raise _about(document, error) from None
        found = grouped(_finding(document, each) for each in ran.messages)
        if made.holds_images:
            found = (*images.findings, *found)
        if text is None:
            place = Place(document.name)
            found = (*found, finding("T031", place, format=made.name))
        output = Output(made, made.name, made.held_to(view), written, files, text, found)
        return (output, *_versions(output, result))


def _stand_in(xml: str) -> str:
    """Give what stands for U+007F in the engine: a private-use character that nobody uses."""
    if _DELETE not in xml:
        return _DELETE
    return next(each for each in map(chr, range(0x10FFFD, 0xFFFFF, -1)) if each not in xml)


def _versions(output: Output, made: Made) -> Iterator[Output]:
    """Give what the format shows of the same document in other readings, named by its file."""
    versions = output.format.versions(made, output.files) if output.format.versions else {}
    for view, files in versions.items():
        text = output.format.read and output.format.read(made, files)
        name = next(iter(files))
        yield replace(output, name=name, view=view, files=files, text=text, findings=())


def _about(document: Document, error: ConfigurationError) -> ConfigurationError:
    """Name the document on which a stylesheet stopped, or whose result cannot be used."""
    found = [
        replace(
            each,
            place=each.place if each.place.file else Place(document.name),
            arguments={**each.arguments, "document": f" on {document.name}"},
        )
        for each in error.findings
    ]
    return ConfigurationError(*found)


def _base(document: Document) -> str:
    """Give the document's place below its root as a URI that tells nothing of the machine."""
    return (Path("/") / document.name).as_uri()


def _finding(document: Document, message: Message) -> Finding:
    arguments = dict(message.attributes)
    code = arguments.pop("code", "T006")
    count = int(arguments.pop("count", "1"))
    place = document.place(document.at(arguments.pop("path", "")))
    found = finding(code, place, **{"text": message.text.strip(), **arguments})
    return replace(found, count=count)
