"""`teipipe text`: a text on standard output, and the way back to the document."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from lxml import etree
from tests.unit.cli.conftest import LETTER, Teipipe

from teipipe.text.views import VIEWS


def test_the_text_of_a_document(letter: Path, teipipe: Teipipe) -> None:
    done = teipipe("text", "letter.xml", folder=letter)
    assert (done.code, done.out) == (0, "A letter\n\nDear Ann, all is well.\n")
    assert sorted(each.name for each in letter.iterdir()) == [".git", "letter.xml"]


@pytest.mark.parametrize("view", VIEWS)
def test_build_and_text_give_the_same(view: str, letter: Path, teipipe: Teipipe) -> None:
    printed = teipipe("text", "letter.xml", "--view", view, folder=letter).out
    arguments = ("build", "letter.xml", "--to", "text", "--view", view)
    assert teipipe(*arguments, folder=letter).code == 0
    assert (letter / "outputs/letter/letter.txt").read_text("utf-8") == printed
    assert "Ann, all is well." in printed


def test_the_map_leads_back(letter: Path, teipipe: Teipipe) -> None:
    file = letter / "letter.xml"
    file.write_text(LETTER.replace("<body><p>", '<body>\n<p xml:id="p1">'), "utf-8")
    done = teipipe("text", "letter.xml", "--offsets", "map.jsonl", folder=letter)
    entries = [json.loads(line) for line in (letter / "map.jsonl").read_text("utf-8").splitlines()]
    assert [done.out[each["start"] : each["end"]] for each in entries] == [
        "Dear",
        "Ann",
        ", all is well.",
    ]
    assert [(each["id"], each["line"]) for each in entries] == [("p1", 2)] * 3
    (name,) = etree.parse(file).xpath(entries[1]["xpath"])
    assert name.text[entries[1]["from"] : entries[1]["to"]] == "Ann"


def test_the_map_can_go_into_a_stream(letter: Path, teipipe: Teipipe) -> None:
    done = teipipe("text", "letter.xml", "--offsets", "/dev/stderr", folder=letter)
    assert [json.loads(each)["from"] for each in done.err.splitlines()]
    assert Path("/dev/stderr").is_symlink()
    os.mkfifo(letter / "pipe")
    reader = os.open(letter / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    teipipe("text", "letter.xml", "--offsets", "pipe", folder=letter)
    assert os.read(reader, 99999).decode() == done.err
    os.close(reader)
    assert (letter / "pipe").is_fifo()


def test_a_text_that_loses_words_has_no_map(letter: Path, teipipe: Teipipe) -> None:
    (letter / "teipipe.toml").write_text("")
    (letter / "xslt").mkdir()
    (letter / "xslt" / "text.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:import href="urn:teipipe:xslt:text.xsl"/><xsl:template match="*:persName"/>'
        "</xsl:stylesheet>"
    )
    done = teipipe("text", "letter.xml", "--offsets", "map.jsonl", folder=letter)
    assert done.code == 1
    assert "T010" in done.err
    assert not (letter / "map.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("letter.xml", "--view", "serch"), 2, "Did you mean “search”?"),
        (("none.xml",), 2, "no such file or folder"),
        ((".",), 0, ""),
        (("bad.xml",), 1, "P001"),
        (("letter.xml", "--offsets", "."), 1, "P007"),
    ],
)
def test_bad_input(
    arguments: tuple[str, ...], code: int, said: str, letter: Path, teipipe: Teipipe
) -> None:
    if "bad.xml" in arguments:
        (letter / "bad.xml").write_text("<p>")
    done = teipipe("text", *arguments, folder=letter)
    assert (done.code, said in done.err) == (code, True), done.err


def test_a_folder_of_two_documents_is_refused(letter: Path, teipipe: Teipipe) -> None:
    (letter / "other.xml").write_text(LETTER)
    done = teipipe("text", ".", folder=letter)
    assert (done.code, done.out) == (2, "")
    assert "2 documents" in done.err


@pytest.mark.parametrize("view", ["normalised", "search", "markdown"])
def test_a_view_of_the_text_is_none_of_the_page(view: str, letter: Path, teipipe: Teipipe) -> None:
    done = teipipe("build", "letter.xml", "--view", view, folder=letter)
    assert done.code == 2
    assert "Add --to text." in done.err
    assert not (letter / "outputs").exists()
