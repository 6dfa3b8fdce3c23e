"""`.zenodo.json`, which Zenodo reads from a repository at a release (its older interface)."""

from __future__ import annotations

from typing import Any

from teipipe.deposit.crosswalks.datacite import contributors
from teipipe.deposit.crosswalks.invenio import paragraphs
from teipipe.deposit.languages import iso639_3
from teipipe.deposit.metadata import Agent, Metadata
from teipipe.deposit.serialising import as_json, kept, words


def zenodo_json(metadata: Metadata) -> bytes:
    """Give `.zenodo.json`; without a licence it claims none."""
    languages = [code for each in metadata.languages if (code := iso639_3(each))]
    stated = metadata.licence
    return as_json(
        kept(
            {
                "title": metadata.title,
                "upload_type": "dataset",
                "publication_date": metadata.date,
                "description": paragraphs(metadata.description),
                "creators": [_agent(each) for each in metadata.creators],
                "contributors": [
                    {**_agent(each), "type": "Other" if kind in words()["untranslated"] else kind}
                    for each, kind in contributors(metadata)
                ],
                **_access(metadata),
                "license": stated.spdx if stated else "",
                "keywords": [each.text for each in metadata.subjects],
                "language": next(iter(languages), ""),
                "version": metadata.version,
                "doi": metadata.doi,
                "related_identifiers": [
                    {
                        "identifier": each.identifier.value,
                        "relation": each.relation[0].lower() + each.relation[1:],
                    }
                    for each in metadata.related
                ],
                "references": [each.citation for each in metadata.sources if each.citation],
                "method": paragraphs(metadata.methods),
            }
        )
    )


def _access(metadata: Metadata) -> dict[str, str]:
    if metadata.embargo:
        return {"access_right": "embargoed", "embargo_date": metadata.embargo}
    if metadata.restricted:
        return {"access_right": "restricted", "access_conditions": words()["restricted"]}
    return {"access_right": "open"}


def _agent(agent: Agent) -> dict[str, Any]:
    orcid, gnd = agent.identifier("ORCID"), agent.identifier("GND")
    return kept(
        {
            "name": agent.inverted,
            "affiliation": "; ".join(each.name for each in agent.affiliations),
            "orcid": orcid.value if orcid else "",
            "gnd": gnd.value if gnd else "",
        }
    )
