"""Paths are libxml2's, and many are given in a time that grows with their number."""

from pathlib import Path
from time import process_time

from lxml import etree

from teipipe.documents import parse
from teipipe.documents.paths import xpath

MANY = 8_000
MIXED = b"""<r xmlns:p="u"><a/><p:a/><a xmlns="u"/><!-- c --><?i i?><b/><a/><p:a/>
<q:a xmlns:q="u"/><c xmlns="v"><d/><d><e/></d></c><c xmlns="v"/><p:b><p:c/><c/></p:b></r>"""


def spent(folder: Path, count: int) -> float:
    """Give the least CPU time that the places of so many siblings take, of three trials."""
    trials = []
    for _ in range(3):
        document = parse(b"<r>" + b"<a/>" * count + b"</r>", folder / "a.xml", folder)
        document.place(None)
        begin = process_time()
        places = [document.place(each) for each in document.tree.getroot()]
        trials.append(process_time() - begin)
        assert places[-1].xpath == f"/r/a[{count}]"
    return min(trials)


def test_every_kind_of_name_is_written_as_libxml2_does():
    tree = etree.ElementTree(etree.fromstring(MIXED))
    elements = list(tree.iter(etree.Element))
    assert [xpath(each) for each in elements] == [tree.getpath(each) for each in elements]


def test_eight_times_as_many_siblings_take_no_square_of_the_time(tmp_path):
    assert spent(tmp_path, 8 * MANY) < 20 * spent(tmp_path, MANY)
