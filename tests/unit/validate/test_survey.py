"""The collection: habits that most documents keep, and identifiers that two of them bear."""

from pathlib import Path

import pytest

from teipipe.build import check, listed
from teipipe.documents import parse
from teipipe.validate.survey import compare, facts

TEI = "http://www.tei-c.org/ns/1.0"
BY = "https://creativecommons.org/licenses/by/4.0/"


def surveyed(*documents: tuple[str, str, str]) -> list[tuple[str, str | None]]:
    """Compare documents of a name, an identifier and a licence."""
    root = Path.cwd()
    read = [
        parse(
            (
                f'<TEI xmlns="{TEI}" {f"""xml:id="{identifier}" """ if identifier else ""}>'
                f'<licence target="{licence}"/></TEI>'
            ).encode(),
            root / f"{name}.xml",
            root,
        )
        for name, identifier, licence in documents
    ]
    return [(each.code, each.place.file) for each in compare([facts(each) for each in read])]


def named(*names: tuple[str, str]) -> list[tuple[str, str | None]]:
    return surveyed(*((name, identifier, BY) for name, identifier in names))


@pytest.mark.parametrize(
    ("others", "found"),
    [
        ([BY] * 3, []),
        (["http://creativecommons.org/licenses/by/4.0/deed.de"] * 3, []),
        (["https://creativecommons.org/licenses/by/4.0/legalcode", BY, BY], []),
        (["https://creativecommons.org/licenses/by-nc/4.0/", BY, BY, BY], [("V050", "1.xml")]),
        (["https://example.org/a", "https://example.org/b", BY], []),
        (["https://example.org/a"], []),
    ],
)
def test_a_licence_that_most_documents_have_is_the_rule(others, found):
    assert surveyed(*((str(at), "", each) for at, each in enumerate([BY, *others]))) == found


def test_files_are_called_as_their_documents_where_most_are():
    fitting = [(name, name) for name in "abcd"]
    assert named(*fitting, ("e", "e.xml")) == []
    assert named(*fitting, ("e", "f")) == [("V053", "e.xml")]
    assert named(*fitting, ("e", "")) == []
    assert named(*[(name, f"id-{name}") for name in "abcde"]) == []
    assert named(("a", "b")) == []


def test_two_documents_of_one_identifier_are_told():
    assert named(("a", "x"), ("b", "x"), ("c", "y")) == [("V047", "b.xml")]


def test_entries_are_unused_only_where_all_documents_were_looked_at(tmp_path):
    for name in ("one", "two"):
        (tmp_path / "tei" / name).mkdir(parents=True)
        (tmp_path / "tei" / name / f"{name}.xml").write_text(
            f'<TEI xmlns="{TEI}"><persName ref="../../persons.xml#{name}"/></TEI>'
        )
    (tmp_path / "persons.xml").write_text(
        f'<TEI xmlns="{TEI}"><listPerson><person xml:id="one"/><person xml:id="two"/>'
        '<person xml:id="three"/><relation active="#four"/><person xml:id="four"/>'
        "</listPerson></TEI>"
    )
    (tmp_path / "teipipe.toml").write_text('registers = ["persons.xml"]\n')

    def entries(*paths: Path) -> list[str]:
        tasks = listed(paths, start=tmp_path)
        found = [each for _, found in check(tasks) for each in found if each.code == "V049"]
        return [each.arguments["entry"] for each in found]

    assert entries() == ["three"]
    assert entries(tmp_path / "tei" / "one" / "one.xml") == []
