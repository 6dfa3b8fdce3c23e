"""codemeta.json (CodeMeta 3.0): the terms that it shares with schema.org, for a data set."""

from __future__ import annotations

from typing import Any

from teipipe.deposit.metadata import BODY, Agent, Metadata
from teipipe.deposit.serialising import as_json, kept

CONTEXT = "https://w3id.org/codemeta/3.0"


def codemeta(metadata: Metadata) -> bytes:
    """Give `codemeta.json`."""
    stated = metadata.licence
    licence = f"https://spdx.org/licenses/{stated.spdx}" if stated and stated.spdx else ""
    return as_json(
        kept(
            {
                "@context": CONTEXT,
                "@type": "Dataset",
                "name": metadata.title,
                "alternateName": [
                    each.text for each in metadata.of_kind("sub", "alternative", "translated")
                ],
                "description": "\n\n".join(metadata.description),
                "identifier": f"https://doi.org/{metadata.doi}" if metadata.doi else "",
                "author": [agent(each) for each in metadata.creators],
                "contributor": [agent(each) for each in metadata.contributors],
                "publisher": agent(metadata.publisher) if metadata.publisher else None,
                "funder": [agent(each.funder) for each in metadata.funding],
                "funding": "; ".join(each.award for each in metadata.funding if each.award),
                "license": licence or (stated.address if stated else ""),
                "datePublished": metadata.date,
                "dateModified": metadata.changed,
                "version": metadata.version,
                "keywords": [each.text for each in metadata.subjects],
                "inLanguage": list(metadata.languages),
                "url": metadata.address,
            }
        )
    )


def agent(described: Agent) -> dict[str, Any]:
    """Give an agent in the terms of schema.org."""
    best = described.identifier("ORCID", "ROR", "GND", "ISNI", "VIAF", "Wikidata")
    person = {"givenName": described.given, "familyName": described.family}
    return kept(
        {
            "@id": best.url if best else "",
            "@type": "Organization" if described.kind == BODY else "Person",
            "name": described.name,
            **(person if described.kind != BODY else {}),
            "affiliation": [agent(each) for each in described.affiliations],
        }
    )
