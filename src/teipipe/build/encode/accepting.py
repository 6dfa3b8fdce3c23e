"""Accepting suggestions from anywhere: only those that leave text and validity as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from teipipe.digests import digest
from teipipe.documents import parse, root_of
from teipipe.encode import Encoded, Inputs, encoded
from teipipe.encode.decisions import ACCEPTED, FILE, Decision, located, written
from teipipe.errors import DocumentError
from teipipe.findings import Finding, Severity, finding
from teipipe.project import tei_file
from teipipe.text.views import VIEWS, read
from teipipe.validate import validate

_SHOWN = 20


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
    """Let through the gate what is found at one place, leaves the text identical, brings no error.

    An error is one of encoding, or one by the schemas of the project. One that was decided on
    before, accepted or rejected, is left out in silence.
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
    known = _errors(given, encoded(given))
    passing, spoiling = _sorted(given, [each for each, _ in placed], known)
    order = {id(each): at for at, each in enumerate(fresh)}
    new = tuple(sorted(passing, key=lambda each: order[id(each)]))
    made = _with_decisions(given, new)
    content = _appended(given.settings.folder / FILE, written(new))
    if new:
        made = replace(made, hashes={**given.hashes, FILE: digest(content)})
    return Accepted(made, new, (*refused, *spoiling), content)


def _appended(path: Path, lines: bytes) -> bytes:
    old = path.read_bytes() if path.is_file() else b""
    return old + (b"\n" if old and not old.endswith(b"\n") else b"") + lines


def _with_decisions(given: Inputs, decisions: Sequence[Decision]) -> Inputs:
    """Give inputs with further decisions."""
    settings = given.settings
    return replace(given, settings=replace(settings, decisions=(*settings.decisions, *decisions)))


def _key(decision: Decision) -> tuple[str, str, bool]:
    place = "" if decision.everywhere else decision.selector.hash
    return (place or decision.selector.quote, decision.element, decision.everywhere)


def _sorted(
    given: Inputs, decisions: Sequence[Decision], known: Counter[str]
) -> tuple[list[Decision], list[Finding]]:
    """Part the decisions that may be followed from the others, by halving."""
    objection = _objection(_with_decisions(given, decisions), known)
    if objection is None:
        return list(decisions), []
    if len(decisions) == 1:
        return [], [_refused(decisions[0], *objection)]
    middle = len(decisions) // 2
    passing, refused = _sorted(given, decisions[:middle], known)
    more, others = _sorted(_with_decisions(given, passing), decisions[middle:], known)
    return [*passing, *more], [*refused, *others]


def _refused(decision: Decision, code: str, arguments: Mapping[str, str]) -> Finding:
    quote, element = decision.selector.quote, decision.element
    return finding(code, decision.place, "accept", quote=quote, element=element, **arguments)


def _objection(given: Inputs, known: Counter[str]) -> tuple[str, Mapping[str, str]] | None:
    """Say why an encoding cannot stand: its text is another, or it brings an unknown error."""
    made = encoded(given)
    if reason := changed_text(given, made):
        return "E033", {"reason": reason}
    errors = _errors(given, made)
    error = next((each for each, times in errors.items() if times > known[each]), None)
    return ("E037", {"error": error}) if error else None


def _errors(given: Inputs, made: Encoded) -> Counter[str]:
    """Count the errors of an encoding by what they say, those of rules before those of schemas."""
    found = (*made.findings, *_by_schemas(given, made))
    return Counter(each.message for each in found if each.severity is Severity.ERROR)


def _by_schemas(given: Inputs, made: Encoded) -> Sequence[Finding]:
    path = tei_file(given.settings.folder)
    try:
        document = parse(made.content, path, root_of(path))
    except DocumentError as error:
        return error.findings
    return validate(document, given.schemas, given.registers)


def changed_text(given: Inputs, made: Encoded) -> str:
    """Say what of an encoding's text is not the transcription's; nothing where they agree."""
    folder = given.settings.folder
    try:
        document = parse(made.content, tei_file(folder), folder)
    except DocumentError as error:
        return str(error)
    wanted, text = given.transcription.text, read(document.tree, VIEWS["source"]).text
    if wanted == text:
        return ""
    pairs = enumerate(zip(wanted, text, strict=False))
    at = next((n for n, (a, b) in pairs if a != b), min(len(wanted), len(text)))
    place = given.transcription.place(at)
    return f"{place.line}:{place.column} {text[at : at + _SHOWN]!r}"


def at_fault(given: Inputs) -> tuple[Finding, ...]:
    """Tell which accepted decisions make a text another, where it is right without them."""
    decided = [each for each in given.settings.decisions if each.decision == ACCEPTED]
    without = replace(given, settings=replace(given.settings, decisions=()))
    made = encoded(without)
    if not decided or changed_text(without, made):
        return ()
    return tuple(_sorted(without, decided, _errors(given, encoded(given)))[1])
