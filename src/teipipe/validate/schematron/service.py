"""What runs compiled schemas: requests in, answers out, both plain values.

It stands in a process of its own (`worker`), which `guard` ends when a schema does not. Nothing
here reads a file: schemas, documents and registers come as strings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from teipipe.errors import ConfigurationError, EngineError
from teipipe.saxon import Node, shared
from teipipe.validate.schematron.compiler import SUBORDINATES
from teipipe.validate.schematron.lookups import FILE

Text = tuple[str, str]
"""A document as a string of XML, and its address."""


class Service:
    """Compiled stylesheets and parsed registers, by the names that the requests use."""

    def __init__(self) -> None:
        self._kept: dict[str, Node] = {}

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Answer a request: `result`, `faults` of the stylesheet, or `broken` for the engine."""
        try:
            return {"result": getattr(self, f"_{request['do']}")(**request["with"])}
        except ConfigurationError as error:
            return {"faults": [_fault(each) for each in error.findings]}
        except EngineError as error:
            return {"broken": str(error)}

    def _compile(self, name: str, stylesheet: str) -> str:
        shared().add(name, stylesheet)
        return ""

    def _keep(self, name: str, document: Text) -> str:
        self._kept[name] = _parsed(document)
        return ""

    def _run(
        self,
        name: str,
        document: Text,
        registers: Sequence[str],
        files: Sequence[str],
        subordinates: Sequence[Text],
    ) -> str:
        parameters = {
            "registers": [self._kept[each] for each in registers],
            SUBORDINATES: [_parsed(each) for each in subordinates],
            **{f"{FILE}{number}": [self._kept[each]] for number, each in enumerate(files)},
        }
        return shared().run(name, _parsed(document), parameters).text


def _parsed(document: Text) -> Node:
    text, address = document
    return shared().parse(text, address)


def _fault(found: Any) -> dict[str, Any]:
    return {"line": found.place.line, "reason": str(found.arguments.get("reason", ""))}
