"""What tests of every kind share: where the material of others is."""

import os
from pathlib import Path

import pytest
from tests.oracles import require


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real TEI by others that `TEIPIPE_CORPORA` names."""
    named = os.environ.get("TEIPIPE_CORPORA", "")
    require(Path(named).is_dir() if named else False, "no corpora: TEIPIPE_CORPORA names no folder")
    return Path(named)


@pytest.fixture(scope="session")
def schemas() -> Path:
    """The folder of schemas by others that `TEIPIPE_SCHEMAS` names."""
    named = os.environ.get("TEIPIPE_SCHEMAS", "")
    require(Path(named).is_dir() if named else False, "no schemas: TEIPIPE_SCHEMAS names no folder")
    return Path(named)
