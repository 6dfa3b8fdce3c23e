"""Rights of a header: the licences that it states, by address, reference or words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from teipipe.deposit.headers.elements import in_publication
from teipipe.deposit.licences import Licence, licence
from teipipe.documents import Document, tei, text_of
from teipipe.findings import Place

_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class StatedLicence:
    """A licence as a header states it: `licence` is None where nobody knows it."""

    licence: Licence | None
    words: str
    place: Place


def licences_of(document: Document, header: etree._Element) -> Iterator[StatedLicence]:
    """Give each licence that the header states once: by its address, else by its words."""
    found: dict[str, StatedLicence] = {}
    for available in in_publication(header, "availability"):
        held = list(available.iter(tei("licence"))) or [available]
        for each in held:
            said = _licence(each)
            is_plain = each.tag == tei("availability")
            if said is None and (is_plain or not (text_of(each) or each.get("target"))):
                continue
            words = each.get("target") or text_of(each)[:80]
            key = (said.spdx or said.address or said.title) if said else words
            found.setdefault(key, StatedLicence(said, words, document.place(each)))
    yield from found.values()


def _licence(element: etree._Element) -> Licence | None:
    inside = [each.get("target", "") for each in element.iter(tei("ref"), tei("ptr"))]
    words = text_of(element)
    candidates = (element.get("target", ""), *inside, *_ADDRESS.findall(words), words)
    return next((found for each in candidates if each and (found := licence(each))), None)
