"""RELAX NG: the one function behind which libxml2 works.

libxml2 gives the verdict and no more: what is wrong in an invalid document is looked for in
`faults`, which is read only then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from teipipe.documents import Document
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding
from teipipe.validate import grammar, sources

if TYPE_CHECKING:
    from teipipe.validate.vocabulary import Vocabulary


@dataclass(slots=True, eq=False)
class _Schema:
    """A compiled grammar, and its tree for the questions that libxml2 does not answer."""

    engine: Any
    tree: Any
    _vocabulary: Vocabulary | None = field(default=None, init=False)

    @property
    def vocabulary(self) -> Vocabulary:
        """What the grammar allows, gathered when the first document is found invalid."""
        from teipipe.validate.vocabulary import Vocabulary

        self._vocabulary = self._vocabulary or Vocabulary(self.tree)
        return self._vocabulary


def check(document: Document, schema: Path, root: Path | None = None) -> tuple[Finding, ...]:
    """Find what is invalid in a document (V001, V011–V016, V019), in document order.

    `root` is the folder that the schema may not leave, the document's unless told. Raises
    `ConfigurationError` for a schema that cannot be used.
    """
    compiled = _compiled(schema, root or document.root)
    if compiled.engine.validate(document.tree):
        return ()
    from teipipe.validate import faults

    return faults.of(document, compiled.engine.error_log, compiled.vocabulary)


def _compile(path: Path, root: Path) -> tuple[_Schema, frozenset[Path]]:
    read = grammar.read(path, root)
    try:
        engine = etree.RelaxNG(read.root)
    except etree.RelaxNGParseError:
        raise _unusable(read) from None
    return _Schema(engine, read.root), read.files


_compiled = sources.Compiled(_compile)


def _unusable(read: sources.Merged) -> ConfigurationError:
    """Find the place of a grammar's fault: number the elements in place of lines, and compile."""
    elements = list(read.root.iter(etree.Element))
    for number, element in enumerate(elements):
        element.sourceline = min(number, 0xFFFF)
    try:
        etree.RelaxNG(read.root)
    except etree.RelaxNGParseError as error:
        first = next(iter(error.error_log), None)
        line = first.line if first is not None and first.line < len(elements) else 0
        reason = first.message if first is not None else str(error)
        return sources.failure("V017", read.place(elements[line]), reason=reason)
    raise AssertionError("a grammar fails once and not twice")
