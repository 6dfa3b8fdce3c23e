"""Encoding, case by case: a folder with what goes in and what must come out.

`encode/<rule>/<case>/` holds `source.txt`, `encoding.toml`, `expected.xml` (the encoded text) and,
where needed, `registers/*.xml` and `expected-findings.txt` (a line for each finding). A new
case is a new folder; `--regen-all` writes the expected files from what is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

import teipipe.registers
from teipipe.documents import XML
from teipipe.encode import blocks, body, furniture, lists, marked, matching, quoting, weaver
from teipipe.encode.dates import calendars, dating, roman
from teipipe.encode.rules import (
    RULES,
    brackets,
    corrections,
    dates,
    foreign,
    highlighting,
    notes,
    pages,
    quotations,
    registers,
)
from teipipe.encode.settings import Settings, read_settings
from teipipe.encode.spans import Span, Zones
from teipipe.findings import Finding
from teipipe.registers import load_registers
from teipipe.transcription import read

FOLDER = Path(__file__).parent / "encode"
CASES = sorted(each.parent for each in FOLDER.glob("*/*/encoding.toml"))
NAMES = [name for name, _ in RULES]


def encoded(folder: Path, without: str = "") -> tuple[str, tuple[Finding, ...]]:
    settings = read_settings(folder / "encoding.toml", folder)
    transcription = read(folder / "source.txt", folder, settings.source)
    registers = load_registers(sorted(folder.glob("registers/*.xml")), folder)
    rules = [(name, rule) for name, rule in RULES if name != without]
    spans, found = marked(transcription, settings, registers, rules)
    text, crossed = weaver.weave(transcription, spans, NAMES)
    return f'<text xml:lang="{settings.language}">{text}</text>\n', (*found, *crossed)


def line(found: Finding) -> str:
    place = found.place
    near = f" {found.hint}" if found.arguments.get("near") else ""
    return f"{found.code} {place.file}:{place.line}:{place.column} {found.message}{near}"


def results(folder: Path, without: str = "") -> dict[str, str]:
    """What must be in the expected files, by their names; an empty one need not be there."""
    xml, found = encoded(folder, without)
    return {
        "expected.xml": xml,
        "expected-findings.txt": "".join(f"{line(each)}\n" for each in found),
    }


def expected(folder: Path) -> dict[str, str]:
    files = [folder / name for name in ("expected.xml", "expected-findings.txt")]
    return {file.name: file.read_text("utf-8") if file.exists() else "" for file in files}


def restored(xml: str, settings: Settings) -> str:
    """Read the text back with a tree and nothing else.

    Marks that became `@rendition` return; what the editor inserted is left out.
    """
    marks: dict[str, str] = {}
    if settings.brackets:
        ends = (f"#{name}" for name in settings.brackets.renditions)
        marks |= zip(ends, settings.brackets.marks, strict=True)
    for each in settings.highlight:
        marks |= dict.fromkeys((f"#{name}" for name in each.renditions), each.mark)

    def content(element: etree._Element) -> str:
        said = element.get("rendition", "").split()
        before, after = (
            "".join(marks[each] for each in said if each.endswith(end)) for end in ("open", "close")
        )
        inside = (kept(child) + (child.tail or "") for child in element)
        return "".join((before, element.text or "", *inside, after))

    def kept(element: etree._Element) -> str:
        is_inserted = element.get("resp") == "#editor" and not element.get("rendition")
        return "" if is_inserted else content(element)

    return content(etree.fromstring(xml))


@pytest.mark.parametrize("folder", CASES, ids=lambda each: f"{each.parent.name}/{each.name}")
def test_case(folder: Path, regenerates: bool) -> None:
    made = results(folder)
    if regenerates:
        for name, content in made.items():
            if content:
                (folder / name).write_text(content, "utf-8")
    assert made == expected(folder)
    settings = read_settings(folder / "encoding.toml", folder)
    transcription = read(folder / "source.txt", folder, settings.source)
    assert restored(made["expected.xml"], settings) == transcription.text


def test_every_rule_has_cases() -> None:
    assert {each.parent.name for each in CASES} == set(NAMES)


def caught(rule: str) -> set[str]:
    """The cases of a rule that fail."""
    cases = [each for each in CASES if each.parent.name == rule]
    return {each.name for each in cases if results(each) != expected(each)}


@pytest.mark.parametrize("rule", NAMES)
def test_without_a_rule_its_cases_fail(rule: str) -> None:
    cases = [each for each in CASES if each.parent.name == rule]
    assert all(results(each, without=rule) != expected(each) for each in cases)


def _everywhere(text: str, mark: str, block: Span, _: Zones) -> Iterator[tuple[int, bool, bool]]:
    for match in re.finditer(re.escape(mark), text[block.start : block.end]):
        yield block.start + match.start(), True, True


MUTANTS = {
    "a name matches inside a hyphenated one": (
        (matching, "_is_whole", lambda *_: True),
        {"whole-words"},
    ),
    "an unclosed straight mark closes at the next": (
        (quotations._Pairing, "looks_opening", lambda self, _: not self.waiting),
        {"unclosed", "two-unclosed"},
    ),
    "every ’ is a quotation mark": (
        (quotations._Pairing, "is_apostrophe", lambda *_: False),
        {"apostrophes"},
    ),
    "a block quotation's marks pair like others": (
        (quotations, "_settled", lambda *_: set()),
        {"block-quotation"},
    ),
    "no zone is skipped": (
        (Zones, "touch", lambda *_: False),
        {"zones-to-skip", "nickname", "kinds-and-zones"},
    ),
    "a line's end ends a word": (
        (matching, "_BROKEN", re.compile("(?!)")),
        {"line-breaks"},
    ),
    "a work in another entry is an entry": (
        (teipipe.registers, "_is_entry", lambda each: bool(each.get(f"{{{XML}}}id"))),
        {"work-in-an-entry"},
    ),
    "the first of two entries is meant": (
        (registers, "replace", lambda match, values: replace(match, values=values[:1])),
        {"ambiguous", "ambiguous-kinds"},
    ),
    "nicknames are looked for": (
        (registers, "_texts", lambda each, _: (name.text for name in each.entry.names)),
        {"nickname"},
    ),
    "brackets keep their quotation marks in foreign": (
        (brackets, "_QUOTATION_MARKS", frozenset()),
        {"profile"},
    ),
    "a no-break space is white space": (
        (blocks, "BLANK", " \t\r\n\u00a0"),
        {"white-space"},
    ),
    "each stanza is a poem of its own": (
        (body.Body, "stanza", lambda self, start, end, _="": self.paragraph(start, end)),
        {"poem", "stanzas", "poem-in-quotation"},
    ),
    "a speaker without words keeps none of the next block": (
        (body.Body, "text_follows", lambda self, _: self.flush()),
        {"speeches"},
    ),
    "a postscript ends with its first paragraph": (
        (body.Body, "postscript", property(lambda _: None, lambda *_: None)),
        {"postscript"},
    ),
    "a page begins between words": (
        (pages, "_broken", lambda *_: ()),
        {"between-and-inside"},
    ),
    "a letter that goes on has ended": (
        (body.Body, "go_on", lambda *_: None),
        {"letter-goes-on"},
    ),
    "any mark after an opening one may close": (
        (quotations._Pairing, "is_elision", lambda *_: False),
        {"elisions", "elisions-undeclared"},
    ),
    "an apostrophe has one side": (
        (quotations, "_apostrophes_of", lambda _: [0]),
        {"elisions-declared"},
    ),
    "names stand in a text as they do in a register": (
        (teipipe.registers, "_turned", lambda _, text: text),
        {"turned"},
    ),
    "entries without a name to look for are passed over": (
        (registers, "_nameless", lambda *_: ()),
        {"types"},
    ),
    "words stand between blanks in every script": (
        (matching, "_TOKEN", re.compile(r"[\w\u0300-\u036f]+|[^\w\s\u0300-\u036f]")),
        {"unspaced"},
    ),
    "no page begins after a hyphen": (
        (pages, "_HYPHEN", re.compile("(?!)")),
        {"hyphens"},
    ),
    "two digits behind a date are no year": (
        (dates, "_has_short_year", lambda *_: False),
        {"short-years"},
    ),
    "any number is a year": (
        (dating, "_is_year", lambda *_: True),
        {"years"},
    ),
    "a period may run backwards": (
        (dating, "_follows", lambda *_: True),
        {"no-date", "years"},
    ),
    "every month has 31 days": (
        (dating, "monthrange", lambda *_: (0, 31)),
        {"no-date", "declared-year"},
    ),
    "days of the Julian calendar are not converted": (
        (dating, "_gregorian", "{:04d}-{:02d}-{:02d}".format),
        {"julian"},
    ),
    "no year is declared": (
        (dating, "_completed", lambda point, _: point),
        {"declared-year"},
    ),
    "a shorter date in another language counts": (
        (dates, "_longest", lambda found: sorted(found, key=lambda each: each.end - each.start)),
        {"impossible-days"},
    ),
    "a day that is not understood is left out": (
        (calendars.Calendar, "_lacks_its_day", lambda *_: False),
        {"impossible-days", "kalends"},
    ),
    "all Ides are on the 13th": (
        (roman, "_LATE", frozenset()),
        {"kalends"},
    ),
    "no day of a leap year stands twice": (
        (roman, "is_doubled", lambda *_: False),
        {"kalends"},
    ),
    "the Kalends of January are of the year that is named": (
        (dating, "_is_of_two_years", lambda _: False),
        {"kalends"},
    ),
    "two dates are one": (
        (calendars, "_side", lambda match, _: match.span()),
        {"alternatives", "word-days"},
    ),
    "any two years follow each other": (
        (calendars, "_dual", lambda year, written: year + 1 if written else None),
        {"dual-years"},
    ),
    "what is about right is certain": (
        (dates, "CIRCA", ""),
        {"years"},
    ),
    "a correction may cut markup": (
        (corrections, "_crossed", lambda *_: None),
        {"mistakes"},
    ),
    "what is inserted leaves its paragraph": (
        (weaver, "_has_ended", lambda part, at, *_: part.end <= at),
        {"note", "supplied"},
    ),
    "everything is supplied after its words": (
        (corrections, "_beside", lambda _, __, end: end),
        {"supplied"},
    ),
    "a title's language is told twice": (
        (foreign, "_has_language", lambda _: False),
        {"levels-and-languages"},
    ),
    "an apostrophe after an s closes a passage": (
        (quotations._Pairing, "is_plural", lambda *_: False),
        {"plural-apostrophe"},
    ),
    "every apostrophe after an s is one": (
        (quotations._Pairing, "is_genitive", lambda self, at: self.beside(at)[0] in "s"),
        {"plural-apostrophe"},
    ),
    "no quotation goes on": (
        (quotations, "continued", lambda *_: ()),
        {"several-paragraphs", "several-paragraphs-foreign", "kinds"},
    ),
    "a quotation goes on whatever stands after its end": (
        (quoting, "_AFTER", "".join(map(chr, range(32, 0x2100)))),
        {"several-paragraphs-not"},
    ),
    "the next quotation ends the last one": (
        (quoting, "_is_over", lambda *_: True),
        {"several-paragraphs-amid", "several-paragraphs-not"},
    ),
    "a quotation ends only where a paragraph does": (
        (quoting, "_is_over", lambda text, last, each, _: not text[last[1] : each.end].strip()),
        {"several-paragraphs-amid"},
    ),
    "only the outermost quotation goes on": (
        (
            quoting,
            "_reopened",
            lambda text, each, marks: [each.start][: text[each.start] == marks[0]],
        ),
        {"several-paragraphs-nested"},
    ),
    "a quotation is told by any of its words": (
        (quoting, "_meant", lambda _text, _kind, found: found),
        {"kinds", "kinds-mistakes"},
    ),
    "a script has no end": (
        (foreign, "runs", lambda _text, _script, start, end: [(start, end)]),
        {"scripts"},
    ),
    "all notes stand together": (
        (notes, "_batches", lambda _, every: [list(every)] if every else []),
        {"numbers-that-begin-anew", "groups-with-gaps"},
    ),
    "notes are paired by their place alone": (
        (notes, "_aligned", zip),
        {"groups-with-gaps", "without-partner"},
    ),
    "a mark in a note calls one": (
        (notes, "Zones", lambda _: Zones(())),
        {"at-the-end"},
    ),
    "a bracket that calls a note is a bracket": (
        (brackets, "_SETTLING", frozenset()),
        {"beside-brackets"},
    ),
    "a page parts every paragraph": (
        (furniture, "_is_one", lambda *_: False),
        {"numbers-at-the-top", "numbers-at-the-bottom"},
    ),
    "a page parts no paragraph": (
        (furniture, "_GOES_ON", re.compile("")),
        {"numbers-at-the-top-of-sentences"},
    ),
    "the page of a number at the bottom begins there": (
        (pages, "_BOTTOM", "top"),
        {"numbers-at-the-bottom", "numbers-at-the-top"},
    ),
    "a note ends where its block does": (
        (body, "notes_of", lambda begins, text: blocks.notes_of(begins, text)[:1]),
        {"numbers-that-begin-anew", "at-the-end"},
    ),
    "a mark of emphasis opens within a word": (
        (highlighting, "_marks", _everywhere),
        {"marks"},
    ),
    "all items stand in one list": (
        (lists.Lists, "_column", lambda *_: 0),
        {"list"},
    ),
    "one line with a number makes a list": (
        (lists.Lists, "goes_on", lambda *_: False),
        {"list"},
    ),
    "a block may stand inside an inline element": (
        (weaver._Sweep, "clash", lambda _, part, __, end: part.end < end),
        {"whole-paragraphs"},
    ),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_mutant_is_caught(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (owner, name, other), cases = MUTANTS[mutant]
    assert not cases & {case for rule in NAMES for case in caught(rule)}
    monkeypatch.setattr(owner, name, other)
    assert cases <= {case for rule in NAMES for case in caught(rule)}
