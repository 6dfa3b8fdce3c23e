"""Persons and bodies as headers name them: their names, what identifies them, what they did.

A name is read as it is marked (`surname`, `forename`), as it is turned (“Radek, Karl”), or by the
order of its words, which is told as a guess. Names that say that nobody is known give nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from teipipe import resources
from teipipe.authorities import Authority, addressed, stated
from teipipe.deposit.metadata import BODY, PERSON, Agent, Identifier
from teipipe.documents import LANG, Document, tei, text_of
from teipipe.documents.placeholders import is_placeholder

_IN_WORDS = re.compile(r"(\w+://|www\.).*|\S+\.\S+|")
"""An address written out, or nothing."""
_INITIAL = re.compile(r"\w\.")
_KEY = re.compile(r"[^\d:#/]{2,}, [^\d:#/,]{2,}(?:\(.*)?")
_SUFFIX = re.compile(r"[JS]r\.?|[IVX]+\.?|Dr\.?|Ph\.? ?D\.?|M\. ?A\.|S\. ?J\.")
"""What may stand behind a name and is no given name."""
_SCHEME = re.compile(".*relators[/:]")
_RELATOR = re.compile("[a-z]{3}")
_BESIDE = re.compile(r"[,;/&+]|\s(?:and|und|et|e|y|en|och|og)\s")
"""What stands between two duties in words."""
_SKIPPED = ("address", "email", "ref", "idno", "date", "affiliation", "note", "resp", "ptr")
_NAMES = ("persName", "orgName", "name")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads agents of one document; `resolve` gives the elements that a pointer leads to."""

    document: Document
    resolve: Callable[[str], Sequence[Any]]

    def people(self, element: etree._Element, roles: Sequence[str] = ()) -> Iterator[Agent]:
        """Give those whom an element of the header names: itself, or each name that it holds."""
        stating = element.tag == tei("respStmt")
        did = roles or (_statement_roles(element) if stating else _element_roles(element))
        inside = _named(element)
        if len(inside) > 1 and (stating or not _are_forms(inside)):
            for each in inside:
                yield from self._agent(each, did, (each,))
        else:
            best = inside[0] if inside else element
            if inside or not stating:
                yield from self._agent(best, did, (element, *inside))

    def body(self, element: etree._Element, role: str) -> Iterator[Agent]:
        """Give the publisher, funder or the like that an element names, a body unless marked."""
        inside = _in_one_language([each for each in _named(element) if _said(each)])
        names = ", ".join(dict.fromkeys(_said(each) for each in inside)) or _said(element)
        marked = any(each.tag == tei("persName") for each in (element, *inside))
        if not names or _is_nobody(names):
            return
        found = self.identifiers(element, *inside[:1])
        place = self.document.place(element)
        if marked and len(inside) == 1:
            yield from self._agent(inside[0], (role,), (element, *inside))
        else:
            yield Agent(names, kind=BODY, roles=(role,), identifiers=found, place=place)

    def identifiers(self, *elements: etree._Element) -> tuple[Identifier, ...]:
        """Give what identifies whom the elements name, each once, the well-made ones only."""
        found = [
            Identifier(authority.name, authority.normalised(value))
            for element in elements
            for authority, value in self.claims(element)
            if authority.accepts(value)
        ]
        urls = [
            Identifier("URL", each)
            for element in elements
            for each in element.get("ref", "").split()
            if each.startswith(("http://", "https://")) and not list(addressed(each))
        ]
        return tuple(dict.fromkeys([*found, *urls]))

    def claims(self, element: etree._Element) -> Iterator[tuple[Authority, str]]:
        """Give every identifier that an element states, in itself or where it points to."""
        for each in (element, *self.targets(element)):
            for name in ("ref", "key", "sameAs"):
                for value in each.get(name, "").split():
                    yield from addressed(value)
            for idno in each.iterfind(tei("idno")):
                yield from stated(idno.text or "", idno.get("type", ""))

    def targets(self, element: etree._Element) -> Iterator[etree._Element]:
        """Give the elements that an element points to."""
        for name in ("ref", "corresp", "sameAs", "key"):
            for value in element.get(name, "").split():
                yield from self.resolve(value)

    def _agent(
        self, name: etree._Element, roles: Sequence[str], about: Sequence[etree._Element]
    ) -> Iterator[Agent]:
        """Read one agent from the element of the name, and from all the elements about it."""
        if any(each.get("type") == "unknown" for each in about):
            return
        agent = _read(name, about) or next(
            (made for each in self.targets(name) if (made := _of_entry(each))), None
        )
        if agent is None or _is_nobody(agent.name):
            return
        yield replace(
            agent,
            roles=tuple(roles),
            identifiers=self.identifiers(*about),
            affiliations=tuple(dict.fromkeys(_affiliations(self, about))) or agent.affiliations,
            place=self.document.place(name),
        )


