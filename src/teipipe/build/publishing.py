"""What a build says of a whole corpus: `manifest.json`, and pages that list the documents.

The manifest holds versions and hashes, for whoever checks or deposits; the pages, one for each
order, need no script and name no version.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

from lxml import etree

from teipipe import resources
from teipipe.build.state.entries import FACTS
from teipipe.build.state.fingerprints import labels_digest, versions
from teipipe.build.writing import sweep, write, write_parts
from teipipe.digests import digest, signature
from teipipe.project import own_css

if TYPE_CHECKING:
    from teipipe.saxon import Parameter

MANIFEST = "manifest.json"
ORDERS = {"title": "index.html", "author": "index-author.html", "date": "index-date.html"}
"""The orders in which the documents are listed, each with its page."""
_STYLESHEET, _STYLE = "xslt/index.xsl", "xslt/assets/index.css"
_LEADING, _NUMBER = re.compile(r"^[^\w-]+"), re.compile(r"\d+")
_YEAR = re.compile(r"(-?\d\d)\d\d")
MOST = 10_000
"""How many documents a page lists."""


Entry = Mapping[str, Any]
"""What is said of a document (`entries`), read."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is said where: in the folder of outputs `base`, of these entries.

    `language` is that of the pages, where the project names one; `root` is the project's, whose
    labels go before ours.
    """

    base: Path
    language: str | None
    root: Path | None
    entries: Callable[[], Iterator[str]]

    def publish(self, listed: str) -> tuple[Sequence[Path], str]:
        """Write manifest and pages, and give those that changed, and the state of the pages.

        The pages are left alone where `listed` is that state already. A single document has none,
        for there is nothing to list; those of before go, if they stand as they were written.
        """
        written = [self.base / MANIFEST] if self._write_manifest() else []
        first = list(islice(self.entries(), MOST))
        more = sum(1 for _ in self.entries()) - len(first)
        shown, stand = self._shown(first, more), self._stand()
        if len(first) > 1 and listed != f"{shown} {stand}":
            written += self._write_pages(first, more)
        if len(first) < 2 and listed.endswith(stand):
            for name in ORDERS.values():
                (self.base / name).unlink(missing_ok=True)
        return written, f"{shown} {self._stand()}"

    def _write_pages(self, first: Sequence[str], more: int) -> Sequence[Path]:
        """Write the pages in a process of its own: the lists of a corpus take much memory."""
        from teipipe.build.workers.children import aside

        try:
            return aside(write_pages, self.base, first, more, self.language, self.root)
        finally:
            sweep(self.base)

    @property
    def state(self) -> str:
        """What tells whether manifest and pages are those of before, if the corpus is."""
        found = [dict(versions()), *self._words(), signature(str(self.base / MANIFEST))]
        return _digest([*found, self._stand()])

    def _shown(self, first: Iterable[str], more: int) -> str:
        """Give the digest of all that pages show."""
        listed = (_digest(_listed(json.loads(each))) for each in first)
        return _digest([*self._words(), more, *listed])

    def _words(self) -> Iterator[str]:
        yield self.language or ""
        yield labels_digest(self.root)
        own = own_css("html", self.root)
        for each in (*map(resources.path, (_STYLESHEET, _STYLE)), *([own] if own else [])):
            yield digest(each.read_bytes())

    def _stand(self) -> str:
        """Give the digest of how the pages stand in their folder."""
        return _digest([signature(str(self.base / each)) for each in ORDERS.values()])

    def _write_manifest(self) -> bool:
        return write_parts(self.base / MANIFEST, _manifest(self.entries()))


def _digest(value: object) -> str:
    return digest(json.dumps(value, default=str).encode())


def _manifest(entries: Iterator[str]) -> Iterator[bytes]:
    """Give the parts of the manifest: each document is a line."""
    yield f'{{"versions": {json.dumps(dict(versions()))},\n"documents": ['.encode()
    mark = "\n"
    for each in entries:
        yield (mark + each).encode("utf-8")
        mark = ",\n"
    yield b"\n]}\n"


def _shared_language(listed: Sequence[Entry], root: Path | None) -> str:
    from teipipe.transform.labels import known_languages, tags

    spoken = {str(each.get("language", "en")) for each in listed}
    only = spoken.pop() if len(spoken) == 1 else "en"
    return only if known_languages(root).intersection(tags(only)) else "en"


def _listed(entry: Entry) -> Mapping[str, Any]:
    """Give what a page shows of a document."""
    graves = (each for each in entry["findings"] if each["severity"] == "error")
    known = {name: _visible(entry[name]) for name in FACTS if name in entry}
    errors = str(sum(each["count"] for each in graves))
    told = {"identifier": entry["identifier"], "state": entry["state"], "errors": errors, **known}
    return {**told, "outputs": _links(entry)}


def write_pages(
    base: Path, entries: Iterable[str], more: int, language: str | None, root: Path | None
) -> Sequence[Path]:
    """Write the pages that list documents, and give those that changed."""
    made = pages([json.loads(each) for each in entries], more, language, root)
    return [base / name for name in made if write(base / name, made[name])]


def pages(
    listed: Sequence[Entry], more: int, language: str | None, root: Path | None
) -> Mapping[str, bytes]:
    """Give the pages that list documents, by their names; `more` are in the manifest only.

    Without a language they speak that of all documents, if there are labels in it.
    """
    from teipipe.saxon import Engine
    from teipipe.transform.css import style_sheet
    from teipipe.transform.labels import labels_in

    language = language or _shared_language(listed, root)
    engine = Engine({"index": resources.path(_STYLESHEET)})
    node = engine.parse(etree.tostring(_tree(listed, more), encoding="unicode"))
    shared: dict[str, Parameter] = {
        "labels": labels_in(language, root),
        "language": language,
        "css": style_sheet("html", (_STYLE,), root),
    }
    made = {
        name: engine.run("index", node, {**shared, "order": order}).text + "\n"
        for order, name in ORDERS.items()
    }
    return {name: page.encode("utf-8") for name, page in made.items()}


def _tree(listed: Sequence[Entry], more: int) -> Any:
    corpus = etree.Element("corpus", more=str(more))
    for order, name in ORDERS.items():
        etree.SubElement(corpus, "page", order=order, href=name)
    ranks = {order: _ranks(listed, order) for order in ORDERS}
    for number, each in enumerate(listed):
        told = dict(_listed(each))
        outputs = told.pop("outputs")
        keys = {f"by-{order}": str(ranks[order][number]) for order in ORDERS}
        keys |= {f"in-{order}": _group(_key(each, order), order) for order in ORDERS}
        entry = etree.SubElement(corpus, "entry", {**told, **keys})
        for made, href in outputs.items():
            etree.SubElement(entry, "output", format=made, href=href)
    return corpus


def _ranks(listed: Sequence[Entry], order: str) -> Sequence[int]:
    """Give the place of each document in an order: letters without marks, numbers by value."""

    def sorted_by(number: int) -> tuple[str, str, str]:
        each = listed[number]
        return _folded(_key(each, order)), _folded(_key(each, "title")), each["identifier"]

    ranks = [0] * len(listed)
    for rank, number in enumerate(sorted(range(len(listed)), key=sorted_by)):
        ranks[number] = rank
    return ranks


def _key(entry: Entry, order: str) -> str:
    """Give by what a document stands in an order, from its first letter or digit on."""
    fallback = entry["identifier"] if order == "title" else ""
    return _LEADING.sub("", entry.get(order, fallback))


def _folded(key: str) -> str:
    letters = "".join(each for each in normalize("NFKD", key) if not combining(each))
    return _NUMBER.sub(lambda one: one[0].zfill(12), letters.casefold())


def _group(key: str, order: str) -> str:
    """Give the heading that a document stands under: a letter without its marks, or a century."""
    year = _YEAR.match(key) if order == "date" else None
    first = normalize("NFD", key)[:1].upper()
    return f"{year[1]}00" if year else "0–9" if first.isdecimal() else first or "–"


def _links(entry: Entry) -> Mapping[str, str]:
    """Give the file of each format at which a reader begins."""
    first: dict[str, str] = {}
    for each in entry["outputs"]:
        if each["format"]:
            first.setdefault(each["format"], each["file"])
    return first


def _visible(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text)
