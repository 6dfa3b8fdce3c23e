"""Bytes become text by declared rules, each told; without a rule they are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.cli.conftest import Teipipe

from teipipe.digests import digest
from teipipe.errors import DocumentError
from teipipe.transcription import Reception, decode, told


@pytest.mark.parametrize(
    ("content", "setting"),
    [
        (b"\xef\xbb\xbfa", "byte-order-mark"),
        (b"a\r\nb", "line-ends"),
        (b"a\rb", "line-ends"),
        (b"a\x0cb", "form-feed"),
        (b"a\x0bb", "vertical-tab"),
        (b"a\x00b", "controls"),
        (b"a\x1bb", "controls"),
        ("a\ufffeb".encode(), "controls"),
        ("a\x85b".encode(), "controls"),
        (b"a\x7fb", "controls"),
    ],
)
def test_a_character_without_a_rule_is_refused_by_the_name_of_its_setting(
    content: bytes, setting: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(content, "source.txt")
    (found,) = caught.value.findings
    assert found.code == "E002"
    assert f"[source], {setting} " in found.hint
    assert found.place.line == 1


RULES = Reception(
    byte_order_mark="drop",
    line_ends="break",
    form_feed="page-break",
    vertical_tab="break",
    soft_hyphen="drop",
    controls="drop",
)


def test_declared_rules_are_applied_and_told() -> None:
    content = b"\xef\xbb\xbfone\r\ntwo\rthr\xc2\xadee\x0c\x0bfour\x00\x00\r\n"
    made = decode(content, "source.txt", RULES)
    assert made.text == "one\ntwo\nthree\nfour\n"
    assert made.pages == (made.text.index("\nfour"),)
    assert made.sha256 == digest(content)
    assert not made.is_as_received
    assert [
        (each.arguments["setting"], each.arguments["rule"], each.count, each.place.line)
        for each in told(made)
    ] == [
        ("byte-order-mark", "drop", 1, 1),
        ("line-ends", "break", 2, 1),
        ("line-ends", "break", 1, 2),
        ("soft-hyphen", "drop", 1, 2),
        ("form-feed", "page-break", 1, 2),
        ("vertical-tab", "break", 1, 2),
        ("controls", "drop", 2, 2),
    ]


def test_a_soft_hyphen_is_kept_and_told() -> None:
    made = decode("won\u00adder".encode(), "source.txt")
    assert (made.text, made.is_as_received) == ("won\u00adder", True)
    assert [each.code for each in told(made)] == ["E040"]


def test_a_declared_encoding_is_used_and_never_another() -> None:
    made = decode("œuvre".encode("cp1252"), "source.txt", Reception("windows-1252"))
    assert (made.text, made.is_as_received) == ("œuvre", False)
    for content, rules in ((b"\x81", Reception("windows-1252")), (b"\xff", Reception())):
        with pytest.raises(DocumentError) as caught:
            decode(content, "source.txt", rules)
        assert caught.value.findings[0].code == "E001"
        assert rules.encoding in caught.value.findings[0].message


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_is_read_can_stand_in_xml_and_other_characters_stay(text: str) -> None:
    try:
        made = decode(text.encode(), "source.txt", RULES)
    except DocumentError as error:
        assert error.findings[0].code == "P002"
        return
    from lxml import etree

    element = etree.Element("text")
    element.text = made.text
    assert etree.fromstring(etree.tostring(element)).text == made.text or not made.text
    changed = sum(each.count for each in made.changes)
    assert len(text) - 2 * changed <= len(made.text) <= len(text)


@pytest.mark.parametrize("value", ['"latin-2"', '"rot13"', "1"])
def test_an_unknown_encoding_is_a_wrong_setting(
    value: str, project: Path, teipipe: Teipipe
) -> None:
    (project / "tei/letter/encoding.toml").write_text(f"[source]\nencoding = {value}\n")
    done = teipipe("encode", folder=project)
    assert done.code == 2
    assert "tei/letter/encoding.toml:2:1: error P005" in done.err


def test_the_header_says_what_was_received_and_what_was_done(
    project: Path, teipipe: Teipipe
) -> None:
    folder = project / "tei/letter"
    content = "Bönn,\r\n3 May\r\n\x0c\r\nAnn is here.\r\n".encode("cp1252")
    (folder / "source.txt").write_bytes(content)
    rules = 'encoding = "windows-1252"\nline-ends = "break"\nform-feed = "page-break"\n'
    (folder / "encoding.toml").write_text(f"[source]\n{rules}")
    done = teipipe("encode", "--prove", folder=project)
    assert done.code == 0, done.err
    assert "same characters" in done.out
    assert done.err.count("note E040") == 2
    written = (folder / "letter.xml").read_text()
    assert f'<desc type="sha256">{digest(content)}</desc>' in written
    assert '<desc type="encoding">windows-1252</desc><desc type="line-ends">break</desc>' in written
    assert '<desc type="form-feed">page-break</desc>' in written
    assert "<pb/>" in written
    assert teipipe("validate", folder=project).code == 0


def test_a_source_that_was_spoilt_since_is_told_and_stops_nothing(
    project: Path, teipipe: Teipipe
) -> None:
    assert teipipe("encode", folder=project).code == 0
    (project / "tei/letter/source.txt").write_bytes(b"a\x00")
    done = teipipe("validate", folder=project)
    assert done.code == 1
    assert "E002" in done.out
