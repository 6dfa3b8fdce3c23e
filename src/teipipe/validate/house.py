"""A lab's own checks in Python: entry points of installed packages, in the group `teipipe.checks`.

A check is a function from a document to remarks, or to findings. Nothing is loaded from a project's
folder: only what is installed can run. What a check breaks on is told, and stops no other check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from teipipe.documents import Document
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding, Place, finding
from teipipe.plugins import plugins

GROUP = "teipipe.checks"
"""The group of entry points."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check says of an element (of the whole document without one).

    `text` is for readers; `severity` is error, warning or note.
    """

    text: str
    element: Any = None
    severity: str = "warning"


Check = Callable[[Document], Iterable[Remark | Finding]]
"""A check, as an entry point gives it."""


def check(document: Document) -> tuple[Finding, ...]:
    """Run every installed check: V060 for each remark, V061 for a check that breaks.

    Raises `ConfigurationError` (V062) for an entry point that cannot be loaded.
    """
    return tuple(
        found for name, each in installed().items() for found in _run(document, name, each)
    )


def _run(document: Document, name: str, run: Check) -> Iterator[Finding]:
    try:
        for each in run(document):
            yield each if isinstance(each, Finding) else _found(document, name, each)
    except Exception as error:  # a check by others must not end the run
        reason = f"{type(error).__name__}: {error}"
        yield finding("V061", Place(document.name), name, name=name, reason=reason)


def _found(document: Document, name: str, remark: Remark) -> Finding:
    place = document.place(remark.element)
    arguments = {"text": remark.text, "severity": remark.severity, "name": name}
    return finding("V060", place, name, **arguments)


@cache
def installed() -> Mapping[str, Check]:
    """Give the installed checks by name, in the order of their names."""
    found: dict[str, Check] = {}
    for name, load in plugins(GROUP):
        try:
            found[name] = load()
        except Exception as error:  # whatever a package by others does when it is imported
            reason = f"{type(error).__name__}: {error}"
            raise ConfigurationError(
                finding("V062", Place(), name, name=name, reason=reason)
            ) from None
    return found
