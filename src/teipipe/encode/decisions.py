"""Decisions: what was accepted or rejected, about which words, by whom (`decisions.jsonl`).

A place is told by its words and what stands right before and after them (the TextQuoteSelector of
the W3C's Web Annotation Data Model 4.2.4), so a decision survives every edit elsewhere. The keys
stand in `schemas/decision.schema.json`. What makes suggestions is `teipipe.encode.suggestions`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teipipe.configuration import check
from teipipe.digests import digest
from teipipe.documents import shown
from teipipe.encode.matching import Forms, near_places, passages, told
from teipipe.encode.spans import Attributes
from teipipe.errors import ConfigurationError
from teipipe.findings import Finding, Place, finding
from teipipe.transcription import Transcription

FILE = "decisions.jsonl"
SCHEMA = "decision.schema.json"
ACCEPTED = "accepted"
REJECTED = "rejected"

Stretch = tuple[int, int]
"""Where words begin and end in a text, counted in characters from 0."""

_CONTEXT = 32
_LONGEST = 512
_MUCH = 16
"""So many characters on one side are context enough where those on the other were edited."""
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Selector:
    """Words and what stands right before and after them."""

    quote: str
    prefix: str = ""
    suffix: str = ""

    @property
    def hash(self) -> str:
        """Tell words in this context from all others, whatever white space stands in them."""
        parts = (" ".join(part.split()) for part in (self.prefix, self.quote, self.suffix))
        return digest("\0".join(parts).encode("utf-8"))[:_DIGITS]


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a `decisions.jsonl`; `place` is where it stands, `value` what stands there."""

    selector: Selector
    decision: str
    element: str
    place: Place
    value: Mapping[str, Any]
    attributes: Attributes = ()
    certainty: str = ""
    everywhere: bool = False
    hash: str = ""


def selector_of(text: str, start: int, end: int) -> Selector:
    """Give words with as much context as tells them from all other places."""
    width = _CONTEXT
    while True:
        before, after = max(0, start - width), end + width
        found = text.find(text[before:after])
        alone = found == before and text.find(text[before:after], before + 1) < 0
        if alone or width >= _LONGEST:
            return Selector(text[start:end], text[before:start], text[end:after])
        width *= 2


def read_decisions(path: Path, root: Path) -> tuple[Decision, ...]:
    """Read the decisions of a document, none where the file is missing.

    Raises `ConfigurationError` with each wrong line as a finding (P003, P005).
    """
    if not path.exists():
        return ()
    return parse_decisions(_text(path, root), shown(path, root))


def read_suggestions(path: Path, root: Path, by: str = "") -> tuple[Decision, ...]:
    """Read suggestions from anywhere as accepted decisions of a person, as `read_decisions` does.

    What a line says itself of `decision` and `by` counts more.
    """
    given = {"decision": ACCEPTED} | ({"by": by} if by else {})
    return parse_decisions(_text(path, root), shown(path, root), given)


def parse_decisions(
    text: str, name: str, given: Mapping[str, Any] | None = None
) -> tuple[Decision, ...]:
    """Make decisions of lines of JSON; `given` holds what a line need not say."""
    made: list[Decision] = []
    wrong: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        value, mistakes = _value(line, name, number, given or {})
        wrong.extend(mistakes)
        if not mistakes:
            made.append(_decision(value, Place(name, number, 1)))
    if wrong:
        raise ConfigurationError(*wrong)
    return tuple(made)


def _text(path: Path, root: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ConfigurationError(finding("P003", Place(shown(path, root)), reason=reason)) from None


def _value(
    line: str, name: str, number: int, given: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Finding]]:
    try:
        value = json.loads(line)
    except ValueError as error:
        return {}, [finding("E030", Place(name, number, 1), reason=str(error))]
    if not isinstance(value, dict):
        return {}, [finding("E030", Place(name, number, 1), reason=type(value).__name__)]
    value = {**given, **value}
    return value, check(value, SCHEMA, name, {(): number})


