"""The compiler: from an ODD, and the TEI that it builds on, to an outcome that is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import TEI, Document, ordinal, parse
from teipipe.findings import Place, why
from teipipe.validate import catalogs, sources
from teipipe.validate.odd.base import Base, modules
from teipipe.validate.odd.customising import customised
from teipipe.validate.odd.patterns import ORIGIN
from teipipe.validate.odd.specs import BeyondError, Customisation, customisation
from teipipe.validate.odd.unknown import Unknown, own, unknown

WHOLE = "tei_all"
"""The name of the schema that holds the whole TEI, among those of installed packages."""
_VERSION = re.compile(r"\d+\.\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made of an ODD, on which another may build; or the reason why not, and where.

    `files` are those behind it; `unknown` are the names that it was made without.
    """

    made: Base | None
    files: frozenset[Path]
    reason: str = ""
    place: Place = field(default_factory=Place)
    unknown: tuple[Unknown, ...] = ()

    @property
    def grammar(self) -> Document | None:
        """The grammar, None if there is none."""
        return self.made.grammar if self.made else None


def _compile(path: Path, root: Path) -> tuple[Outcome, frozenset[Path]]:
    odd = sources.read(path, root)
    files = sources.files_of(odd)
    try:
        asked = customisation(odd)
        base, behind = _base(odd, asked)
        files |= behind
        tree, datatypes, idle = customised(asked, base)
    except BeyondError as error:
        return Outcome(None, files, error.reason, odd.place(error.element)), files
    told = tuple(unknown(odd, asked, base.modules, idle))
    made = Base(_written(tree, odd, asked), {**base.modules, **own(asked)}, datatypes)
    return Outcome(made, files, unknown=told), files


def _written(tree: Any, odd: Document, asked: Customisation) -> Document:
    """Make a document of a grammar; what is wrong there is wrong in the ODD."""
    schema = str(ordinal(asked.element))
    numbers = [int(each.attrib.pop(ORIGIN, schema)) for each in tree.iter(etree.Element)]
    content = etree.tostring(tree, encoding="utf-8")
    origins = tuple((odd, number) for number in numbers)
    return replace(parse(content, odd.path, odd.root), origins=origins)


compiled = sources.Compiled(_compile)
"""Give the outcome of an ODD; raises `ConfigurationError` where it, or a catalog, is unusable."""


def _base(odd: Document, asked: Customisation) -> tuple[Base, frozenset[Path]]:
    """Read what an ODD builds on, with its files: another ODD, or the TEI, an installed one or not.

    The TEI is a compiled schema of it, or all that it specifies in one file (`p5subset.xml`).
    """
    named = {each.get("source", "").strip() for each in (asked.element, *asked.parts)} - {""}
    if len(named) > 1:
        raise BeyondError(asked.element, why("several-sources"))
    source = named.pop() if named else ""
    wanted = _VERSION.search(source)
    path = sources.source_of(odd, source)
    if path is None and wanted:
        path = sources.source_of(odd, f"tei:{wanted[0]}")
    path = path or catalogs.by_name().get(WHOLE)
    if path is None:
        raise BeyondError(asked.element, why("tei-not-installed"))
    whole = sources.read(path, sources.root_for(path, odd.root))
    if whole.tree.getroot().tag.startswith(f"{{{TEI}}}"):
        return _chained(odd, asked, path)
    found = _version(whole)
    if wanted and wanted[0] != found:
        raise BeyondError(asked.element, why("another-tei", wanted=wanted[0], found=found))
    if source and not wanted and not re.search(r"^tei:|(^|/)p5subset\.xml$", source):
        raise BeyondError(asked.element, why("base-not-here", source=source))
    return Base(whole, modules()), frozenset((whole.path.absolute(),))


def _chained(odd: Document, asked: Customisation, path: Path) -> tuple[Base, frozenset[Path]]:
    if path.absolute() in sources.files_of(odd):
        raise BeyondError(asked.element, why("builds-on-itself"))
    outcome = compiled(path, sources.root_for(path, odd.root))
    if outcome.made is None:
        said = {"file": outcome.place.file, "line": outcome.place.line, "reason": outcome.reason}
        raise BeyondError(asked.element, why("base-beyond", **said))
    return outcome.made, outcome.files


def _version(whole: Document) -> str:
    """Give the version that a compiled schema of the TEI says it is of."""
    found = re.search(r"Version\s([\d.]+\d)", whole.content.decode("utf-8", "replace"))
    return found[1] if found else "another"
