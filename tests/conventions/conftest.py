"""The sources of the package."""

from __future__ import annotations

from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "teipipe"


@pytest.fixture(scope="session")
def sources() -> dict[str, str]:
    """Every module's source, by its path inside the package."""
    files = sorted(PACKAGE.rglob("*.py"))
    return {file.relative_to(PACKAGE).as_posix(): file.read_text("utf-8") for file in files}
