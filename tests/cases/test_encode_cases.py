"""Encoding, case by case: a folder with what goes in and what must come out.

`encode/<rule>/<case>/` holds `source.txt`, `encoding.toml`, `expected.xml` (the encoded text) and,
where needed, `registers/*.xml` and `expected-findings.txt` (a line for each finding). A new
case is a new folder; `TEIPIPE_UPDATE_CASES=1` writes the expected files from what is made.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

import teipipe.registers
from teipipe.documents import XML
from teipipe.encode import marked, matching, weaver
from teipipe.encode.rules import RULES, brackets, quotations, registers, structure
from teipipe.encode.settings import Settings, read_settings
from teipipe.encode.spans import Zones
from teipipe.findings import Finding
from teipipe.registers import load_registers
from teipipe.transcription import read

FOLDER = Path(__file__).parent / "encode"
CASES = sorted(each.parent for each in FOLDER.glob("*/*/encoding.toml"))
NAMES = [name for name, _ in RULES]


def encoded(folder: Path, without: str = "") -> tuple[str, tuple[Finding, ...]]:
    transcription = read(folder / "source.txt", folder)
    settings = read_settings(folder / "encoding.toml", folder)
    registers = load_registers(sorted(folder.glob("registers/*.xml")), folder)
    rules = [(name, rule) for name, rule in RULES if name != without]
    spans, found = marked(transcription, settings, registers, rules)
    text, crossed = weaver.weave(transcription, spans, NAMES)
    return f'<text xml:lang="{settings.language}">{text}</text>\n', (*found, *crossed)


def line(found: Finding) -> str:
    place = found.place
    return f"{found.code} {place.file}:{place.line}:{place.column} {found.message}"


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
    """Read the text back with a tree and nothing else: marks that became `@rendition` return."""
    marks = settings.brackets.marks if settings.brackets else "[]"

    def content(element: etree._Element) -> str:
        rendition = element.get("rendition", "")
        parts = [marks[0] if "open" in rendition else "", element.text or ""]
        parts.extend(content(child) + (child.tail or "") for child in element)
        return "".join((*parts, marks[1] if "close" in rendition else ""))

    return content(etree.fromstring(xml))


@pytest.mark.parametrize("folder", CASES, ids=lambda each: f"{each.parent.name}/{each.name}")
def test_case(folder: Path) -> None:
    made = results(folder)
    if os.environ.get("TEIPIPE_UPDATE_CASES") == "1":
        for name, content in made.items():
            if content:
                (folder / name).write_text(content, "utf-8")
    assert made == expected(folder)
    settings = read_settings(folder / "encoding.toml", folder)
    assert restored(made["expected.xml"], settings) == (folder / "source.txt").read_text("utf-8")


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
        (registers, "TYPES", frozenset({"main", "nickname"})),
        {"nickname"},
    ),
    "brackets keep their quotation marks in foreign": (
        (brackets, "_QUOTATION_MARKS", frozenset()),
        {"profile"},
    ),
    "a no-break space is white space": (
        (structure, "BLANK", " \t\r\n\u00a0"),
        {"white-space"},
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
