"""A schema that has been read: its patterns, what it says of them, and its automaton."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from teipipe import cache
from teipipe.documents import Document
from teipipe.validate.relaxng.matching.automaton import Automaton
from teipipe.validate.relaxng.matching.patterns import Pattern
from teipipe.validate.relaxng.reading import restrictions, syntax
from teipipe.validate.relaxng.reading.grammars import Files
from teipipe.validate.relaxng.reading.simplify import Simplifier
from teipipe.validate.relaxng.reading.syntax import Node
from teipipe.validate.relaxng.recovery import Recovery


class Schema:
    """A schema, ready to judge documents."""

    def __init__(self, start: Pattern, automaton: Automaton) -> None:
        self.start = start
        self.automaton = automaton
        self.recovery = Recovery(start, automaton)


def load(path: Path, root: Path) -> tuple[Schema, frozenset[Path]]:
    """Read a schema and all that it includes; give it with the files that it was read from.

    `root` is the folder that its files must stand in. A schema that was found right before is not
    looked at as a whole again: its parts are made when a document asks for them.

    Raises `ConfigurationError` (V003, V007, V008, V017) with the place of what is wrong.
    """
    files = Files(root)
    with _undisturbed():
        schema = _made(files, files.node(path))
    return schema, files.paths


def of_document(document: Document) -> Schema:
    """Make a schema of a grammar that was made here, in one document.

    Raises `ConfigurationError` (V017) as `load` does.
    """
    files = Files(document.root)
    with _undisturbed():
        return _made(files, files.top(document))


def _made(files: Files, node: Node) -> Schema:
    simplifier = Simplifier(files)
    start = simplifier.pattern(node)
    contents = [each.scope.document.content for each in files.read]
    mark = cache.mark("relaxng", contents) if files.whole else None
    if not cache.is_set(mark):
        _check(files, simplifier, start)
        cache.remember(mark)
    simplifier.patterns.keep()
    return Schema(start, Automaton(start, simplifier.patterns))


def _check(files: Files, simplifier: Simplifier, start: Pattern) -> None:
    """Look at all of a schema for what makes it unusable."""
    fault = restrictions.fault(start)
    simplifier.complete()
    for each in files.read:
        syntax.complete(each)
    if fault is not None:
        element, reason = fault
        raise (element.origin if element else files.read[0]).wrong(reason)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let the collector of cycles rest: what is made here stays, and it would look at all of it.

    Afterwards all counts as old, and is looked at when the old things are.
    """
    resting = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not resting:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
