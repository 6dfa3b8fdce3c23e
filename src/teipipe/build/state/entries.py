"""What `manifest.json` says of a document: a line of JSON, which the pages of a corpus list."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from teipipe.build.results import Written
from teipipe.findings import Severity, worst

if TYPE_CHECKING:
    from teipipe.build.state.manifest import Row


FACTS = ("title", "author", "date", "language")
"""What a list says of a document, as far as it is known (`facts`)."""


def entry(row: Row) -> str:
    """Give the line of a document."""
    reads = dict(row.trace.reads)
    told = {
        "identifier": row.identifier,
        **row.trace.facts,
        "source": {"file": row.source, "sha256": reads.get(row.source, "")},
        "state": state(row),
        "findings": _counts(row),
        "outputs": [
            {"format": each.format, "file": f"{row.identifier}/{each.name}", "sha256": each.digest}
            for each in _made(row)
        ],
    }
    return json.dumps(told, ensure_ascii=False)


def state(row: Row) -> str:
    """Give how a document stands: failed, error, warning, or valid."""
    gravest = worst(row.findings)
    if not row.trace.is_made:
        return "failed"
    return gravest.name.lower() if gravest and gravest > Severity.NOTE else "valid"


def _counts(row: Row) -> list[dict[str, Any]]:
    """Give how often each code was found."""
    times: Counter[tuple[str, str]] = Counter()
    for each in row.findings:
        times[each.code, each.severity.name.lower()] += each.count
    return [
        {"code": code, "severity": severity, "count": count}
        for (code, severity), count in sorted(times.items())
    ]


def _made(row: Row) -> Sequence[Written]:
    return row.trace.files if row.trace.is_made else ()
