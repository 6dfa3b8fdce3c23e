"""GeoJSON (RFC 7946): the places of the registers that have coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from teipipe.deposit.exports.entries import Described, Mention
from teipipe.deposit.serialising import as_json, kept


def geojson(entries: Sequence[Described], mentions: Sequence[Mention]) -> bytes | None:
    """Give `places.geojson`: a point for each place, with the documents that mention it."""
    features = [_feature(entry, mentions) for entry in entries if entry.point]
    if not features:
        return None
    return as_json({"type": "FeatureCollection", "features": features})


def _feature(entry: Described, mentions: Sequence[Mention]) -> dict[str, Any]:
    assert entry.point is not None
    latitude, longitude = entry.point
    documents = dict.fromkeys(each.document for each in mentions if each.entry == entry.id)
    return {
        "type": "Feature",
        "id": entry.id,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": kept(
            {
                "name": entry.name,
                "variants": list(entry.variants),
                "note": entry.note,
                "sameAs": list(entry.addresses),
                "documents": list(documents),
            }
        ),
    }
