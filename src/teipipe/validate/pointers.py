"""Which attributes hold pointers: by the schema's datatypes, else by the TEI's.

A list of the TEI's own pointer attributes comes with teipipe. A grammar is asked only where that
list does not settle a case: it may give a datatype of pointers to other attributes, and another
datatype to one of the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from teipipe import resources
from teipipe.documents import Document, tei
from teipipe.validate import odd, sources
from teipipe.validate.kinds import Kind, Schema
from teipipe.validate.sources import RNG

_PLAIN = (f"{{{RNG}}}data", f"{{{RNG}}}text")


@dataclass(frozen=True, slots=True)
class Pointer:
    """One pointer, on an element, in an attribute."""

    element: etree._Element
    attribute: str
    text: str


@dataclass(frozen=True, slots=True)
class Datatypes:
    """The names of attributes that a grammar makes pointers of, and of those that it does not."""

    pointers: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


@cache
def schemes() -> frozenset[str]:
    """Give the schemes of addresses that lead out of a project."""
    return frozenset(_table()["schemes"])


def pointers(document: Document, datatypes: Callable[[], Datatypes]) -> Iterator[Pointer]:
    """Give a document's pointers in document order; `datatypes` are those of its grammars.

    Examples of markup and elements of other vocabularies are left alone.
    """
    everywhere, only = _everywhere(), _table()["only"]
    for element in document.tree.iter(tei("*"), "{}*"):
        for name, value in element.attrib.items():
            if name in everywhere or value[:1] == "#" or name in only:
                local = element.tag.rpartition("}")[2]
                if _listed(name, local) or _by_datatype(name, value, datatypes):
                    texts = (value.strip(),) if name in _table()["single"] else value.split()
                    yield from (Pointer(element, name, each) for each in texts)


def _listed(attribute: str, element: str) -> bool:
    """Whether the TEI makes an attribute a pointer on an element."""
    table = _table()
    if attribute in table["only"]:
        return element in table["only"][attribute]
    return attribute in _everywhere() and element not in table["except"].get(attribute, ())


def _by_datatype(name: str, value: str, datatypes: Callable[[], Datatypes]) -> bool:
    """Whether a grammar makes a pointer of an attribute that is not the TEI's."""
    known = name in _everywhere() or name in _table()["only"]
    return not known and len(value) > 1 and value[0] == "#" and name in datatypes().pointers


def of_grammars(document: Document, grammars: Sequence[Schema]) -> Datatypes:
    """Give what the grammars of a document say of attributes."""
    read = [_said(document, each) for each in grammars]
    pointing = frozenset[str]().union(*(each.pointers for each in read))
    others = frozenset[str]().union(*(each.others for each in read))
    return Datatypes(pointing - others, others - pointing)


def _said(document: Document, grammar: Schema) -> Datatypes:
    """Give what one grammar says; a DTD has no datatype of pointers, but some of other things."""
    if grammar.kind is not Kind.DTD:
        return _of_grammar(grammar.path, grammar.root)
    from teipipe.validate import dtd

    return Datatypes(others=dtd.typed(document, grammar.path, grammar.root))


def _read_grammar(path: Path, root: Path) -> tuple[Datatypes, frozenset[Path]]:
    document, paths = odd.grammar(path, root)
    files = {**sources.with_included(path, root), path.absolute(): document}
    trees = [each.tree.getroot() for each in files.values()]
    defined: dict[str, list[Any]] = {}
    for tree in trees:
        for each in tree.iter(f"{{{RNG}}}define"):
            defined.setdefault(each.get("name"), []).append(each)
    pointing, others = set[str](), set[str]()
    for tree in trees:
        for each in tree.iter(f"{{{RNG}}}attribute"):
            if each.get("name"):
                kind = pointing if _points(each, defined) else others
                kind.add(each.get("name"))
    return Datatypes(frozenset(pointing - others), frozenset(others - pointing)), paths.union(files)


_of_grammar = sources.Compiled(_read_grammar)


def _points(attribute: etree._Element, defined: Mapping[str, Sequence[Any]]) -> bool:
    """Whether all that an attribute may hold are addresses, or listed pointers into the file."""
    types, values = set[str](), list[str]()
    seen: set[str] = set()
    open_ = [attribute]
    while open_:
        for each in open_.pop().iter(*_PLAIN, f"{{{RNG}}}value", f"{{{RNG}}}ref"):
            name = each.get("name", "")
            if each.tag in _PLAIN:
                types.add(each.get("type", ""))
            elif each.tag == f"{{{RNG}}}value":
                values.append((each.text or "").strip())
            elif name not in seen:
                seen.add(name)
                open_.extend(defined.get(name, ()))
    return types == {"anyURI"} or (not types and any(each.startswith("#") for each in values))


@cache
def _everywhere() -> frozenset[str]:
    return frozenset(_table()["everywhere"]) | frozenset(_table()["except"])


def _table() -> Mapping[str, Any]:
    return resources.table("schemas/pointers.json")
