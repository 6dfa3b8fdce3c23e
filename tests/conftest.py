"""What tests of every kind share: where the material of others is, and no limits in seconds."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.oracles import require

settings.register_profile("teipipe", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("teipipe")


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
