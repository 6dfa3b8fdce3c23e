"""Languages are detected only where something sets words apart, and only by a margin."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.oracles import require

from teipipe.encode import detection, marked
from teipipe.encode.declarations import Brackets, Detection, Quotations
from teipipe.encode.rules import RULES, foreign
from teipipe.encode.settings import Settings
from teipipe.encode.weaver import weave
from teipipe.transcription import decode

TEXT = (
    "He said “raison d’être”, she “the cause” [le répit] of “‘la cause perdue’”, “…” [au revoir]."
)
DECLARED = Detection(("fr", "de", "la"))


def encoded(declared: Detection, text: str = TEXT) -> tuple[str, list[str]]:
    settings = Settings(
        Path(),
        "encoding.toml",
        brackets=Brackets("#e", "gloss"),
        quotations=Quotations(),
        detection=declared,
    )
    transcription = decode(text.encode(), "source.txt")
    spans, found = marked(transcription, settings, (), RULES)
    xml, _ = weave(transcription, spans, [name for name, _ in RULES])
    return xml, [each.code for each in found]


Detect = Callable[[str], tuple[str, float]]


def french(margin: float) -> Callable[..., Detect]:
    """A detector that takes everything for French, by a margin."""
    return lambda _languages, _base: lambda _words: ("fr", margin)


@pytest.fixture
def installed() -> None:
    require(detection.detector(("fr",), "en") is not None, "py3langid is not installed")


@pytest.mark.usefixtures("installed")
def test_what_is_plainly_foreign_is_marked_and_what_may_be_is_told() -> None:
    xml, codes = encoded(DECLARED)
    marked_as = '<foreign xml:lang="fr" cert="medium">'
    assert f"“{marked_as}raison d’être</foreign>”" in xml
    assert f">{marked_as}le répit</foreign></note>" in xml
    assert "“the cause”" in xml
    assert "<foreign" not in xml.partition("au revoir")[0][-60:]
    assert codes == ["E042"]


@pytest.mark.usefixtures("installed")
def test_a_language_that_the_detector_does_not_know_is_an_error() -> None:
    assert encoded(Detection(("tlh",)))[1] == ["E044"]


@pytest.mark.usefixtures("installed")
def test_detecting_twice_gives_the_same() -> None:
    assert encoded(DECLARED) == encoded(DECLARED)


def test_without_the_package_nothing_is_marked_and_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "py3langid.langid", None)
    monkeypatch.setattr(foreign, "detector", detection.detector.__wrapped__)
    xml, codes = encoded(DECLARED)
    assert "<foreign" not in xml
    assert codes == ["E043"]


@pytest.mark.parametrize(("margin", "count", "told"), [(16, 5, 0), (8, 0, 6), (7.9, 0, 0)])
def test_the_margin_decides(
    margin: float, count: int, told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign, "detector", french(margin))
    xml, codes = encoded(DECLARED)
    assert xml.count("<foreign") == count
    assert codes == ["E042"] * told


@pytest.mark.parametrize(("evidence", "count"), [("brackets", 2), ("quotations", 3)])
def test_only_declared_evidence_counts(
    evidence: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign, "detector", french(99))
    xml, _ = encoded(Detection(("fr",), (evidence,)))
    assert xml.count("<foreign") == count


@pytest.mark.parametrize(
    ("tag", "good"),
    [
        ("en", True),
        ("ru-Latn", True),
        ("de-1901", True),
        ("sr-Cyrl-RS", True),
        ("es-419", True),
        ("grc-x-polyton", True),
        ("sl-rozaj-biske-1994", True),
        ("english", False),
        ("en_GB", False),
        ("e", False),
        ("de-", False),
        ("ru-Latin-1", False),
    ],
)
def test_a_language_is_a_well_formed_tag(tag: str, good: bool) -> None:
    from teipipe.configuration import check

    mistakes = check({"language": tag}, "encoding.schema.json", "encoding.toml")
    assert (mistakes == []) is good
