"""What a build says of a whole corpus: `manifest.json`, and pages that list the documents.

The manifest holds versions and hashes, for whoever checks or deposits; the pages, one for each
order, need no script and name no version.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

from lxml import etree

from teipipe import resources
from teipipe.build.digests import digest, signature
from teipipe.build.fingerprints import labels_digest, versions
from teipipe.build.manifest import Row
from teipipe.build.results import Written
from teipipe.build.writing import write
from teipipe.findings import Severity, worst

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


def publish(base: Path, rows: Iterable[Row], language: str, root: Path | None) -> Sequence[Path]:
    """Write manifest and pages of a folder of outputs, and give those that changed.

    A single document has no page, for there is nothing to list. `language` is that of the pages,
    `root` the project's, whose labels go before ours.
    """
    listed = list(rows)
    files = {MANIFEST: _manifest(listed)}
    if len(listed) > 1:
        files |= pages(listed, language, root)
    return [base / name for name, content in files.items() if write(base / name, content)]


def withdraw(base: Path, documents: int) -> None:
    """Remove the pages of a corpus that has come down to one document."""
    for name in ORDERS.values() if documents < 2 else ():
        (base / name).unlink(missing_ok=True)


def published(base: Path, language: str, root: Path | None) -> str:
    """Give what tells whether manifest and pages are those of before, if the corpus is."""
    shipped = (resources.path(each) for each in (_STYLESHEET, _STYLE))
    parts: list[object] = [
        versions(),
        language,
        labels_digest(root),
        *(digest(each.read_bytes()) for each in shipped),
    ]
    parts += [signature(str(base / each)) for each in (MANIFEST, *ORDERS.values())]
    return digest(json.dumps(parts, default=str).encode())


def _manifest(rows: Iterable[Row]) -> bytes:
    made = {"versions": dict(versions()), "documents": [_entry(row) for row in rows]}
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _entry(row: Row) -> dict[str, Any]:
    reads = dict(row.trace.reads)
    return {
        "identifier": row.identifier,
        **row.trace.facts,
        "source": {"file": row.source, "sha256": reads.get(row.source, "")},
        "state": state(row),
        "findings": _counts(row),
        "outputs": [
            {"format": each.format, "file": f"{row.identifier}/{each.name}", "sha256": each.digest}
            for each in _made(row)
        ],
    }


def state(row: Row) -> str:
    """Give how a document stands: failed, error, warning, or valid."""
    gravest = worst(row.findings)
    if not row.trace.is_made:
        return "failed"
    return gravest.name.lower() if gravest and gravest > Severity.NOTE else "valid"


def _counts(row: Row) -> list[dict[str, Any]]:
    """Give how often each code was found."""
    times: Counter[tuple[str, str]] = Counter()
    for each in row.findings:
        times[each.code, each.severity.name.lower()] += each.count
    return [
        {"code": code, "severity": severity, "count": count}
        for (code, severity), count in sorted(times.items())
    ]


def _made(row: Row) -> Sequence[Written]:
    return row.trace.files if row.trace.is_made else ()


def pages(rows: Sequence[Row], language: str, root: Path | None) -> Mapping[str, bytes]:
    """Give the pages that list documents, by their names."""
    from teipipe.saxon import Engine
    from teipipe.transform.labels import labels_in

    engine = Engine({"index": resources.path(_STYLESHEET)})
    node = engine.parse(etree.tostring(_tree(rows), encoding="unicode"))
    shared: dict[str, Parameter] = {
        "labels": labels_in(language, root),
        "language": language,
        "css": resources.path(_STYLE).read_text("utf-8"),
    }
    made = {
        name: engine.run("index", node, {**shared, "order": order}).text + "\n"
        for order, name in ORDERS.items()
    }
    return {name: page.encode("utf-8") for name, page in made.items()}


def _tree(rows: Sequence[Row]) -> Any:
    corpus = etree.Element("corpus", more=str(max(0, len(rows) - MOST)))
    for order, name in ORDERS.items():
        etree.SubElement(corpus, "page", order=order, href=name)
    listed = rows[:MOST]
    ranks = {order: _ranks(listed, order) for order in ORDERS}
    for number, row in enumerate(listed):
        known = {name: _visible(value) for name, value in row.trace.facts.items()}
        errors = sum(each.count for each in row.findings if each.severity is Severity.ERROR)
        told = {"identifier": row.identifier, "state": state(row), "errors": str(errors)}
        keys = {f"by-{order}": str(ranks[order][number]) for order in ORDERS}
        keys |= {f"in-{order}": _group(_key(row, order), order) for order in ORDERS}
        entry = etree.SubElement(corpus, "entry", {**told, **known, **keys})
        for made, href in _links(row):
            etree.SubElement(entry, "output", format=made, href=href)
    return corpus


def _ranks(rows: Sequence[Row], order: str) -> Sequence[int]:
    """Give the place of each document in an order: letters without marks, numbers by value."""

    def sorted_by(number: int) -> tuple[str, str, str]:
        row = rows[number]
        return _folded(_key(row, order)), _folded(_key(row, "title")), row.identifier

    ranks = [0] * len(rows)
    for rank, number in enumerate(sorted(range(len(rows)), key=sorted_by)):
        ranks[number] = rank
    return ranks


def _key(row: Row, order: str) -> str:
    """Give by what a document stands in an order, from its first letter or digit on."""
    fallback = row.identifier if order == "title" else ""
    return _LEADING.sub("", row.trace.facts.get(order, fallback))


def _folded(key: str) -> str:
    letters = "".join(each for each in normalize("NFKD", key) if not combining(each))
    return _NUMBER.sub(lambda one: one[0].zfill(12), letters.casefold())


def _group(key: str, order: str) -> str:
    """Give the heading that a document stands under: a letter without its marks, or a century."""
    year = _YEAR.match(key) if order == "date" else None
    first = normalize("NFD", key)[:1].upper()
    return f"{year[1]}00" if year else "0–9" if first.isdecimal() else first or "–"


def _links(row: Row) -> Iterator[tuple[str, str]]:
    """Give the file of each format at which a reader begins."""
    first: dict[str, str] = {}
    for each in _made(row):
        if each.format:
            first.setdefault(each.format, f"{row.identifier}/{each.name}")
    yield from first.items()


def _visible(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text)
