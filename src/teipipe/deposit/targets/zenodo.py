"""Zenodo, and every InvenioRDM: flat names, at most a hundred files, so the package is a zip."""

from __future__ import annotations

from teipipe.deposit.targets.target import Target

TARGET = Target(
    name="zenodo",
    title="Zenodo",
    needs=("title", "creators", "surnames", "date"),
    wants=("description", "languages", "keywords", "publisher"),
    beside=("CITATION.cff", "datacite.xml", "record.json"),
    limit=100,
)
