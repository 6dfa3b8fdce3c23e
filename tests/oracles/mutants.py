"""Mutants: documents with one seeded mistake each, of the kinds that people make."""

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NONSENSE = (
    "",
    "#",
    "a b",
    "12:00",
    "2001-13-01",
    "-1",
    "x" * 40,
    "§",
    "1.5",
    "http:",
    "a#b#c",
    "%",
)


def mutants(document: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Give damaged copies of a document; some of the damages may leave it valid."""
    chance = random.Random(seed)
    tree = etree.fromstring(document)
    for _ in range(count):
        copy = deepcopy(tree)
        kind = chance.choice(KINDS)
        kind(copy, chance)
        yield etree.tostring(copy, encoding="utf-8", xml_declaration=True)


def _any(root: Any, chance: random.Random) -> Any:
    elements = [each for each in root.iter(etree.Element) if each is not root]
    return chance.choice(elements or [root])


def _with_attributes(root: Any, chance: random.Random) -> Any:
    elements = [each for each in root.iter(etree.Element) if each.attrib]
    return chance.choice(elements or [root])


def _name_of_another(root: Any, chance: random.Random) -> None:
    _any(root, chance).tag = _any(root, chance).tag


def _misspelt(root: Any, chance: random.Random) -> None:
    element = _any(root, chance)
    space, brace, name = element.tag.rpartition("}")
    at = chance.randrange(len(name))
    letter = chance.choice("abeilnort")
    element.tag = f"{space}{brace}{name[:at]}{letter}{name[at + chance.randrange(2) :]}"


def _elsewhere(root: Any, chance: random.Random) -> None:
    """Take an element out of its namespace, or into one that an element of the document has."""
    element, space = _any(root, chance), _any(root, chance).tag.rpartition("}")[0]
    name = element.tag.rpartition("}")[2]
    element.tag = chance.choice((name, f"{space}}}{name}" if space else name, f"{{urn:x}}{name}"))


def _without(root: Any, chance: random.Random) -> None:
    """Take an element away, its text after it stays."""
    element = _any(root, chance)
    if element is root:
        return
    before, parent = element.getprevious(), element.getparent()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _exchanged(root: Any, chance: random.Random) -> None:
    element = _any(root, chance)
    after = element.getnext()
    if after is not None:
        element.tail, after.tail = after.tail, element.tail
        after.addnext(element)


def _doubled(root: Any, chance: random.Random) -> None:
    element = _any(root, chance)
    if element is not root:
        element.addnext(deepcopy(element))


def _moved(root: Any, chance: random.Random) -> None:
    element, other = _any(root, chance), _any(root, chance)
    if other not in element.iter():
        other.append(deepcopy(element))


def _stray(root: Any, chance: random.Random) -> None:
    element = _any(root, chance)
    if element is root:
        element.text = "stray"
    else:
        element.tail = (element.tail or "") + "stray"


def _value(root: Any, chance: random.Random) -> None:
    element = _with_attributes(root, chance)
    if element.attrib:
        element.set(chance.choice(element.keys()), chance.choice(_NONSENSE))


def _attribute_renamed(root: Any, chance: random.Random) -> None:
    element, other = _with_attributes(root, chance), _with_attributes(root, chance)
    if element.attrib and other.attrib:
        name = chance.choice(element.keys())
        new = chance.choice([*other.keys(), f"{name}x"])
        if new not in element.attrib:
            element.set(new, element.attrib.pop(name))


def _attribute_lost(root: Any, chance: random.Random) -> None:
    element = _with_attributes(root, chance)
    if element.attrib:
        del element.attrib[chance.choice(element.keys())]


def _attribute_more(root: Any, chance: random.Random) -> None:
    element, other = _any(root, chance), _with_attributes(root, chance)
    if other.attrib:
        name = chance.choice(other.keys())
        element.set(name, other.get(name))


def _identifier(root: Any, chance: random.Random) -> None:
    one, other = _any(root, chance), _any(root, chance)
    one.set(_ID, "same")
    other.set(_ID, "same")


def _emptied(root: Any, chance: random.Random) -> None:
    element = _any(root, chance)
    for child in list(element):
        element.remove(child)
    element.text = None


KINDS: tuple[Callable[[Any, random.Random], None], ...] = (
    _name_of_another,
    _misspelt,
    _elsewhere,
    _without,
    _exchanged,
    _doubled,
    _moved,
    _stray,
    _value,
    _attribute_renamed,
    _attribute_lost,
    _attribute_more,
    _identifier,
    _emptied,
)
"""Every kind of damage."""
