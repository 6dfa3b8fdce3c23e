"""Targets: what each repository or catalogue needs, one file for each.

A target is a module here with a `TARGET`; its name, which users write behind `--for`, is that of
the module.
"""

from __future__ import annotations

from collections.abc import Mapping

from teipipe.deposit.targets import catalogue, datacite, dataverse, zenodo
from teipipe.deposit.targets.target import Target

TARGETS: Mapping[str, Target] = {
    each.name: each for each in (zenodo.TARGET, dataverse.TARGET, datacite.TARGET, catalogue.TARGET)
}
"""The targets by their names."""
