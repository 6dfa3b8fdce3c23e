"""Zenodo, and every InvenioRDM: flat names, at most a hundred files, so the package is a zip."""

from __future__ import annotations

from teipipe.deposit.targets.target import Target

SANDBOX = "https://sandbox.zenodo.org/api"
"""Where deposits are tried: what is sent there is no publication."""
RECORD = "record.json"
"""The file that holds the record for the interface; it is none of the files of a deposit."""

TARGET = Target(
    name="zenodo",
    title="Zenodo",
    needs=("title", "creators", "surnames", "date"),
    wants=("description", "languages", "keywords", "publisher"),
    beside=("CITATION.cff", "datacite.xml", "record.json"),
    limit=100,
)
