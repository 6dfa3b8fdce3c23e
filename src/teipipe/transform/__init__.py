"""Transform: a document into formats, by the stylesheets under `xslt/`.

A document is parsed once and run through each format's compiled stylesheet. What comes out are
values: writing them is the build's, comparing them with the document is the ledger's.
"""

from teipipe.transform.formats import Format
from teipipe.transform.transformer import Output, Transformer

__all__ = ["Format", "Output", "Transformer"]
