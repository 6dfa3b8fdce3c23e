"""Tokens: what a schema in compact syntax is written with (the specification, 2)."""

from __future__ import annotations

import codecs
import re
import sys
from bisect import bisect_right
from dataclasses import dataclass

from teipipe.findings import why

KEYWORDS = frozenset(
    """attribute default datatypes div element empty external grammar include inherit list mixed
    namespace notAllowed parent start string text token""".split()  # noqa: SIM905
)
"""Words that are no names unless a backslash stands before them."""

_NAME = r"[^\W\d][\w.\-\u00b7]*"
_TOKEN = re.compile(
    rf"""(?P<blank>(?:[ \t\n]+|\#(?!\#)[^\n]*)+)
    |(?P<documentation>\#\#[^\n]*)
    |(?P<literal>\"\"\".*?\"\"\"|'''.*?'''|"(?!"")[^"\n]*"|'(?!'')[^'\n]*')
    |(?P<name>{_NAME}:{_NAME}|{_NAME}:\*|\\?{_NAME})
    |(?P<mark>>>|\|=|&=|[={{}}\[\](),|&?*+\-~])""",
    re.X | re.S,
)
_ESCAPE = re.compile(r"\\x+\{([0-9A-Fa-f]{1,6})\}")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINE_FEED = "\udfff"
"""What no text holds that was decoded."""
_SHOWN = 20


class CompactError(Exception):
    """What a file cannot be read for, and where: line and column, from 1."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason, self.line, self.column = reason, line, column


@dataclass(frozen=True, slots=True)
class Token:
    """A token: what it is, how it is written, and where; the last of a file is empty."""

    kind: str
    text: str
    start: int
    end: int

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def is_name(self) -> bool:
        """Whether it is a name without a prefix, a keyword or not."""
        return self.kind == "name" and ":" not in self.text

    @property
    def is_keyword(self) -> bool:
        """Whether it has a meaning of its own; a backslash takes it away."""
        return self.text in KEYWORDS


def decoded(content: bytes) -> str:
    """Give the text of a file in UTF-8, or in UTF-16 by its mark, escapes resolved."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CompactError(why("neither-utf-8-nor-utf-16"), line, 1) from None
    return _ESCAPE.sub(_character, text.replace("\r\n", "\n").replace("\r", "\n"))


def _character(escape: re.Match[str]) -> str:
    """Give the character that an escape stands for; an escaped line feed ends no line."""
    code = int(escape[1], 16)
    if code == ord("\n"):
        return _LINE_FEED
    return chr(code) if code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF else "\0"


class Tokens:
    """The tokens of a text, one after the other, and the next two of them in sight."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [0, *(each.end() for each in re.finditer("\n", text))]
        wrong = _NO_XML.search(text)
        if wrong:
            raise self.wrong(why("control-character"), wrong.start())
        self._at = 0
        self._seen: list[Token] = []
        self.end = 0

    def look(self, further: int = 0) -> Token:
        """Give the next token, or one after it, and leave it there."""
        while len(self._seen) <= further:
            self._seen.append(self._next())
        return self._seen[further]

    def take(self) -> Token:
        """Give the next token; `end` is where it ends."""
        found = self._seen.pop(0) if self._seen else self._next()
        self.end = found.end
        return found

    def takes(self, mark: str) -> bool:
        """Take a mark or keyword if it comes next, and tell whether it did."""
        found = self.look()
        if found.text == mark and found.kind in ("mark", "name"):
            self.take()
            return True
        return False

    def expect(self, mark: str) -> Token:
        """Take a mark or keyword that must come next."""
        found = self.take()
        if found.text != mark or found.kind not in ("mark", "name"):
            raise self.unexpected(found, f"“{mark}”")
        return found

    def unexpected(self, token: Token, wanted: str) -> CompactError:
        """Make the error that something else stands in the place of what is wanted."""
        text = token.text if len(token.text) <= _SHOWN else f"{token.text[:_SHOWN]}…"
        found = why("stands", text=text) if token else why("file-ends")
        return self.wrong(why("expected-another", found=found, wanted=wanted), token.start)

    def wrong(self, reason: str, at: int) -> CompactError:
        """Make the error that something is wrong at a place in the text."""
        return CompactError(reason, *self.spot(at))

    def spot(self, at: int) -> tuple[int, int]:
        """Give the line and column of a place in the text."""
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    def _next(self) -> Token:
        while self._at < len(self._text):
            found = _TOKEN.match(self._text, self._at)
            if found is None:
                raise self._strange()
            self._at = found.end()
            if found.lastgroup != "blank":
                text = found[0].replace(_LINE_FEED, "\n")
                return Token(str(found.lastgroup), text, *found.span())
        return Token("end", "", self._at, self._at)

    def _strange(self) -> CompactError:
        character = self._text[self._at]
        if character in "\"'":
            return self.wrong(why("open-quotation-mark"), self._at)
        if character == "<" and not self._text[: self._at].strip():
            return self.wrong(why("xml-called-compact"), self._at)
        return self.wrong(why("begins-nothing", character=character), self._at)
