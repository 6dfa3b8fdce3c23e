"""Schemas and documents of any size: nothing recurses, and what explodes elsewhere ends here."""

from pathlib import Path
from random import Random

import pytest
from lxml import etree

from teipipe.documents import parse
from teipipe.errors import ConfigurationError
from teipipe.validate.relaxng import Schema, check, faults, load
from teipipe.validate.relaxng.matching import automaton

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
MANY = 100_000


def schema(folder: Path, content: str) -> Schema:
    file = folder / "schema.rng"
    file.write_text(f"<grammar {RNG}>{content}</grammar>")
    return load(file, folder)[0]


def codes(judge: Schema, document: str) -> list[str]:
    return [each.code for each in faults(judge, etree.fromstring(document))]


def elements(names: list[str], wrapper: str = "{}") -> str:
    return "".join(wrapper.format(f'<element name="{n}"><empty/></element>') for n in names)


def test_a_document_may_be_very_deep(tmp_path):
    judge = schema(
        tmp_path,
        '<start><ref name="d"/></start><define name="d"><element name="d"><optional>'
        '<ref name="d"/></optional></element></define>',
    )
    root = last = etree.Element("d")
    for _ in range(MANY // 10):
        last = etree.SubElement(last, "d")
    assert faults(judge, root) == []
    last.tag = "x"
    assert [each.element for each in faults(judge, root)] == [last]


def test_a_choice_may_have_very_many_values(tmp_path):
    values = "".join(f"<value>v{number}</value>" for number in range(MANY))
    judge = schema(
        tmp_path,
        f'<start><element name="a"><attribute name="b"><choice>{values}</choice></attribute>'
        "</element></start>",
    )
    assert codes(judge, f'<a b="v{MANY - 1}"/>') == []
    assert codes(judge, f'<a b="v{MANY}"/>') == ["V015"]


def test_a_choice_may_have_very_many_elements(tmp_path):
    names = [f"e{number}" for number in range(MANY // 5)]
    judge = schema(
        tmp_path,
        f'<start><element name="a"><zeroOrMore><choice>{elements(names)}</choice></zeroOrMore>'
        "</element></start>",
    )
    inner = "".join(f"<{name}/>" for name in names[::10])
    assert codes(judge, f"<a>{inner}</a>") == []
    assert codes(judge, f"<a>{inner}<zzz/></a>") == ["V011"]


def test_definitions_may_refer_to_one_another_in_a_long_chain(tmp_path):
    chain = "".join(
        f'<define name="d{number}"><choice><value>{number}</value><ref name="d{number + 1}"/>'
        "</choice></define>"
        for number in range(5_000)
    )
    judge = schema(
        tmp_path,
        f'<start><element name="a"><ref name="d0"/></element></start>{chain}'
        '<define name="d5000"><value>end</value></define>',
    )
    assert codes(judge, "<a>4999</a>") == []
    assert codes(judge, "<a>5000</a>") == ["V033"]


def test_an_interleave_of_many_ends(tmp_path):
    names = [f"e{number}" for number in range(200)]
    judge = schema(
        tmp_path,
        f'<start><element name="a"><interleave>{elements(names)}</interleave></element></start>',
    )
    Random(1).shuffle(names)
    inner = "".join(f"<{name}/>" for name in names)
    assert codes(judge, f"<a>{inner}</a>") == []
    assert codes(judge, f"<a>{inner.replace('<e7/>', '')}</a>") == ["V019"]


def test_mistakes_in_an_interleave_of_groups_end(tmp_path):
    """Each mistake may be meant in many ways; of too many none is followed."""
    groups = "".join(
        f"<zeroOrMore><group>{elements([f'v{n}'])}{elements([f'w{n}'])}</group></zeroOrMore>"
        for n in range(12)
    )
    judge = schema(
        tmp_path,
        f'<start><element name="a"><interleave>{groups}</interleave></element></start>',
    )
    chance = Random(2)
    inner = "".join(f"<{chance.choice('vw')}{chance.randrange(12)}/>" for _ in range(100))
    assert codes(judge, f"<a>{inner}</a>")


def test_an_ambiguous_content_ends(tmp_path):
    either = '<choice><ref name="a"/><ref name="b"/></choice>'
    judge = schema(
        tmp_path,
        f'<start><element name="r"><zeroOrMore>{either}</zeroOrMore><ref name="a"/>{either * 10}'
        '</element></start><define name="a"><element name="a"><empty/></element></define>'
        '<define name="b"><element name="b"><empty/></element></define>',
    )
    chance = Random(3)
    inner = "".join(chance.choice(("<a/>", "<b/>")) for _ in range(2_000))
    assert codes(judge, f"<r>{inner}<a/>{'<b/>' * 10}</r>") == []
    assert codes(judge, f"<r>{inner}<b/>{'<a/>' * 10}</r>") == ["V019"]


def test_an_element_may_be_of_several_patterns(tmp_path):
    """What tells them apart may come after the element, or inside of it."""
    judge = schema(
        tmp_path,
        '<start><element name="r"><choice>'
        '<group><element name="a"><attribute name="n"><value>1</value></attribute></element>'
        '<element name="b"><empty/></element></group>'
        '<group><element name="a"><optional><attribute name="n"/></optional><text/></element>'
        '<element name="c"><empty/></element></group>'
        "</choice></element></start>",
    )
    good = ('<a n="1"/><b/>', '<a n="1"/><c/>', '<a n="2"/><c/>', "<a>text</a><c/>")
    bad = ('<a n="2"/><b/>', "<a>text</a><b/>", "<a/><b/>")
    assert [codes(judge, f"<r>{each}</r>") for each in good] == [[]] * len(good)
    assert all(codes(judge, f"<r>{each}</r>") for each in bad)


def test_what_allows_too_much_at_once_is_refused(tmp_path):
    chain = "".join(
        f'<define name="d{n}"><choice>{elements([f"e{n}"])}<group>'
        f'{elements(["f"], "<optional>{}</optional>")}<ref name="d{n + 1}"/></group></choice>'
        "</define>"
        for n in range(3_000)
    )
    file = tmp_path / "schema.rng"
    file.write_text(
        f'<grammar {RNG}><start><element name="a"><ref name="d0"/></element></start>{chain}'
        '<define name="d3000"><empty/></define></grammar>'
    )
    document = parse(b"<a><f/></a>", tmp_path / "a.xml", tmp_path)
    with pytest.raises(ConfigurationError) as caught:
        check(document, file)
    assert [each.code for each in caught.value.findings] == ["V017"]


ROWS = (
    '<start><element name="a"><zeroOrMore><element name="b"><optional><attribute name="known"/>'
    "</optional><empty/></element></zeroOrMore></element></start>"
)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("<wrong/>", "V011"),
        ("<wrong{0}/>", "V011"),
        ('<b wrong="{0}"/>', "V013"),
        ('<b wrong{0}=""/>', "V013"),
        ("text{0}", "V016"),
    ],
)
def test_a_document_may_have_very_many_mistakes(tmp_path, row, code):
    judge = schema(tmp_path, ROWS)
    count = MANY // 5
    rows = "<b/>".join(row.format(number) for number in range(count))
    assert codes(judge, f"<a>{rows}</a>") == [code] * count
    assert codes(judge, "<a><b/></a>") == []


def test_an_element_may_have_very_many_attributes(tmp_path):
    judge = schema(tmp_path, ROWS)
    count = MANY // 20
    given = " ".join(f'n{number}=""' for number in range(count))
    assert codes(judge, f"<a><b {given}/></a>") == ["V013"] * count


def test_what_is_remembered_of_names_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(automaton, "_MOST_NAMES", 10)
    judge = schema(tmp_path, ROWS)
    rows = "".join(f'<b n{number}=""/><c{number}/>' for number in range(50))
    assert len(codes(judge, f"<a>{rows}</a>")) == 100
    start = judge.automaton.start
    states = [start, *judge.automaton._states.values()]
    assert max(map(len, [*states, *judge.automaton._tags.values()])) <= 11
