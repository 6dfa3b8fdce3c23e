"""BEACON: which numbers of the GND the edition says something of (BEACON link dump format)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from teipipe.deposit.exports.entries import Described, Mention
from teipipe.deposit.metadata import Metadata

_PREFIX = "https://d-nb.info/gnd/"


def beacon(
    metadata: Metadata, entries: Sequence[Described], mentions: Sequence[Mention]
) -> bytes | None:
    """Give `beacon.txt`: number, how often it is mentioned, the entry at the edition's address."""
    times = Counter(each.entry for each in mentions)
    lines = sorted(
        {
            f"{identifier.value}|{times[entry.id] or ''}|{_target(metadata, entry)}".rstrip("|")
            for entry in entries
            for identifier in entry.identifiers
            if identifier.scheme == "GND"
        }
    )
    if not lines:
        return None
    head = {
        "FORMAT": "BEACON",
        "PREFIX": _PREFIX,
        "NAME": metadata.title,
        "DESCRIPTION": " ".join(metadata.description[:1]),
        "INSTITUTION": metadata.publisher.name if metadata.publisher else "",
        "CONTACT": metadata.email,
        "TIMESTAMP": max(metadata.changed, metadata.date),
    }
    said = [f"#{key}: {value}" for key, value in head.items() if value]
    return ("\n".join([*said, "", *lines]) + "\n").encode("utf-8")


def _target(metadata: Metadata, entry: Described) -> str:
    return f"{metadata.address}#{entry.id}" if metadata.address else ""
