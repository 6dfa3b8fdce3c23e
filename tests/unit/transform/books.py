"""Questions to a finished book, each answered by the list of what is wrong; no stylesheet is known.

Most of them are of defects that EPUBCheck and Ace let pass. `DOCUMENT` is the TEI of the book.
"""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

NS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "t": "http://www.tei-c.org/ns/1.0",
}
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ROLES = {"chapter", "appendix", "endnotes", "index", "colophon", "noteref", "pagebreak", "toc"}
HEADINGS = "//h:h1 | //h:h2 | //h:h3 | //h:h4 | //h:h5 | //h:h6"
DOCUMENT = etree.parse(Path(__file__).with_name("sample.xml"))


@dataclass(frozen=True)
class Book:
    """The bytes of a book, and its members parsed."""

    content: bytes

    @cached_property
    def infos(self) -> list[zipfile.ZipInfo]:
        return zipfile.ZipFile(io.BytesIO(self.content)).infolist()

    @cached_property
    def members(self) -> Mapping[str, bytes]:
        archive = zipfile.ZipFile(io.BytesIO(self.content))
        return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def package(self) -> Any:
        return etree.fromstring(self.members["EPUB/package.opf"])

    @cached_property
    def pages(self) -> Mapping[str, Any]:
        """The pages in reading order, the navigation last, by their names in the container."""
        items = {each.get("id"): each.get("href") for each in find(self.package, "//opf:item")}
        hrefs = [items[each.get("idref")] for each in find(self.package, "//opf:itemref")]
        return {f"EPUB/{href}": etree.fromstring(self.members[f"EPUB/{href}"]) for href in hrefs}

    def all(self, path: str) -> list[Any]:
        return [found for page in self.pages.values() for found in find(page, path)]

    def properties(self, name: str) -> list[str]:
        return [each.text for each in find(self.package, f"//opf:meta[@property='{name}']")]


def find(node: Any, path: str) -> list[Any]:
    return list(node.xpath(path, namespaces=NS))


def container(book: Book) -> Iterator[str]:
    first, *rest = book.infos
    if (first.filename, first.compress_type, first.extra) != ("mimetype", zipfile.ZIP_STORED, b""):
        yield "mimetype is not first, stored and without extra field"
    if book.members["mimetype"] != b"application/epub+zip":
        yield "mimetype has other bytes"
    if [each.filename for each in rest] != sorted(each.filename for each in rest):
        yield "names are not sorted"
    for each in book.infos:
        if each.date_time != (1980, 1, 1, 0, 0, 0) or each.create_system != 3:
            yield f"{each.filename} tells when or where it was made"


def manifest(book: Book) -> Iterator[str]:
    hrefs = [f"EPUB/{each}" for each in find(book.package, "//opf:item/@href")]
    fixed = ["mimetype", "META-INF/container.xml", "EPUB/package.opf"]
    if sorted(hrefs + fixed) != sorted(book.members):
        yield "the manifest is not the list of the files"
    if find(book.package, "//opf:itemref/@idref[not(. = //opf:item/@id)]"):
        yield "the spine names what the manifest does not"


def links(book: Book) -> Iterator[str]:
    for name, page in book.pages.items():
        for href in find(page, "//@href | //@src"):
            if href.startswith(("https:", "mailto:")):
                continue
            path, _, fragment = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path or "x"))
            target = target if path else name
            there = book.pages.get(target)
            if target not in book.members:
                yield f"{name} links to no file: {href}"
            elif fragment and (there is None or fragment not in find(there, "//@id")):
                yield f"{name} links to no place: {href}"


def ids(book: Book) -> Iterator[str]:
    for name, page in book.pages.items():
        yield from (f"{name}: {i} twice" for i, n in Counter(find(page, "//@id")).items() if n > 1)


def languages(book: Book) -> Iterator[str]:
    for name, page in book.pages.items():
        if not page.get("lang"):
            yield f"{name} has no language"
        for each in find(page, "//*[@lang or @xml:lang]"):
            if each.get("lang") != each.get(LANG):
                yield f"{name}: lang and xml:lang differ"
            if (each.get("lang") == "ar") != (each.get("dir") == "rtl"):
                yield f"{name}: direction of {each.get('lang')}"
    wanted = Counter(find(DOCUMENT, "//t:text//t:foreign/@xml:lang"))
    if Counter(book.all("//*[contains(@class, 'tei-foreign')]/@lang")) != wanted:
        yield "languages of foreign words are lost"


def notes(book: Book) -> Iterator[str]:
    calls = book.all("//h:a[@role='doc-noteref']")
    items = book.all("//h:section[@role='doc-endnotes']//h:li")
    backs = book.all("//h:section[@role='doc-endnotes']//h:li//h:a[@role='doc-backlink']")
    if not len(calls) == len(items) == len(backs) == len(find(DOCUMENT, "//t:text//t:note")):
        yield "the notes, their calls and their ways back are not as many as in the document"
    for call, item, back in zip(calls, items, backs, strict=False):
        if call.get(TYPE) != "noteref" or len(call) or not call.text:
            yield "a call is not a noteref with text alone"
        if item.get(TYPE) != "endnote footnote" or item.get("role"):
            yield "an item of the notes has a role, or no type"
        if not back.get("aria-label"):
            yield "a way back has no label"
        if not call.get("href").endswith("#" + item.get("id")):
            yield "a call leads to another note"
        if not back.get("href").endswith("#" + call.get("id")):
            yield "a way back leads to another call"


