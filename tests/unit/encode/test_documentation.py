"""Examples of docs/encoding.md: what it shows is what comes out."""

import re
from pathlib import Path

import pytest
from tests.cases.test_encode_cases import encoded

PAGE = Path(__file__).parents[3] / "docs" / "encoding.md"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
EXAMPLES = [BLOCKS[at : at + 3] for at in range(0, len(BLOCKS), 3)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each[1][1][:20])
def test_an_example_gives_what_it_shows(example, tmp_path):
    (declared, settings), (received, text), (shown, expected) = example
    assert (declared, received, shown) == ("toml", "text", "xml")
    (tmp_path / "encoding.toml").write_text(settings, "utf-8")
    (tmp_path / "source.txt").write_text(text, "utf-8")
    xml, found = encoded(tmp_path)
    assert found == ()
    assert xml == f'<text xml:lang="en">{expected.rstrip()}\n</text>\n'
