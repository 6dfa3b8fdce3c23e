"""Dataverse: a data set with the citation block, and the package as a zip."""

from __future__ import annotations

from teipipe.deposit.targets.target import Target

TARGET = Target(
    name="dataverse",
    title="Dataverse",
    needs=("title", "creators", "contact", "description", "disciplines"),
    wants=("date", "languages", "keywords"),
    beside=("dataverse.json",),
)
