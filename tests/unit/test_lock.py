"""The lock: what was changed since an encoding, and by whom."""

from pathlib import Path

import pytest

from teipipe.errors import DocumentError
from teipipe.lock import (
    Lock,
    Standing,
    behind,
    by_hand,
    digest,
    read_lock,
    standing,
    written,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "source.txt").write_bytes(b"text")
    (tmp_path / "a.xml").write_bytes(b"<a/>")
    lock = Lock({"source.txt": digest(b"text")}, {"a.xml": digest(b"<a/>")})
    (tmp_path / "encoding.lock").write_bytes(written(lock))
    return tmp_path


def codes(folder: Path) -> list[str]:
    state = standing(folder, "a.xml")
    return [each.code for each in (*by_hand(state, "tei/a"), *behind(state, "tei/a"))]


def test_nothing_changed(folder: Path) -> None:
    assert standing(folder, "a.xml") == Standing()
    assert codes(folder) == []


def test_what_is_written_is_read_back_in_one_order(folder: Path) -> None:
    lock = Lock({"b": "2", "a": "1"}, {})
    (folder / "encoding.lock").write_bytes(written(lock))
    assert read_lock(folder) == lock
    assert written(lock) == written(Lock({"a": "1", "b": "2"}, {}))
    assert written(lock).endswith(b"}\n")


def test_a_changed_transcription_is_told(folder: Path) -> None:
    (folder / "source.txt").write_bytes(b"another text")
    assert standing(folder, "a.xml") == Standing(changed=("source.txt",))
    assert codes(folder) == ["E018"]


def test_a_missing_transcription_is_told(folder: Path) -> None:
    (folder / "source.txt").unlink()
    assert standing(folder, "a.xml") == Standing(missing=("source.txt",))
    assert codes(folder) == ["E018"]


def test_a_file_changed_by_hand_is_told(folder: Path) -> None:
    (folder / "a.xml").write_bytes(b"<a></a>")
    assert standing(folder, "a.xml") == Standing(by_hand=("a.xml",))
    (found,) = by_hand(standing(folder, "a.xml"), "tei/a")
    assert (found.code, found.place.file) == ("E017", "tei/a/a.xml")


def test_a_deleted_file_may_be_written_again(folder: Path) -> None:
    (folder / "a.xml").unlink()
    assert standing(folder, "a.xml") == Standing()


def test_a_file_that_no_lock_knows_is_the_editors(folder: Path) -> None:
    (folder / "encoding.lock").unlink()
    assert standing(folder, "a.xml").by_hand == ("a.xml",)
    (folder / "a.xml").unlink()
    assert standing(folder, "a.xml") == Standing()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"read": 1, "written": {}}', "\x00"])
def test_a_broken_lock_is_told(folder: Path, content: str) -> None:
    (folder / "encoding.lock").write_text(content)
    with pytest.raises(DocumentError) as caught:
        standing(folder, "a.xml")
    assert caught.value.findings[0].code == "E019"
