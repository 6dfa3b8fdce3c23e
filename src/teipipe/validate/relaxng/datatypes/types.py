"""The datatypes of XML Schema: what their texts look like, and the values that these mean.

Where the standard leaves a choice, Jing's is taken: 24:00:00 is no time, 23:59:60 is one, and of
a number every digit after the point counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from teipipe.validate.relaxng.datatypes import moments
from teipipe.validate.relaxng.datatypes.characters import is_name, is_ncname, is_token
from teipipe.validate.relaxng.datatypes.core import Datatype, Identity, Whitespace
from teipipe.validate.relaxng.datatypes.uris import is_reference

_COLLAPSE = Whitespace.COLLAPSE
_LANGUAGE = r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"
_DECIMAL = r"[-+]?(\d+(\.\d*)?|\.\d+)"
_INTEGER = r"[-+]?\d+"
_FLOAT = r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?|-?INF|NaN"
_HEX = r"([0-9A-Fa-f]{2})*"
_BASE64 = r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{3}=|[A-Za-z0-9+/][AQgw]==)?"


def _whole(pattern: str, text: str) -> bool:
    """Whether a text is as an expression says; it is compiled when it is asked first."""
    return re.fullmatch(pattern, text, re.ASCII) is not None


def _like(holds: Callable[[str], object]) -> Callable[[str], str | None]:
    return lambda text: text if holds(text) else None


_ncname = _like(is_ncname)
_token = _like(is_token)


def _qname(text: str) -> tuple[str, str] | None:
    prefix, colon, local = text.rpartition(":")
    right = _ncname(local) and (not colon or _ncname(prefix))
    return (prefix, local) if right else None


def _list_of(item: Callable[[str], Any]) -> Callable[[str], tuple[Any, ...] | None]:
    def parse(text: str) -> tuple[Any, ...] | None:
        values = tuple(item(each) for each in text.split(" "))
        return None if None in values else values

    return parse


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if _whole(_DECIMAL, text) else None


def _integer(least: int | None, most: int | None) -> Callable[[str], int | None]:
    def parse(text: str) -> int | None:
        if not _whole(_INTEGER, text):
            return None
        value = int(Decimal(text))
        inside = (least is None or value >= least) and (most is None or value <= most)
        return value if inside else None

    return parse


_NAN = float("nan")
"""The one value that is no number: the same object, so that it is found equal to itself."""


def _float(text: str) -> float | None:
    if text == "NaN":
        return _NAN
    return float(text) if _whole(_FLOAT, text) else None


def _single(text: str) -> float | None:
    """Give a number as precise as `float` is: 32 bits."""
    value = _float(text)
    if value is None or value - value != 0:
        return value
    from struct import pack, unpack

    try:
        return float(unpack("f", pack("f", value))[0])
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def _boolean(text: str) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text)


def _hex(text: str) -> bytes | None:
    return bytes.fromhex(text) if _whole(_HEX, text) else None


def _base64(text: str) -> bytes | None:
    packed = text.replace(" ", "")
    if not _whole(_BASE64, packed):
        return None
    from base64 import b64decode

    return b64decode(packed)


def _compare(one: Any, other: Any) -> int | None:
    if one == other:
        return 0
    return -1 if one < other else 1 if one > other else None


def _text(name: str, parse: Callable[[str], Any], **more: Any) -> Datatype:
    return Datatype(name, _COLLAPSE, parse, measure=len, **more)


def _number(name: str, parse: Callable[[str], Any], digits: bool = True) -> Datatype:
    return Datatype(name, _COLLAPSE, parse, order=_compare, digits=digits)


_RANGES: tuple[tuple[str, int | None, int | None], ...] = (
    ("integer", None, None),
    ("nonPositiveInteger", None, 0),
    ("negativeInteger", None, -1),
    ("nonNegativeInteger", 0, None),
    ("positiveInteger", 1, None),
    *(
        (name, -(1 << bits - 1), (1 << bits - 1) - 1)
        for name, bits in (
            ("long", 64),
            ("int", 32),
            ("short", 16),
            ("byte", 8),
        )
    ),
    *(
        (name, 0, (1 << bits) - 1)
        for name, bits in (
            ("unsignedLong", 64),
            ("unsignedInt", 32),
            ("unsignedShort", 16),
            ("unsignedByte", 8),
        )
    ),
)

_ALL = (
    Datatype("string", Whitespace.PRESERVE, measure=len),
    Datatype("normalizedString", Whitespace.REPLACE, measure=len),
    _text("token", str),
    _text("language", _like(partial(_whole, _LANGUAGE))),
    _text("Name", _like(is_name)),
    _text("NCName", _ncname),
    _text("NMTOKEN", _token),
    _text("NMTOKENS", _list_of(_token)),
    _text("ID", _ncname, identity=Identity.ID),
    _text("IDREF", _ncname, identity=Identity.IDREF),
    _text("IDREFS", _list_of(_ncname), identity=Identity.IDREFS),
    _text("ENTITY", _ncname),
    _text("ENTITIES", _list_of(_ncname)),
    _text("anyURI", _like(is_reference)),
    Datatype("QName", _COLLAPSE, _qname, qualified=True),
    Datatype("NOTATION", _COLLAPSE, _qname, qualified=True),
    _text("hexBinary", _hex),
    _text("base64Binary", _base64),
    Datatype("boolean", _COLLAPSE, _boolean),
    _number("decimal", _decimal),
    _number("double", _float, digits=False),
    _number("float", _single, digits=False),
    *(_number(name, _integer(least, most)) for name, least, most in _RANGES),
    *(
        Datatype(name, _COLLAPSE, parse, order=moments.compare)
        for name, parse in moments.PARSERS.items()
    ),
    Datatype("duration", _COLLAPSE, moments.duration, order=moments.compare_durations),
)

TYPES = {each.name: each for each in _ALL}
"""Every datatype of XML Schema, by name."""
