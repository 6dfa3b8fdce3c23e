"""The header: titles, placeholders, licences that contradict themselves, the order of changes."""

from pathlib import Path

import pytest

from teipipe.documents import parse
from teipipe.validate import header

TEI = "http://www.tei-c.org/ns/1.0"


def found(content: str, text: str = "") -> list[str]:
    whole = f'<TEI xmlns="{TEI}"><teiHeader>{content}</teiHeader>{text}</TEI>'
    document = parse(whole.encode(), Path("a.xml"), Path.cwd())
    return [each.code for each in header.check(document)]


def titled(title: str) -> str:
    return f"<fileDesc><titleStmt>{title}</titleStmt></fileDesc>"


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("<title>Letters</title>", []),
        ("<title/>", ["V056"]),
        ("<title> \n </title>", ["V056"]),
        ("<title><!-- later --></title>", ["V056"]),
        ("<title><?later?></title>", ["V056"]),
        ('<title><g ref="#g"/></title>', []),
        ("<title><hi>Letters</hi></title>", []),
        ("<title>Letters</title><title type='sub'/>", ["V056"]),
        ("<title>TODO</title>", ["V057"]),
        ("<title>TODO: find out</title>", ["V057"]),
        ("<title>Todo el mundo</title>", []),
        ("<title>N. N.</title>", ["V057"]),
        ("<author>N.N.</author>", ["V057"]),
        ("<author>N. N. Gogol</author>", []),
        ("<title>Title</title>", ["V057"]),
        ("<title>The title of the document</title>", []),
        ("<title>Lorem ipsum dolor</title>", ["V057"]),
    ],
)
def test_titles_and_placeholders(title, codes):
    assert found(titled(title)) == codes


def test_placeholders_of_the_text_are_its_own_business():
    assert found(titled("<title>x</title>"), "<text><body><p>TODO</p></body></text>") == []


@pytest.mark.parametrize(
    ("address", "words", "codes"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0", []),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0", []),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/", "cc by-nc-sa", []),
        ("https://creativecommons.org/licenses/by/4.0/", "CC BY-NC 4.0", ["V051"]),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0", []),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC BY 4.0", ["V051"]),
        ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution", []),
        ("https://example.org/licence", "CC BY 4.0", []),
    ],
)
def test_a_licence_says_one_thing(address, words, codes):
    content = f'<availability><licence target="{address}"><p>{words}</p></licence></availability>'
    assert found(content) == codes


@pytest.mark.parametrize(
    ("dates", "codes"),
    [
        ("2019 2020 2021", []),
        ("2021 2020 2019", []),
        ("2020 2020 2020", []),
        ("2020 2020-05-01 2020-04-01", []),
        ("2019 2021 2020", ["V052"]),
        ("2021 2019 2020", ["V052"]),
        ("2021-05 2021-05-02 2021-05-01 2021-06", ["V052"]),
        ("2019 soon 2020", []),
        ("2019", []),
    ],
)
def test_changes_keep_one_direction(dates, codes):
    changes = "".join(f'<change when="{each}"/>' for each in dates.split())
    assert found(f"<revisionDesc>{changes}</revisionDesc>") == codes
    assert found(f"<revisionDesc><listChange>{changes}</listChange></revisionDesc>") == codes
