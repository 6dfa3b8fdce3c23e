"""One document's text under a view, with the map from its characters to the document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from teipipe.build.plan import Task
from teipipe.build.unit import unexplained
from teipipe.build.workshop import Workshop
from teipipe.documents import ID, Document, load
from teipipe.documents.forms import as_p5
from teipipe.documents.inclusion import whole
from teipipe.findings import Finding, Place
from teipipe.text import ledger, plain, views
from teipipe.text.offsets import Stretch, stretches


@dataclass(frozen=True, slots=True)
class Text:
    """A text as its file would hold it, what was found, and what it was made of."""

    content: bytes
    findings: tuple[Finding, ...]
    document: Document
    reading: views.Reading
    marked: str

    def offsets(self) -> Iterator[str]:
        """Give the map, a line of JSON for each stretch (docs/text.md)."""
        places = cache(self.document.place)
        for each in stretches(self.reading, self.marked):
            yield _line(each, places(each.element))


def text(task: Task) -> Text:
    """Make the text of a document; the findings tell whether it accounts for every character.

    Raises `DocumentError` for a document that cannot be read, `ConfigurationError` for a
    stylesheet of the project that cannot be used.
    """
    document = whole(load(task.path, task.root))
    (output,) = Workshop().transformer(task).run(document, task.identifier, task.settings)
    read, view = as_p5(document), task.settings.get("view", "reading")
    reading = views.read(read.tree, views.VIEWS[view])
    found = (*read.findings, *output.findings)
    if output.text:
        found = (*found, *unexplained(read, ledger.account("text", reading, output.text)))
    marked = output.result if view == "source" else plain.lay_out(output.result, view)
    return Text(output.content, found, read, reading, marked)


def _line(each: Stretch, place: Place) -> str:
    around = (each.element, *each.element.iterancestors())
    entry = {
        "start": each.start,
        "end": each.end,
        "xpath": place.xpath,
        "id": next((named for element in around if (named := element.get(ID))), None),
        "line": place.line,
        "from": each.first,
        "to": each.last,
        **({"restored": each.restored} if each.restored else {}),
    }
    return json.dumps(entry, ensure_ascii=False) + "\n"
