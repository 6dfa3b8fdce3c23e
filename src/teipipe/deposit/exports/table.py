"""CSV (RFC 4180): the registers as tables, in the columns that `teipipe register import` reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from teipipe.deposit.exports.entries import Described
from teipipe.registers import joined

_COLUMNS = ("id", "kind", "name", "variants", "birth", "death", "note")


def table(entries: Sequence[Described]) -> bytes | None:
    """Give `registers.csv`: a row for each entry, a column for each authority."""
    if not entries:
        return None
    schemes = sorted({each.scheme for entry in entries for each in entry.identifiers})
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*_COLUMNS, *(f"idno:{each}" for each in schemes)])
    for entry in entries:
        held = {each.scheme: each.value for each in reversed(entry.identifiers)}
        said = (entry.id, entry.kind, entry.name, joined(entry.variants))
        dates = (entry.birth, entry.death, entry.note)
        writer.writerow([*said, *dates, *(held.get(each, "") for each in schemes)])
    return out.getvalue().encode("utf-8")
