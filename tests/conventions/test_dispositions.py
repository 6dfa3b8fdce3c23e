"""What becomes of every element of TEI P5 in each format: the table in `xslt/README.md`.

An element has a template in the file of its module, or falls to the fallback, which keeps its text;
a rule of the reading view may leave it out, move it or replace it, in the contexts that the rule
names. The elements are those of `tei_all`; the profile and the stylesheets may know no others.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

import pytest
from lxml import etree
from tests.conventions.test_xslt import XSLT, select
from tests.oracles.jing import tei_all

from teipipe.text.views import VIEWS

README = XSLT / "README.md"
TABLE = re.compile(r"(?<=<!-- elements -->\n).*?(?=\n<!-- /elements -->)", re.DOTALL)
RELAXNG = "{http://relaxng.org/ns/structure/1.0}"
NUMBERED = re.compile(r"div[1-7]")

PROMISED = """
    p head note hi lb pb l ref date bibl gap title lg quote list milestone item unclear choice
    listBibl corr abbr add speaker sp del foreign stage ptr sic rs num orig q name author
    expan label emph graphic pubPlace publisher reg biblScope cb term desc editor citedRange
    cit address addrLine measure time mentioned index text body div front back group trailer
    dateline closer signed salute opener postscript epigraph titlePage titlePart docTitle
    docAuthor docDate docImprint docEdition byline persName placeName orgName surname forename
    roleName addName supplied space fw subst ex surplus metamark handShift ab seg anchor w c
    pc s castList castItem castGroup role roleDesc set performance figure figDesc table row
    cell app lem rdg rdgGrp listApp idno g argument u incident am addSpan delSpan damage
    restore mod floatingText formula divGen biblStruct monogr analytic imprint origDate
    origPlace link alt said soCalled gloss code gi att val ident person listPerson place
    listPlace location geo birth death occupation settlement sex event listEvent org listOrg
    relation listRelation affiliation country region state floruit gender facsimile surface
    surfaceGrp zone sourceDoc line retrace transpose entry entryFree form orth pron gramGrp
    pos gen sense def etym xr lbl msDesc teiHeader
"""
"""What is promised one by one; every other element may fall to the fallback."""


def elements() -> set[str]:
    """Give the elements of TEI P5; numbered divisions count as `div`."""
    grammar = etree.parse(tei_all())
    found = {
        str(each.get("name")) for each in grammar.iter(RELAXNG + "element") if each.get("name")
    }
    return {each for each in found if not NUMBERED.fullmatch(each)}


def homes(output: str, root: Path = XSLT) -> dict[str, str]:
    """Give for each element the module of an output that has its templates.

    What the text has for one view alone is not an element's home, nor what goes before the
    templates of many.
    """
    pairs = sorted(
        (name, f"{output}/{sheet.name}")
        for sheet in (root / output).glob("*.xsl")
        if sheet.stem != "around"
        for each in select(etree.parse(sheet).getroot(), "xsl:template[@match][not(@mode)]")
        if "$view" not in each.get("match", "") or output != "text"
        for name in names(each.get("match", ""))
    )
    grouped = groupby(pairs, key=lambda pair: pair[0])
    return {name: ", ".join(sorted({home for _, home in pair})) for name, pair in grouped}


def names(pattern: str) -> Iterator[str]:
    """Give the elements that a pattern is about; a union is about each of its parts.

    Numbered divisions count as `div`.
    """
    while (bare := re.sub(r"\[[^\[\]]*\]", "", pattern)) != pattern:
        pattern = bare
    for path in re.split(r"\|(?![^(]*\))", re.sub(r"[\w-]+\(\)", "", pattern)):
        last = re.split(r"/(?![^(]*\))", path.strip())[-1]
        for part in last.strip("() ").split("|"):
            if re.fullmatch(r"[A-Za-z]+[1-7]?", step := part.strip().split("/")[-1]):
                yield step.rstrip("1234567")


def rules() -> dict[str, str]:
    """Give for each element the rules of the reading view that take it out of its place."""
    named = [
        (element, f"{rule.fate.value.replace('_', ' ')} ({rule.name})")
        for rule in VIEWS["reading"].rules
        for element in rule.elements
    ]
    return {name: ", ".join(each for one, each in named if one == name) for name, _ in named}


def unserved(found: Mapping[str, str]) -> set[str]:
    """Give what is promised one by one and has no template, and what is promised and no TEI."""
    promised = set(PROMISED.split())
    return (promised - found.keys()) | (promised - elements() - {"div"})


def uncased(found: Mapping[str, str]) -> set[str]:
    """Give the elements that have a template and no case."""
    cases = Path(__file__).parents[1] / "cases" / "html"
    return found.keys() - {case.stem for case in cases.glob("*.xml")}


DRAWING = "metadata script style"
"""What SVG has of text that nobody reads."""
OF_OTHERS = {
    "{http://textometrie.org/1.0}ana",
    "{http://www.cbeta.org/ns/1.0}mulu",
    "{http://www.w3.org/1998/Math/MathML}annotation",
    "{http://www.w3.org/1998/Math/MathML}annotation-xml",
}
"""What vocabularies beside the TEI say of words, formulas and parts, in the midst of a text."""


def strangers(named: set[str]) -> set[str]:
    """Give the elements that a rule of a view names and that there are not."""
    of_drawings = {f"{{http://www.w3.org/2000/svg}}{each}" for each in DRAWING.split()}
    return named - elements() - of_drawings - OF_OTHERS


def links(files: str) -> str:
    return ", ".join(f"[{Path(each).stem}]({each})" for each in files.split(", "))


def table() -> str:
    html, text, ruled = homes("html"), homes("text"), rules()
    rows = [
        f"| `{name}` | {links(html.get(name, 'html/fallback.xsl'))} "
        f"| {links(text.get(name, 'text/fallback.xsl'))} "
        f"| {ruled.get(name, '')} |".replace("|  |", "| |")
        for name in sorted(elements() | html.keys(), key=lambda name: (name.lower(), name))
    ]
    head = "| element | page | plain text | by rule |\n| --- | --- | --- | --- |"
    return "\n".join([head, *rows])


def test_the_table_of_elements_is_current(regenerates: bool) -> None:
    """`--regen-all` writes it anew."""
    written = README.read_text("utf-8")
    if regenerates:
        README.write_text(TABLE.sub(lambda _: table(), written), "utf-8")
    found = TABLE.search(written)
    assert found
    assert found[0] == table() or regenerates


def test_every_element_of_the_page_has_a_case() -> None:
    assert uncased(homes("html")) == set()


@pytest.mark.parametrize("output", ["html", "text"])
def test_what_the_design_names_has_a_template(output: str) -> None:
    assert unserved(homes(output)) == set()


def test_a_rule_takes_out_only_elements_that_there_are() -> None:
    named = {each for view in VIEWS.values() for rule in view.rules for each in rule.elements}
    assert strangers(named) == set()
    assert strangers({*named, "novel"}) == {"novel"}


def test_an_element_without_a_template_or_a_case_is_seen(tmp_path: Path) -> None:
    shutil.copytree(XSLT / "html", tmp_path / "html")
    words = tmp_path / "html" / "words.xsl"
    damaged = words.read_text("utf-8").replace('match="emph"', 'match="novel"')
    words.write_text(damaged, "utf-8")
    assert "emph" in unserved(homes("html", tmp_path))
    assert uncased(homes("html", tmp_path)) == {"novel"}
