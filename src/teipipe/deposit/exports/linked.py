"""JSON-LD: the entries of the registers in the terms of schema.org."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from teipipe.deposit.exports.entries import Described
from teipipe.deposit.metadata import Metadata
from teipipe.deposit.serialising import as_json, kept

_TYPES = {
    "person": "Person",
    "place": "Place",
    "org": "Organization",
    "bibl": "CreativeWork",
    "object": "Thing",
}


def linked(metadata: Metadata, entries: Sequence[Described]) -> bytes | None:
    """Give `registers.jsonld`; an entry's id is its place at the address of the edition."""
    if not entries:
        return None
    graph = [_entity(metadata, each) for each in entries]
    return as_json({"@context": {"@vocab": "https://schema.org/"}, "@graph": graph})


def _entity(metadata: Metadata, entry: Described) -> dict[str, Any]:
    geo = None
    if entry.point:
        latitude, longitude = entry.point
        geo = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return kept(
        {
            "@id": f"{metadata.address}#{entry.id}",
            "@type": _TYPES[entry.kind],
            "name": entry.name,
            "alternateName": list(entry.variants),
            "birthDate": entry.birth,
            "deathDate": entry.death,
            "description": entry.note,
            "sameAs": [{"@id": each} for each in entry.addresses],
            "geo": geo,
        }
    )