def landmarks(book: Book) -> Iterator[str]:
    found = book.all("//h:nav[@*='landmarks']//h:a/@*[local-name()='type']")
    for kind in ("toc", "bodymatter", "endnotes", "index"):
        if kind not in found:
            yield f"no landmark {kind}"


def agents(book: Book) -> Iterator[str]:
    for agent in find(book.package, "//dc:creator | //dc:contributor"):
        for wanted in ("role", "file-as"):
            of_it = f"//opf:meta[@refines='#{agent.get('id')}'][@property='{wanted}']"
            if not find(book.package, of_it):
                yield f"{agent.text} has no {wanted}"


def headings(book: Book) -> Iterator[str]:
    before = 0
    for name, page in book.pages.items():
        for heading in find(page, HEADINGS):
            level = int(etree.QName(heading).localname[1])
            if level > before + 1:
                yield f"{name}: h{level} after h{before}"
            before = level


def tables(book: Book) -> Iterator[str]:
    if not all(each.get("scope") for each in book.all("//h:th")):
        yield "a header cell without scope"


def breaks(book: Book) -> Iterator[str]:
    marks = [
        f"{name.removeprefix('EPUB/')}#{each.get('id')}"
        for name, page in book.pages.items()
        for each in find(page, "//*[@role='doc-pagebreak'][@aria-label]")
    ]
    listed = book.all("//h:nav[@role='doc-pagelist']//h:a")
    if [each.get("href") for each in listed] != marks:
        yield "the page list is not the page breaks in their order"
    if [each.text for each in listed] != find(DOCUMENT, "//t:text//t:pb/@n"):
        yield "the page list has not the numbers of the document"
    if not book.properties("pageBreakSource"):
        yield "no edition is named whose pages these are"


def types(book: Book) -> Iterator[str]:
    for each in book.all("//*[@*[local-name()='type']]"):
        kind = each.get(TYPE)
        if (
            kind in ROLES
            and each.get("role") != f"doc-{kind}"
            and etree.QName(each).localname != "a"
        ):
            yield f"epub:type {kind} without its role"
    chapters = find(DOCUMENT, "//t:body/t:div")
    if len(book.all("//*[@role='doc-chapter']")) != len(chapters):
        yield "the chapters are not as many as in the document"


def metadata(book: Book) -> Iterator[str]:
    if len(find(book.package, "//dc:date")) > 1:
        yield "more than one date"
    if book.properties("dcterms:modified") != ["2025-02-03T00:00:00Z"]:
        yield "not modified when the document was"
    if find(book.package, "//dc:rights/text()") != ["Free under CC BY 4.0."]:
        yield "other rights than the header's"
    if book.properties("dcterms:conformsTo") or book.properties("a11y:certifiedBy"):
        yield "a claim that only a person can make"


def accessibility(book: Book) -> Iterator[str]:
    for name in ("Mode", "ModeSufficient", "ibilityFeature", "ibilityHazard", "ibilitySummary"):
        if not book.properties(f"schema:access{name}"):
            yield f"no access{name}"
    features = set(book.properties("schema:accessibilityFeature"))
    if ("index" in features) != bool(book.all("//*[@role='doc-index']")):
        yield "an index claimed, or not told of"
    if ("pageNavigation" in features) != bool(book.all("//h:nav[@role='doc-pagelist']")):
        yield "page navigation claimed, or not told of"
    if "printPageNumbers" in features:
        yield "a feature out of use"
    if ("visual" in book.properties("schema:accessMode")) != bool(
        book.all("//h:img[not(@role='doc-cover')]")
    ):
        yield "images claimed, or not told of"


def persons(book: Book) -> Iterator[str]:
    mentions = book.all("//h:a[contains(@class, 'tei-persName')]")
    if len(mentions) != len(find(DOCUMENT, "//t:text//t:persName[@ref]")):
        yield "the mentions of persons are not as many as in the document"
    if any("index.xhtml#person-" not in each.get("href") for each in mentions):
        yield "a mention does not lead to the index"
    for entry in book.all("//h:section[@role='doc-index']//h:li"):
        ways = find(entry, ".//h:p[@class='entry-mentions']//h:a/@href")
        calling = [each for each in book.all("//*[@id]") if _mentions(each, entry.get("id"))]
        if {way.partition("#")[2] for way in ways} != {each.get("id") for each in calling}:
            yield f"the index does not lead to each mention of {entry.get('id')}"


def _mentions(element: Any, entry: str) -> bool:
    """Whether an element with an id is the nearest one around a mention of the entry."""
    mentions = find(element, f".//h:a[contains(@class, 'tei-')][@href='index.xhtml#{entry}']")
    return any(find(each, "ancestor::*[@id][1]")[0] is element for each in mentions)


CHECKS = (
    container, manifest, links, ids, languages, notes, landmarks, agents, headings, tables,
    breaks, types, metadata, accessibility, persons,
)  # fmt: skip
