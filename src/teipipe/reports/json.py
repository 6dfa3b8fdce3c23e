"""The report of a build as JSON: findings, and the ledger of each output."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from teipipe.findings import Finding


def document(
    source: Mapping[str, Any],
    outputs: Sequence[Mapping[str, Any]],
    findings: Sequence[Finding],
) -> bytes:
    """Give a document's `report.json`; the same values give the same bytes."""
    content = {
        "document": dict(source),
        "outputs": [dict(each) for each in outputs],
        "findings": [each.as_dict() for each in findings],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
