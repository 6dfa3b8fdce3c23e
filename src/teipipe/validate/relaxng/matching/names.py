"""Name classes: which names an `element` or `attribute` pattern is for.

Names are written as lxml writes them, `{namespace}local` or `local`. A class is a tuple of
`Name`, `NsName` and `AnyName`, of which one has to fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_IMPOSSIBLE = "\0"
"""A namespace or a local name that no document has."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name."""

    name: str


@dataclass(frozen=True, slots=True)
class NsName:
    """Every name of a namespace, but for some."""

    namespace: str
    but: NameClass = ()


@dataclass(frozen=True, slots=True)
class AnyName:
    """Every name, but for some."""

    but: NameClass = ()


NameClass = tuple[Name | NsName | AnyName, ...]


def clark(namespace: str, local: str) -> str:
    """Write a name as lxml does."""
    return f"{{{namespace}}}{local}" if namespace else local


def namespace_of(name: str) -> str:
    """Give the namespace of a name."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def contains(names: NameClass, name: str) -> bool:
    """Whether a class holds a name."""
    return any(_fits(each, name) for each in names)


def _fits(one: Name | NsName | AnyName, name: str) -> bool:
    if isinstance(one, Name):
        return one.name == name
    inside = isinstance(one, AnyName) or one.namespace == namespace_of(name)
    return inside and not contains(one.but, name)


def finite(names: NameClass) -> tuple[str, ...]:
    """Give the names of a class that lists them, in their order; nothing of an open class."""
    if is_open(names):
        return ()
    return tuple(dict.fromkeys(each.name for each in names if isinstance(each, Name)))


def is_open(names: NameClass) -> bool:
    """Whether a class holds names that it does not list."""
    return not all(isinstance(each, Name) for each in names)


def overlap(one: NameClass, other: NameClass) -> bool:
    """Whether some name is in both classes (the specification, 7.3)."""
    return any(
        contains(one, name) and contains(other, name) for name in {*_samples(one), *_samples(other)}
    )


def _samples(names: NameClass) -> Iterator[str]:
    """Give names of which one is in both of two classes, if any is."""
    for each in names:
        if isinstance(each, Name):
            yield each.name
            continue
        namespace = each.namespace if isinstance(each, NsName) else _IMPOSSIBLE
        yield clark(namespace, _IMPOSSIBLE)
        yield from _samples(each.but)
