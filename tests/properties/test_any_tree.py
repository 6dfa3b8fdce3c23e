"""Whatever tree of TEI comes: every format is made, and no character is lost or comes in.

The trees are random (`growing.py`), the same in every run; `--trees N` looks at more of them. Words
that run together where blocks stand inside words are not looked for: no reader could say there what
one word is.
"""

from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from tests.properties.growing import grown

from teipipe.documents import Document, load
from teipipe.text.ledger import account
from teipipe.text.views import HELD, VIEWS, read
from teipipe.transform import Transformer


@cache
def transformer() -> Transformer:
    return Transformer(["html", "text", "epub"])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(metafunc.config.getoption("--trees")))


def document(tree: str, folder: Path) -> Document:
    path = folder / "tree.xml"
    path.write_text(tree, "utf-8")
    return load(path, folder)


def lost_or_added(loaded: Document, view: str) -> dict[str, tuple[int, int]]:
    outputs = transformer().run(loaded, "tree", {"view": view})
    ledgers = [
        account(each.name, read(loaded.tree, HELD[each.view]), each.text)
        for each in outputs
        if each.text is not None and view in (each.format.views or VIEWS)
    ]
    assert ledgers
    return {each.output: (each.unexplained, each.surplus) for each in ledgers}


def test_no_character_is_lost_or_comes_in(seed: int, tmp_path: Path) -> None:
    loaded = document(grown(seed), tmp_path)
    view = tuple(VIEWS)[seed % len(VIEWS)]
    for found in (lost_or_added(loaded, "reading"), lost_or_added(loaded, view)):
        assert set(found.values()) == {(0, 0)}, found


def test_a_loss_is_seen(tmp_path: Path) -> None:
    loaded = document(grown(0), tmp_path)
    outputs = transformer().run(loaded, "tree", {"view": "reading"})
    reading = read(etree.fromstring(grown(1), etree.XMLParser(collect_ids=False)), VIEWS["reading"])
    assert outputs[0].text is not None
    assert account("html", reading, outputs[0].text).unexplained > 0
