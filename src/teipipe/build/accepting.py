"""Accepting suggestions from anywhere: only those that leave the text as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from teipipe.documents import parse
from teipipe.encode import Inputs, encoded
from teipipe.encode.decisions import ACCEPTED, FILE, Decision, located, written
from teipipe.errors import DocumentError
from teipipe.findings import Finding, finding
from teipipe.lock import digest
from teipipe.project import tei_file
from teipipe.text.views import VIEWS, read


@dataclass(frozen=True, slots=True)
class Accepted:
    """Inputs with the decisions that passed, which of them are new, why others were refused.

    `content` is the document's `decisions.jsonl` with the new ones.
    """

    inputs: Inputs
    new: tuple[Decision, ...] = ()
    refused: tuple[Finding, ...] = ()
    content: bytes = b""


def accept(given: Inputs, suggestions: Sequence[Decision]) -> Accepted:
    """Let suggestions through the gate: found at one place, and the text stays identical.

    One that was decided on before, accepted or rejected, is left out in silence.
    """
    if not suggestions:
        return Accepted(given)
    taken = {_key(each) for each in given.settings.decisions}
    fresh: list[Decision] = []
    for each in suggestions:
        if _key(each) not in taken:
            fresh.append(each)
            taken.add(_key(each))
    placed, refused = located(given.transcription, fresh)
    passing, spoiling = _sorted(given, [each for each, _ in placed])
    order = {id(each): at for at, each in enumerate(fresh)}
    new = tuple(sorted(passing, key=lambda each: order[id(each)]))
    made = with_decisions(given, new)
    content = _appended(given.settings.folder / FILE, written(new))
    if new:
        made = replace(made, hashes={**given.hashes, FILE: digest(content)})
    return Accepted(made, new, (*refused, *spoiling), content)


def _appended(path: Path, lines: bytes) -> bytes:
    old = path.read_bytes() if path.is_file() else b""
    return old + (b"\n" if old and not old.endswith(b"\n") else b"") + lines


def with_decisions(given: Inputs, decisions: Sequence[Decision]) -> Inputs:
    """Give inputs with further decisions."""
    settings = given.settings
    return replace(given, settings=replace(settings, decisions=(*settings.decisions, *decisions)))


def _key(decision: Decision) -> tuple[str, str, bool]:
    place = "" if decision.everywhere else decision.selector.hash
    return (place or decision.selector.quote, decision.element, decision.everywhere)


def _sorted(given: Inputs, decisions: Sequence[Decision]) -> tuple[list[Decision], list[Finding]]:
    """Part the decisions that leave the text alone from the others, by halving."""
    reason = changed_text(with_decisions(given, decisions))
    if not reason:
        return list(decisions), []
    if len(decisions) == 1:
        return [], [_spoiling(decisions[0], reason)]
    middle = len(decisions) // 2
    passing, spoiling = _sorted(given, decisions[:middle])
    more, others = _sorted(with_decisions(given, passing), decisions[middle:])
    return [*passing, *more], [*spoiling, *others]


def _spoiling(decision: Decision, reason: str) -> Finding:
    quote, element = decision.selector.quote, decision.element
    return finding("E033", decision.place, "accept", quote=quote, element=element, reason=reason)


def changed_text(given: Inputs) -> str:
    """Say what of an encoding's text is not the transcription's; nothing where they agree."""
    settings = given.settings
    try:
        document = parse(encoded(given).content, tei_file(settings.folder), settings.folder)
    except DocumentError as error:
        return str(error)
    wanted, text = given.transcription.text, read(document.tree, VIEWS["source"]).text
    if wanted == text:
        return ""
    pairs = enumerate(zip(wanted, text, strict=False))
    at = next((n for n, (a, b) in pairs if a != b), min(len(wanted), len(text)))
    place = given.transcription.place(at)
    return f"{place.line}:{place.column} {text[at : at + 20]!r}"


def at_fault(given: Inputs) -> tuple[Finding, ...]:
    """Tell which accepted decisions make a text another, where it is without them."""
    decided = [each for each in given.settings.decisions if each.decision == ACCEPTED]
    without = replace(given, settings=replace(given.settings, decisions=()))
    if not decided or changed_text(without):
        return ()
    return tuple(_sorted(without, decided)[1])
