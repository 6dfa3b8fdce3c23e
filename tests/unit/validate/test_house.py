"""A lab's own checks: installed code only, and what it breaks on stops nothing."""

import sys
from pathlib import Path

import pytest

from teipipe import plugins
from teipipe.documents import parse
from teipipe.errors import ConfigurationError
from teipipe.findings import finding
from teipipe.validate import house, validate
from teipipe.validate.house import Remark

DOCUMENT = parse(b"<TEI>\n<p/></TEI>", Path("a.xml"), Path.cwd())


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a package with one check, whose code is given."""

    def run(code: str, entry: str = "lab_checks:check") -> None:
        (tmp_path / "lab_checks.py").write_text(code)
        info = tmp_path / "lab_checks-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: lab-checks\nVersion: 1\n")
        (info / "entry_points.txt").write_text(f"[teipipe.checks]\nlab = {entry}\n")
        monkeypatch.syspath_prepend(tmp_path)

    house.installed.cache_clear()
    plugins.plugins.cache_clear()
    yield run
    house.installed.cache_clear()
    plugins.plugins.cache_clear()
    sys.modules.pop("lab_checks", None)


def test_an_installed_check_is_found_and_run(install):
    install(
        "from teipipe.validate.house import Remark\n"
        "def check(document):\n"
        "    for each in document.tree.iter('p'):\n"
        "        yield Remark('An empty p.', each, 'error')\n"
    )
    found = [each for each in validate(DOCUMENT) if each.code == "V060"]
    assert [(each.message, each.severity.name, each.place.line, each.check) for each in found] == [
        ("An empty p.", "ERROR", 2, "lab")
    ]


@pytest.mark.parametrize("code", ["raise RuntimeError('no')", "other = 1", "syntax error"])
def test_a_check_that_cannot_be_loaded_stops_the_command(install, code):
    install(code)
    with pytest.raises(ConfigurationError) as caught:
        validate(DOCUMENT)
    assert [each.code for each in caught.value.findings] == ["V062"]
    assert caught.value.exit_code == 2


def test_a_check_that_breaks_is_told_and_the_others_go_on(monkeypatch):
    def breaks(document):
        yield Remark("before")
        raise KeyError("x")

    checks = {"a": breaks, "b": lambda document: [finding("V056", document.place(None))]}
    monkeypatch.setattr(house, "installed", lambda: checks)
    assert [each.code for each in house.check(DOCUMENT)] == ["V060", "V061", "V056"]


def test_nothing_is_loaded_where_nothing_is_installed():
    assert house.installed() == {}
