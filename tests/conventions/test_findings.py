"""The catalogue of findings: complete, in order, and nothing in it that no code uses."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from teipipe.findings import STAGES, Severity

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "schemas" / "findings.json"
MISTAKES = ROOT / "schemas" / "mistakes.json"
REASONS = ROOT / "schemas" / "reasons.json"
MISTAKE = re.compile(r"_?mistake\(\s*\"([\w-]+)\"")
REASON = re.compile(r"\bwhy\(\s*\"([\w.-]+)\"")
SPOKEN = (ast.Constant, ast.JoinedStr)
KEYS = {"severity", "title", "message", "hint"}
CODE = re.compile(rf"[\"']([{''.join(STAGES)}]\d{{3}})[\"']")
"""A code as Python and XSLT write it: between quotation marks."""
AT_HOME = {"V": "validate", "E": "encode", "T": "transform", "D": "deposit"}
"""The room that finds the codes of a letter; `build`, which composes, may use every letter."""


def used() -> dict[str, set[str]]:
    """Map each code to the files that use it."""
    found: dict[str, set[str]] = {}
    for folder, pattern in (("src", "*.py"), ("xslt", "*.xsl")):
        for file in sorted((ROOT / folder).rglob(pattern)):
            for code in CODE.findall(file.read_text("utf-8")):
                found.setdefault(code, set()).add(file.relative_to(ROOT).as_posix())
    return found


def faults(catalogue: Mapping[str, Mapping[str, str]], codes: Mapping[str, set[str]]) -> list[str]:
    """Give what is wrong between a catalogue and the codes that are used."""
    found = [f"{each} is not in the catalogue" for each in sorted(codes.keys() - catalogue.keys())]
    found += [f"{each} is used nowhere" for each in sorted(catalogue.keys() - codes.keys())]
    if list(catalogue) != sorted(catalogue):
        found.append("the catalogue is not sorted")
    for code, entry in catalogue.items():
        if set(entry) - {"near", "none", "several"} != KEYS or not all(entry.values()):
            found.append(f"{code} needs exactly {', '.join(sorted(KEYS))}")
        if entry.get("severity", "").upper() not in Severity.__members__:
            found.append(f"{code} has no severity")
        if code[0] not in STAGES:
            found.append(f"{code} belongs to no stage")
    return found


def strangers(codes: Mapping[str, set[str]]) -> list[str]:
    """Give the uses of a stage's code by another stage."""
    rooms = set(AT_HOME.values())
    return [
        f"{code} in {file}"
        for code, files in codes.items()
        for file in files
        if (room := file.split("/")[2].removesuffix(".py")) in rooms
        and code[0] in AT_HOME
        and AT_HOME[code[0]] != room
    ]


def unmatched(mistakes: Mapping[str, object], source: str) -> list[str]:
    """Give the kinds of wrong settings that are told without words, and words for none."""
    told = set(MISTAKE.findall(source))
    return sorted(told ^ (mistakes.keys() - {"description"}))


def wordless(reasons: Mapping[str, str], source: str) -> list[str]:
    """Give the reasons that are told without words, and words for none."""
    idle = {each for each in reasons.keys() - {"description"} if f'"{each}"' not in source}
    return sorted(idle | (set(REASON.findall(source)) - reasons.keys()))


def spoken(source: str) -> Iterator[str]:
    """Give the words that a source has for the argument of a finding or of an error."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            callee = ast.unparse(node.func)
            given = [each.value for each in node.keywords if each.arg == "reason"]
            given += node.args if callee.endswith((".wrong", ".unexpected", "BeyondError")) else []
            told = (ast.unparse(each) for each in given if isinstance(each, SPOKEN))
            yield from (each for each in told if " " in each)


@pytest.fixture(scope="module")
def source() -> str:
    """All of the package's Python."""
    return "".join(file.read_text("utf-8") for file in sorted((ROOT / "src").rglob("*.py")))


@pytest.fixture
def catalogue() -> dict[str, dict[str, str]]:
    return json.loads(CATALOGUE.read_text("utf-8"))


def test_the_catalogue_and_the_code_agree(catalogue):
    assert faults(catalogue, used()) == []


def test_a_stage_uses_its_own_codes():
    assert strangers(used()) == []


def test_titles_differ(catalogue):
    titles = [each["title"] for each in catalogue.values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lambda c: c.pop("V001"), "V001 is not in the catalogue"),
        (lambda c: c.update(V998=dict(c["V001"])), "V998 is used nowhere"),
        (lambda c: c.update(V001=c.pop("V001")), "the catalogue is not sorted"),
        (lambda c: c["V001"].pop("hint"), "V001 needs exactly hint, message, severity, title"),
        (lambda c: c["V001"].update(hint=""), "V001 needs exactly hint, message, severity, title"),
        (lambda c: c["V001"].update(severity="grave"), "V001 has no severity"),
        (lambda c: c.update(X001=dict(c["V001"])), "X001 belongs to no stage"),
    ],
)
def test_a_damaged_catalogue_is_seen(catalogue, damage, fault):
    damage(catalogue)
    assert fault in faults(catalogue, used())


def test_every_wrong_setting_has_words_and_no_words_are_left_over(source: str):
    mistakes = json.loads(MISTAKES.read_text("utf-8"))
    assert unmatched(mistakes, source) == []
    assert unmatched({**mistakes, "no-such": {}}, source) == ["no-such"]
    assert unmatched(mistakes, f'{source} mistake("unheard-of", place)') == ["unheard-of"]


def test_every_reason_has_words_and_no_words_are_left_over(source: str):
    reasons = json.loads(REASONS.read_text("utf-8"))
    assert wordless(reasons, source) == []
    assert wordless({**reasons, "no-such": ""}, source) == ["no-such"]
    assert wordless(reasons, f'{source} why("unheard-of")') == ["unheard-of"]


def test_python_holds_no_words_of_reasons():
    files = (ROOT / "src").rglob("*.py")
    assert [each for file in files for each in spoken(file.read_text("utf-8"))] == []
    assert list(spoken('node.wrong(f"{name} is none")')) == ["f'{name} is none'"]
    assert list(spoken('finding("V017", reason="It is none.")')) == ["'It is none.'"]


def test_a_foreign_code_is_seen():
    assert strangers({"V001": {"src/teipipe/encode/weaver.py"}})
    assert not strangers(
        {"V001": {"src/teipipe/build/unit.py"}, "P001": {"src/teipipe/encode/x.py"}}
    )
