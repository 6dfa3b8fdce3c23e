"""Examples of findings, wrong and right, taken from the cases that test them.

`python -m pytest tests/conventions/test_explanations.py --regen-all` writes them to
`schemas/examples.json`, and the pages of `docs/findings/`.
"""

from __future__ import annotations

import json
import re
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from tests.cases import book_mutants
from tests.cases.test_findings_cases import CASES, FOLDER, findings

from teipipe.findings import Finding, catalogue, finding

Example = Mapping[str, Any]
MOST = 14
"""Lines of one file that an example shows."""
AROUND = 60
"""Characters that are shown on either side of a damage to a book."""


def examples() -> dict[str, Example]:
    """Give the example of each code: of its case, of a damaged book, or of a situation."""
    of_cases = {folder.name: of_case(folder) for folder in CASES}
    made = {**of_situations(), **of_books(), **of_cases}
    return {code: made[code] for code in sorted(made) if made[code]}


def of_case(folder: Path) -> Example:
    """Give what differs between the bad and the good one, and what is said of the bad one."""
    found = next(each for each in findings(folder, "bad") if each.code == folder.name)
    texts = {n: (_text(folder, "bad", n), _text(folder, "good", n)) for n in _names(folder)}
    pairs = {n: differing(*each) for n, each in texts.items() if each[0] != each[1]}
    wrong, right = (
        [
            {"file": n, "text": each[at]}
            for n, each in pairs.items()
            if _path(folder, side, n).is_file()
        ]
        for at, side in enumerate(("bad", "good"))
    )
    return _example(found, wrong, right)


def of_books() -> dict[str, Example]:
    """Give for each code of a book the first damage that can be shown, of no other code if any."""
    made: dict[str, Example] = {}
    for mutant in sorted(book_mutants.mutants(), key=lambda each: len(each.own)):
        wanted = mutant.own - made.keys()
        sides = _sides(mutant) if wanted else ([], [])
        if sides[0] == sides[1]:
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = book_mutants.found(mutant.book(), Path(folder))
        for each in found:
            if each.code in wanted:
                made.setdefault(each.code, _example(each, *sides))
    return made


def _sides(mutant: book_mutants.Mutant) -> tuple[list[Any], list[Any]]:
    """Give the damaged place and the sound one; or the files, where one is added or taken away."""
    if "find" not in mutant.damage:
        bad = book_mutants.members(mutant)
        listed = differing("\n".join(bad), "\n".join(book_mutants.good()))
        return [{"file": "", "text": listed[0]}], [{"file": "", "text": listed[1]}]
    part, find, replace = (mutant.damage[key] for key in ("part", "find", "replace"))
    content = book_mutants.good()[book_mutants.name(part)].decode()
    at = content.index(find)
    before = re.sub(r"^[^<\s]*\s?", "", content[max(0, at - AROUND) : at])
    after = re.sub(r"\s?[^>\s]*$", "", content[at + len(find) : at + len(find) + AROUND])
    bad, good = (f"{before}{text}{after}".strip() for text in (replace, find))
    file = part.removeprefix("../")
    return [{"file": file, "text": bad}], [{"file": file, "text": good}]


def _example(found: Finding, wrong: Sequence[Any], right: Sequence[Any]) -> Example:
    return {
        "message": _anywhere(found.message),
        "hint": _anywhere(found.hint),
        "wrong": list(wrong),
        "right": list(right),
    }


def _anywhere(sentence: str) -> str:
    """Give a sentence without the folder in which these cases happen to stand."""
    return re.sub(rf"(file:/*)?{re.escape(str(FOLDER))}/\w+/", "", sentence)


def differing(bad: str, good: str) -> tuple[str, str]:
    """Give the lines of two texts that are not the same in both, with one before and after them.

    Lines around are given only where one side would be empty without them.
    """
    lines = bad.splitlines(), good.splitlines()
    sides: tuple[list[str], list[str]] = [], []
    for what, *spans in SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        bounds = [(spans[0], spans[1]), (spans[2], spans[3])]
        lonely = any(start == end for start, end in bounds)
        for side, text, (start, end) in zip(sides, lines, bounds, strict=True):
            side += text[max(0, start - lonely) : end + lonely]
    return tuple("\n".join(_cut(side)) for side in sides)  # type: ignore[return-value]


def _cut(lines: list[str]) -> list[str]:
    indent = min((len(each) - len(each.lstrip()) for each in lines if each.strip()), default=0)
    shown = [each[indent:].rstrip() for each in lines]
    return shown if len(shown) <= MOST else [*shown[:MOST], "…"]


def _names(folder: Path) -> list[str]:
    """Give the files of a case, as seen from its bad or its good one; one file has no name."""
    if not (folder / "bad").is_dir():
        return [""]
    both = [folder / "bad", folder / "good"]
    files = {each.relative_to(side) for side in both for each in side.rglob("*") if each.is_file()}
    return sorted(each.as_posix() for each in files)


def _text(folder: Path, side: str, name: str) -> str:
    """Give a file as text, a damaged byte visibly; nothing for one that is not there."""
    path = _path(folder, side, name)
    return path.read_bytes().decode("utf-8", "backslashreplace") if path.is_file() else ""


def _path(folder: Path, side: str, name: str) -> Path:
    return folder / side / name if name else folder / f"{side}.xml"


def of_situations() -> dict[str, Example]:
    """Give the examples of what no file of text can show, the message made of its arguments."""
    table = tomllib.loads((FOLDER / "situations.toml").read_text("utf-8"))
    made: dict[str, Example] = {}
    for code, each in table.items():
        found = finding(code, **each.get("arguments", {}))
        sides = ([{"file": "", "text": each[side]}] for side in ("wrong", "right"))
        made[code] = _example(found, *sides)
    return made


def missing(made: Mapping[str, Example]) -> list[str]:
    """Give the codes that have no example."""
    return sorted(catalogue().keys() - made.keys())


def content(made: Mapping[str, Example]) -> str:
    """Give the file of the examples."""
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
