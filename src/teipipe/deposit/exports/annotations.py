"""Web Annotations (W3C, 2017): each mention of an entry, by its place in the plain text.

The target is the file of the text with its hash; positions count code points of it from 0, and
the quotation with what stands around it finds the place again in another text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from teipipe.deposit.exports.entries import Described, Mention
from teipipe.deposit.metadata import Metadata
from teipipe.deposit.serialising import as_json
from teipipe.digests import digest

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sha256": "https://schema.org/sha256"}]
_AROUND = 32


def web_annotations(
    metadata: Metadata,
    entries: Sequence[Described],
    mentions: Sequence[Mention],
    texts: Mapping[str, str],
) -> bytes | None:
    """Give `mentions.jsonld`, a collection with one page; `texts` are by document."""
    if not mentions:
        return None
    known = {each.id: each for each in entries}
    hashes = {name: digest(text.encode("utf-8")) for name, text in texts.items()}
    items = [
        _annotation(number, metadata, each, known.get(each.entry), texts[each.document], hashes)
        for number, each in enumerate(mentions, 1)
    ]
    return as_json(
        {
            "@context": _CONTEXT,
            "id": "#mentions",
            "type": "AnnotationCollection",
            "total": len(items),
            "first": {"id": "#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
        }
    )


def _annotation(
    number: int,
    metadata: Metadata,
    mention: Mention,
    entry: Described | None,
    text: str,
    hashes: Mapping[str, str],
) -> dict[str, Any]:
    name = f"{mention.document}.txt"
    body = next(iter(entry.addresses), "") if entry else ""
    return {
        "id": f"#mention-{number}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": body or f"{metadata.address}#{mention.entry}",
        "target": {
            "source": {
                "id": name,
                "type": "Text",
                "format": "text/plain",
                "sha256": hashes[mention.document],
            },
            "selector": [
                {"type": "TextPositionSelector", "start": mention.start, "end": mention.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[mention.start : mention.end],
                    "prefix": text[max(0, mention.start - _AROUND) : mention.start],
                    "suffix": text[mention.end : mention.end + _AROUND],
                },
            ],
        },
    }
