"""ODDs, case by case: what is followed, with what is right and wrong by it; and what is refused.

A case holds a `schemaSpec`, to which four modules are added, and

    cases/odd/followed/<what>.xml    what may stand in a body by it, and what not: `right`, `wrong`
    cases/odd/refused/<what>.xml     the `reason` that is told
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.oracles import jing

from teipipe.documents import parse
from teipipe.validate import validate
from teipipe.validate.odd.compiling import compiled

FOLDER = Path(__file__).parent / "odd"
FOLLOWED, REFUSED = (sorted((FOLDER / each).glob("*.xml")) for each in ("followed", "refused"))
TEI = "http://www.tei-c.org/ns/1.0"
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><publisher/>"
    "</publicationStmt><sourceDesc><bibl/></sourceDesc></fileDesc></teiHeader>"
)


def odd(case: Path, folder: Path) -> Path:
    """Write the ODD of a case."""
    schema = etree.parse(case).find(f"{{{TEI}}}schemaSpec")
    schema.set("ident", "lab")
    schema.set("start", "TEI")
    for each in ("textstructure", "core", "header", "tei"):
        schema.insert(0, etree.Element(f"{{{TEI}}}moduleRef", key=each))
    written = folder / "lab.odd"
    written.write_bytes(etree.tostring(schema))
    return written


def judged(case: Path, kind: str, folder: Path) -> list[list[str]]:
    """Give the codes for each element of what is wrong or right, alone in a body."""
    schema = odd(case, folder)
    found = []
    for each in etree.parse(case).find(f"{{{TEI}}}{kind}"):
        each.tail = None
        body = etree.tostring(each, encoding="unicode")
        text = f'<TEI xmlns="{TEI}">{HEADER}<text><body>{body}</body></text></TEI>'
        document = parse(text.encode(), folder / "a.xml", folder)
        found.append([one.code for one in validate(document, [schema])])
    return found


@pytest.fixture(scope="module", autouse=True)
def whole() -> Any:
    """Have the TEI there."""
    return jing.tei_all()


@pytest.mark.parametrize("case", FOLLOWED, ids=lambda each: each.stem)
def test_what_an_odd_says_holds(case: Path, tmp_path: Path) -> None:
    wrong, right = (judged(case, kind, tmp_path) for kind in ("wrong", "right"))
    assert not {"V073", "V017"} & {each for one in (*wrong, *right) for each in one}
    assert all(set(each) - {"V005", "V044", "V074"} for each in wrong)
    assert {each for one in right for each in one} <= {"V005", "V044", "V074"}


@pytest.mark.parametrize("case", REFUSED, ids=lambda each: each.stem)
def test_what_is_not_followed_is_told_with_its_line(case: Path, tmp_path: Path) -> None:
    outcome = compiled(odd(case, tmp_path), tmp_path)
    assert outcome.grammar is None
    assert etree.parse(case).findtext(f"{{{TEI}}}reason") in outcome.reason
    assert outcome.place.file == "lab.odd"
    assert outcome.place.line is not None
