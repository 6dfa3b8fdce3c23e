"""Entities: what the document type declaration of a file says, and what stands in for its DTD.

Nothing that a declaration asks for is fetched. Every request for a DTD is answered by one table:
the entity names of HTML 5, which hold nearly all of ISO 8879 and ISO 9573-13, the other names of
ISO (`schemas/entities.json`), and a visible reference for every name that nobody defines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import takewhile
from typing import Any

from lxml import etree

from teipipe import resources

_NAME = rb"[^\s%&;\"'<>\[\]/=?!()|*+,#-][^\s%&;\"'<>\[\]/=?!()|*+,#]*"
_LITERAL = rb"\"[^\"]*\"|'[^']*'"
_COMMENT = rb"<!--.*?(?:-->|\Z)"
_INSTRUCTION = rb"<\?.*?(?:\?>|\Z)"
_PROLOGUE = re.compile(rb"(?:\s+|%s|%s)*" % (_COMMENT, _INSTRUCTION), re.S)
_DOCTYPE = re.compile(
    rb"<!DOCTYPE\s+(?P<name>[^\s\[>]+)\s*"
    rb"(?P<outer>(?:SYSTEM|PUBLIC)(?:\s*(?:%s))+)?\s*" % _LITERAL,
    re.S,
)
_PIECE = (
    rb"(?s)(?P<skipped>%s|%s)|(?P<declared><![^\"'>]*+(?:(?:%s)[^\"'>]*+)*+(?:[\"'>]|\Z))"
    rb"|(?P<used>%%%s;)|(?P<end>\])" % (_COMMENT, _INSTRUCTION, _LITERAL, _NAME)
)
_ENTITY = (
    rb"(?s)<!ENTITY\s+(?P<percent>%%\s+)?(?P<name>%s)\s+"
    rb"(?P<value>%s|SYSTEM\s*(?:%s)|PUBLIC\s*(?:%s)\s*(?:%s))(?P<data>\s+NDATA)?"
    % (_NAME, _LITERAL, _LITERAL, _LITERAL, _LITERAL)
)
_REFERENCE = rb"&(%s);" % _NAME
_NO_REFERENCES = rb"(?s)%s|%s|<!\[CDATA\[.*?(?:\]\]>|\Z)" % (_COMMENT, _INSTRUCTION)
"""These are compiled where a DOCTYPE asks for something: it would cost every start."""
_PREDEFINED = frozenset({"amp", "apos", "gt", "lt", "quot"})
_OUTER = b' SYSTEM "x"'
"""An outer DTD for a document that asked for others only; its name is never looked at."""


@dataclass(frozen=True, slots=True)
class Undefined:
    """An entity that nothing defines: the offset of its first use, how often, its file if any."""

    name: str
    offset: int
    times: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """A file whose declarations ask for nothing outside, and the entities that stay undefined."""

    content: bytes
    undefined: tuple[Undefined, ...] = ()


@dataclass(frozen=True, slots=True)
class Doctype:
    """A document type declaration that names a DTD.

    `subset` is what stands in its brackets, with these, but entities of the document, and comments.
    """

    name: str
    public: str
    system: str
    subset: bytes


def doctype(content: bytes) -> Doctype | None:
    """Give the declaration of a document by which it has a DTD outside, None if it has none."""
    before = _PROLOGUE.match(content)
    found = _DOCTYPE.match(content, before.end() if before else 0)
    if found is None or not found["outer"]:
        return None
    pieces = _pieces(content, found.end())
    kept = [each[0] for each in pieces if each["used"] or _is_of_dtd(each["declared"])]
    subset = b"[%s]" % b"\n".join(kept) if kept else b""
    names = [each[1:-1].decode("utf-8", "replace") for each in re.findall(_LITERAL, found["outer"])]
    public = names[0] if len(names) > 1 else ""
    return Doctype(found["name"].decode("utf-8", "replace"), public, names[-1], subset)


def _is_of_dtd(declaration: bytes | None) -> bool:
    """Whether a declaration has a say in what is valid: any but that of an entity to be used."""
    entity = re.match(_ENTITY, declaration or b"")
    return bool(declaration) and (entity is None or entity["percent"] is not None)


def declared(content: bytes) -> Declared:
    """Take out of a file's DOCTYPE what would have to be fetched; offsets and lines stay.

    A document that asks for nothing is left alone: what it does not define is an error then
    (XML 1.0, 4.1, "Entity Declared").
    """
    before = _PROLOGUE.match(content)
    found = _DOCTYPE.match(content, before.end() if before else 0)
    if found is None:
        return Declared(content)
    subset = _subset(content, found.end())
    if not found["outer"] and not subset.asking:
        return Declared(content)
    kept = _blanked(content, subset.asking)
    if not found["outer"]:
        kept = kept[: found.end()].rstrip() + _OUTER + kept[found.end() :]
    return Declared(kept, tuple(_undefined(content, subset)))


@dataclass(frozen=True, slots=True)
class _Subset:
    """What stands between the brackets of a DOCTYPE.

    `asking`: the ranges that ask for a file (uses of parameter entities are among them, for the
    parser expands none); `outside`: the files of entities, by their names; `own`: the entities
    that the document defines by itself.
    """

    asking: list[tuple[int, int]] = field(default_factory=list)
    outside: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)


def _subset(content: bytes, start: int) -> _Subset:
    found = _Subset()
    for piece in _pieces(content, start):
        entity = re.match(_ENTITY, piece["declared"] or b"")
        if piece["used"]:
            found.asking.append(piece.span())
        elif entity is None or entity["data"] or entity["percent"]:
            continue
        elif entity["value"][:1] in b"\"'":
            found.own.add(entity["name"].decode())
        else:
            found.asking.append(piece.span())
            file = re.findall(_LITERAL, entity["value"])[-1][1:-1]
            found.outside[entity["name"].decode()] = file.decode("utf-8", "replace")
    return found


def _pieces(content: bytes, start: int) -> Iterator[re.Match[bytes]]:
    """Give what stands between the brackets of a DOCTYPE, if they begin here, piece by piece."""
    if content[start : start + 1] == b"[":
        yield from takewhile(
            lambda piece: not piece["end"], re.compile(_PIECE).finditer(content, start + 1)
        )


def _blanked(content: bytes, ranges: Sequence[tuple[int, int]]) -> bytes:
    """Put blanks in place of ranges; line ends stay."""
    parts, at = list[bytes](), 0
    for start, end in ranges:
        parts += [content[at:start], re.sub(rb"[^\r\n]", b" ", content[start:end])]
        at = end
    return b"".join((*parts, content[at:]))


def _undefined(content: bytes, subset: _Subset) -> Iterator[Undefined]:
    text = re.sub(_NO_REFERENCES, lambda hidden: b" " * len(hidden[0]), content)
    first, times = dict[str, int](), Counter[str]()
    for reference in re.finditer(_REFERENCE, text):
        name = reference[1].decode("utf-8", "replace")
        first.setdefault(name, reference.start())
        times[name] += 1
    defined = (_PREDEFINED | subset.own | known().keys()) - subset.outside.keys()
    for name, at in first.items():
        if name not in defined:
            yield Undefined(name, at, times[name], subset.outside.get(name, ""))


@cache
def known() -> Mapping[str, str]:
    """Give the characters of every name of ISO and HTML."""
    from html.entities import html5

    others = resources.table("schemas/entities.json")
    return {**others, **{name[:-1]: text for name, text in html5.items() if name.endswith(";")}}


@lru_cache(maxsize=8)
def _table(undefined: tuple[str, ...]) -> str:
    defined = (
        f'<!ENTITY {name} "{"".join(_escaped(character) for character in text)}">'
        for name, text in known().items()
        if name not in _PREDEFINED
    )
    kept = (f'<!ENTITY {name} "&#38;#38;{name};">' for name in undefined)
    return "\n".join((*kept, *defined))


def _escaped(character: str) -> str:
    """Write a character for an entity's value; markup is escaped twice, for it is read twice."""
    return f"&#38;#{ord(character)};" if character in "<&" else f"&#{ord(character)};"


class LocalNames(etree.Resolver):
    """Answers every request for a DTD with the table of names."""

    def __init__(self, undefined: Iterable[str]) -> None:
        self.undefined = tuple(undefined)

    def resolve(self, *request: Any) -> Any:
        """Give the table, whatever is asked for."""
        return self.resolve_string(_table(self.undefined), request[-1])  # type: ignore[call-arg]
