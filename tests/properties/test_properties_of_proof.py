"""The promise of the proof: any text under any spans is read back in both ways, to the byte."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.properties.test_encode import NAMES, spans_over

from teipipe.build.encode.proving import proof_of
from teipipe.documents import parse
from teipipe.encode.frame import framed, read_header
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Span
from teipipe.encode.weaver import weave
from teipipe.text.proof import Level, Proof
from teipipe.transcription import Transcription

EDITION = (("resp", "#editor"),)
ROOT = Path(__file__).parent


def rendition(letter: str, side: str) -> str:
    return (
        f'<rendition xml:id="c{ord(letter)}-{side}" scheme="css" scope="{side}">'
        f'content: "\\{ord(letter):x} "</rendition>'
    )


def header(letters: Iterable[str]) -> str:
    """A header that names an editor, and declares each character that became markup."""
    each = "".join(rendition(letter, side) for letter in letters for side in ("before", "after"))
    return (
        '<teiHeader xmlns="http://www.tei-c.org/ns/1.0"><fileDesc><titleStmt><title>A</title>'
        '<editor xml:id="editor">B</editor></titleStmt></fileDesc>'
        f"<encodingDesc><tagsDecl>{each}</tagsDecl></encodingDesc></teiHeader>"
    )


def proven(transcription: Transcription, spans: Iterable[Span]) -> Proof:
    every = list(spans)
    xml, _ = weave(transcription, every, NAMES)
    moved = {
        transcription.text[at] for each in every if each.before for at in (each.start, each.end - 1)
    }
    read = read_header(header(sorted(moved)).encode(), ROOT / "header.xml", ROOT)
    document = framed("a", Settings(ROOT, "encoding.toml"), read, (), xml)
    return proof_of(parse(document.encode(), ROOT / "a.xml", ROOT), transcription)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Transcription, list[Span]]:
    """A text with spans of rules, and with words that an edition puts in anywhere."""
    transcription, spans = draw(spans_over())
    places = st.integers(0, len(transcription.text))
    for _ in range(draw(st.integers(0, 4))):
        start, end = sorted((draw(places), draw(places)))
        words = draw(st.sampled_from(("x", " ", "[“”]", "&<")))
        corrected = Span(end, end, "corr", EDITION, "corrections", inserted=words)
        spans += draw(
            st.sampled_from(
                (
                    [Span(end, end, "supplied", EDITION, "corrections", inserted=words)],
                    [
                        Span(start, end, "choice", (), "corrections", inserted=corrected),
                        Span(start, end, "sic", (), "corrections"),
                    ],
                )
            )
        )
    return transcription, spans


@given(edited())
def test_any_text_under_any_spans_is_proven_in_both_ways(
    drawn: tuple[Transcription, list[Span]],
) -> None:
    proof = proven(*drawn)
    assert (proof.level, proof.ways_agree) == (Level.BYTES, True), proof.difference


@given(spans_over(), st.data())
def test_a_text_that_lacks_a_character_is_not_proven(
    drawn: tuple[Transcription, list[Span]], data: st.DataObject
) -> None:
    transcription, spans = drawn
    at = data.draw(st.integers(0, len(transcription.text) - 1))
    lost = Span(at, at + 1, "seg", EDITION, NAMES[-1])
    keeping = [each for each in spans if not each.before]
    assert not proven(transcription, [*keeping, lost]).holds
