"""Whether metadata files say what the TEI says: held to those made anew, value by value."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from teipipe.deposit import crosswalks
from teipipe.deposit.metadata import Metadata
from teipipe.findings import Finding, Place, finding

_LONGEST = 80


def check(files: Mapping[str, bytes], metadata: Metadata) -> Iterator[Finding]:
    """Find the first contradiction of each file (D038); `files` are those of the package."""
    made, _ = crosswalks.files(metadata, [each for each in files if each in crosswalks.CROSSWALKS])
    for name, expected in made.items():
        found = files.get(name)
        if found is None or found == expected:
            continue
        difference = next(_differences(name, expected, found), None)
        if difference:
            what, wanted, said = (each[:_LONGEST] for each in difference)
            told = {"file": name, "what": what, "expected": wanted, "found": said}
            yield finding("D038", Place(name), "deposit", **told)


def _differences(name: str, expected: bytes, found: bytes) -> Iterator[tuple[str, str, str]]:
    try:
        if name.endswith(".json"):
            yield from _in_values("", json.loads(expected), json.loads(found))
        elif name.endswith(".xml"):
            yield from _in_values("", _leaves(expected), _leaves(found))
        else:
            yield from _in_values("", _lines(expected), _lines(found))
    except (ValueError, etree.XMLSyntaxError):
        return


def _in_values(path: str, expected: Any, found: Any) -> Iterator[tuple[str, str, str]]:
    """Give where two values differ, with what each says there."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key in dict.fromkeys((*expected, *found)):
            yield from _in_values(f"{path}/{key}", expected.get(key, ""), found.get(key, ""))
    elif isinstance(expected, list) and isinstance(found, list):
        for number in range(max(len(expected), len(found))):
            pair = (each[number] if number < len(each) else "" for each in (expected, found))
            yield from _in_values(f"{path}/{number}", *pair)
    elif expected != found:
        yield path, _said(expected), _said(found)


def _said(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _leaves(content: bytes) -> dict[str, str]:
    """Give the texts and attributes of an XML file by their paths."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    tree = root.getroottree()
    said: dict[str, str] = {}
    for element in root.iter(etree.Element):
        path = re.sub(r"\{[^}]*\}", "", tree.getelementpath(element))
        said |= {f"{path}/@{name!s}": str(value) for name, value in element.attrib.items()}
        if element.text and element.text.strip():
            said[path] = element.text.strip()
    return said


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8").splitlines()
