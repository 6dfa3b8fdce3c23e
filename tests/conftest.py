"""What tests of every kind share: where the material of others is, and no limits in seconds."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.oracles import require

settings.register_profile("teipipe", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("teipipe")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--trees", type=int, default=20, help="how many random trees")


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let no test depend on what earlier runs knew, nor write among the user's caches."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test depend on no other one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


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


@pytest.fixture
def regenerates(request: pytest.FixtureRequest) -> bool:
    """Whether `--regen-all` asks for the expected files to be written from what is made."""
    return bool(request.config.getoption("regen_all"))
