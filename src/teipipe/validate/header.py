"""The header: what is empty, unfinished or contradicts itself, whatever the schema allows.

See the TEI Guidelines, chapter 2: titles (2.2.1), licences (2.2.4) and the list of changes (2.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from teipipe.documents import Document, tei, text_of
from teipipe.documents.placeholders import is_placeholder
from teipipe.findings import Finding, finding, grouped
from teipipe.validate.dates import is_date

_CODE = re.compile(r"\bCC[\s-](BY(?:-(?:NC|ND|SA))*|0|ZERO)\b", re.I)
_ADDRESS = re.compile(r"creativecommons\.org/(?:licenses/([a-z-]+)|publicdomain/(zero))", re.I)
_FILLED = "graphic", "gap", "ptr", "media", "formula", "g"


def check(document: Document) -> tuple[Finding, ...]:
    """Find what is wrong in a header (V051, V052, V056, V057)."""
    found: list[Finding] = []
    for header in document.tree.iter(tei("teiHeader")):
        found += _licences(document, header)
        found += _changes(document, header)
        found += _titles(document, header)
        found += _placeholders(document, header)
    return grouped(found)


def _licences(document: Document, header: etree._Element) -> Iterator[Finding]:
    """Hold the words of a licence to its address: both may name one of Creative Commons."""
    for each in header.iter(tei("licence")):
        address = _ADDRESS.search(each.get("target", ""))
        named = {found.upper() for found in _CODE.findall(text_of(each))}
        if address and named:
            meant = (address[1] or "0").upper()
            if meant not in {name.replace("ZERO", "0") for name in named}:
                words = ", ".join(f"CC {name}" for name in sorted(named))
                place = document.place(each)
                yield finding("V051", place, address=each.get("target"), words=words)


def _changes(document: Document, header: Any) -> Iterator[Finding]:
    """Find the first change that breaks the order, upwards or downwards, of those before it."""
    for listed in header.iter(tei("revisionDesc"), tei("listChange")):
        dated = [
            (each.get("when"), each)
            for each in listed.iterchildren(tei("change"))
            if is_date(each.get("when", ""))
        ]
        out = _out_of_order([when for when, _ in dated])
        if out:
            when, change = dated[out]
            yield finding("V052", document.place(change), when=when, before=dated[out - 1][0])


def _out_of_order(dates: Sequence[str]) -> int:
    """Give the position of the first date that turns the direction, 0 where none does."""
    direction = 0
    for at in range(1, len(dates)):
        exact = min(len(dates[at - 1]), len(dates[at]), 10)
        before, here = dates[at - 1][:exact], dates[at][:exact]
        step = (here > before) - (here < before)
        if direction and step == -direction:
            return at
        direction = direction or step
    return 0


def _titles(document: Document, header: etree._Element) -> Iterator[Finding]:
    for each in header.iterfind(tei("fileDesc/titleStmt/title")):
        filled = any(etree.QName(part).localname in _FILLED for part in each.iter(etree.Element))
        if not filled and not text_of(each):
            yield finding("V056", document.place(each))


def _placeholders(document: Document, header: etree._Element) -> Iterator[Finding]:
    for each in header.iter(tei("*")):
        text = " ".join((each.text or "").split())
        if text and not len(each) and is_placeholder(text):
            name = etree.QName(each).localname
            yield finding("V057", document.place(each), text=text[:60], name=name)
