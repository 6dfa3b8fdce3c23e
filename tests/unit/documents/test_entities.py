"""Entities whose DTD is not there: known names, unknown ones, files that are never read."""

from html.entities import html5
from pathlib import Path

import pytest

from teipipe import resources
from teipipe.documents import TEI, Document, parse, tei
from teipipe.errors import DocumentError
from teipipe.findings import Finding

OUTER = '<!DOCTYPE TEI.2 PUBLIC "-//TEI P4//DTD Main//EN" "tei2.dtd">'


def read(doctype: str, inside: str) -> Document:
    content = f"{doctype}\n<TEI.2>\n<p>{inside}</p></TEI.2>"
    return parse(content.encode(), Path("folder/letter.xml"), Path("folder"))


def text(document: Document) -> str:
    return "".join(document.tree.getroot().itertext()).strip()


@pytest.mark.parametrize(
    ("name", "characters"),
    [
        ("eacute", "é"),  # ISOlat1
        ("Ccaron", "Č"),  # ISOlat2
        ("gcedil", "ģ"),
        ("mdash", "—"),  # ISOpub
        ("frac12", "½"),  # ISOnum
        ("prime", "′"),  # ISOtech
        ("uml", "¨"),  # ISOdia
        ("thgr", "θ"),  # ISOgrk1
        ("ohacgr", "ώ"),  # ISOgrk2
        ("thetav", "ϑ"),  # ISOgrk3
        ("b.alpha", "\U0001d6c2"),  # ISOgrk4
        ("shchcy", "щ"),  # ISOcyr1
        ("djcy", "ђ"),  # ISOcyr2
        ("hbar", "ℏ"),  # ISOamso
        ("boxh", "─"),  # ISObox
        ("apos", "'"),
        ("LT", "<"),
        ("AMP", "&"),
        ("nbsp", "\u00a0"),
        ("NotEqualTilde", "≂̸"),  # HTML
    ],
)
def test_a_name_of_iso_or_html_is_its_character(name: str, characters: str) -> None:
    document = read(OUTER, f"a&{name};z")
    assert text(document) == f"a{characters}z"
    assert document.findings == ()


def test_the_table_adds_to_that_of_python() -> None:
    names = resources.table("schemas/entities.json")
    assert [name for name in names if f"{name};" in html5] == []
    assert all(len(character) == 1 for character in names.values())


def test_an_unknown_name_stays_visible_and_is_told_once_with_its_first_place() -> None:
    document = read(
        OUTER, "a&longs;b\n&eacute;&longs;&responsibility;<!-- &no; --><![CDATA[&no;]]>"
    )
    assert text(document) == "a&longs;b\né&longs;&responsibility;&no;"
    found = [
        (each.code, each.arguments["name"], each.place.line, each.place.column, each.count)
        for each in document.findings
    ]
    assert found == [("P004", "longs", 3, 5, 2), ("P004", "responsibility", 4, 16, 1)]


def test_many_unknown_names_take_time_by_their_number() -> None:
    names = [f"odd{number}" for number in range(20_000)]
    document = read(OUTER, "\n".join(f"ä&{name};" for name in names))
    places = [(each.place.line, each.place.column) for each in document.findings]
    assert places == [(3, 5), *((line, 2) for line in range(4, len(names) + 3))]


def test_an_unknown_name_in_an_attribute_stays_visible() -> None:
    document = parse(f'{OUTER}<TEI.2 n="a&odd;b"/>'.encode(), Path("folder/a.xml"), Path("folder"))
    assert document.tree.getroot().get("n") == "a&odd;b"
    assert [each.code for each in document.findings] == ["P004"]


def test_what_the_document_defines_goes_before_the_table() -> None:
    document = read(
        '<!DOCTYPE TEI.2 SYSTEM "tei2.dtd" [<!ENTITY eacute "E"> <!ENTITY own "mine &thgr;">]>',
        "&eacute; &own;",
    )
    assert text(document) == "E mine θ"
    assert document.findings == ()


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY % Prose PUBLIC "-//P//DTD Prose//EN" "http://x.invalid/p.dtd">\n%Prose;',
        "%Prose;",
        '<!-- ]> " --><!ENTITY % a "INCLUDE"><?pi ]> ?>%Prose;',
        "<!ENTITY % more 'INCLUDE'>%more;%Prose;",
    ],
)
@pytest.mark.parametrize("outer", ["", ' SYSTEM "tei2.dtd"'])
def test_a_parameter_entity_of_another_file_is_not_missed(outer: str, subset: str) -> None:
    document = read(f"<!DOCTYPE TEI.2{outer} [{subset}]>", "&eacute;<seg/>")
    assert text(document) == "é"
    assert document.findings == ()
    place = document.place(document.tree.getroot()[0][0])
    assert (place.line, place.column) == (3 + subset.count("\n"), 12)


def codes(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.arguments["target"]) for each in found]


def test_an_entity_of_another_file_is_never_read_and_stays_visible(tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_text("<p>secret</p>")
    content = '<!DOCTYPE a [<!ENTITY part SYSTEM "part.xml">]><a>b&part;c</a>'
    document = parse(content.encode(), tmp_path / "a.xml", tmp_path)
    assert text(document) == "b&part;c"
    assert codes(document.findings) == [("P025", "part.xml")]


def test_a_picture_that_is_an_entity_is_no_text() -> None:
    declared = '<!NOTATION jpeg SYSTEM "j"><!ENTITY f SYSTEM "f.jpg" NDATA jpeg>'
    document = read(f'<!DOCTYPE a SYSTEM "x" [{declared}]>', '<figure entity="f"/>')
    assert document.findings == ()


def test_without_a_dtd_to_ask_for_an_unknown_name_is_an_error() -> None:
    for doctype in ("", '<!DOCTYPE TEI.2 [<!ENTITY own "mine">]>'):
        with pytest.raises(DocumentError) as caught:
            read(doctype, "&eacute;")
        (found,) = caught.value.findings
        assert (found.code, found.place.line) == ("P001", 3)


@pytest.mark.parametrize("piece", [b"<!--", b'<!a "', b"<?a ", b"%a", b"&a", b"<![CDATA["])
def test_reading_a_broken_doctype_takes_time_by_its_length(piece: bytes) -> None:
    """A regular expression that went back at each piece would not end here."""
    with pytest.raises(DocumentError) as caught:
        parse(b"<!DOCTYPE a SYSTEM 'x' [" + piece * 400_000, Path("a/a.xml"), Path("a"))
    assert [each.code for each in caught.value.findings] == ["P001"]


def test_elements_of_entities_are_in_the_namespace_of_where_they_stand() -> None:
    reading = "<choice><orig>u</orig><reg>v</reg></choice>"
    subset = f'<!DOCTYPE TEI [<!ENTITY u-v "{reading}">]>'
    whole = f'{subset}<TEI xmlns="{TEI}"><p>pro&u-v;e</p><own xmlns=""/></TEI>'
    document = parse(whole.encode(), Path("folder/letter.xml"), Path("folder"))
    assert [each.tag for each in document.tree.iter()] == [
        *map(tei, ("TEI", "p", "choice", "orig", "reg")),
        "own",
    ]
