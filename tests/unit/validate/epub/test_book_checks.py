"""E-books as they may come: broken, hostile, large, of other hands."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.cases.book_mutants import found, good, packed

from teipipe.findings import Finding

BOMB = b'<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx">%s]><a>&b9;</a>' % b"".join(
    b'<!ENTITY b%d "%s">' % (n, b"&b%d;" % (n - 1) * 10 if n else b"&b;" * 10) for n in range(10)
)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [each.code for each in findings]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"<TEI/>", packed(good())[:-30], packed(good())[:2000]],
    ids=["empty", "two letters", "TEI", "cut off", "cut short"],
)
def test_what_is_no_container_is_told_once(content: bytes, tmp_path: Path) -> None:
    assert codes(found(content, tmp_path)) == ["V100"]


def test_a_book_that_is_not_there_or_a_folder_is_told(tmp_path: Path) -> None:
    from teipipe.validate.epub import check

    assert codes(check(tmp_path / "none.epub", tmp_path)) == ["V100"]
    assert codes(check(tmp_path, tmp_path)) == ["V100"]


def test_a_file_packed_too_often_is_not_unpacked(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in good().items():
            archive.writestr(name, content)
        archive.writestr("EPUB/zeros", bytes(200 << 20))
    assert codes(found(buffer.getvalue(), tmp_path)) == ["V100"]


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    members = {**good(), "EPUB/text/body-1.xhtml": BOMB}
    assert codes(found(packed(members), tmp_path)) == ["V103"]


def test_names_that_lead_out_of_the_container_are_names_alone(tmp_path: Path) -> None:
    members = {**good(), "../../escaped.css": b"a"}
    assert codes(found(packed(members), tmp_path)) == ["V140", "V105"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["book.epub"]


def test_a_finding_names_the_file_in_the_book_and_its_line(tmp_path: Path) -> None:
    page = good()["EPUB/text/body-1.xhtml"].replace(b"#person-otto", b"#person-nobody")
    (wrong,) = found(packed({**good(), "EPUB/text/body-1.xhtml": page}), tmp_path)
    assert (wrong.code, wrong.place.file) == ("V113", "book.epub/EPUB/text/body-1.xhtml")
    line = page.decode().split("#person-nobody")[0].count("\n") + 1
    assert wrong.place.line == line


def test_data_for_scripts_are_no_script(tmp_path: Path) -> None:
    page = good()["EPUB/text/body-1.xhtml"].replace(
        b"</title>", b'</title><script type="application/ld+json">{}</script>'
    )
    assert found(packed({**good(), "EPUB/text/body-1.xhtml": page}), tmp_path) == ()


def test_an_older_book_is_asked_for_no_properties(tmp_path: Path) -> None:
    package = good()["EPUB/package.opf"].replace(b'version="3.0"', b'version="2.0"')
    page = good()["EPUB/text/body-1.xhtml"].replace(
        b"</p>", b'<svg xmlns="http://www.w3.org/2000/svg"/></p>', 1
    )
    members = {**good(), "EPUB/package.opf": package, "EPUB/text/body-1.xhtml": page}
    assert codes(found(packed(members), tmp_path)) == ["V139"]


def test_a_book_with_nothing_in_its_package_gives_findings(tmp_path: Path) -> None:
    package = b'<package xmlns="http://www.idpf.org/2007/opf"/>'
    told = set(codes(found(packed({**good(), "EPUB/package.opf": package}), tmp_path)))
    assert {"V014", "V019", "V105", "V107", "V110", "V135"} <= told


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "слово", []),
        ("ru-Hebr", "װאָרט", []),
        ("ru", "װאָרט", ["V133"]),
        ("sr-Latn", "слово", []),
        ("en", "слово", ["V133"]),
        ("en", "да", []),
        ("ar", "كلمة", []),
        ("en-Arab", "كلمة", []),
        ("el", "λόγος", []),
        ("la", "λόγος", ["V133"]),
        ("und", "λόγος", []),
    ],
)
def test_letters_are_those_of_the_language(
    language: str, text: str, expected: list[str], tmp_path: Path
) -> None:
    name = "EPUB/text/back-3.xhtml"
    words = f'<i lang="{language}" xml:lang="{language}" dir="rtl">{text}</i>'
    members = {**good(), name: good()[name].replace(b"A comb.", words.encode())}
    assert codes(found(packed(members), tmp_path)) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ('<i {} dir="rtl">{}</i>', []),
        ('<i {} dir="ltr">B omits {} here.</i>', []),
        ("<i {}>{}</i>", ["V134"]),
        ('<i dir="ltr"><b {}>{}</b></i>', ["V134"]),
        ('<i dir="rtl"><b {}>{}</b></i>', []),
    ],
)
def test_a_passage_says_in_which_direction_it_runs(
    passage: str, expected: list[str], tmp_path: Path
) -> None:
    name = "EPUB/text/back-3.xhtml"
    words = passage.format('lang="ar" xml:lang="ar"', "كلمة")
    members = {**good(), name: good()[name].replace(b"A comb.", words.encode())}
    assert codes(found(packed(members), tmp_path)) == expected
