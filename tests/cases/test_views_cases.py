"""The views of the text, situation by situation: `text/views/<situation>.txt`.

A file begins with TEI: what stands in a body, a whole `text` or a whole `TEI`. Then follows, after
a line `=== <view>`, what each view makes of it. A new case is a file with the TEI alone:
`--regen-all` adds the rest. Read it before you keep it.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from teipipe import resources
from teipipe.saxon import Engine
from teipipe.text.ledger import account
from teipipe.text.plain import finish, lay_out
from teipipe.text.readers import Output, read_text
from teipipe.text.views import VIEWS, read

LABELS = resources.table("xslt/locale/en.json")
CASES = sorted((Path(__file__).parent / "text" / "views").glob("*.txt"))
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">{}</TEI>'


@cache
def engine() -> Engine:
    return Engine({"text": resources.path("xslt/text.xsl")})


def parts(case: Path) -> list[str]:
    """Give the TEI, and then names and texts of views by turns."""
    return re.split(r"^=== (\w+)\n", case.read_text("utf-8"), flags=re.M)


def document(case: Path) -> str:
    fragment = parts(case)[0].rstrip("\n")
    if fragment.startswith("<TEI"):
        return fragment
    whole = fragment.startswith("<text")
    return TEI.format(fragment if whole else f"<text><body>{fragment}</body></text>")


@cache
def raw(case: Path, view: str) -> str:
    parsed = engine().parse(document(case))
    return engine().run("text", parsed, {"labels": LABELS, "view": view}).text


def shown(case: Path, view: str) -> str:
    return finish(raw(case, view), view).rstrip("\n") + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_view_is_the_expected_one(case: Path, regenerates: bool) -> None:
    tei, *expected = parts(case)
    made = {view: shown(case, view) for view in VIEWS}
    if regenerates:
        written = "".join(f"=== {view}\n{text}" for view, text in made.items())
        case.write_text(tei + written, "utf-8")
        return
    assert made == dict(zip(expected[::2], expected[1::2], strict=True))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_view_accounts_for_every_character(case: Path, view: str) -> None:
    laid = raw(case, view)
    text = Output(laid, "") if view == "source" else read_text(lay_out(laid, view))
    ledger = account("text", read(etree.fromstring(document(case)), VIEWS[view]), text)
    assert ledger.balanced, ledger.as_dict()


def test_there_are_enough_situations() -> None:
    assert len(CASES) >= 80
