"""Real TEI by others, judged: what the checks find there is there, and little is found in vain.

The TEI's own rules are also written here as XPath 1.0, which lxml counts: an independent way to the
same figures. Identifiers and dates by careful projects are nearly all right; a check that calls
many of them wrong is wrong itself.
"""

from collections import Counter
from pathlib import Path

import pytest

from teipipe.documents import Document, load
from teipipe.errors import DocumentError
from teipipe.validate import authorities, dates, languages, schematron

SOURCES = ("jean-paul", "schnitzler-briefe", "syriac-corpus", "tei-p5-test")
RULES = {
    "The @when attribute cannot be used": "//*[@when][@notBefore or @notAfter or @from or @to]",
    "element should not be categorized in detail with @subtype": "//*[@subtype][not(@type)]",
    "@calendar indicates one or more systems": "//*[@calendar][normalize-space()='']",
}
"""What a rule of the TEI says, and where it must speak (elements of TEI only)."""
TEI = "http://www.tei-c.org/ns/1.0"
FALSE = 0.05


@pytest.fixture(scope="module")
def documents(corpora: Path) -> list[Document]:
    read = []
    for source in SOURCES:
        for file in sorted((corpora / source).rglob("*.xml")):
            try:
                read.append(load(file, corpora))
            except DocumentError:
                continue
    return read


def test_the_rules_of_the_tei_speak_where_xpath_says(documents: list[Document], schemas: Path):
    expected, said = Counter[str](), Counter[str]()
    for document in documents:
        for words, path in RULES.items():
            found = document.tree.xpath(path)
            expected[words] += sum(each.tag.startswith(f"{{{TEI}}}") for each in found)
        for each in schematron.check(document, schemas / "tei_all_4.12.0.rng", (), schemas):
            said.update({words: each.count for words in RULES if words in each.message})
    assert said == expected
    assert all(expected[words] for words in RULES)


def test_identifiers_and_dates_of_careful_projects_are_nearly_all_right(corpora: Path):
    given, wrong = Counter[str](), Counter[str]()
    for file in sorted(corpora.rglob("*.xml")):
        try:
            document = load(file, corpora)
        except DocumentError:
            continue
        given["identifiers"] += sum(1 for _ in authorities._identifiers(document))
        given["dates"] += sum(1 for _ in dates._dates(document))
        given["languages"] += sum(1 for _ in languages._tags(document))
        wrong["identifiers"] += sum(each.count for each in authorities.check(document))
        wrong["dates"] += sum(each.count for each in dates.check(document))
        wrong["languages"] += sum(each.count for each in languages.check(document))
    assert all(given[kind] > 1000 for kind in given), given
    assert all(wrong[kind] <= FALSE * given[kind] for kind in given), (wrong, given)
