"""What makes books, compiled once for all tests of them."""

from __future__ import annotations

import pytest

from teipipe import resources
from teipipe.saxon import Engine
from teipipe.transform import Transformer


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The stylesheet of books alone: what it makes is one string."""
    return Engine({"epub": resources.path("xslt/epub.xsl")})


@pytest.fixture(scope="session")
def transformer() -> Transformer:
    """What makes whole books."""
    return Transformer(["epub"])
