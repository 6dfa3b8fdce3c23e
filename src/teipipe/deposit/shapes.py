"""Shapes of JSON: values held to a JSON Schema of `schemas/`, or to a part of one."""

from __future__ import annotations

from functools import cache
from typing import Any

from teipipe import resources

_SHOWN = 300


def fault(schema: str, value: Any) -> str:
    """Give where a value is not as a schema says, and how, nothing if it is.

    `schema` is a file of `schemas/`, with “#” and a name for one of its definitions.
    """
    from jsonschema.exceptions import best_match

    error = best_match(_judge(schema).iter_errors(value))
    if error is None:
        return ""
    said = error.schema.get("$comment") if isinstance(error.schema, dict) else None
    return f"{error.json_path}: {said or error.message}"[:_SHOWN]


@cache
def _judge(schema: str) -> Any:
    from jsonschema import Draft202012Validator

    file, mark, name = schema.partition("#")
    rules = resources.table(f"schemas/{file}")
    return Draft202012Validator({**rules, **({"$ref": f"#/$defs/{name}"} if mark else {})})
