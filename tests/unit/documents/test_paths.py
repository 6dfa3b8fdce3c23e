"""Paths are libxml2's; what many of them cost, benchmarks/growth.py tells."""

from lxml import etree

from teipipe.documents.paths import xpath

MIXED = b"""<r xmlns:p="u"><a/><p:a/><a xmlns="u"/><!-- c --><?i i?><b/><a/><p:a/>
<q:a xmlns:q="u"/><c xmlns="v"><d/><d><e/></d></c><c xmlns="v"/><p:b><p:c/><c/></p:b></r>"""


def test_every_kind_of_name_is_written_as_libxml2_does():
    tree = etree.ElementTree(etree.fromstring(MIXED))
    elements = list(tree.iter(etree.Element))
    assert [xpath(each) for each in elements] == [tree.getpath(each) for each in elements]
