"""A package to verify, and one that is laid out to be sent: each test has its own copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.unit.build.deposit.packages import package, project

from teipipe.build.deposit.depositing import lay_out
from teipipe.build.deposit.surveying import survey
from teipipe.deposit.targets import TARGETS


@pytest.fixture(scope="package")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("project"))
    return package(root, root / "deposit" / "letters").path


@pytest.fixture
def bag(good: Path, tmp_path: Path) -> Path:
    """A package in a folder, `letters`."""
    return Path(shutil.copytree(good, tmp_path / "letters"))


@pytest.fixture(scope="package")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("project"))
    zipped = package(root, root / "letters.zip").path
    return lay_out(survey(start=root), zipped, TARGETS["zenodo"], root / "letters-zenodo").path


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A package with its record, laid out for a repository."""
    return Path(shutil.copytree(made, tmp_path / "letters-zenodo"))
