"""RELAX NG: what is invalid in a document by a schema, in pure Python.

    load(path, root) → Schema          files, `syntax`, `grammars`, `simplify`, `restrictions`
    faults(schema, root element)       `validator` over `automaton`, `recovery`, `attributes`
    findings(document, faults)         `messages`, `places`

`patterns` are a schema in simple form, each kept once; `derivatives` say what of them is left
after an element, an attribute or a text, and the automaton remembers it. So a document is walked
through by looking up; after a mistake the walk goes on, and finds what else is wrong.

The verdict is Jing's; `docs/relaxng.md` lists where it is not, and why.
"""

from __future__ import annotations

from pathlib import Path

from teipipe.documents import Document, shown
from teipipe.findings import Finding, Place, why
from teipipe.validate import sources
from teipipe.validate.relaxng.matching.derivatives import AmbiguityError
from teipipe.validate.relaxng.schema import Schema, load, of_document
from teipipe.validate.relaxng.validator import faults

__all__ = ["Schema", "check", "faults", "judged", "load", "of_document"]


def check(document: Document, schema: Path, root: Path | None = None) -> tuple[Finding, ...]:
    """Find all that is invalid in a document, in the order of places.

    `root` is the folder that the schema may not leave, the document's unless told. Raises
    `ConfigurationError` for a schema that cannot be used.
    """
    return judged(document, _loaded(schema, root or document.root), schema)


def judged(document: Document, schema: Schema, path: Path) -> tuple[Finding, ...]:
    """Find all that is invalid by a schema that was read from a file, or made of it."""
    try:
        found = faults(schema, document.tree.getroot())
    except AmbiguityError:
        place = Place(shown(path, document.root), 1, 1)
        reason = why("too-ambiguous")
        raise sources.failure("V017", place, reason=reason) from None
    if not found:
        return ()
    from teipipe.validate.relaxng.messages import findings

    return findings(document, found)


_loaded = sources.Compiled(load)
