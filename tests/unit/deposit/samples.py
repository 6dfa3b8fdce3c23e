"""Headers for the tests of deposits, and how they are read."""

from pathlib import Path

from teipipe.deposit.headers import Header, read
from teipipe.documents import Document, parse

FRAME = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
{titles}</titleStmt><publicationStmt>{publication}</publicationStmt><sourceDesc>{source}</sourceDesc>
</fileDesc>{further}</teiHeader><text><body><p>Text.</p></body></text></TEI>"""


def document(
    titles: str = "<title>Letters</title>",
    publication: str = "<p/>",
    source: str = "<p/>",
    further: str = "",
) -> Document:
    """Make a document with a header of these parts."""
    text = FRAME.format(titles=titles, publication=publication, source=source, further=further)
    return parse(text.encode(), Path("letters.xml"), Path.cwd())


def header(
    titles: str = "<title>Letters</title>",
    publication: str = "<p/>",
    source: str = "<p/>",
    further: str = "",
) -> Header:
    """Read the header of such a document."""
    return read(document(titles, publication, source, further), "letters", lambda _: ())
