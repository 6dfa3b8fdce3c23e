"""The encoding of a file: what its first bytes say, then what its XML declaration says.

The order is that of the XML specification, appendix F. A byte order mark, or the first bytes of a
declaration in UTF-16, go before a declaration that they contradict. Parsers are given UTF-8 alone,
so that they all know every encoding that Python knows.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from teipipe.errors import DocumentError
from teipipe.findings import Place, finding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STARTS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""How a file begins that has more than one byte for a character, and no mark."""
_EBCDIC = b"\x4c\x6f\xa7\x94"
_OTHER_NAMES = {
    "ansi": "cp1252",
    "iso-10646-ucs-2": "utf-16",
    "iso-10646-ucs-4": "utf-32",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-6-i": "iso8859-6",
    "ucs-2": "utf-16",
    "ucs-4": "utf-32",
    "unicode": "utf-16",
    "unicode-1-1-utf-8": "utf-8",
    "windows-31j": "cp932",
    "x-mac-ce": "mac_latin2",
}
"""Names that files use, and Python knows neither as they are, nor without “x-”, nor as “cp…”."""
_DECLARED = re.compile(rb"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
_NO_ALPHABET = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
_WIDE = re.compile(r"utf-?(?:16|32).*|iso-10646-ucs-[24]|ucs-?[24]|unicode", re.ASCII)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file as UTF-8 without a mark, with the encoding declared and the one it has."""

    content: bytes
    declared: str
    found: str

    @property
    def contradicts(self) -> bool:
        """Whether the file is in another encoding than it declares."""
        return bool(self.declared) and _family(self.declared) != _family(self.found)


def decoded(content: bytes, name: str) -> Decoded:
    """Read a file's bytes as UTF-8; `name` names it in errors.

    Raises `DocumentError` for an encoding that is not known (P027), and with the place of the
    first byte that cannot stand in the file's encoding (P026).
    """
    mark = next((each for each, _ in _MARKS if content.startswith(each)), b"")
    by_bytes = dict(_MARKS).get(mark) or _by_start(content)
    declared = _declared(content, by_bytes)
    found = by_bytes or _narrow(declared) or "utf-8"
    codec = _codec(found)
    if codec is None:
        if not _is_utf8(content):
            raise DocumentError(finding("P027", Place(name, 1, 1), encoding=declared))
        codec, found = "utf-8", "utf-8"
    if codec in ("utf-8", "ascii"):
        return Decoded(content[len(mark) :], declared, found)
    return Decoded(_text(content, codec, name, found).encode("utf-8"), declared, found)


def _by_start(content: bytes) -> str:
    return next((name for start, name in _STARTS if content.startswith(start)), "")


def _declared(content: bytes, by_bytes: str) -> str:
    """Give the declaration's encoding, in whatever encoding the declaration is written."""
    head = content[:400]
    if by_bytes.startswith("utf-") and by_bytes != "utf-8":
        head = head.decode(by_bytes, "replace").encode("utf-8").lstrip(codecs.BOM_UTF8)
    elif content.startswith(_EBCDIC):
        head = head.decode("cp037").encode("utf-8")
    stated = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8))
    return stated[1].decode() if stated else ""


def _narrow(declared: str) -> str:
    """Give a declared encoding; not one of wide characters, for it was read byte by byte."""
    return "" if _WIDE.fullmatch(declared.lower()) else declared


def _codec(name: str) -> str | None:
    """Give Python's name of an encoding of text, None where it has none."""
    lowered = name.lower()
    bare = lowered.removeprefix("x-")
    for each in (_OTHER_NAMES.get(lowered, lowered), bare, bare.replace("windows-", "cp")):
        try:
            codec = codecs.lookup(each)
        except LookupError:
            continue
        if codec.name not in _NO_ALPHABET and codec._is_text_encoding:
            return codec.name
    return None


def _family(name: str) -> str:
    """Give what two names of one encoding have in common, whatever the order of the bytes."""
    codec = _codec(name) or name.lower()
    return "utf-8" if codec == "ascii" else re.sub(r"-[lb]e$", "", codec)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _text(content: bytes, codec: str, name: str, encoding: str) -> str:
    try:
        return content.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(codec, "replace")
        line = before.count("\n") + 1
        place = Place(name, line, len(before) - before.rfind("\n"))
        byte = f"0x{content[error.start]:02X}"
        raise DocumentError(finding("P026", place, encoding=encoding, byte=byte)) from None