def _statement_roles(element: etree._Element) -> tuple[str, ...]:
    """Give the MARC relators of a `respStmt`: those it names, else those its words tell."""
    duties = element.findall(tei("resp"))
    found = (
        each
        for duty in duties
        for each in duties_of(text_of(duty), duty.get("ref") or duty.get("key") or "")
    )
    return tuple(dict.fromkeys(found)) or ("ctb",)


def _element_roles(element: etree._Element) -> tuple[str, ...]:
    """Give the relators of an `editor` or another element: of its roles, else of its name."""
    roles = element.get("role", "").split()
    found = tuple(dict.fromkeys(each for role in roles for each in duties_of(role, role)))
    return found or (relators()["elements"].get(element.tag.rpartition("}")[2], "ctb"),)


def duties_of(words: str, reference: str) -> tuple[str, ...]:
    """Give the MARC relators of a responsibility, of each duty that its words put side by side."""
    named = (_SCHEME.sub("", each) for each in reference.split())
    known = tuple(each for each in named if _RELATOR.fullmatch(each))
    duties = (re.split(r"[^\w-]+", each) for each in _BESIDE.split(words.lower()))
    return known or tuple(filter(None, map(_duty, duties)))


def _duty(words: Sequence[str]) -> str:
    """Give the relator that the first fitting word of the table tells, or nothing."""
    fitting = (
        code
        for beginning, code in relators()["words"]
        if any(each.startswith(beginning) for each in words)
    )
    return next(fitting, "")


def relators() -> Mapping[str, Any]:
    """Give the tables of roles (`schemas/relators.json`)."""
    return resources.table("schemas/relators.json")


def parts(name: str) -> Agent:
    """Read a name from its words alone."""
    bare = re.sub(_table()["life"], "", " ".join(name.split())).strip(" ,;")
    family, comma, given = bare.partition(", ")
    if comma and _is_body(given) and not _is_body(family):
        return replace(parts(family), affiliations=(Agent(given, kind=BODY),))
    if comma and _SUFFIX.fullmatch(given):
        return replace(parts(family), name=bare)
    if comma and not _is_body(bare):
        given = _untitled(given)
        return Agent(f"{given} {family}".strip(), family, given, guessed="," in given)
    bare = bare if _is_body(bare) else _untitled(bare)
    words = bare.split()
    if _is_body(bare) or len(words) < 2 or all(_INITIAL.fullmatch(each) for each in words):
        return Agent(bare, kind=BODY if _is_body(bare) else PERSON)
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _table()["links"]:
        at -= 1
    return Agent(bare, " ".join(words[at:]), " ".join(words[:at]), guessed=True)


def _untitled(name: str) -> str:
    """Take the titles from the beginning of a name (“Prof. Dr. Anna Lee”); one alone is kept."""
    words = name.split()
    first = next((at for at, each in enumerate(words) if not _is_title(each)), 0)
    return " ".join(words[first:])


def _is_title(word: str) -> bool:
    return word.casefold() in _table()["titles"]


