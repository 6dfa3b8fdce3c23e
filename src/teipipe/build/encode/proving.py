"""The proof of a document's text, by Python and by the stylesheet that knows nothing of it."""

from __future__ import annotations

from functools import cache

from teipipe import resources
from teipipe.documents import Document, serialised
from teipipe.saxon import Engine, shared
from teipipe.text.proof import Level, Proof, prove
from teipipe.transcription import Transcription

_SOURCE = "source"


def proof_of(document: Document, transcription: Transcription) -> Proof:
    """Compare a document's source view, made in both ways, with its transcription."""
    engine = _engine()
    by_xslt = engine.run(_SOURCE, engine.parse(serialised(document.tree)), {}).text
    best = Level.BYTES if transcription.is_as_received else Level.CHARACTERS
    asked = Level(transcription.proof.replace("-", " "))
    return prove(transcription.text, document.tree, by_xslt, best, asked)


@cache
def _engine() -> Engine:
    engine = shared()
    engine.add(_SOURCE, resources.path("xslt/source.xsl").read_text("utf-8"))
    return engine
