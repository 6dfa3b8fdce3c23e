"""Labels: every language has every key, and the right one speaks."""

import json
import re
from pathlib import Path

import pytest
from lxml import etree

from teipipe import resources
from teipipe.documents import parse
from teipipe.transform.labels import TWO_LETTERS, labels_in, language_of, tags

FOLDER = resources.path("xslt/locale")
XSLT = resources.path("xslt/html.xsl").parent
OTHERS = sorted(each.stem for each in FOLDER.glob("*.json") if each.stem != "en")
THE_SAME = {
    "de": """digits division-edition explicit filiation format-epub incipit msFrag name omitted
        pause region schemaRef views-corrections""",
    "fr": """acquisition affiliation annotations classDecl collation colophon-of-source date digits
        district explicit figures filiation format-epub incipit msFrag normalization note
        note-call note-source notes omitted organisations page particDesc pause population
        provenance publication section segmentation source styleDefDecl surrogates trait
        unit-column unit-page unit-volume views-breaks-pages views-notes""",
    "ar": """format-epub""",
}
"""Words that are the same as in English, and meant to be."""


def read(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text("utf-8"))
    return found


def mistakes(words: dict[str, str], english: dict[str, str], same: set[str]) -> list[str]:
    """Tell what is wrong with the labels of a language."""

    def filled(label: str) -> list[str]:
        return sorted(re.findall(r"\{[^{}]*\}", label))

    found = [f"{key} is missing" for key in english.keys() - words.keys()]
    found += [f"{key} is nobody's" for key in words.keys() - english.keys()]
    for key in words.keys() & english.keys():
        if not words[key].strip():
            found.append(f"{key} is empty")
        if filled(words[key]) != filled(english[key]):
            found.append(f"{key} fills in {filled(words[key])}")
        if (words[key] == english[key]) != (key in same):
            found.append(f"{key} is English, or said to be")
    return sorted(found)


def test_the_languages() -> None:
    assert sorted(THE_SAME) == OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_is_complete(language: str) -> None:
    assert mistakes(read(language), read("en"), set(THE_SAME[language].split())) == []


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_a_file_is_in_order_and_has_ten_digits(language: str) -> None:
    words = read(language)
    assert list(words) == sorted(words)
    assert len(set(words["digits"])) == 10


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ({"notes": ""}, "notes is empty"),
        ({"note-call": "Anmerkung"}, "note-call fills in []"),
        ({"note-call": "Anmerkung {m}"}, "note-call fills in ['{m}']"),
        ({"notes": "Notes"}, "notes is English, or said to be"),
        ({"date": "Date"}, "date is English, or said to be"),
        ({"pause": "Stille"}, "pause is English, or said to be"),
        ({"strange": "Fremd"}, "strange is nobody's"),
    ],
)
def test_an_incomplete_language_is_seen(damage: dict[str, str], said: str) -> None:
    assert mistakes({**read("de"), **damage}, read("en"), set(THE_SAME["de"].split())) == [said]


def test_a_missing_key_is_seen() -> None:
    words = read("de")
    del words["notes"]
    assert mistakes(words, read("en"), set(THE_SAME["de"].split())) == ["notes is missing"]


def test_every_label_that_a_stylesheet_names_is_there() -> None:
    sheets = [each.read_text("utf-8") for each in XSLT.rglob("*.xsl")]
    named = {key for sheet in sheets for key in re.findall(r"tp:label\('([\w-]+)'[,)]", sheet)}
    assert len(named) > 20
    assert named <= read("en").keys()


HEADER = """<teiHeader><profileDesc><langUsage><language ident="{}"/><language ident="fr"/>
  </langUsage></profileDesc></teiHeader>"""


@pytest.mark.parametrize(
    ("root", "header", "text", "language"),
    [
        ("", "", "", "en"),
        ("de", "", "", "de"),
        ("de", "", "ar", "ar"),
        ("", "ger", "", "ger"),
        ("", "ger", "la", "la"),
        ("", "", "", "en"),
    ],
)
def test_the_language_of_a_document(root: str, header: str, text: str, language: str) -> None:
    def tagged(name: str, tag: str) -> str:
        return f'<{name} xml:lang="{tag}"' if tag else f"<{name}"

    xml = (
        f'{tagged("TEI", root)} xmlns="http://www.tei-c.org/ns/1.0">'
        f"{HEADER.format(header) if header else ''}{tagged('text', text)}><body/></text></TEI>"
    )
    assert language_of(parse(xml.encode(), Path("a.xml"), Path())) == language


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("de", ("de",)),
        ("de-AT", ("de", "de-at")),
        ("ger", ("de",)),
        ("ara-Arab-EG", ("ar", "ar-arab", "ar-arab-eg")),
        ("pt_BR", ("pt", "pt-br")),
        ("", ("",)),
    ],
)
def test_under_which_tags_labels_are_looked_for(language: str, found: tuple[str, ...]) -> None:
    assert tags(language) == found


def test_what_a_project_says_lies_over_what_is_shipped(tmp_path: Path) -> None:
    (tmp_path / "xslt" / "locale").mkdir(parents=True)
    for tag, words in (("en", "Remarks"), ("la-IT", "Notae")):
        file = tmp_path / "xslt" / "locale" / f"{tag}.json"
        file.write_text(json.dumps({"notes": words}), "utf-8")
    document = parse(b'<text xml:lang="la-IT"/>', Path("a.xml"), Path())
    assert labels_in(language_of(document), tmp_path)["notes"] == "Notae"
    assert labels_in("la", tmp_path)["notes"] == "Remarks"
    assert labels_in("de", tmp_path)["notes"] == "Anmerkungen"
    assert labels_in(language_of(document), None)["notes"] == "Notes"


def test_stylesheets_and_labels_know_the_same_languages() -> None:
    root = etree.parse(XSLT / "common" / "languages.xsl").getroot()
    (table,) = root.findall("*[@name='tp:two-letters']")
    assert dict(re.findall(r"'(\w{3})': '(\w{2})'", str(table.get("select")))) == TWO_LETTERS
