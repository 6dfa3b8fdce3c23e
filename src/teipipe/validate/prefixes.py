"""Private prefixes of pointers: `prefixDef`, and what it makes of `psn:lenin`.

See the TEI Guidelines, 17.2.3 and `prefixDef`: a pointer whose scheme is declared is matched, as
a whole, by `@matchPattern`, and becomes `@replacementPattern` with `$1`, `$2` … filled in. Several
declarations of one prefix are ways that may each be right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from teipipe.documents import Document, tei

_GROUP = re.compile(r"\$(\d)")
_REPEATED = re.compile(r"[*+}?]\)[*+{]")
LONGEST = 300
"""How long what follows a prefix may be; it is matched by an expression of the document's own."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """One `prefixDef`: how a pointer must look, and what it becomes."""

    match: re.Pattern[str] | None
    replacement: str

    def expanded(self, local: str) -> str | None:
        """Give what stands for a pointer, without its prefix; None where it does not fit."""
        fits = self.match.fullmatch(local[: LONGEST + 1]) if self.match else None
        if fits is None or len(local) > LONGEST:
            return None
        groups = (local, *fits.groups(""))
        return _GROUP.sub(
            lambda one: groups[int(one[1])] if int(one[1]) < len(groups) else "", self.replacement
        )


@lru_cache(maxsize=4)
def prefixes(document: Document) -> Mapping[str, Sequence[Prefix]]:
    """Give the prefixes that a document declares, anywhere in it."""
    found: dict[str, list[Prefix]] = {}
    for each in document.tree.iter(tei("prefixDef"), "{}prefixDef"):
        prefix = Prefix(
            _expression(each.get("matchPattern", "")), each.get("replacementPattern", "")
        )
        found.setdefault(each.get("ident", ""), []).append(prefix)
    return found


def _expression(pattern: str) -> re.Pattern[str] | None:
    """Compile a pattern, None for one that is none or that could take for ever to match."""
    if _REPEATED.search(pattern) or len(re.findall(r"[*+]", pattern)) > 6:
        return None
    translated = pattern.replace(r"\i", r"[A-Za-z_:]").replace(r"\c", r"[\w.:-]")
    try:
        return re.compile(translated)
    except re.error:
        return None
