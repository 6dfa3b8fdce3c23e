"""Any element of the TEI in any other: it is rendered, and every character is accounted for.

No schema allows most of this; documents hold it all the same. Each case is one parent with every
element in it, bare and with the attributes that templates ask for.
"""

import re
from functools import cache

import pytest
from lxml import etree
from tests.conventions.test_dispositions import elements

from teipipe import resources
from teipipe.saxon import Engine
from teipipe.text.ledger import account
from teipipe.text.plain import lay_out
from teipipe.text.readers import Output, read_html, read_text
from teipipe.text.views import VIEWS, read

PARENTS = """
    ab app back body bibl cell choice dateline div div2 entry figure floatingText front group
    head hi item l lg list listPerson msDesc note opener p person place q quote rdg row sense
    sp surface table text titlePage u unheardOf
"""
WHOLES = {"TEI", "egXML", "teiCorpus", "teiHeader"}
READINGS_BESIDE_EACH_OTHER = {"app", "choice"}
"""In these white space is no text, so that words of what does not belong there may run together."""
ATTRIBUTES = """ type="a" rend="b" n="1" target="#z" ref="#z" who="#z" part="I" place="foot"
    role="label" resp="#z" spanTo="#z" from="1" to="2" wit="#z" loc="3" url="a.png" when="1900"
    join="left" unit="cm" quantity="2" xml:lang="de" """
FRAME = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>t</title></titleStmt></fileDesc></teiHeader><text><body><div>{}</div></body></text></TEI>"""


@cache
def engine() -> Engine:
    return Engine({name: resources.path(f"xslt/{name}.xsl") for name in ("html", "text")})


def made(document: str, name: str) -> tuple[str, Output]:
    labels = resources.table("xslt/locale/en.json")
    text = engine().run(name, engine().parse(document), {"labels": labels}).text
    return text, read_html(text) if name == "html" else read_text(lay_out(text))


@pytest.mark.parametrize("name", ["html", "text"])
@pytest.mark.parametrize("attributes", ["", ATTRIBUTES], ids=["bare", "attributes"])
@pytest.mark.parametrize("parent", PARENTS.split())
def test_every_element_in_it_keeps_its_words(parent: str, attributes: str, name: str) -> None:
    children = sorted(elements() - WHOLES)
    inside = " ".join(f"<{each}{attributes}>{each}x</{each}>" for each in children)
    document = FRAME.format(f"<{parent}{attributes}>{inside}</{parent}>")
    text, output = made(document, name)
    ledger = account(name, read(etree.fromstring(document), VIEWS["reading"]), output)
    if parent not in READINGS_BESIDE_EACH_OTHER:
        assert ledger.balanced, ledger.entries
    assert (ledger.unexplained, ledger.surplus) == (0, 0), ledger.entries
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len(set(ids))
