"""What a document has, counted in its book: notes, names, languages, pages, quotations.

The document is read under the view of books; what the view leaves out counts on neither side. The
book is read by the class names that its elements keep from the TEI.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from teipipe.documents import TEI, XML, Document
from teipipe.documents.forms import as_p5
from teipipe.text.views import VIEWS, read

NAMES = ("orgName", "persName", "placeName")
QUOTATIONS = ("q", "quote", "said")
LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z0-9]+)*")
OPF = "{http://www.idpf.org/2007/opf}"
BY_LANGUAGE = "foreign in "
ROLE = "doc-pagebreak"


def differences(document: Document, book: bytes) -> list[str]:
    """Give what the document has in another number than the book."""
    there, here = Counter(in_document(as_p5(document))), Counter(in_book(book))
    return [
        f"{kind}: {there[kind]} in the TEI, {here[kind]} in the book"
        for kind in sorted(there.keys() | here.keys())
        if there[kind] != here[kind]
        and not (kind.startswith(BY_LANGUAGE) and _is_other(kind, there))
    ]


def _is_other(kind: str, there: Counter[str]) -> bool:
    """Tell whether the TEI names no such language: it may have another name for it."""
    return there[kind] == 0


def in_document(document: Document) -> Iterator[str]:
    """Give the kind of each thing in the texts of a document."""
    reading = read(document.tree, VIEWS["reading"])
    streams = (reading.main, *reading.notes)
    held = {piece.element for stream in streams for piece in stream if piece.string.strip()}
    kept = {around for each in held for around in (each, *each.iterancestors())}
    for element in document.tree.iter(f"{{{TEI}}}*"):
        name = etree.QName(element).localname
        if name == "pb" and (element.get("n") or "").strip():
            if _is_in_text(element) and not any(_is_lost(each, kept) for each in _around(element)):
                yield "page"
        elif element in kept:
            yield from _kinds(name, element.get(f"{{{XML}}}lang"))


def _kinds(name: str, language: str | None) -> Iterator[str]:
    if name in (*NAMES, *QUOTATIONS):
        yield name
    elif name == "foreign":
        yield name
        if language and LANGUAGE.fullmatch(language):
            yield f"foreign in {language.replace('-UK', '-GB')}"
    elif name == "note":
        yield name


def _around(element: Any) -> Iterator[Any]:
    return (each for each in element.iterancestors() if isinstance(each.tag, str))


def _is_in_text(element: Any) -> bool:
    return next(element.iterancestors(f"{{{TEI}}}text"), None) is not None


def _is_lost(element: Any, kept: set[Any]) -> bool:
    """Tell whether an element has words, and the view reads none of them."""
    return element not in kept and bool("".join(element.itertext()).strip())


def in_book(book: bytes) -> Iterator[str]:
    """Give the kind of each thing in the pages of a book, but for what the book makes up."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        package = etree.fromstring(archive.read("EPUB/package.opf"))
        for item in package.iter(f"{OPF}item"):
            if item.get("media-type") == "application/xhtml+xml":
                yield from _of_page(etree.fromstring(archive.read(f"EPUB/{item.get('href')}")))


def _of_page(page: Any) -> Iterator[str]:
    for element in page.iter("{*}*"):
        if element.get("role") == ROLE:
            yield "page"
        names = _names(element)
        if not names or any("generated" in _classes(each) for each in (element, *_around(element))):
            continue
        if any(_words(element)):
            for name in names:
                yield from _kinds(name, _language(element) if name == "foreign" else None)


def _words(element: Any) -> Iterator[str]:
    """Give the words in an element that the book does not make up."""
    if "generated" not in _classes(element):
        yield (element.text or "").strip()
        for child in element:
            yield from _words(child)
            yield (child.tail or "").strip()


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _names(element: Any) -> list[str]:
    known = (*NAMES, *QUOTATIONS, "foreign", "note")
    classes = (each.removeprefix("tei-") for each in _classes(element) if each.startswith("tei-"))
    return [each for each in classes if each in known]


def _language(element: Any) -> str:
    around = (element, *_around(element))
    return next((each.get("lang") for each in around if each.get("lang")), "")
