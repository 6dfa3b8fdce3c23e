"""Dates and language tags: the standards' own examples are right, near misses are not."""

from pathlib import Path

import pytest

from teipipe.documents import parse
from teipipe.validate import dates, languages

TEI = "http://www.tei-c.org/ns/1.0"


@pytest.mark.parametrize(
    "text",
    ["1921", "1921-03", "1921-03-17", "-0044-03-15", "12021-01-01", "--02-29", "--03", "---31",
     "12:00:00", "24:00:00", "10:00:00+14:00", "1921-03-17T10:00:00Z", "1921Z", "2000-02-29",
     "1921-03-17T10:00:00.5+01:00", "1921-03-17-05:00", "1921-03+01:00"],
)  # fmt: skip
def test_a_date_of_xml_schema_is_one(text):
    assert dates.is_date(text)


@pytest.mark.parametrize(
    "text",
    ["", "1921-02-30", "1921-13", "1900-02-29", "1921-02-29", "c. 1920", "1914/1918", "1921-3-1",
     "21", "--02-30", "---32", "---00", "25:00:00", "24:00:01", "1921-00-00", "1921-03-17T10:00",
     "1921-03-17T", "today", "1921-03-17T10:00:00+15:00", "17.3.1921", "1921-03-17T10:61:00"],
)  # fmt: skip
def test_what_the_calendar_does_not_have_is_none(text):
    assert not dates.is_date(text)


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ('<date when="1921-02-30"/>', ["1921-02-30"]),
        ('<date from="soon" to="later"/>', ["soon", "later"]),
        ('<birth notBefore="x" notAfter="y"/>', ["x", "y"]),
        ('<date when-iso="1921/1922" when-custom="Tishri"/>', []),
        ('<locus from="1r" to="2v"/><app from="#a"/><biblScope from="iv" to="x"/>', []),
        ('<date when=" 1921 "/>', []),
        ('<egXML xmlns="http://www.tei-c.org/ns/Examples"><date when="x"/></egXML>', []),
    ],
)
def test_the_dates_of_a_document(content, wrong):
    document = parse(f'<TEI xmlns="{TEI}">{content}</TEI>'.encode(), Path("a.xml"), Path.cwd())
    assert [each.arguments["value"] for each in dates.check(document)] == wrong


@pytest.mark.parametrize(
    "tag",
    ["en", "de-CH-1996", "zh-Hant", "x-oldcam-Latn-CI", "sa-Latn-x-CI", "i-klingon", "zh-min-nan",
     "en-GB-oed", "qaa", "qtz", "de-Qaaa", "en-QM", "en-US-u-co-phonebk", "es-419", "sl-rozaj",
     "sl-rozaj-biske-1994", "zh-cmn-Hans", "art-lojban", "mul", "und", "grc-Latn", "EN-us",
     "de-Latn-DE-1901-a-extend-x-private", "sr-Latn-RS"],
)  # fmt: skip
def test_a_tag_of_bcp_47_is_valid(tag):
    assert languages.fault(tag) == ""


@pytest.mark.parametrize(
    ("tag", "wrong"),
    [("greek", "greek"), ("eng", "eng"), ("en-UK", "uk"), ("en_US", "en_US"), ("de-", "de-"),
     ("a", "a"), ("en-Ltn", "ltn"), ("x", "x"), ("en-x", "en-x"), ("de-1800", "1800"),
     ("en-a", "en-a"), ("qua-Latn-Latn", "qua-Latn-Latn"), ("qzz", "qzz"), ("de fr", "de fr")],
)  # fmt: skip
def test_what_nobody_registered_is_named(tag, wrong):
    assert languages.fault(tag) == wrong


def test_the_tags_of_a_document():
    content = (
        '<langUsage><language ident="lat"/></langUsage>'
        '<textLang mainLang="deu" otherLangs="fr eng"/>'
        '<p xml:lang=""/><p xml:lang="ger"/><p xml:lang="ger"/>'
        '<egXML xmlns="http://www.tei-c.org/ns/Examples"><p xml:lang="ger"/></egXML>'
    )
    document = parse(f'<TEI xmlns="{TEI}">{content}</TEI>'.encode(), Path("a.xml"), Path.cwd())
    found = [(each.arguments["tag"], each.count) for each in languages.check(document)]
    assert found == [("ger", 2), ("lat", 1), ("deu", 1), ("eng", 1)]


@pytest.mark.parametrize(
    ("tag", "better"),
    [("eng", "en"), ("ger-AT", "de-AT"), ("YID", "yi"), ("grc", None), ("eng-foo", None)],
)
def test_a_code_of_three_letters_is_told_with_that_of_two(tag, better):
    document = parse(f'<TEI xml:lang="{tag}"/>'.encode(), Path("a.xml"), Path.cwd())
    hints = [each.hint for each in languages.check(document)]
    assert all((f"“{better}”" in hint) == (better is not None) for hint in hints)
    assert len(hints) == (tag != "grc")
