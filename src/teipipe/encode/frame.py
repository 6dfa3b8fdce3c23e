"""The frame around the woven text: declaration, schemas, the editor's header, the root.

The header is TEI that the editor writes (`header.xml`); it is copied byte for byte, and the
application that encoded is added to its `encodingDesc` (TEI Guidelines 2.3.11).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path, PurePath
from xml.parsers import expat

from teipipe import __version__, resources
from teipipe.documents import TEI, parse, shown, tei
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Attributes, Delimiter, Span, with_inserted
from teipipe.encode.weaver import attributes_written, start_tag
from teipipe.errors import DocumentError
from teipipe.findings import Finding, Place, finding
from teipipe.text.source import edition_ids
from teipipe.transcription import Transcription

SCHEMA_TYPES = {
    ".rng": "http://relaxng.org/ns/structure/1.0",
    ".sch": "http://purl.oclc.org/dsdl/schematron",
}
"""What an `xml-model` calls the language of a schema."""
POINTERS = frozenset(
    {"calendar", "corresp", "next", "prev", "rendition", "resp", "source", "target", "who"}
)
"""The attributes that may point into the document."""
APPLICATION = "teipipe"
"""The `@ident` of the application in `appInfo`."""

_NAMESPACE = re.compile(rb"<([^<>\s/]+:)?namespace\b")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")


@dataclass(frozen=True, slots=True)
class Header:
    """The header as it stands in its file, its identifiers, and those who make the edition."""

    place: Place
    text: str
    identifiers: frozenset[str]
    edition: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Spots:
    """Byte offsets: where the header begins and ends, and where each element inside ends."""

    start: int
    end: int
    ends: dict[str, int]


def read_header(content: bytes, path: Path, root: Path, facts: Attributes = ()) -> Header:
    """Read a header, and add the application and `facts` of the source to it.

    Raises `DocumentError` (P001, P002, E013) when it is not one.
    """
    document = parse(content, path, root)
    element = document.tree.getroot()
    place = Place(shown(path, root), 1, 1)
    wrong = "DOCTYPE" if document.tree.docinfo.doctype else ""
    if element.tag != tei("teiHeader"):
        wrong = str(element.tag)
    elif document.encoding.lower() != "utf-8":
        wrong = document.encoding
    if wrong:
        raise DocumentError(finding("E013", place, found=wrong))
    identifiers = frozenset(str(each) for each in element.xpath("//@xml:id"))
    text = _with_application(content, facts)
    return Header(place, text, identifiers, edition_ids(element))


def _with_application(content: bytes, facts: Attributes) -> str:
    """Cut the element out of its file and add the application to it, with its white space.

    Each fact is a `desc` whose type says of what.
    """
    for name in ("fileDesc", "encodingDesc", "appInfo"):
        content = _opened(content, name)
    spots = _spots(content)
    attributes = (("ident", APPLICATION), ("version", __version__))
    told = "".join(f"{start_tag('desc', (('type', kind),))}{value}</desc>" for kind, value in facts)
    label = f"<label>{APPLICATION}</label>"
    added = f"{start_tag('application', attributes)}{label}{told}</application>"
    if "appInfo" in spots.ends:
        return _inserted(content, spots, spots.ends["appInfo"], added)
    added = f"<appInfo>{added}</appInfo>"
    if "encodingDesc" in spots.ends:
        return _inserted(content, spots, spots.ends["encodingDesc"], added)
    after = content.index(b">", spots.ends["fileDesc"]) + 1 if "fileDesc" in spots.ends else 0
    added = f"<encodingDesc>{added}</encodingDesc>"
    return _inserted(content, spots, after or spots.ends["teiHeader"], added)


def _opened(content: bytes, name: str) -> bytes:
    """Write an element that is one empty tag as two, so that there is room between them."""
    end = _spots(content).ends.get(name)
    if end is None or re.match(rf"</([^>\s]+:)?{name}\b".encode(), content[end:]):
        return content
    tag = content[content.rindex(b"<", 0, end) + 1 : end - 2].split()[0]
    return b"".join((content[: end - 2].rstrip(), b"></", tag, b">", content[end:]))


def _inserted(content: bytes, spots: _Spots, at: int, added: str) -> str:
    """Insert before a byte: on a line of its own where only white space stands before it."""
    indent = content[content.rfind(b"\n", 0, at) + 1 : at].decode()
    before, after = content[spots.start : at].decode(), content[at : spots.end].decode()
    if indent.strip():
        return f"{before}{added}{after}"
    return f"{before}  {added}\n{indent}{after}"


def _spots(content: bytes) -> _Spots:
    """Find by bytes where the header and the children of interest end."""
    starts: list[int] = []
    ends: dict[str, int] = {}
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(*_: object) -> None:
        starts.append(parser.CurrentByteIndex)

    def end(name: str) -> None:
        ends[name.rpartition(" ")[2]] = parser.CurrentByteIndex

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(content, True)
    last = content.index(b">", ends["teiHeader"]) + 1
    return _Spots(starts[0], last, ends)


def completed(header: Header, text: str, spans: Iterable[Span]) -> Header:
    """Add to a header the renditions that restore what became markup, unless it has them."""
    wanted: dict[str, str] = {}
    for span in spans:
        for scope, delimiter in (("before", span.before), ("after", span.after)):
            if delimiter is not None:
                start = span.start if scope == "before" else span.end - delimiter.length
                wanted.setdefault(
                    delimiter.rendition.removeprefix("#"),
                    _rendition(delimiter, scope, text[start : start + delimiter.length]),
                )
    missing = [each for name, each in wanted.items() if name not in header.identifiers]
    if not missing:
        return header
    identifiers = header.identifiers | wanted.keys()
    return replace(header, text=_with_renditions(header.text, missing), identifiers=identifiers)


def _rendition(delimiter: Delimiter, scope: str, characters: str) -> str:
    string = escape(re.sub(r'(["\\])', r"\\\1", characters), quote=False)
    name = ("xml:id", delimiter.rendition.removeprefix("#"))
    tag = start_tag("rendition", (name, ("scheme", "css"), ("scope", scope)))
    return f'{tag}content: "{string}"</rendition>'


def _with_renditions(header: str, renditions: Sequence[str]) -> str:
    """Write renditions into the `tagsDecl`, before what it says of tags, or into a new one."""
    content = _opened(header.encode(), "tagsDecl")
    spots = _spots(content)
    if "tagsDecl" in spots.ends:
        end = spots.ends["tagsDecl"]
        tags = _NAMESPACE.search(content, 0, end)
        return _inserted(content, spots, tags.start() if tags else end, "".join(renditions))
    added = f"<tagsDecl>{''.join(renditions)}</tagsDecl>"
    return _inserted(content, spots, spots.ends["encodingDesc"], added)


def framed(
    name: str, settings: Settings, header: Header, schemas: Iterable[Path], text: str
) -> str:
    """Put a woven text into its document."""
    identifier = (("xml:id", name),) if is_identifier(name) else ()
    language = ("xml:lang", settings.language)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        *_models(settings, schemas),
        start_tag("TEI", (("xmlns", TEI), *identifier, language)),
        header.text,
        f"{start_tag('text', (language,))}{text}</text>",
        "</TEI>",
        "",
    ]
    return "\n".join(lines)


def is_identifier(name: str) -> bool:
    """Say whether a name may be an `xml:id`."""
    return bool(_IDENTIFIER.match(name))


def _models(settings: Settings, schemas: Iterable[Path]) -> Iterator[str]:
    for schema in schemas:
        path = resources.stable_name(schema, settings.folder)
        path = path or PurePath(os.path.relpath(schema, settings.folder)).as_posix()
        kind = SCHEMA_TYPES.get(schema.suffix, SCHEMA_TYPES[".rng"])
        written = attributes_written(
            (("href", path), ("type", "application/xml"), ("schematypens", kind))
        )
        yield f"<?xml-model{written}?>"


def dangling(header: Header, spans: Sequence[Span]) -> tuple[Finding, ...]:
    """Tell of pointers from the markup to what neither the header nor the markup has."""
    spans = tuple(with_inserted(spans))
    own = {value for span in spans for name, value in span.attributes if name == "xml:id"}
    wanted = (pointer for span in spans for pointer in _pointers(span))
    missing = {each: None for each in wanted if each not in header.identifiers | own}
    return tuple(finding("E014", header.place, "header", pointer=each) for each in missing)


def misattributed(header: Header, spans: Sequence[Span]) -> tuple[Finding, ...]:
    """Tell of inserted characters that are not the edition's: the source view would show them."""
    wrong = {
        (str(span.inserted), span.attribute("resp")): None
        for span in with_inserted(spans)
        if span.inserted
        and isinstance(span.inserted, str)
        and header.edition.isdisjoint(each[1:] for each in span.attribute("resp").split())
    }
    return tuple(
        finding("E023", header.place, "header", text=text, resp=resp) for text, resp in wrong
    )


def claimed(
    header: Header, transcription: Transcription, spans: Sequence[Span]
) -> tuple[Finding, ...]:
    """Tell of words of the transcription that are given to the edition: the source view lacks them.

    Each that is so named is told of once, at the first place.
    """
    first: dict[str, Span] = {}
    for span in spans:
        resp = span.attribute("resp")
        edition = not header.edition.isdisjoint(each[1:] for each in resp.split())
        if edition and not span.inserted and span.start < span.end:
            first.setdefault(resp, span)
    return tuple(
        finding(
            "E057",
            transcription.place(span.start, span.end),
            "header",
            element=span.element,
            resp=resp,
        )
        for resp, span in first.items()
    )


def _pointers(span: Span) -> Iterator[str]:
    for name, value in span.attributes:
        if name in POINTERS:
            yield from (each[1:] for each in value.split() if each.startswith("#"))
    for delimiter in (span.before, span.after):
        if delimiter is not None:
            yield delimiter.rendition.removeprefix("#")
