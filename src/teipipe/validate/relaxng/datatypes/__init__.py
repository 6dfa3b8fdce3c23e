"""The datatypes of RELAX NG schemas: its own two, and those of XML Schema (Part 2).

    datatype(library, type, parameters) → Datatype

`types` holds what each type's texts look like and mean, `moments` dates and durations, `facets`
what a schema may demand of them, `regex` the expressions of the facet `pattern`.
"""

from __future__ import annotations

from collections.abc import Sequence

from teipipe.findings import why
from teipipe.validate.relaxng.datatypes.core import (
    DATATYPES,
    Datatype,
    DatatypeError,
    Identity,
    Whitespace,
)

__all__ = ["DATATYPES", "Datatype", "DatatypeError", "Identity", "datatype"]

_STRING = Datatype("string", Whitespace.PRESERVE)
_TOKEN = Datatype("token", Whitespace.COLLAPSE)


def datatype(library: str, name: str, parameters: Sequence[tuple[str, str]] = ()) -> Datatype:
    """Give a datatype of a library, restricted by parameters (facets) in their order.

    Raises `DatatypeError` for an unknown library, type or facet, and for a facet's bad value.
    """
    if not library:
        if parameters:
            raise DatatypeError(why("parameter-of-relaxng", name=parameters[0][0]))
        if name not in ("string", "token"):
            raise DatatypeError(why("no-datatype-of-relaxng", name=name))
        return _STRING if name == "string" else _TOKEN
    if library != DATATYPES:
        raise DatatypeError(why("unknown-library", library=library))
    from teipipe.validate.relaxng.datatypes.types import TYPES

    if name not in TYPES:
        raise DatatypeError(why("no-datatype-of-xml-schema", name=name))
    if not parameters:
        return TYPES[name]
    from teipipe.validate.relaxng.datatypes.facets import restricted

    return restricted(TYPES[name], parameters)
