"""Importing tables of names: what is added, what is refused, what stays as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.oracles import jing

from teipipe.build.project import importing
from teipipe.build.project.importing import import_table
from teipipe.errors import DocumentError
from teipipe.registers import Name, load_registers
from teipipe.resources import path

TABLE = """\
id,kind,name,variants,birth,death,note,idno:GND
ann,person,Ann,Anna | Anne|Ann,1850-03-01,c. 1900,"A & B <x>
on two lines",118
leith,place,Leith,,,,,
friends,org,Friends of Leith,,,,,5
ode,work,Ode,,,,Verse.,
hope,object,the Hope,Hope,,,A brig.,4
"""


def imported(folder: Path, text: str, register: str = "") -> importing.Imported:
    (folder / "names.csv").write_text(text, "utf-8")
    if register:
        (folder / "names.xml").write_text(register, "utf-8")
    return import_table(folder / "names.csv", folder / "names.xml")


def codes(made: importing.Imported) -> list[tuple[str, int | None]]:
    return [(each.code, each.place.line) for each in made.findings]


def test_a_new_register_is_valid_and_reads_as_the_table(tmp_path: Path) -> None:
    made = imported(tmp_path, TABLE)
    file = tmp_path / "names.xml"
    file.write_bytes(made.content)
    assert made.added == ("ann", "leith", "friends", "ode", "hope") and made.findings == ()
    assert jing.validate(jing.tei_all(), [file]) == ()
    assert jing.validate(path("schemas/teipipe.rng"), [file]) == ()
    (register,) = load_registers([file], tmp_path)
    entries = {each.id: each for each in register.entries}
    assert entries["ann"].names == (
        Name("Ann", "main"), Name("Anna", "variant"), Name("Anne", "variant"),
    )  # fmt: skip
    assert {each.kind for each in register.entries} == {"person", "place", "org", "bibl", "object"}
    text = made.content.decode()
    assert '<birth when="1850-03-01">1850-03-01</birth>' in text
    assert "<death>c. 1900</death>" in text
    assert "<note>A &amp; B &lt;x&gt; on two lines</note>" in text


@pytest.mark.parametrize("separator", [";", "\t"])
def test_what_stands_between_columns_may_be_another_mark(separator: str, tmp_path: Path) -> None:
    table = separator.join(("id", "kind", "name", "note"))
    row = separator.join(("ann", "person", "Lee, Ann", f'"a{separator}b"'))
    text = imported(tmp_path, f"{table}\n{row}\n").content.decode()
    assert '<persName type="main">Lee, Ann</persName>' in text
    assert f"<note>{' '.join(f'a{separator}b'.split())}</note>" in text


def test_a_table_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_bytes("id,kind,name\njoerg,person,Jörg\n".encode("cp1252"))
    with pytest.raises(DocumentError) as raised:
        import_table(tmp_path / "names.csv", tmp_path / "names.xml")
    (found,) = raised.value.findings
    assert (found.code, found.place.line, found.arguments["byte"]) == ("P026", 2, "0xF6")


def test_a_folder_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as raised:
        (tmp_path / "names.csv").write_text(TABLE)
        import_table(tmp_path / "names.csv", tmp_path)
    assert [each.code for each in raised.value.findings] == ["P003"]


def test_the_same_table_gives_the_same_bytes_and_is_not_added_twice(tmp_path: Path) -> None:
    made = imported(tmp_path, TABLE)
    assert imported(tmp_path, TABLE).content == made.content
    again = imported(tmp_path, TABLE, made.content.decode())
    assert again.content == made.content and again.added == ()
    assert [each.code for each in again.findings] == ["E054"] * 5


def test_what_was_changed_by_hand_stays_byte_for_byte(tmp_path: Path) -> None:
    mine = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>\n'
        "  <listPerson  ><!-- mine -->\n"
        "<person xml:id='ann'><persName>Ann of L.</persName></person>\n  </listPerson>\n"
        "</standOff></TEI>\n"
    )
    table = "id,kind,name\nann,person,Other\nben,person,Ben\n"
    made = imported(tmp_path, table, mine)
    assert made.added == ("ben",) and codes(made) == [("E054", 2)]
    new = re.compile(rb" *<person xml:id=\"ben\">.*?</person>\n", re.DOTALL)
    assert new.sub(b"", made.content) == mine.encode()


MISTAKES = {
    "unknown column": ("id,kind,name,nmae\na,person,A,x\n", [("E050", 1)]),
    "column twice": ("id,kind,name,name\n", [("E050", 1)]),
    "authority without a type": ("id,kind,name,idno:\n", [("E050", 1)]),
    "column missing": ("id,name\na,A\n", [("E051", 1)]),
    "empty table": ("", [("E051", 1)] * 3),
    "name missing": ("id,kind,name\na,person,\n", [("E051", 2)]),
    "impossible id": ("id,kind,name\n1a,person,A\n", [("E052", 2)]),
    "unknown kind": ("id,kind,name\na,ship,A\n", [("E052", 2)]),
    "birth of a place": ("id,kind,name,birth\na,place,A,1850\n", [("E052", 2)]),
    "control character": ("id,kind,name\na,person,A\x01\n", [("E052", 2)]),
    "one value too many": ("id,kind,name\na,person,A,B\n", [("E052", 2)]),
    "twice, after a row of two lines": (
        'id,kind,name\na,person,"A\nB"\n\na,person,C\n',
        [("E053", 5)],
    ),
    "quotation mark that is never closed": ('id,kind,name\na,person,"A\n', [("P003", 2)]),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_has_its_line_and_nothing_is_added(case: str, tmp_path: Path) -> None:
    table, expected = MISTAKES[case]
    good = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><standOff></standOff></TEI>"
    made = imported(tmp_path, table, good)
    assert codes(made) == expected
    assert made.added == () and made.content == good.encode()


@pytest.mark.parametrize(
    "register",
    [
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff/><!-- </standOff> --></TEI>',
        '<?xml version="1.0" encoding="ISO-8859-1"?><TEI><standOff></standOff></TEI>',
    ],
)
def test_a_register_without_a_place_for_entries_is_left_alone(
    register: str, tmp_path: Path
) -> None:
    made = imported(tmp_path, "id,kind,name\na,person,Ä\n", register)
    assert codes(made) == [("E055", None)]
    assert made.content == register.encode()


def test_mutant_any_encoding_may_grow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    latin = '<?xml version="1.0" encoding="ISO-8859-1"?><TEI><standOff></standOff></TEI>'
    table = "id,kind,name\na,person,Ä\n"
    assert codes(imported(tmp_path, table, latin)) == [("E055", None)]
    monkeypatch.setattr(importing, "_is_unicode", lambda *_: True)
    assert codes(imported(tmp_path, table, latin)) == []
