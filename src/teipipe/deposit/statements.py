"""What files of metadata say, held to what they would say if they were made anew.

A file of our own making is compared value by value. Of a file of another's hand, or another
version's, only the fields that all formats have are compared, by their paths
(`schemas/statements.json`): title, people who are cited, publisher, date, languages, licence and
DOI. What only one of the two says is no contradiction.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from teipipe import resources
from teipipe.deposit import crosswalks
from teipipe.deposit.crosswalks import rocrate
from teipipe.deposit.languages import iso639_3
from teipipe.deposit.licences import licence
from teipipe.deposit.metadata import Metadata
from teipipe.deposit.reading import tree_of, value_of
from teipipe.deposit.serialising import kept
from teipipe.findings import Finding, Place, finding

_LONGEST = 80
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S+)", re.I)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file says of something (the name of a field, or a path), and what it should say."""

    what: str
    said: str
    expected: str


Compare = Callable[[str, bytes, Metadata], Iterator[Difference]]


def check(files: Mapping[str, bytes], metadata: Metadata, compare: Compare) -> Iterator[Finding]:
    """Find what files (by path) say otherwise than they would if they were made anew (D038)."""
    for path, content in files.items():
        name = path.rpartition("/")[2]
        for each in compare(name, content, metadata):
            said, wanted, what = (x[:_LONGEST] for x in (each.said, each.expected, each.what))
            told = {"file": name, "what": what, "expected": wanted, "found": said}
            yield finding("D038", Place(path), "deposit", **told)


def differences(name: str, content: bytes, metadata: Metadata) -> Iterator[Difference]:
    """Compare a file with the one that would be made now, value by value, to the first difference.

    Raises `ValueError` for a file that cannot be read.
    """
    expected = _made(name, metadata)
    if expected in (None, content):
        return
    if name == rocrate.FILE:
        made, found = (_entities(value_of(name, each)) for each in (expected, content))
        found = {key: _of(found.get(key, {}), made[key]) for key in made}
    else:
        made, found = (_whole(name, each) for each in (expected, content))
    yield from islice(_apart("", made, found), 1)


def contradictions(name: str, content: bytes, metadata: Metadata) -> Iterator[Difference]:
    """Compare a file with the one that would be made now by the fields that all formats have.

    Raises `ValueError` for a file that cannot be read.
    """
    expected = _made(name, metadata)
    if expected is None:
        return
    said, should = said_in(name, content), said_in(name, expected)
    for field in (each for each in said if each in should):
        if not agree(field, said[field], should[field]):
            yield Difference(field, ", ".join(said[field]), ", ".join(should[field]))


def said_in(name: str, content: bytes) -> Mapping[str, tuple[str, ...]]:
    """Give what a file says of each field, without the fields that it is silent about."""
    whole = _fielded(name, content)
    found = {
        field: tuple(dict.fromkeys(each for path in paths for each in _at(whole, path.split("/"))))
        for field, paths in _table().get(name, {}).items()
    }
    return {field: values for field, values in found.items() if values}


def agree(field: str, some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two statements of a field can both be true."""
    first, second = ({_plain(field, each) for each in values} - {""} for values in (some, others))
    if field in ("date", "title"):
        return any(a.startswith(b) or b.startswith(a) for a in first for b in second)
    return first == second or not all((first, second))


def _plain(field: str, value: str) -> str:
    """Give the form in which values of a field are compared; of a name, what comes first."""
    folded = " ".join(value.split()).casefold()
    if field == "creators":
        return folded.partition(",")[0]
    if field == "languages":
        return iso639_3(value) or folded
    if field == "licence":
        known = licence(value)
        return known.name if known else folded
    if field == "identifiers":
        found = _DOI.fullmatch(folded)
        return found[1] if found else ""
    return folded


def _made(name: str, metadata: Metadata) -> bytes | None:
    """Give the file as it would be made now, None where it cannot be."""
    if name == rocrate.FILE:
        return rocrate.crate(metadata, (), rocrate.Run((), (), {}))
    return (
        crosswalks.files(metadata, [name])[0].get(name) if name in crosswalks.CROSSWALKS else None
    )


def _whole(name: str, content: bytes) -> Any:
    return _leaves(tree_of(content)) if name.endswith(".xml") else value_of(name, content)


def _leaves(root: etree._Element) -> dict[str, str]:
    """Give the texts and attributes of an XML file by their paths."""
    tree = root.getroottree()
    said: dict[str, str] = {}
    for element in root.iter("{*}*"):
        path = re.sub(r"\{[^}]*\}", "", tree.getelementpath(element))
        said |= {f"{path}/@{name!s}": str(value) for name, value in element.attrib.items()}
        if element.text and element.text.strip():
            said[path] = element.text.strip()
    return said


def _entities(crate: Any) -> dict[str, Any]:
    """Give what a crate says of the edition: its entities but for the files and how they came."""
    made = ("CreateAction", "Profile", "SoftwareApplication")
    entities = {each["@id"]: each for each in crate["@graph"]}
    return {key: kept(each) for key, each in entities.items() if not set(made) & set(_types(each))}


def _types(entity: Mapping[str, Any]) -> Sequence[str]:
    stated = entity.get("@type", ())
    return (stated,) if isinstance(stated, str) else stated


def _of(entity: Mapping[str, Any], expected: Mapping[str, Any]) -> dict[str, Any]:
    return {key: entity.get(key, "") for key in expected}


def _apart(path: str, expected: Any, found: Any) -> Iterator[Difference]:
    """Give where two values differ, with what each says there."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key in dict.fromkeys((*expected, *found)):
            yield from _apart(f"{path}/{key}", expected.get(key, ""), found.get(key, ""))
    elif isinstance(expected, list) and isinstance(found, list):
        for number in range(max(len(expected), len(found))):
            pair = (each[number] if number < len(each) else "" for each in (expected, found))
            yield from _apart(f"{path}/{number}", *pair)
    elif expected != found:
        yield Difference(path, _said(found), _said(expected))


def _said(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _fielded(name: str, content: bytes) -> Any:
    """Give what the paths of a file's fields begin at; of a crate, its root with what it names."""
    if name.endswith(".xml"):
        return tree_of(content)
    value = value_of(name, content)
    if name != rocrate.FILE:
        return value
    entities = {each.get("@id"): each for each in value["@graph"]}
    return {key: _resolved(each, entities) for key, each in entities.get("./", {}).items()}


def _resolved(value: Any, entities: Mapping[Any, Any]) -> Any:
    if isinstance(value, list):
        return [_resolved(each, entities) for each in value]
    return entities.get(value.get("@id"), value) if isinstance(value, Mapping) else value


def _at(value: Any, steps: Sequence[str]) -> Iterator[str]:
    """Give the words at a path of keys, or of elements and a last attribute."""
    if isinstance(value, list):
        for each in value:
            yield from _at(each, steps)
    elif not steps:
        text = value if isinstance(value, str | int) else getattr(value, "text", None)
        yield from filter(None, [str(text or "").strip()])
    elif isinstance(value, Mapping):
        key = next((each for each in steps[0].split("|") if each in value), None)
        yield from _at(value[key], steps[1:]) if key else ()
    elif hasattr(value, "iterfind"):
        if steps[0].startswith("@"):
            named = {name.rpartition("}")[2]: text for name, text in value.attrib.items()}
            yield from _at(named.get(steps[0][1:]), ())
        else:
            yield from _at(list(value.iterfind(f"{{*}}{steps[0]}")), steps[1:])


def _table() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return resources.table("schemas/statements.json")
