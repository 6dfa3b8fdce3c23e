"""The crosswalks by the names of their files: each makes one from the one model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from teipipe.deposit import fields
from teipipe.deposit.crosswalks import datacite, datacite_json, invenio
from teipipe.deposit.crosswalks.citation import citation
from teipipe.deposit.crosswalks.codemeta import codemeta
from teipipe.deposit.crosswalks.dataverse_json import dataverse_json
from teipipe.deposit.crosswalks.dublincore import dublin_core
from teipipe.deposit.crosswalks.marc import marcxml
from teipipe.deposit.crosswalks.mods import mods
from teipipe.deposit.crosswalks.zenodo_json import zenodo_json
from teipipe.deposit.metadata import Metadata
from teipipe.deposit.serialising import as_json
from teipipe.findings import Finding, Place, finding


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """How a file is made, and the fields without which it would not be valid."""

    make: Callable[[Metadata], bytes]
    needs: tuple[str, ...] = ()


_DATACITE = ("title", "creators", "publisher", "date")

CROSSWALKS: Mapping[str, Crosswalk] = {
    ".zenodo.json": Crosswalk(zenodo_json, ("title", "creators")),
    "CITATION.cff": Crosswalk(citation, ("title", "creators")),
    "codemeta.json": Crosswalk(codemeta, ("title",)),
    "datacite.json": Crosswalk(datacite_json.json, _DATACITE),
    "datacite.xml": Crosswalk(datacite.xml, _DATACITE),
    "dataverse.json": Crosswalk(
        dataverse_json, ("title", "creators", "contact", "description", "disciplines")
    ),
    "dublincore.xml": Crosswalk(dublin_core),
    "marc.xml": Crosswalk(marcxml, ("title",)),
    "mods.xml": Crosswalk(mods, ("title",)),
    "record.json": Crosswalk(
        lambda metadata: as_json(invenio.record(metadata)), ("title", "creators", "date")
    ),
}
"""Every crosswalk; `record.json` and `dataverse.json` are for the interfaces of repositories."""
PACKED = tuple(name for name in CROSSWALKS if name not in ("dataverse.json", "record.json"))
"""What every package has."""


def files(
    metadata: Metadata, names: Iterable[str] = PACKED
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """Make files of metadata, and tell which cannot be made, and for want of what (D015)."""
    made: dict[str, bytes] = {}
    found: list[Finding] = []
    for name in names:
        lacks = fields.missing(metadata, CROSSWALKS[name].needs)
        if lacks:
            found.append(unmade(name, lacks))
        else:
            made[name] = CROSSWALKS[name].make(metadata)
    return made, tuple(found)


def unmade(name: str, lacks: Iterable[str]) -> Finding:
    """Tell that a file cannot be made for want of some fields (D015)."""
    what = ", ".join(fields.words(each)["name"] for each in lacks)
    return finding("D015", Place(name), "deposit", file=name, what=what)
