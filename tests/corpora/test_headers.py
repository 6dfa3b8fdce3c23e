"""Headers by others: who made the edition, who wrote the work, when, under which licence.

`headers.json` is a table made by hand: what a person reads in each header. An agent is written as
“Surname, Given · relators Scheme:identifier”.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.oracles import require

from teipipe.deposit.gathering import gather
from teipipe.deposit.headers import read
from teipipe.deposit.metadata import Agent
from teipipe.documents import load
from teipipe.documents.forms import as_p5
from teipipe.documents.inclusion import whole

TABLE: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("headers.json").read_text("utf-8")
)


def written(agent: Agent) -> str:
    known = (f"{each.scheme}:{each.value}" for each in agent.identifiers if each.scheme != "URL")
    return " ".join((f"{agent.inverted} ·", *agent.roles, *known))


def test_the_table_has_headers_of_twenty_shapes():
    assert len({name.partition("/")[0] for name in TABLE}) >= 20


@pytest.mark.parametrize("name", TABLE)
def test_a_header_maps_as_the_table_says(corpora, name):
    file = corpora / name
    require(file.is_file(), f"no {name} among the corpora")
    document = as_p5(whole(load(file, corpora / name.partition("/")[0])))
    header = read(document, file.stem, lambda _: ())
    found = gather(file.stem, [header], {})
    assert {
        "title": header.title,
        "creators": [written(each) for each in found.creators],
        "contributors": [written(each) for each in found.contributors],
        "authors": [written(each) for each in found.authors()],
        "publisher": found.publisher.name if found.publisher else None,
        "issued": found.issued.edtf if found.issued else None,
        "created": found.created.edtf if found.created else None,
        "licence": found.licence.name if found.licence else None,
        "language": next(iter(found.languages), None),
        "identifiers": [f"{each.scheme}:{each.value}" for each in found.identifiers],
        "address": found.address or None,
        "version": found.version or None,
        "source": [header.source.title, header.source.dated.edtf if header.source.dated else None],
    } == TABLE[name]
