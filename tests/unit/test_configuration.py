"""Settings files: where each key stands, and what is said about a mistake."""

from pathlib import Path

import pytest

from teipipe.configuration import key_lines, read_toml
from teipipe.errors import ConfigurationError

LINES = {
    "keys": ("a = 1\n\nb = 2\n", {("a",): 1, ("b",): 3}),
    "tables": ("[a]\nb = 1\n[a.c]\nd = 2\n", {("a", "b"): 2, ("a", "c"): 3, ("a", "c", "d"): 4}),
    "arrays of tables": (
        "[[a]]\nb = 1\n[[a]]\nb = 2\n",
        {("a", 0): 1, ("a", 0, "b"): 2, ("a", 1): 3, ("a", 1, "b"): 4},
    ),
    "arrays of tables in arrays of tables": (
        "[[a]]\n[[a.b]]\nc = 1\n[[a]]\n[[a.b]]\nc = 2\n",
        {("a", 0, "b", 0, "c"): 3, ("a", 1, "b", 0, "c"): 6},
    ),
    "a table below the last of an array": (
        "[[a]]\n[[a]]\n[a.b]\nc = 1\n",
        {("a", 1, "b", "c"): 4},
    ),
    "dotted and quoted keys": (
        'a.b = 1\n"c.d" = 2\n["e.f".g]\nh = 3\n',
        {("a", "b"): 1, ("c.d",): 2, ("e.f", "g", "h"): 4},
    ),
    "comments and blanks": ("# a = 1\n  [b] # c\n\t d = 1 # e = 2\n", {("b", "d"): 3}),
    "long strings": (
        "a = \"\"\"\nb = 1\n[c]\n\"\"\"\nd = '''x\ne = 2'''\nf = 3\n",
        {("a",): 1, ("d",): 5, ("f",): 7},
    ),
    "arrays over several lines": (
        'a = [\n  ["b"],\n  "[c]", # ]\n]\nd = 1\n',
        {("a",): 1, ("d",): 5},
    ),
}


@pytest.mark.parametrize("case", LINES)
def test_key_lines(case: str) -> None:
    text, expected = LINES[case]
    found = key_lines(text)
    assert {path: found.get(path) for path in expected} == expected


@pytest.mark.parametrize(
    "case", ["comments and blanks", "long strings", "arrays over several lines"]
)
def test_what_only_looks_like_a_key_is_none(case: str) -> None:
    text, expected = LINES[case]
    assert {path for path in key_lines(text) if path != ("b",)} == set(expected)


ANNOTATION = '[[annotation]]\nentry = "a"\nquote = "a"\n'
MISTAKES = {
    "unknown key, one letter off": (
        'language = "en"\n\n[brackets]\nresp = "#a"\ntype = "gloss"\nlangauge = "fr"\n',
        6,
        "“langauge”",
        "“language”",
    ),
    "unknown key in the second of an array": (
        f'{ANNOTATION}{ANNOTATION}quoted = "a"\n',
        7,
        "“quoted”",
        "“quote”",
    ),
    "unknown key in capitals": ("LANGUAGE = 'en'\n", 1, "“LANGUAGE”", "“language”?"),
    "unknown table": ("[register]\nskip = ['head']\n", 1, "“register”", "registers"),
    "unknown key like no other": ("xyz = 1\n", 1, "“xyz”", "quotations"),
    "wrong type": ("[quotations]\nmarks = 3\n", 2, "quotations.marks", ""),
    "not TOML, with its column": ("a = 1\nb = =\n", 2, "not TOML", ""),
    "missing key": ("language = 'en'\n[[structure.quotation]]\nfirst = 'a'\n", 2, "'last'", ""),
    "not TOML": ("a = 1\nb = [\n\n", 2, "not TOML", ""),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_has_its_place_and_the_nearest_key(case: str, tmp_path: Path) -> None:
    text, line, said, hint = MISTAKES[case]
    file = tmp_path / "encoding.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_toml(file, "encoding.schema.json", tmp_path)
    (found,) = caught.value.findings
    assert (found.code, found.place.file, found.place.line) == ("P005", "encoding.toml", line)
    assert said in found.message
    assert hint in found.hint


def test_every_mistake_is_told(tmp_path: Path) -> None:
    file = tmp_path / "encoding.toml"
    file.write_text("one = 1\ntwo = 2\n[foreign]\n", "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_toml(file, "encoding.schema.json", tmp_path)
    assert [each.place.line for each in caught.value.findings] == [1, 2, 3]


def test_a_file_that_is_not_there_or_not_utf_8_is_told(tmp_path: Path) -> None:
    file = tmp_path / "encoding.toml"
    for content in (None, b"a = '\xff'\n"):
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(ConfigurationError) as caught:
            read_toml(file, "encoding.schema.json", tmp_path)
        assert caught.value.findings[0].code == "P003"
