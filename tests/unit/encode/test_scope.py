"""Scope: what a folder above declares is looked for in every document, and need not be in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipipe.digests import digest
from teipipe.encode import Encoded, encode, settings
from teipipe.project import load_project

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEADER = (
    f"<teiHeader {NS}><encodingDesc><projectDesc><p>x</p></projectDesc></encodingDesc></teiHeader>"
)
DECLARED = """\
[registers.persons]
entries = ["ann", "ben"]

[[foreign]]
language = "fr"
phrases = ["bonjour"]

[[title]]
phrases = ["Ode"]
level = "m"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    document = tmp_path / "tei" / "letters" / "one"
    document.mkdir(parents=True)
    (tmp_path / "teipipe.toml").write_text(
        'documents = "tei/letters"\nregisters = ["persons.xml"]\n'
    )
    (tmp_path / "persons.xml").write_text(
        f'<listPerson {NS}><person xml:id="ann"><persName>Ann</persName></person>'
        '<person xml:id="ben"><persName>Ben</persName></person></listPerson>'
    )
    (document / "source.txt").write_text("Ann is here.\n")
    (document / "header.xml").write_text(HEADER)
    (document / "encoding.toml").write_text("")
    return document


def made(folder: Path) -> Encoded:
    return encode(folder, load_project(folder.parents[2] / "teipipe.toml"))


def test_a_corpus_declares_for_its_documents(folder: Path) -> None:
    above = folder.parents[1] / "encoding.toml"
    above.write_text(DECLARED)
    encoded = made(folder)
    assert encoded.findings == ()
    assert '<persName ref="../../../persons.xml#ann">Ann</persName>' in encoded.text
    assert encoded.lock.read["../../encoding.toml"] == digest(above.read_bytes())


def test_what_a_document_declares_itself_must_be_there(folder: Path) -> None:
    (folder / "encoding.toml").write_text(DECLARED)
    found = [(each.code, dict(each.arguments)["declared"]) for each in made(folder).findings]
    assert sorted(found) == [("E011", "Ode"), ("E011", "ben"), ("E011", "bonjour")]


def test_mutant_every_declaration_is_the_documents_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.parents[1] / "encoding.toml").write_text(DECLARED)
    monkeypatch.setattr(settings.Settings, "is_own", lambda *_: True)
    assert len(made(folder).findings) == 3
