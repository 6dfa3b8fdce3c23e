"""The committed outputs of this repository's edition, before every judge from outside."""

from pathlib import Path

import pytest
from tests.oracles import ace, axe, epubcheck, nu

OUTPUTS = Path(__file__).parents[2] / "outputs"


def built(pattern: str) -> list[Path]:
    found = sorted(OUTPUTS.rglob(pattern))
    if not found:
        pytest.fail(f"no {pattern} in outputs: run `make outputs`")
    return found


def test_epubcheck_has_no_error_and_no_warning() -> None:
    messages = epubcheck.check(built("*.epub"))
    assert [m for m in messages if m.severity in {"FATAL", "ERROR", "WARNING"}] == []


def test_ace_finds_every_book_accessible() -> None:
    assert ace.check(built("*.epub")) == ()


def test_axe_finds_every_page_accessible_in_every_mode() -> None:
    assert axe.check(built("*.html")) == ()


def test_nu_has_no_error() -> None:
    messages = nu.check(built("*.html"))
    assert [m for m in messages if m.kind != "info"] == []
