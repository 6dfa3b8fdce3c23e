"""TEI documents, read safely, with positions.

No reading opens the network, or a file that the document may not have. Positions (line and column
of a start tag) come from a second, lazy pass.
"""

from teipipe.documents.document import Document, numbered, ordinal, serialised
from teipipe.documents.files import MARKERS, absolute, is_below, root_of, shown
from teipipe.documents.loading import bytes_of, load, parse
from teipipe.documents.names import BASE, ID, LANG, TEI, XML, tei, text_of
from teipipe.documents.positions import Span

__all__ = [
    "BASE",
    "ID",
    "LANG",
    "MARKERS",
    "TEI",
    "XML",
    "Document",
    "Span",
    "absolute",
    "bytes_of",
    "is_below",
    "load",
    "numbered",
    "ordinal",
    "parse",
    "root_of",
    "serialised",
    "shown",
    "tei",
    "text_of",
]