def _is_body(name: str) -> bool:
    """Whether a word of a name tells that it is that of a body."""
    words = re.findall(r"[\w.-]+", name.casefold())
    known = _table()["bodies"]
    ends = tuple(each[1:] for each in known if each.startswith("-"))
    return any(each in known or each.endswith(ends) for each in words)


def _read(name: etree._Element, about: Sequence[etree._Element]) -> Agent | None:
    """Read a name from its element: its marked parts, a key that is a name, its words."""
    surname = _joined(name, "surname")
    if surname:
        link, given = _joined(name, "nameLink"), _joined(name, "forename")
        family = f"{link} {surname}".strip()
        return Agent(f"{given} {family}".strip(), family, given)
    said = _said(name)
    if not said:
        return None
    if name.tag == tei("orgName") or name.get("type") in ("org", "organisation", "corporate"):
        return Agent(said, kind=BODY)
    keys = (each.get("key", "") for each in about)
    fuller = (key for key in keys if _KEY.fullmatch(key) and said.split()[-1] in key)
    return parts(next(fuller, said))


def _of_entry(element: etree._Element) -> Agent | None:
    """Read whom a pointer leads to: an entry of a list or a register, or another name."""
    named = element if _is_name(element) else next(iter(_named(element)), None)
    return None if named is None else _read(named, (named,))


def _named(element: etree._Element) -> list[etree._Element]:
    """Give the names in an element, not those inside another name or an affiliation."""
    skipped = {tei(each) for each in (*_SKIPPED, *_NAMES)}
    found: list[Any] = []
    for child in element.iterchildren(tei("*")):
        if _is_name(child):
            found.append(child)
        elif child.tag not in skipped:
            found += _named(child)
    return found


def _are_forms(names: Sequence[etree._Element]) -> bool:
    """Whether names after the first are other forms of it: in other languages, or one person's."""
    first, later = names[0], names[1:]
    if any(each.get("ref") and each.get("ref") == first.get("ref") for each in later):
        return True
    return all(each.get(LANG, "") not in ("", first.get(LANG, "")) for each in later)


def _in_one_language(names: Sequence[etree._Element]) -> list[etree._Element]:
    """Leave out the names that are others' in a further language."""
    languages = list(filter(None, (each.get(LANG) for each in names)))
    return [each for each in names if each.get(LANG) in (None, *languages[:1])]


def _affiliations(reader: Reader, about: Sequence[etree._Element]) -> Iterator[Agent]:
    for each in (found for held in about for found in held.iter(tei("affiliation"))):
        inside = [name for name in _named(each) if name.tag == tei("orgName")]
        name = _said(inside[0]) if inside else _said(each)
        if name:
            yield Agent(name, kind=BODY, identifiers=reader.identifiers(each, *inside[:1]))


def _is_name(element: etree._Element) -> bool:
    return element.tag in {tei(each) for each in _NAMES}


def _is_nobody(name: str) -> bool:
    return name.casefold() in _table()["nobody"] or is_placeholder(name)


def _joined(element: etree._Element, name: str) -> str:
    return " ".join(text_of(each) for each in element.iter(tei(name)))


def _said(element: etree._Element) -> str:
    """Give the text of a name without what is no part of it: addresses, notes, identifiers."""
    skipped = {tei(each) for each in _SKIPPED}

    def texts(node: etree._Element) -> Iterator[str]:
        yield node.text or ""
        for child in node:
            if isinstance(child.tag, str) and (child.tag not in skipped or _names_someone(child)):
                yield from texts(child)
            yield child.tail or ""

    return " ".join("".join(texts(element)).split()).strip(" ,;:")


def _names_someone(element: etree._Element) -> bool:
    """Whether an element is a link on a name, not an address in words."""
    return element.tag == tei("ref") and not _IN_WORDS.fullmatch(text_of(element))


def _table() -> Mapping[str, Any]:
    return resources.table("schemas/agents.json")
