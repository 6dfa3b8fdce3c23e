"""Whatever the profile accepts is TEI: documents made from the profile, judged by Jing."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree
from tests.oracles import jing
from tests.unit.schemas.grammar import Grammar
from tests.unit.schemas.instances import Writer

RANDOM_DOCUMENTS = 300


def _smallest(grammar: Grammar) -> Iterator[tuple[str, etree._Element]]:
    writer = Writer(grammar)
    for element in grammar.elements:
        yield element, writer.holding(element)
        for child in grammar.children(element):
            yield f"{element}-{child}", writer.holding(element, child)
        for name, pattern in grammar.attributes(element).items():
            for number, value in enumerate(pattern.values()):
                label = f"{element}-at-{name.replace(':', '-')}-{number}"
                yield label, writer.bearing(element, name, value)


def _random(grammar: Grammar) -> Iterator[tuple[str, etree._Element]]:
    writer = Writer(grammar)
    return ((str(seed), writer.random(seed)) for seed in range(RANDOM_DOCUMENTS))


def _judge(
    documents: Iterable[tuple[str, etree._Element]], profile: etree.RelaxNG, folder: Path
) -> list[str]:
    """Write the documents, each valid by the profile, and say what TEI objects to."""
    files = []
    for name, document in documents:
        profile.assertValid(document)
        file = folder / f"{name}.xml"
        file.write_bytes(etree.tostring(document))
        files.append(file)
    messages = jing.validate(jing.tei_all(), files)
    return [f"{Path(message.file).stem}: {message.text}" for message in messages]


def test_every_element_can_be_reached(grammar: Grammar) -> None:
    assert Writer(grammar).paths.keys() == grammar.elements.keys()


def test_each_element_child_and_attribute_is_tei(
    grammar: Grammar, profile: etree.RelaxNG, tmp_path: Path
) -> None:
    assert _judge(_smallest(grammar), profile, tmp_path) == []


def test_random_documents_are_tei(grammar: Grammar, profile: etree.RelaxNG, tmp_path: Path) -> None:
    assert _judge(_random(grammar), profile, tmp_path) == []


def test_smallest_documents_hold_what_they_are_made_for(grammar: Grammar) -> None:
    writer = Writer(grammar)
    for element in grammar.elements:
        for child in grammar.children(element):
            document = writer.holding(element, child)
            assert document.xpath(f"//*[local-name()='{element}']/*[local-name()='{child}']")


def test_jing_objects_to_what_is_not_tei(tmp_path: Path) -> None:
    file = tmp_path / "bad.xml"
    file.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<text/>\n</TEI>')
    found = jing.validate(jing.tei_all(), [file])
    assert (Path(found[0].file), found[0].line) == (file, 2)
