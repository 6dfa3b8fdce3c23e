"""The transcription: immutable text as it was received, with its hash.

The bytes become text by declared rules (`Reception`): the encoding, and what becomes of the
characters that XML cannot hold or that are no text (XML 1.0, 2.2 and 2.11). Whatever a rule does
is told. `decode` reads plain text; a reader of another kind of file gives the same value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path

from teipipe.consulted import consult
from teipipe.digests import digest
from teipipe.documents import shown
from teipipe.errors import DocumentError
from teipipe.findings import Finding, Place, finding

NAME = "source"

BYTES = "bytes"
"""The strictest proof: nothing differs, white space neither."""
WHITE_SPACE = "white-space"
"""The proof of a document that was not encoded from its transcription by declared rules."""

REFUSE = "refuse"
KEEP = "keep"
BREAK = "break"
PAGE_BREAK = "page-break"

_SETTINGS = {
    "\r": "line_ends",
    "\f": "form_feed",
    "\v": "vertical_tab",
    "\u00ad": "soft_hyphen",
    "\ufeff": "byte_order_mark",
}
"""Which rule is for which character; every other is for `controls`."""
_MARKED = re.compile(
    "\\A\ufeff|\r\n?|\u00ad|[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""A byte order mark, an end of line that XML does not keep, a soft hyphen, and what XML refuses
or advises against (2.2) and HTML cannot hold: the other control characters."""


@dataclass(frozen=True, slots=True)
class Reception:
    """How bytes become text: their encoding, and what becomes of each kind of character.

    `refuse` reads no such text, `keep` leaves the character, `drop` takes it out, `break` puts a
    line feed in its place, `page-break` takes it out and remembers the place. `proof` says how
    exactly a document's text must be this one.
    """

    encoding: str = "utf-8"
    byte_order_mark: str = REFUSE
    line_ends: str = REFUSE
    form_feed: str = REFUSE
    vertical_tab: str = REFUSE
    soft_hyphen: str = KEEP
    controls: str = REFUSE
    proof: str = BYTES


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule did to a character as received: how often, and where first."""

    setting: str
    rule: str
    character: str
    count: int
    place: Place


@dataclass(frozen=True, slots=True)
class Transcription:
    """A text of Unicode characters; offsets into it count characters from 0.

    `sha256` is that of the bytes as received; `changes` tells how the text differs from them,
    `pages` where a page begins.
    """

    name: str
    text: str
    sha256: str
    encoding: str = "utf-8"
    changes: tuple[Change, ...] = ()
    pages: tuple[int, ...] = ()
    proof: str = BYTES

    @property
    def is_as_received(self) -> bool:
        """Whether the text, in UTF-8, is the bytes as received."""
        kept = all(each.rule == KEEP for each in self.changes)
        return kept and self.encoding == "utf-8"

    def place(self, start: int, end: int | None = None) -> Place:
        """Give line and column (from 1) of a stretch of the text."""
        line, column = self._position(start)
        if end is None:
            return Place(self.name, line, column)
        return Place(self.name, line, column, *self._position(end))

    def _position(self, offset: int) -> tuple[int, int]:
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(each.end() for each in re.finditer("\n", text)))


def read(path: Path, root: Path, reception: Reception | None = None) -> Transcription:
    """Read a transcription by declared rules, without any as strict UTF-8.

    Raises `DocumentError` when the file cannot be read (P003), is empty (P002), is not in its
    encoding (E001) or holds a character that no rule allows (E002).
    """
    consult(path)
    name = shown(path, root)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(
            finding("P003", Place(name), reason=error.strerror or str(error))
        ) from None
    return decode(content, name, reception)


def decode(content: bytes, name: str, reception: Reception | None = None) -> Transcription:
    """Make a transcription of bytes, as `read` does; `name` names it in findings."""
    rules = reception or Reception()
    try:
        received = content.decode(rules.encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"0x{content[error.start]:02X}"
        raise DocumentError(
            finding("E001", Place(name, line), encoding=rules.encoding, byte=byte)
        ) from None
    if not received.strip():
        raise DocumentError(finding("P002", Place(name, 1, 1)))
    made = _Received(name, received, rules)
    made.run()
    changes, hash_ = tuple(made.changes.values()), digest(content)
    text = "".join(made.kept)
    pages = tuple(made.pages)
    return Transcription(name, text, hash_, rules.encoding, changes, pages, rules.proof)


def told(transcription: Transcription) -> tuple[Finding, ...]:
    """Tell what the rules did, kind by kind (E040)."""
    return tuple(
        Finding(
            "E040",
            each.place,
            {"character": each.character, "setting": each.setting, "rule": each.rule},
            each.count,
            NAME,
        )
        for each in transcription.changes
    )


@dataclass(slots=True)
class _Received:
    """A text as received, on its way through the rules."""

    name: str
    text: str
    rules: Reception
    kept: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[int] = field(default_factory=list)
    changes: dict[tuple[str, str], Change] = field(default_factory=dict)

    def run(self) -> None:
        at = 0
        for each in _MARKED.finditer(self.text):
            self.keep(self.text[at : each.start()])
            self.apply(each[0], each.start())
            at = each.end()
        self.keep(self.text[at:])

    def keep(self, characters: str) -> None:
        self.kept.append(characters)
        self.length += len(characters)

    def apply(self, characters: str, at: int) -> None:
        attribute = _SETTINGS.get(characters[0], "controls")
        rule = getattr(self.rules, attribute)
        setting = attribute.replace("_", "-")
        named = " ".join(f"U+{ord(each):04X}" for each in characters)
        if rule == REFUSE:
            raise DocumentError(finding("E002", self.place(at), character=named, setting=setting))
        self.note(setting, rule, named, at)
        if rule == PAGE_BREAK:
            self.pages.append(self.length)
        self.keep({KEEP: characters, BREAK: "\n"}.get(rule, ""))

    def note(self, setting: str, rule: str, named: str, at: int) -> None:
        known = self.changes.get((setting, named))
        count, place = (known.count + 1, known.place) if known else (1, self.place(at))
        self.changes[setting, named] = Change(setting, rule, named, count, place)

    def place(self, at: int) -> Place:
        line_start = self.text.rfind("\n", 0, at) + 1
        return Place(self.name, self.text.count("\n", 0, at) + 1, at - line_start + 1)


def rules_of(table: Mapping[str, str]) -> Reception:
    """Make the rules of a table of settings, whose keys have hyphens."""
    known = {each.name for each in fields(Reception)}
    values = {key.replace("-", "_"): value for key, value in table.items()}
    return Reception(**{key: value for key, value in values.items() if key in known})
