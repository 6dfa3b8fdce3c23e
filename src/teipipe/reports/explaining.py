"""What a finding means, with an example, wrong and right, taken from the case that tests it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from teipipe import resources
from teipipe.findings import STAGES, catalogue
from teipipe.reports.words import say

_WIDTH = 78
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an example: lines of one file, named where an example has several."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding's entry in the catalogue, and its example (none where no file can show it)."""

    code: str
    title: str
    severity: str
    stage: str
    message: str
    hint: str
    wrong: tuple[Part, ...] = ()
    right: tuple[Part, ...] = ()


def examples() -> Mapping[str, Mapping[str, object]]:
    """Give the examples by code (`schemas/examples.json`, made of the cases)."""
    return resources.table("schemas/examples.json")


def explanation(code: str) -> Explanation:
    """Explain a code of the catalogue; `KeyError` for another."""
    entry = catalogue()[code]
    example = examples()[code]
    return Explanation(
        code,
        entry["title"],
        entry["severity"],
        STAGES[code[0]],
        str(example["message"]),
        str(example["hint"]),
        _parts(example.get("wrong")),
        _parts(example.get("right")),
    )


def as_text(explained: Explanation) -> str:
    """Give an explanation as lines for a terminal."""
    said = [explained.message, explained.hint]
    lines = [_headline(explained), *(line for each in said for line in ("", *_wrapped(each)))]
    for which, parts in _halves(explained):
        lines += ["", f"{say(which)}:"]
        for part in parts:
            lines += [f"{_INDENT}{part.file}:"] if part.file else []
            lines += [f"{_INDENT}{line}".rstrip() for line in part.text.split("\n")]
    return "\n".join(lines) + "\n"


def as_markdown(explained: Explanation) -> str:
    """Give an explanation as a page of the documentation."""
    lines = [f"# {_headline(explained)}", "", f"> {_escaped(explained.message)}", ""]
    lines.append(_escaped(explained.hint))
    for which, parts in _halves(explained):
        lines += ["", f"## {say(which)}"]
        for part in parts:
            named = [f"`{part.file}`:", ""] if part.file else []
            lines += ["", *named, "```" + _language(part), part.text, "```"]
    return "\n".join(lines) + "\n"


def index() -> str:
    """Give the table of all findings, each with its page."""
    rows = [
        f"| [{code}]({code}.md) | {entry['severity']} | {_escaped(entry['title'])} |"
        for code, entry in catalogue().items()
    ]
    columns = " | ".join(say(each) for each in ("code", "severity", "what"))
    head = [f"# {say('all-findings')}", "", f"| {columns} |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows]) + "\n"


def _wrapped(sentence: str) -> list[str]:
    return wrap(sentence, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _headline(explained: Explanation) -> str:
    found_by = say("found-by", stage=explained.stage, severity=explained.severity)
    return f"{explained.code}: {explained.title} ({found_by})"


def _halves(explained: Explanation) -> Sequence[tuple[str, tuple[Part, ...]]]:
    halves = (("wrong", explained.wrong), ("right", explained.right))
    return [(which, parts) for which, parts in halves if parts]


def _parts(given: object) -> tuple[Part, ...]:
    if not isinstance(given, list):
        return ()
    return tuple(Part(**each) for each in given)


def _language(part: Part) -> str:
    if part.file.endswith(".toml"):
        return "toml"
    return "xml" if part.text.lstrip().startswith("<") or part.file.endswith(".xml") else ""


def _escaped(text: str) -> str:
    return "".join(f"\\{each}" if each in "\\`*_<>[]|#&" else each for each in text)