def _decision(value: Mapping[str, Any], place: Place) -> Decision:
    selector = Selector(value["quote"], value.get("prefix", ""), value.get("suffix", ""))
    return Decision(
        selector,
        value["decision"],
        value["element"],
        place,
        value,
        tuple(value.get("attributes", {}).items()),
        value.get("certainty", ""),
        value.get("everywhere", False),
        value.get("hash", ""),
    )


def written(decisions: Iterable[Decision]) -> bytes:
    """Give decisions as the bytes of their file, each line as it was read."""
    lines = (json.dumps(each.value, ensure_ascii=False) + "\n" for each in decisions)
    return "".join(lines).encode("utf-8")


def located(
    transcription: Transcription, decisions: Sequence[Decision], check: str = ""
) -> tuple[tuple[tuple[Decision, tuple[Stretch, ...]], ...], tuple[Finding, ...]]:
    """Find the places of decisions; one that has none, or several and names one, is a finding."""
    everywhere = _everywhere(transcription.text, decisions)
    found: list[Finding] = []
    places: list[tuple[Decision, tuple[Stretch, ...]]] = []
    for each in decisions:
        where = _places(transcription.text, each, everywhere)
        mistake = _mistake(transcription, each, where, check)
        if mistake is None:
            places.append((each, where))
        else:
            found.append(mistake)
    return tuple(places), tuple(found)


def _everywhere(text: str, decisions: Sequence[Decision]) -> Mapping[str, Sequence[Stretch]]:
    """Find the words of the decisions about every place of them, the longest first."""
    quotes = {each.selector.quote for each in decisions if each.everywhere}
    found: dict[str, list[Stretch]] = {}
    for match in Forms((each, each) for each in sorted(quotes)).find(text, 0, len(text)):
        for quote in match.values:
            found.setdefault(quote, []).append((match.start, match.end))
    return found


def _places(
    text: str, decision: Decision, everywhere: Mapping[str, Sequence[Stretch]]
) -> tuple[Stretch, ...]:
    selector = decision.selector
    if decision.everywhere:
        return tuple(everywhere.get(selector.quote, ()))
    exact = selector.prefix + selector.quote + selector.suffix
    at = text.find(exact)
    if at >= 0 and text.find(exact, at + 1) < 0:
        start = at + len(selector.prefix)
        return ((start, start + len(selector.quote)),)
    both = passages(text, selector.quote, prefix=selector.prefix, suffix=selector.suffix)
    return both or _by_one_side(text, selector)


def _by_one_side(text: str, selector: Selector) -> tuple[Stretch, ...]:
    """Find words near which the text was edited: by much context on the side that was not."""
    sides = ({"prefix": selector.prefix}, {"suffix": selector.suffix})
    found = {
        place
        for side in sides
        if len("".join(side.values()).strip()) >= _MUCH
        for place in passages(text, selector.quote, **side)
        if _is_apart(text, *place)
    }
    return tuple(sorted(found))


def _is_apart(text: str, start: int, end: int) -> bool:
    """Say whether no word goes on beyond either end."""
    return not any(text[at - 1 : at + 1].isalnum() for at in (start, end) if 0 < at < len(text))


def _mistake(
    transcription: Transcription, decision: Decision, where: Sequence[Stretch], check: str
) -> Finding | None:
    """Tell of a decision that cannot be followed; a rejected one is a note only."""
    quote, accepted = decision.selector.quote, decision.decision == ACCEPTED
    if decision.hash and decision.hash != decision.selector.hash:
        return finding("E031", decision.place, check, quote=quote, hash=decision.selector.hash)
    if len(where) == 1 or (where and decision.everywhere):
        return None
    near = told(transcription, where[:3]) if where else near_places(transcription, quote)
    if not accepted:
        return finding("E032", decision.place, check, quote=quote, times=len(where), near=near)
    if where:
        return finding("E006", decision.place, check, quote=quote, times=len(where), near=near)
    return finding("E005", decision.place, check, quote=quote, near=near)
