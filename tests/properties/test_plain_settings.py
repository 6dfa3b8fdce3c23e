"""What is called plainly right without the validator is right by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from teipipe.configuration import is_plain

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
RULES = {
    name: json.loads((SCHEMAS / name).read_text("utf-8"))
    for name in ("project.schema.json", "encoding.schema.json")
}
WORDS = st.sampled_from(["", "tei", "html", "epub", "pdf", "reading"])
VALUES = st.one_of(
    WORDS, st.lists(WORDS, max_size=3), st.integers(), st.booleans(), st.none(), st.just({})
)


@pytest.mark.parametrize("name", RULES)
@given(data=st.data())
def test_plain_settings_are_valid(name: str, data: st.DataObject) -> None:
    keys = st.sampled_from([*RULES[name]["properties"], "unknown"])
    settings = data.draw(st.dictionaries(keys, VALUES, max_size=4))
    if is_plain(settings, RULES[name]):
        assert Draft202012Validator(RULES[name]).is_valid(settings)


def test_this_repository_is_plain_and_a_mistake_is_not() -> None:
    rules = RULES["project.schema.json"]
    assert is_plain({"documents": "tei", "registers": ["a.xml"]}, rules)
    for wrong in ({"documents": ""}, {"documents": 1}, {"register": []}, {"registers": [""]}):
        assert not is_plain(wrong, rules)
    assert not is_plain({}, {**rules, "required": ["documents"]})
