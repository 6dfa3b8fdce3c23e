"""The words of reports, from `schemas/reports.json`; the findings' own are in their catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from teipipe import resources


def words() -> Mapping[str, str | list[str]]:
    """Give every word of the reports by its key: one form, or one for one and one for many."""
    return resources.table("schemas/reports.json")


def say(key: str, n: int = 0, /, **arguments: str) -> str:
    """Give a word or a phrase with its arguments filled in, in the form that fits the number."""
    forms = words()[key]
    form = forms if isinstance(forms, str) else forms[n != 1]
    return form.format(n=f"{n:,}", **arguments)
