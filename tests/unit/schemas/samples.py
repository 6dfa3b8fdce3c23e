"""The sample edition and its register, whole or damaged at one place."""

from pathlib import Path

HERE = Path(__file__).parent
SAMPLE = HERE / "sample.xml"
PERSONS = HERE / "persons.xml"


def damaged(old: str, new: str, file: Path = SAMPLE) -> bytes:
    """The sample with the one occurrence of `old` replaced."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{text.count(old)} times in {file.name}: {old}"
    return text.replace(old, new).encode()
