"""DataCite: what a DOI is registered with."""

from __future__ import annotations

from teipipe.deposit.targets.target import Target

TARGET = Target(
    name="datacite",
    title="DataCite",
    needs=("title", "creators", "publisher", "date"),
    wants=("description", "languages", "keywords"),
    beside=("datacite.json", "datacite.xml"),
)
