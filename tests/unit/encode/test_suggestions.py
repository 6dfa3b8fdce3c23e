"""Suggestions: what each detector sees, what it leaves alone, and what was decided."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.oracles import require

from teipipe.documents import parse
from teipipe.encode import marked
from teipipe.encode.decisions import parse_decisions
from teipipe.encode.declarations import Foreign, Quotations
from teipipe.encode.rules import RULES
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Span
from teipipe.encode.suggestions import DETECTORS, Seen, Suggestion, foreign, slips, suggest, tables
from teipipe.registers import Entry, Name, Register
from teipipe.transcription import Transcription

BARE = Settings(Path("tei/a"), "encoding.toml")
LANGUAGES = (Foreign("fr", ("Dernières Nouvelles de Paris",)), Foreign("de", ("Das Wort",)))


def register(*names: tuple[str, str]) -> Register:
    path = Path("tei/registers/persons.xml")
    entries = tuple(Entry(key, "person", (Name(name, ""),)) for key, name in names)
    return Register(parse(b"<TEI/>", path, Path()), entries)


def seen(
    text: str,
    settings: Settings = BARE,
    registers: tuple[Register, ...] = (),
    spans: Iterable[Span] = (),
) -> Seen:
    transcription = Transcription("source.txt", text, "")
    made, found = marked(transcription, settings, registers, RULES)
    return Seen(transcription, settings, registers, (*made, *spans), found)


def told(given: Seen, kind: str, rule: str = "") -> list[str]:
    return [
        given.text[each.start : each.end]
        for each in suggest(given)
        if each.kind == kind and rule in ("", each.rule)
    ]


@pytest.fixture(autouse=True)
def without_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "recogniser", lambda: None)


NAMES = {
    "the beginning of a sentence is no name": ("All is well. Is all well?", []),
    "a form once, with its places": ("In Berne and in Berne.", ["Berne"]),
    "runs": ("as New York and Beer-Hofmann.", ["New York", "Beer-Hofmann"]),
    "a run loses the first word of its sentence": ("by the sea. The Times said.", ["Times"]),
    "a word that is never small": ("Berne it is.", ["Berne"]),
    "after quotation marks": ('as "The sea", the end.', []),
    "one letter": ("as I said.", []),
    "not across paragraphs": ("by Ann\n\nLee is", ["Ann", "Lee"]),
    "behind a prefix": ("the anti-Jewish and non-Roman-Catholic", ["Jewish", "Roman-Catholic"]),
    "prefixes alone": ("a semi-final in New anti-Yorkist", ["New", "Yorkist"]),
    "apostrophes": ("by O’Brien’s", ["O’Brien"]),
}


@pytest.mark.parametrize("case", NAMES)
def test_names(case: str) -> None:
    text, expected = NAMES[case]
    assert told(seen(text), "name") == expected


def test_names_are_counted() -> None:
    (found,) = suggest(seen("In Berne and in Berne.\n"))
    assert (found.count, found.everywhere, found.element) == (2, True, "name")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("er ging mit der Wahrheit nach Bern und zum Garten.", ["Bern"]),
        ("es war großer Lärm, und Lärm in Bern.", ["Bern"]),
        ("sie las Goethe, ihn und den Goethe, oft Goethe.", ["Goethe"]),
        ("er sah Ann Lee und die Ann Lee.", ["Ann Lee"]),
    ],
)
def test_what_only_a_noun_has_before_it_is_no_name(text: str, names: list[str]) -> None:
    german = replace(BARE, language="de-AT")
    assert told(seen(text, german), "name") == names
    assert len(told(seen(text, replace(BARE, language="lb")), "name")) >= len(names)


def test_a_capital_says_less_where_every_noun_has_one() -> None:
    text = "aus Haus in Jena, aus Haus von Herrn Müller\n"
    english, german = (
        {text[each.start : each.end]: each.score for each in suggest(seen(text, settings))}
        for settings in (BARE, replace(BARE, language="de-AT"))
    )
    assert english["Haus"] > english["Jena"] > german["Haus"] == german["Jena"]
    assert german["Herrn Müller"] > german["Jena"]


@pytest.mark.parametrize("element", ["placeName", "rs", "title", "date", "foreign"])
def test_what_is_marked_is_no_name(element: str) -> None:
    assert told(seen("in Berne", spans=[Span(3, 8, element)]), "name") == []


@pytest.mark.parametrize("element", ["q", "hi", "note"])
def test_what_is_only_quoted_or_set_apart_may_be_one(element: str) -> None:
    assert told(seen("in Berne", spans=[Span(3, 8, element)]), "name") == ["Berne"]


SLIPS = {
    "doubled words": ("He said that that was so so.", "doubled", [" that", " so"]),
    "no doubled words": ("He had hadn't, a b, 1 1, to Bill bill, the The, AN an.", "doubled", []),
    "doubled at a beginning": ("The the end. “So so,” he said.", "doubled", [" the", " so"]),
    "missing space": ("It was so.Next day,they ate)well.", "missing-space", None),
    "no missing space": ("See i.e. www.example.com, 1.5 and e.g.this.", "missing-space", []),
    "unbalanced brackets": ("a (b [c) d] {e", "unbalanced", ["(", "[", ")", "]", "{"][1:]),
    "balanced brackets": ("a (b [c] d)", "unbalanced", []),
}


@pytest.mark.parametrize("case", SLIPS)
def test_slips(case: str) -> None:
    text, rule, expected = SLIPS[case]
    found = told(seen(text), "slip", rule)
    if expected is None:
        assert found == ["so.Next", "day,they", "ate)well"]
    elif case == "unbalanced brackets":
        assert found and "{" in found
    else:
        assert found == expected


NEAR = {
    "one letter changed": ("by Trotzky", ["Trotzky"]),
    "one letter more": ("by Trotskyi", ["Trotskyi"]),
    "one letter less": ("by Trosky", ["Trosky"]),
    "two letters": ("by Trodzky", []),
    "another initial": ("by Protsky", []),
    "the name itself": ("by Trotsky", []),
    "a short name": ("by Bort", []),
}


@pytest.mark.parametrize("case", NEAR)
def test_near_names(case: str) -> None:
    text, expected = NEAR[case]
    registers = (register(("trotsky", "Leon Trotsky"), ("bert", "Bert")),)
    assert told(seen(text, registers=registers), "slip", "near-name") == expected


def test_a_near_name_points_to_its_entry_unless_it_may_be_two() -> None:
    (one,) = suggest(seen("by Trotzky", registers=(register(("t", "Trotsky")),)))
    assert (one.element, one.attributes) == (
        "persName",
        (("ref", "../registers/persons.xml#t"),),
    )
    (two,) = suggest(seen("by Trotzky", registers=(register(("t", "Trotsky"), ("u", "Trotzki")),)))
    assert two.attributes == ()


QUOTATIONS = {
    "pairs where none are declared": ("He said “yes” to", BARE, ["“yes”"]),
    "an open end": ("He said “yes to", replace(BARE, quotations=Quotations()), ["“yes to"]),
    "an open beginning": ("said yes” to", replace(BARE, quotations=Quotations()), ["said yes”"]),
    "declared ones are marked": ("a “b” c", replace(BARE, quotations=Quotations()), []),
}


@pytest.mark.parametrize("case", QUOTATIONS)
def test_quotations(case: str) -> None:
    text, settings, expected = QUOTATIONS[case]
    assert told(seen(f"x\n\n{text}\n\ny", settings), "quotation") == expected


FOREIGN = {
    "another script": ("it is Καλημέρα, φίλε and that", ["Καλημέρα, φίλε"]),
    "two scripts": ("as Καλημέρα мир and", ["Καλημέρα", "мир"]),
    "the script of the text": ("мир и война", []),
    "strays of a phrase": ("of Nouvelles and de", ["Nouvelles"]),
    "the phrase itself": ("in Dernières Nouvelles de Paris", []),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_foreign(case: str) -> None:
    text, expected = FOREIGN[case]
    assert told(seen(text, replace(BARE, foreign=LANGUAGES)), "foreign") == expected


def test_scripts_give_a_language_tag() -> None:
    (found,) = (each for each in suggest(seen("as is Καλημέρα")) if each.kind == "foreign")
    assert found.attributes == (("xml:lang", "und-Grek"),)


RANKS = {
    "timeo danaos": (("la", -10.0), ("en", -30.0)),
    "a bottle": (("fr", -10.0), ("en", -17.0)),
    "unheard": (("la", -10.0), ("it", -30.0)),
    "the sea": (("en", -10.0), ("la", -30.0)),
}


def test_a_detector_is_asked_about_what_is_set_apart_and_heard_above_a_margin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(foreign, "recogniser", lambda: RANKS.__getitem__)
    text = "“timeo danaos” “a bottle” “unheard” “the sea” timeo danaos"
    given = seen(text, replace(BARE, quotations=Quotations()))
    assert told(given, "foreign", "langid") == ["timeo danaos"]
    monkeypatch.setattr(foreign, "MARGIN", 5.0)
    assert told(given, "foreign", "langid") == ["timeo danaos", "a bottle"]


def test_the_real_detector(request: pytest.FixtureRequest) -> None:
    require(find_spec("py3langid") is not None, "the extra langid is not installed")
    py3langid = import_module("py3langid.langid")
    rank = py3langid.LanguageIdentifier.from_model_file(py3langid.MODEL_FILE).rank
    assert foreign.above_margin(rank("la vie est belle et le monde est grand"), "en") == "fr"
    assert foreign.above_margin(rank("life is beautiful and the world is large"), "en") == ""
    request.getfixturevalue("monkeypatch").undo()
    recognise = foreign.recogniser()
    assert recognise is not None
    assert recognise("bonjour tout le monde") == rank("bonjour tout le monde")


TEXT = "Ann said that that “Καλημέρα” was so.Next (Berne, in Berne.\n\nBy Trotzky."


def all_of(text: str = TEXT) -> Seen:
    return seen(text, registers=(register(("t", "Trotsky")),))


def record(decision: str, each: dict[str, object]) -> str:
    return json.dumps({**each, "decision": decision, "by": "me"}) + "\n"


@pytest.mark.parametrize("decision", ["accepted", "rejected"])
def test_what_was_decided_is_never_suggested_again(decision: str) -> None:
    given = all_of()
    records = tables.records(given.transcription, suggest(given))
    assert {each["kind"] for each in records} == {"name", "slip", "quotation", "foreign"}
    for number in range(len(records)):
        decided = parse_decisions(record(decision, records[number]), "decisions.jsonl")
        left = tables.records(given.transcription, suggest(given, decided))
        assert records[number]["hash"] not in {
            each["hash"] for each in left if each["element"] == records[number]["element"]
        }
    asked: set[tuple[object, object]] = set()
    decided = ()
    while left := tables.records(given.transcription, suggest(given, decided)):
        keys = {(each["hash"], each["element"]) for each in left}
        assert not asked & keys
        asked |= keys
        lines = "".join(record(decision, each) for each in left)
        decided = (*decided, *parse_decisions(lines, "decisions.jsonl"))


def test_every_suggestion_is_a_decision_that_marks_its_words_when_it_is_accepted() -> None:
    given = all_of()
    for each in suggest(given):
        (line,) = tables.records(given.transcription, [each])
        decided = parse_decisions(record("accepted", line), "decisions.jsonl")
        settings = replace(given.settings, decisions=decided)
        spans, found = marked(given.transcription, settings, given.registers, RULES)
        made = [(s.start, s.end, s.element) for s in spans if s.rule == "decisions"]
        assert (each.start, each.end, each.element) in made
        assert len(made) == each.count
        assert not [one for one in found if one.check == "decisions"]


def test_the_order_is_that_of_the_text_and_the_same_each_time() -> None:
    found = suggest(all_of())
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert suggest(all_of()) == found


def test_the_table_has_one_line_each_and_no_white_space_but_blanks() -> None:
    given = all_of(f"{TEXT}\n\nNew\nYork,\tit is.")
    suggestions = suggest(given)
    rows = tables.rows(given.transcription, suggestions)
    assert len(rows) == len(suggestions)
    assert {len(row) for row in rows} == {len(tables.COLUMNS)}
    assert not any(mark in cell for row in rows for cell in row for mark in "\t\n")
    (york,) = (row for row in rows if "New York" in row)
    assert york[:4] == ("source.txt", "5", "1", "name")


@pytest.mark.parametrize("detector", DETECTORS)
def test_without_a_detector_its_suggestions_are_missing(
    detector: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from teipipe.encode import suggestions

    before = suggest(all_of())
    left = tuple(each for each in DETECTORS if each is not detector)
    monkeypatch.setattr(suggestions, "DETECTORS", left)
    assert suggest(all_of()) != before


def test_mutants_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(slips, "_is_near", lambda one, other: one != other)
        with pytest.raises(AssertionError):
            test_near_names("two letters")
    with monkeypatch.context() as patch:
        patch.setattr("teipipe.encode.suggestions.names.begins_sentence", lambda *_: False)
        with pytest.raises(AssertionError):
            test_names("the beginning of a sentence is no name")
    with monkeypatch.context() as patch:
        patch.setattr("teipipe.encode.suggestions._decided", lambda *_: set())
        with pytest.raises(AssertionError):
            test_what_was_decided_is_never_suggested_again("rejected")


def test_a_suggestion_is_a_value() -> None:
    assert Suggestion(0, 1, "name", "rs", "x", 0.5) == Suggestion(0, 1, "name", "rs", "x", 0.5)
