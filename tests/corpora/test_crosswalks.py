"""Headers by others give metadata that are valid, whatever is in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import yaml
from jsonschema import Draft7Validator
from tests.oracles import environments, metadata

from teipipe.deposit import crosswalks, formats
from teipipe.deposit.gathering import gather
from teipipe.deposit.headers import read
from teipipe.deposit.metadata import Metadata
from teipipe.documents import load
from teipipe.documents.forms import as_p5
from teipipe.documents.inclusion import whole
from teipipe.errors import DocumentError

INTERFACES = ("dataverse.json", "record.json")
"""Those that ask for more than most headers say."""


def deposits(corpora: Path) -> Iterator[Metadata]:
    """Give the metadata of every document that can be read, and of every corpus as one deposit."""
    for folder in sorted(each for each in corpora.iterdir() if each.is_dir()):
        headers = []
        for file in sorted(folder.rglob("*.xml")):
            try:
                document = as_p5(whole(load(file, folder)))
            except DocumentError:
                continue
            headers.append(read(document, file.stem, lambda _: ()))
            yield gather(file.stem, headers[-1:], {})
        yield gather(folder.name, headers, {"title": folder.name})


def test_every_file_of_metadata_is_valid(corpora):
    judge = Draft7Validator(json.loads(environments.cff_schema().read_text("utf-8")))
    wrong, count = [], 0
    for deposit in deposits(corpora):
        files, _ = crosswalks.files(deposit, crosswalks.CROSSWALKS)
        count += len(files)
        judged = (each for each in files if each not in INTERFACES)
        wrong += [fault for each in judged if (fault := formats.fault(each, files[each]))]
        for name in ("datacite", "mods"):
            if f"{name}.xml" in files:
                wrong += metadata.objections(name, files[f"{name}.xml"])
        if "CITATION.cff" in files:
            value = yaml.safe_load(files["CITATION.cff"])
            wrong += [each.message for each in judge.iter_errors(value)]
    assert wrong == []
    assert count > 1000
