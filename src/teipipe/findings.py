"""Findings: what is wrong in a document, a setting or an output, as values.

A finding has a code, a place and arguments. Severity, message and hint stand in
one catalogue, `schemas/findings.json`; nothing here prints or formats a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from teipipe import resources

STAGES = {
    "P": "project",
    "E": "encode",
    "V": "validate",
    "T": "transform",
    "D": "deposit",
}
"""The first letter of a code is the stage that finds it."""


class Severity(IntEnum):
    """How grave a finding is; the order is the order of thresholds."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where: file, lines and columns (both from 1; a column counts characters), XPath.

    `line` to `end_line` span the start tag of an element, or the text at fault.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    xpath: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, `count` times, first at `place`."""

    code: str
    place: Place = field(default_factory=Place)
    arguments: Mapping[str, Any] = field(default_factory=dict)
    count: int = 1
    check: str = ""

    @property
    def severity(self) -> Severity:
        """The catalogue's severity, or that of a rule which names its own."""
        named = self.arguments.get("severity") or catalogue()[self.code]["severity"]
        return Severity[str(named).upper()]

    @property
    def message(self) -> str:
        """What is wrong, as a sentence of the catalogue with the arguments filled in."""
        return self._said("message")

    @property
    def hint(self) -> str:
        """What to do, from the catalogue.

        In place of `hint` stands `near` for what may be a slip, `none` where nothing may be, and
        `several` where one of several things may.
        """
        kind = "hint"
        allowed = self.arguments.get("allowed")
        if self.arguments.get("near"):
            kind = "near"
        elif allowed is not None and len(allowed) != 1:
            kind = "several" if allowed else "none"
        return self._said(kind if kind in catalogue()[self.code] else "hint")

    def _said(self, kind: str) -> str:
        """Give a sentence of the catalogue, arguments filled in; no full stop follows dots."""
        said = catalogue()[self.code][kind].format_map(_Arguments(self.arguments))
        return said.replace("….", "…")

    def as_dict(self) -> dict[str, Any]:
        """Give the JSON form that every report shares."""
        return {
            "code": self.code,
            "severity": self.severity.name.lower(),
            "check": self.check or STAGES[self.code[0]],
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "end_line": self.place.end_line,
            "end_column": self.place.end_column,
            "xpath": self.place.xpath,
            "message": self.message,
            "hint": self.hint,
            "expected": list(self.arguments.get("allowed", ())),
            "count": self.count,
        }


class _Arguments(dict[str, Any]):
    """An argument that a finding lacks shows as its own name, visibly."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Give the catalogue: code to severity, title, message, hint (`near`, `none`, `several`)."""
    return resources.table("schemas/findings.json")


def finding(code: str, place: Place | None = None, /, check: str = "", **arguments: Any) -> Finding:
    """Make a finding; an unknown code is a `KeyError` at once."""
    if code not in catalogue():
        raise KeyError(f"no finding {code} in the catalogue")
    return Finding(code, place or Place(), arguments, 1, check)


def why(kind: str, /, **arguments: object) -> str:
    """Give a reason in words, for an argument of a finding; `schemas/reasons.json` has them."""
    words: str = resources.table("schemas/reasons.json")[kind]
    return words.format(**arguments)


def grouped(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Join findings of one cause (file, code, message) into one with a count, first place kept."""
    groups: dict[tuple[str | None, str, str], Finding] = {}
    for each in findings:
        key = (each.place.file, each.code, each.message)
        first = groups.get(key)
        groups[key] = each if first is None else replace(first, count=first.count + each.count)
    return tuple(groups.values())


def distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give each finding once, as when several outputs of one document say the same."""
    return tuple({(each.code, each.place, each.message): each for each in findings}.values())


def exit_code(findings: Iterable[Finding], threshold: Severity = Severity.ERROR) -> int:
    """Give 0 when nothing reaches the threshold, else 1; 3 when a fault of ours (P008) is there."""
    grave = [each for each in findings if each.severity >= threshold]
    return 3 if any(each.code == "P008" for each in grave) else int(bool(grave))


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Give the gravest severity, or None when nothing was found."""
    return max((each.severity for each in findings), default=None)
