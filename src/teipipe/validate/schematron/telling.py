"""Telling: what the stylesheet of a schema found, as findings in the order of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from teipipe.documents import Document, ordinal
from teipipe.findings import Finding, Place, finding, why
from teipipe.validate.schematron.places import Places
from teipipe.validate.schematron.schemas import Compiled
from teipipe.validate.schematron.subordinates import shown_address
from teipipe.validate.schematron.writing import Assertion

SEVERITIES = {
    **dict.fromkeys(("info", "information", "note", "hint"), "note"),
    **dict.fromkeys(("warning", "warn", "nonfatal"), "warning"),
}
"""What `@severity`, `@role` and `@flag` mean; every other value, and none, is an error."""
MOST = 1000
"""How many places one assertion names in one document; the last of them counts the rest."""
_REFUSED = re.compile(
    r"(?:Access to URI|Document has been marked not available:) (\S+?)(?:\.?\s|\.?$)"
)
"""What the engine says of a file that a rule may not read."""


def told(document: Document, compiled: Compiled, results: Any) -> Iterator[Finding]:
    """Give what was found in one document, in its order."""
    places, made = Places(document), list[tuple[int, Finding]]()
    counted: Counter[str] = Counter()
    last: dict[str, int] = {}
    for each in results.iterchildren("finding", "failure"):
        number = each.get("at", "")
        counted[number] += 1
        if counted[number] > MOST:
            order, found = made[last[number]]
            made[last[number]] = order, replace(found, count=counted[number] - MOST + 1)
            continue
        last[number] = len(made)
        element = places.element(each.get("path", ""))
        assertion = compiled.stylesheet.assertions[int(number)]
        made.append((ordinal(element), _finding(document, element, assertion, each)))
    yield from (found for _, found in sorted(made, key=lambda each: each[0]))


def _finding(document: Document, element: Any, assertion: Assertion, found: Any) -> Finding:
    place, text = document.place(element), " ".join(found.xpath("string()").split())
    if found.tag == "failure":
        return failed(document, place, assertion.place, text, assertion.id)
    return finding(
        "V002",
        place,
        assertion.id or "schematron",
        text=text,
        severity=SEVERITIES.get(assertion.severity.lower(), "error"),
        schema=assertion.place.file,
        line=assertion.place.line,
    )


def failed(document: Document, place: Place, rule: Place, reason: str, name: str = "") -> Finding:
    """Tell that a rule stopped on a document before it could judge (V071)."""
    refused = _REFUSED.search(reason)
    if refused:
        reason = why("rule-reads", address=shown_address(document, refused[1]))
    arguments = {"reason": reason, "schema": rule.file, "line": rule.line}
    return finding("V071", place, name or "schematron", **arguments)


def unjudged(document: Document, compiled: Compiled, seconds: float) -> Finding:
    """Tell that a schema took longer on a document than it has time, or was given up (V070)."""
    place = document.place(None)
    arguments = {"schema": compiled.schema, "seconds": f"{seconds:g}"}
    return finding("V070", place, "schematron", **arguments)
