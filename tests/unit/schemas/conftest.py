"""The profile, read in two ways: by libxml2, and as a table of what stands in what."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.unit.schemas.grammar import Grammar, read

from teipipe.resources import path


@pytest.fixture(scope="session")
def profile() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(path("schemas/teipipe.rng")))


@pytest.fixture(scope="session")
def grammar() -> Grammar:
    return read(path("schemas/teipipe.rng"))
