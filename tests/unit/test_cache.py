"""Marks of earlier runs: set once, for exactly one content; without a folder there are none."""

from pathlib import Path

import pytest

from teipipe import cache


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def test_a_mark_is_for_one_content_of_one_kind(folder):
    cache.remember(cache.mark("kind", [b"one", b"two"]))
    assert cache.is_set(cache.mark("kind", [b"one", b"two"]))
    for other in (["one"], ["two", "one"], ["onetwo"], ["onet", "wo"]):
        assert not cache.is_set(cache.mark("kind", [each.encode() for each in other]))
    assert not cache.is_set(cache.mark("other", [b"one", b"two"]))
    assert [each.stat().st_size for each in folder.rglob("*") if each.is_file()] == [0]


def test_a_mark_is_for_one_version(folder, monkeypatch):
    cache.remember(cache.mark("kind", [b"one"]))
    monkeypatch.setattr(cache, "__version__", "0.0.0")
    assert not cache.is_set(cache.mark("kind", [b"one"]))


def test_a_folder_that_cannot_be_written_gives_no_marks(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    mark = cache.mark("kind", [b"one"])
    cache.remember(mark)
    assert mark is not None
    assert not cache.is_set(mark)


def test_without_a_home_there_are_no_marks(monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", _homeless)
    cache.remember(cache.mark("kind", [b"one"]))
    assert not cache.is_set(cache.mark("kind", [b"one"]))


def test_a_relative_folder_does_not_count(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setattr(Path, "home", _homeless)
    assert cache.mark("kind", [b"one"]) is None


def _homeless() -> Path:
    raise RuntimeError
