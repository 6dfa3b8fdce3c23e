"""The ODD says the same as the grammar: elements, modules, attributes, which are required."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from tests.oracles import jing, require
from tests.unit.schemas.grammar import RNG, Grammar, Pattern

from teipipe.resources import path

TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def odd() -> etree._Element:
    return etree.parse(path("schemas/teipipe.odd")).getroot()


@pytest.fixture(scope="module")
def source() -> etree._Element:
    folder = os.environ.get("TEIPIPE_SCHEMAS")
    files = sorted(Path(folder).glob("p5subset*.xml")) if folder else []
    require(bool(files), "no p5subset*.xml: TEIPIPE_SCHEMAS names no folder with one")
    return etree.parse(files[-1]).getroot()


def _specified(odd: etree._Element) -> dict[str, etree._Element]:
    return {str(each.get("ident")): each for each in odd.iter(f"{TEI}elementSpec")}


def _own(spec: etree._Element, *modes: str | None) -> set[str]:
    found = spec.iterfind(f"{TEI}attList//{TEI}attDef")
    return {str(each.get("ident")) for each in found if each.get("mode") in modes}


def _attributes(odd: etree._Element, spec: etree._Element) -> set[str]:
    """What a spec allows by itself and by the classes of the ODD."""
    found = {str(each.get("name")) for each in spec.iter(f"{TEI}attRef")} | _own(spec, "change")
    for member in spec.iter(f"{TEI}memberOf"):
        for each in odd.iterfind(f".//{TEI}classSpec[@ident='{member.get('key')}']"):
            found |= _attributes(odd, each)
    return found


def _required(pattern: Pattern) -> Iterator[str]:
    for part in pattern.parts:
        if part.kind == "attribute":
            yield part.name
        elif part.kind in ("ref", "group"):
            yield from _required(part)


def test_the_odd_is_tei() -> None:
    assert jing.validate(jing.tei_all(), [path("schemas/teipipe.odd")]) == ()


def test_elements_and_modules_are_those_of_the_grammar(odd: etree._Element) -> None:
    included = {
        str(each.get("key")): set(str(each.get("include")).split())
        for each in odd.iter(f"{TEI}moduleRef")
        if each.get("include")
    }
    files = {name: path(f"schemas/teipipe/{name}.rng") for name in included}
    assert included == {
        name: {str(each.get("name")) for each in etree.parse(file).iter(f"{RNG}element")}
        for name, file in files.items()
    }
    specified = [str(each.get("ident")) for each in odd.iter(f"{TEI}elementSpec")]
    assert sorted(specified) == sorted(name for names in included.values() for name in names)


def test_attributes_are_those_of_the_grammar(odd: etree._Element, grammar: Grammar) -> None:
    specified = {name: _attributes(odd, spec) for name, spec in _specified(odd).items()}
    assert specified == {name: set(grammar.attributes(name)) for name in grammar.elements}


def test_required_attributes_are_those_of_the_grammar(
    odd: etree._Element, grammar: Grammar
) -> None:
    required = {
        name: {str(each.get("ident")) for each in spec.iter(f"{TEI}attDef") if each.get("usage")}
        for name, spec in _specified(odd).items()
    }
    assert required == {name: set(_required(each)) for name, each in grammar.elements.items()}


def test_every_class_of_the_odd_is_used(odd: etree._Element) -> None:
    own = {str(each.get("ident")) for each in odd.iter(f"{TEI}classSpec")}
    named = {str(each.get("key")) for each in odd.iter(f"{TEI}memberOf")}
    assert {each for each in named if each.startswith("att.")} == own


def test_what_the_tei_gives_an_element_itself_is_kept_or_deleted(
    odd: etree._Element, source: etree._Element
) -> None:
    """Attributes of an element's own do not go away with its classes."""
    given = {
        str(each.get("ident")): _own(each, None, "add", "change", "replace")
        for each in source.iter(f"{TEI}elementSpec")
    }
    for name, spec in _specified(odd).items():
        assert given[name] <= _own(spec, "change", "delete"), name


def test_classes_are_those_of_the_tei(odd: etree._Element, source: etree._Element) -> None:
    theirs = {
        str(each.get("ident")): [str(m.get("key")) for m in each.iter(f"{TEI}memberOf")]
        for each in source.iter(f"{TEI}elementSpec")
    }
    for name, spec in _specified(odd).items():
        ours = [str(each.get("key")) for each in spec.iter(f"{TEI}memberOf")]
        models = [each for each in ours if each.startswith("model.")]
        assert models == [each for each in theirs[name] if each.startswith("model.")], name
    for reference in odd.iter(f"{TEI}attRef"):
        named = f".//{TEI}classSpec[@ident='{reference.get('class')}']"
        assert source.findall(f"{named}//{TEI}attDef[@ident='{reference.get('name')}']")
