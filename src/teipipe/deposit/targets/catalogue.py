"""A library's catalogue: records in MODS, MARC and Dublin Core."""

from __future__ import annotations

from teipipe.deposit.targets.target import Target

TARGET = Target(
    name="catalogue",
    title="a catalogue",
    needs=("title", "languages"),
    wants=("date", "publisher", "identifiers"),
    beside=("dublincore.xml", "marc.xml", "mods.xml"),
)
