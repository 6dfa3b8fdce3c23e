"""The pass before all formats: documents in older and private forms, brought to TEI P5 by XSLT.

The stylesheet stands alone, so it is compiled only when the first such document comes.
"""

from __future__ import annotations

from teipipe import resources
from teipipe.documents import Document
from teipipe.documents.forms import as_p5, foreign, names
from teipipe.saxon import Engine, Node, Parameter

STYLESHEET = "xslt/p5.xsl"


def in_p5(engine: Engine, document: Document, node: Node, base: str) -> Node:
    """Give a parsed document as TEI P5; one of P5 gives itself, at no cost.

    `base` becomes the base URI of the result.
    """
    if as_p5(document).tree is document.tree:
        return node
    if not engine.knows(STYLESHEET):
        engine.add(STYLESHEET, resources.path(STYLESHEET).read_text("utf-8"))
    known = names()
    parameters: dict[str, Parameter] = {
        "names": known.elements,
        "attributes": known.attributes,
        "namespaces": list(foreign(document.tree)),
    }
    return engine.parse(engine.run(STYLESHEET, node, parameters).text, base)
