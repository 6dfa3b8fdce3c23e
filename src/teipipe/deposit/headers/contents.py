"""What a header says of the text: its languages, subjects and places, when and how it was made."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from teipipe.deposit.dates import Dated, of_element
from teipipe.deposit.headers.elements import all_of
from teipipe.deposit.metadata import Subject
from teipipe.documents import LANG, tei, text_of


def created(header: etree._Element) -> Dated | None:
    """Give when the text was written: of a letter, when it was sent (TEI Guidelines 2.4.6)."""
    sent = [
        date
        for action in header.iter(tei("correspAction"))
        if action.get("type") in ("sent", None)
        for date in action.iter(tei("date"))
    ]
    origins = (d for each in header.iter(tei("origDate")) for d in (each, *each.iter(tei("date"))))
    dates = (*all_of(header, "profileDesc/creation/date"), *sent, *origins)
    return next((found for each in dates if (found := of_element(each))), None)


def languages(root: etree._Element, header: etree._Element) -> Iterator[str]:
    """Give the language of the text, then those that the header lists."""
    text = root.find(tei("text"))
    around = text.get(LANG, "") or root.get(LANG, "") if text is not None else ""
    listed = [each.get("ident", "") for each in all_of(header, "profileDesc/langUsage/language")]
    yield from dict.fromkeys(each for each in (around, *listed) if each)


def paragraphs(header: etree._Element, *paths: str) -> tuple[str, ...]:
    """Give the paragraphs of the first of some elements that has any."""
    for path in paths:
        for each in all_of(header, path):
            held = [text_of(p) for p in each.iter(tei("p"), tei("ab"))] or [text_of(each)]
            if any(held):
                return tuple(filter(None, held))
    return ()


def methods(header: etree._Element) -> tuple[str, ...]:
    """Give how the text was chosen and edited, in paragraphs (TEI Guidelines 2.3.2 and 2.3.3)."""
    held = (
        *all_of(header, "encodingDesc/samplingDecl"),
        *all_of(header, "encodingDesc/editorialDecl"),
    )
    paragraphs = (p for each in held for p in each.iter(tei("p"), tei("ab")))
    return tuple(filter(None, map(text_of, paragraphs)))


def subjects(header: etree._Element) -> Iterator[Subject]:
    """Give the keywords and classes of the text (TEI Guidelines 2.4.3)."""
    for listed in all_of(header, "profileDesc/textClass/keywords"):
        scheme = listed.get("scheme", "")
        for each in listed.iter(tei("term"), tei("item")):
            if next(each.iterdescendants(tei("term"), tei("item")), None) is None:
                address = each.get("ref", "") or each.get("target", "")
                if text_of(each):
                    yield Subject(text_of(each), scheme, address if "://" in address else "")
    for each in all_of(header, "profileDesc/textClass/classCode"):
        if text_of(each):
            yield Subject(text_of(each), each.get("scheme", ""))


def places(header: etree._Element) -> tuple[str, ...]:
    """Give the places where the text was made or is set, each once."""
    held = (*all_of(header, "profileDesc/creation"), *all_of(header, "profileDesc/settingDesc"))
    names = (text_of(name) for each in held for name in each.iter(tei("placeName")))
    return tuple(dict.fromkeys(filter(None, names)))
