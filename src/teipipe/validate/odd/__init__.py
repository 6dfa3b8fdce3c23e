"""ODD: the grammar of a customisation of the TEI, made from a compiled schema of the whole TEI.

    grammar(path, root) → Document     any grammar, an ODD as the RELAX NG that it stands for
    compiling.compiled(path, root)     the outcome for an ODD: a grammar, or why there is none

`tei_all`, in RELAX NG, still has each class, macro and element of the TEI as a definition, so most
of what an ODD says can be said of it: `specs` reads the ODD, `customising` takes away and changes
definitions, `patterns`, `attributes` and `values` make those that the ODD writes itself. What
cannot be done right is refused, with its line in the ODD. `docs/odd.md` says what is followed.
"""

from __future__ import annotations

from pathlib import Path

from teipipe.documents import TEI, Document
from teipipe.validate import sources

__all__ = ["grammar"]


def grammar(path: Path, root: Path) -> tuple[Document, frozenset[Path]]:
    """Read a grammar, with the files behind it; what compiles an ODD is imported only for one.

    Raises `ConfigurationError` for a file that cannot be used.
    """
    document = sources.read(path, root)
    if not document.tree.getroot().tag.startswith(f"{{{TEI}}}"):
        return document, frozenset((path.absolute(),))
    from teipipe.validate.odd.compiling import compiled

    outcome = compiled(path, root)
    return outcome.grammar or document, outcome.files
