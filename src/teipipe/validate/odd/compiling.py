"""The compiler: from an ODD, and the TEI that it builds on, to an outcome that is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe.documents import Document, ordinal, parse
from teipipe.findings import why
from teipipe.validate import catalogs, sources
from teipipe.validate.odd.customising import customised
from teipipe.validate.odd.patterns import ORIGIN
from teipipe.validate.odd.specs import BeyondError, Customisation, customisation
from teipipe.validate.odd.unknown import Unknown, unknown

WHOLE = "tei_all"
"""The name of the schema that holds the whole TEI, among those of installed packages."""
_VERSION = re.compile(r"\d+\.\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The grammar of an ODD, with the files behind it; or the reason why not, and its line.

    `unknown` are the names that a grammar was made without, for nothing has them.
    """

    grammar: Document | None
    files: frozenset[Path]
    reason: str = ""
    line: int = 0
    unknown: tuple[Unknown, ...] = ()


def _compile(path: Path, root: Path) -> tuple[Outcome, frozenset[Path]]:
    odd = sources.read(path, root)
    files = frozenset((path.absolute(),))
    try:
        asked = customisation(odd)
        whole = _whole(asked, root)
        files |= {whole.path.absolute()}
        tree = customised(asked, whole.tree)
    except BeyondError as error:
        return Outcome(None, files, error.reason, error.element.sourceline), files
    made = _written(tree, odd, asked)
    return Outcome(made, files, unknown=tuple(unknown(asked))), files


def _written(tree: Any, odd: Document, asked: Customisation) -> Document:
    """Make a document of a grammar; what is wrong there is wrong in the ODD."""
    schema = str(ordinal(asked.element))
    numbers = [int(each.attrib.pop(ORIGIN, schema)) for each in tree.iter(etree.Element)]
    content = etree.tostring(tree, encoding="utf-8")
    origins = tuple((odd, number) for number in numbers)
    return replace(parse(content, odd.path, odd.root), origins=origins)


compiled = sources.Compiled(_compile)
"""Give the outcome of an ODD; raises `ConfigurationError` where it, or a catalog, is unusable."""


def _whole(asked: Customisation, root: Path) -> Document:
    """Read the TEI that an ODD builds on: by the address that it names, else an installed one."""
    named = {each.get("source", "").strip() for each in (asked.element, *asked.parts)} - {""}
    if len(named) > 1:
        raise BeyondError(asked.element, why("several-sources"))
    source = named.pop() if named else ""
    path = (catalogs.resolved(source, root) if source else None) or catalogs.by_name().get(WHOLE)
    if path is None:
        raise BeyondError(asked.element, why("tei-not-installed"))
    whole = sources.read(path, sources.root_for(path, root))
    wanted, found = _VERSION.search(source), _version(whole)
    if wanted and wanted[0] != found:
        raise BeyondError(asked.element, why("another-tei", wanted=wanted[0], found=found))
    if source and not wanted and not re.search(r"^tei:|(^|/)p5subset\.xml$", source):
        raise BeyondError(asked.element, why("not-on-the-tei", source=source))
    return whole


def _version(whole: Document) -> str:
    """Give the version that a compiled schema of the TEI says it is of."""
    found = re.search(r"Version\s([\d.]+\d)", whole.content.decode("utf-8", "replace"))
    return found[1] if found else "another"
