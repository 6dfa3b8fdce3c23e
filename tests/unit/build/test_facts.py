"""What a list of a corpus says of a document."""

import pytest
from tests.unit.deposit.samples import document

from teipipe.build.facts import facts

LETTER = (
    '<title level="s">Letters</title><title type="iso-date">1893-07-27</title>'
    '<title level="a">Ann Lee to Eve Fox, 27 July 1893</title>'
    "<author>Ann Lee<idno>Q1</idno></author><author>Fox, Eve<!-- sure? --></author>"
)
SENT = (
    '<correspDesc><correspAction type="sent"><date when="1893-07-27"/></correspAction>'
    '<correspAction type="received"><date when="1893-07-29"/></correspAction></correspDesc>'
)
PRINTED = '<bibl><date when="1935"/></bibl>'


@pytest.mark.parametrize(
    ("profile", "date"),
    [
        ("", "1935"),
        (SENT, "1893-07-27"),
        (f'<creation><date notBefore="1893-07-20"/></creation>{SENT}', "1893-07-20"),
        (f'<creation><date from="0101" to="0200"/></creation>{SENT}', "0101/0200"),
        (f'<creation><date from="1893" notAfter="1893"/></creation>{SENT}', "1893"),
    ],
)
def test_a_letter_is_listed_by_its_own_title_its_writers_and_its_day(
    profile: str, date: str
) -> None:
    found = facts(document(LETTER, source=PRINTED, further=f"<profileDesc>{profile}</profileDesc>"))
    assert found == {
        "title": "Ann Lee to Eve Fox, 27 July 1893",
        "author": "Lee, Ann; Fox, Eve",
        "date": date,
        "language": "en",
    }
