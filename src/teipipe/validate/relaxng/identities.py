"""Identifiers and pointers to them, by DTD compatibility (RELAX NG DTD Compatibility, 5)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from teipipe.validate.relaxng.datatypes import Identity
from teipipe.validate.relaxng.datatypes.core import words
from teipipe.validate.relaxng.faults import Fault


class Identities:
    """The identifiers of one document, and the pointers that must lead to them."""

    def __init__(self) -> None:
        self._first: dict[str, Any] = {}
        self._twice: list[Fault] = []
        self._pointers: list[tuple[str, str, Any]] = []

    def add(self, kind: str, attribute: str, value: str, element: etree._Element) -> None:
        """Take note of an attribute that is an identifier or points to some."""
        for each in words(value):
            if kind != Identity.ID.value:
                self._pointers.append((each, attribute, element))
            elif each in self._first:
                first = str(self._first[each].sourceline)
                self._twice.append(Fault("V018", element, {"identifier": each, "first": first}))
            else:
                self._first[each] = element

    def faults(self) -> list[Fault]:
        """Give the identifiers that stand twice, and the pointers that lead to none."""
        dangling = [
            Fault("V005", element, {"pointer": pointer, "attribute": attribute})
            for pointer, attribute, element in self._pointers
            if pointer not in self._first
        ]
        return [*self._twice, *dangling]
