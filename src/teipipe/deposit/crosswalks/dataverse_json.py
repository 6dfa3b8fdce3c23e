"""`dataverse.json`: a data set with its citation block, as its native interface takes it."""

from __future__ import annotations

import re
from typing import Any

from teipipe.deposit.crosswalks.datacite import contributors
from teipipe.deposit.languages import name as language_name
from teipipe.deposit.metadata import Agent, Metadata
from teipipe.deposit.serialising import as_json, kept, words

_CHOSEN = ("authorIdentifierScheme", "contributorType")
_SCHEMES = {"ORCID": "ORCID", "GND": "GND", "VIAF": "VIAF", "ISNI": "ISNI", "ROR": "ROR"}


def dataverse_json(metadata: Metadata) -> bytes:
    """Give the data set; fields that nobody states are left out."""
    stated = metadata.licence
    licence = kept({"name": stated.title, "uri": stated.address}) if stated else {}
    version = kept({"license": licence, "metadataBlocks": {"citation": _citation(metadata)}})
    return as_json({"datasetVersion": version})


def _citation(metadata: Metadata) -> dict[str, Any]:
    titles = [each.text for each in metadata.of_kind("alternative", "translated")]
    fields = [
        _text("title", metadata.title),
        _text("subtitle", next((each.text for each in metadata.of_kind("sub")), "")),
        _texts("alternativeTitle", titles),
        _compound("author", [_author(each) for each in metadata.creators]),
        _compound("datasetContact", _contacts(metadata)),
        _compound(
            "dsDescription",
            [{"dsDescriptionValue": each} for each in metadata.description],
        ),
        _chosen("subject", list(metadata.disciplines)),
        _compound("keyword", [_keyword(s.text, s.address) for s in metadata.subjects]),
        _chosen("language", [language_name(each) for each in metadata.languages]),
        _compound(
            "contributor",
            [
                {"contributorType": _type(kind), "contributorName": each.inverted}
                for each, kind in contributors(metadata)
                if kind != "ContactPerson"
            ],
        ),
        _compound(
            "grantNumber",
            [
                kept({"grantNumberAgency": each.funder.name, "grantNumberValue": each.award})
                for each in metadata.funding
            ],
        ),
        _compound(
            "otherId",
            [
                {"otherIdAgency": each.scheme, "otherIdValue": each.value}
                for each in metadata.identifiers
            ],
        ),
        _compound("distributor", _distributors(metadata)),
        _text("distributionDate", metadata.date),
        _compound("timePeriodCovered", _periods(metadata)),
        _texts("relatedMaterial", [each.citation for each in metadata.sources if each.citation]),
    ]
    return {"fields": [each for each in fields if each["value"]]}


def _text(name: str, value: str) -> dict[str, Any]:
    return {"typeName": name, "typeClass": "primitive", "multiple": False, "value": value}


def _texts(name: str, values: list[str]) -> dict[str, Any]:
    return {"typeName": name, "typeClass": "primitive", "multiple": True, "value": values}


def _chosen(name: str, values: list[str]) -> dict[str, Any]:
    unique = list(dict.fromkeys(values))
    return {
        "typeName": name,
        "typeClass": "controlledVocabulary",
        "multiple": True,
        "value": unique,
    }


def _compound(name: str, values: list[dict[str, str]]) -> dict[str, Any]:
    listed = [{key: _inner(key, text) for key, text in kept(each).items()} for each in values]
    return {"typeName": name, "typeClass": "compound", "multiple": True, "value": listed}


def _inner(name: str, value: str) -> dict[str, Any]:
    kind = "controlledVocabulary" if name in _CHOSEN else "primitive"
    return {"typeName": name, "typeClass": kind, "multiple": False, "value": value}


def _author(agent: Agent) -> dict[str, Any]:
    best = agent.identifier(*_SCHEMES)
    return {
        "authorName": agent.inverted,
        "authorAffiliation": "; ".join(each.name for each in agent.affiliations),
        "authorIdentifier": best.value if best else "",
        "authorIdentifierScheme": _SCHEMES[best.scheme] if best else "",
    }


def _contacts(metadata: Metadata) -> list[dict[str, str]]:
    if not metadata.email:
        return []
    name = metadata.contact.inverted if metadata.contact else ""
    return [{"datasetContactName": name, "datasetContactEmail": metadata.email}]


def _type(kind: str) -> str:
    """Give what a contributor is by Dataverse's list, from DataCite's word."""
    spaced = re.sub("(?<=[a-z])(?=[A-Z])", " ", kind)
    return spaced if spaced in words()["dataverse-contributors"] else "Other"


def _distributors(metadata: Metadata) -> list[dict[str, str]]:
    return [{"distributorName": metadata.publisher.name}] if metadata.publisher else []


def _periods(metadata: Metadata) -> list[dict[str, str]]:
    """Give when the texts were written, as far as it has a beginning or an end."""
    if metadata.created is None:
        return []
    start, end = metadata.created.start, metadata.created.end or metadata.created.start
    said = {"timePeriodCoveredStart": start, "timePeriodCoveredEnd": "" if end == ".." else end}
    return [said]


def _keyword(text: str, address: str) -> dict[str, str]:
    return {"keywordValue": text, "keywordTermURI": address}
