"""The rules of encoding, in the order in which they run.

A rule is a function from a transcription, the settings, the registers and the spans so far to
new spans and findings. The order is also that of strength: where spans cross, the one of the
later rule is split. An installed package adds rules through the entry point group
`teipipe.rules`; they run last, by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from teipipe.encode.rules.annotations import mark_annotations
from teipipe.encode.rules.brackets import mark_brackets
from teipipe.encode.rules.corrections import mark_corrections
from teipipe.encode.rules.dates import mark_dates
from teipipe.encode.rules.decisions import mark_decisions
from teipipe.encode.rules.foreign import mark_foreign
from teipipe.encode.rules.highlighting import mark_highlighting
from teipipe.encode.rules.notes import mark_notes
from teipipe.encode.rules.pages import mark_pages
from teipipe.encode.rules.quotations import mark_quotations
from teipipe.encode.rules.registers import mark_registers
from teipipe.encode.rules.structure import mark_structure
from teipipe.encode.rules.titles import mark_titles
from teipipe.encode.settings import Settings
from teipipe.encode.spans import Marked, Span
from teipipe.plugins import plugins
from teipipe.registers import Register
from teipipe.transcription import Transcription

GROUP = "teipipe.rules"
"""The entry point group of further rules."""


class Rule(Protocol):
    """A function from what is known to what it adds."""

    def __call__(
        self,
        transcription: Transcription,
        settings: Settings,
        registers: Sequence[Register],
        spans: Sequence[Span],
        /,
    ) -> Marked:
        """Give the spans that the rule adds, and its findings."""


RULES: tuple[tuple[str, Rule], ...] = (
    ("structure", mark_structure),
    ("pages", mark_pages),
    ("notes", mark_notes),
    ("brackets", mark_brackets),
    ("annotations", mark_annotations),
    ("decisions", mark_decisions),
    ("quotations", mark_quotations),
    ("highlighting", mark_highlighting),
    ("titles", mark_titles),
    ("foreign", mark_foreign),
    ("registers", mark_registers),
    ("dates", mark_dates),
    ("corrections", mark_corrections),
)


def installed() -> tuple[tuple[str, Rule], ...]:
    """Give the rules of this package and of installed ones, in their order."""
    return (*RULES, *((name, load()) for name, load in plugins(GROUP)))
