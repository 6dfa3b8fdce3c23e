"""What a datatype is: how a text is normalised, read, measured and compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"
"""The library of the datatypes of XML Schema."""

Namespaces = Mapping[str | None, str]
"""The namespaces that hold where a text stands, by prefix."""
Test = Callable[[str, Any], bool]
"""A facet: whether a normalised text and the value that it means satisfy it."""


class Whitespace(Enum):
    """What becomes of white space before a text is read (XML Schema, Part 2, 4.3.6)."""

    PRESERVE = "preserve"
    REPLACE = "replace"
    COLLAPSE = "collapse"


class Identity(Enum):
    """What a datatype makes of a text by DTD compatibility: an identifier or pointers to such."""

    NONE = ""
    ID = "ID"
    IDREF = "IDREF"
    IDREFS = "IDREFS"


class DatatypeError(ValueError):
    """A datatype that a schema names or restricts wrongly."""


def itself(text: str) -> str:
    """Give a text as its own value."""
    return text


_SPACES = str.maketrans("\t\n\r", "   ")


@dataclass(frozen=True, slots=True, eq=False)
class Datatype:
    """A datatype: `parse` gives the value of a normalised text, or None where it has none.

    `measure` gives a value's length, `order` compares two values (None where they have no order);
    a type without them knows no such facets. `qualified` values need the namespaces of their place.
    `facets` is how a schema has written what `tests` look at.
    """

    name: str
    whitespace: Whitespace
    parse: Callable[[str], Any] = itself
    measure: Callable[[Any], int] | None = None
    order: Callable[[Any, Any], int | None] | None = None
    digits: bool = False
    identity: Identity = Identity.NONE
    qualified: bool = False
    tests: tuple[Test, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> str:
        """The datatype's name, with what the schema demands of its texts."""
        told = ", ".join(f"{name} {text}" for name, text in self.facets)
        return f"{self.name} ({told})" if told else self.name

    def normalised(self, text: str) -> str:
        """Give a text with its white space as the datatype sees it."""
        if self.whitespace is Whitespace.COLLAPSE:
            return " ".join(words(text))
        return text.translate(_SPACES) if self.whitespace is Whitespace.REPLACE else text

    def value(self, text: str, namespaces: Namespaces) -> Any:
        """Give the value that a text means at a place, or None if the datatype forbids it."""
        normalised = self.normalised(text)
        value = self.parse(normalised)
        if value is None or not all(test(normalised, value) for test in self.tests):
            return None
        return resolved(value, namespaces) if self.qualified else value

    def allows(self, text: str, namespaces: Namespaces) -> bool:
        """Whether a text has a value in this datatype."""
        return self.value(text, namespaces) is not None


def words(text: str) -> list[str]:
    """Give the words of a text; only XML's four kinds of white space part them."""
    return [each for each in text.translate(_SPACES).split(" ") if each]


def resolved(value: tuple[str, str], namespaces: Namespaces) -> tuple[str, str] | None:
    """Give a prefix and a local name as a namespace and a local name; None if undeclared."""
    prefix, local = value
    if prefix == "xml":
        return "http://www.w3.org/XML/1998/namespace", local
    namespace = namespaces.get(prefix or None, None if prefix else "")
    return None if namespace is None else (namespace, local)
