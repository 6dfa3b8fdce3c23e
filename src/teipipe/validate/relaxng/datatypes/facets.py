"""Facets: what a schema demands of a datatype's texts (XML Schema, Part 2, 4.3).

`enumeration` and `whiteSpace` are none in RELAX NG, where `value` and the datatypes serve.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from teipipe.findings import why
from teipipe.validate.relaxng.datatypes.core import Datatype, DatatypeError, Test
from teipipe.validate.relaxng.datatypes.regex import Regex, RegexError


def restricted(base: Datatype, parameters: Sequence[tuple[str, str]]) -> Datatype:
    """Give a datatype with facets added; raises `DatatypeError`."""
    tests = tuple(_test(base, name, text) for name, text in parameters)
    return replace(base, tests=(*base.tests, *tests), facets=tuple(parameters))


def _test(base: Datatype, name: str, text: str) -> Test:
    make = _FACETS.get(name)
    test = make(base, text) if make else None
    if test is None:
        raise DatatypeError(why("no-facet", name=base.name, facet=name))
    return test


def _pattern(_base: Datatype, text: str) -> Test:
    try:
        matches = Regex(text).matches
    except RegexError as error:
        raise DatatypeError(str(error)) from None
    return lambda normalised, _: matches(normalised)


def _measured(fits: Callable[[int, int], bool]) -> Callable[[Datatype, str], Test | None]:
    """Make a facet of a value's length."""

    def make(base: Datatype, text: str) -> Test | None:
        if base.measure is None:
            return None
        measure, limit = base.measure, _count(text)
        return lambda _, value: fits(measure(value), limit)

    return make


def _ordered(fits: Callable[[int], bool]) -> Callable[[Datatype, str], Test | None]:
    """Make a facet of a value's order to a limit."""

    def make(base: Datatype, text: str) -> Test | None:
        if base.order is None:
            return None
        limit = base.value(text, {})
        if limit is None:
            raise DatatypeError(why("no-value-of-datatype", text=text, name=base.name))
        order = base.order

        def test(_: str, value: Any) -> bool:
            compared = order(value, limit)
            return compared is not None and fits(compared)

        return test

    return make


def _digits(count: Callable[[str, str], int]) -> Callable[[Datatype, str], Test | None]:
    """Make a facet of the digits before and after a number's point."""

    def make(base: Datatype, text: str) -> Test | None:
        if not base.digits:
            return None
        limit = _count(text)

        def test(normalised: str, _: Any) -> bool:
            whole, _, fraction = normalised.lstrip("+-").partition(".")
            return count(whole, fraction) <= limit

        return test

    return make


def _count(text: str) -> int:
    digits = text.strip(" \t\r\n").removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise DatatypeError(why("no-number", text=text))
    return int(digits)


_FACETS: dict[str, Callable[[Datatype, str], Test | None]] = {
    "pattern": _pattern,
    "length": _measured(lambda length, limit: length == limit),
    "minLength": _measured(lambda length, limit: length >= limit),
    "maxLength": _measured(lambda length, limit: length <= limit),
    "minInclusive": _ordered(lambda order: order >= 0),
    "maxInclusive": _ordered(lambda order: order <= 0),
    "minExclusive": _ordered(lambda order: order > 0),
    "maxExclusive": _ordered(lambda order: order < 0),
    "totalDigits": _digits(lambda whole, fraction: len((whole + fraction).lstrip("0"))),
    "fractionDigits": _digits(lambda _, fraction: len(fraction)),
}
