"""The RELAX NG specification's own test suite: schemas right and wrong, documents valid and not."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.oracles import require

from teipipe.errors import ConfigurationError
from teipipe.validate.relaxng import faults, load

NAME = "relaxng_spectest.xml"


@pytest.fixture(scope="module")
def suite() -> Any:
    folder = Path(os.environ.get("TEIPIPE_SCHEMAS", ""))
    require((folder / NAME).is_file(), f"no {NAME}: TEIPIPE_SCHEMAS names no folder with it")
    return etree.parse(folder / NAME, etree.XMLParser(resolve_entities=True))


def written(element: Any) -> bytes:
    return etree.tostring(element[0], with_tail=False, encoding="utf-8")


def put(case: Any, folder: Path) -> None:
    """Write the files that a case's schema includes."""
    folder.mkdir(parents=True)
    for resource in case.findall("resource"):
        (folder / resource.get("name")).write_bytes(written(resource))
    for inner in case.findall("dir"):
        put(inner, folder / inner.get("name"))


def wrong(case: Any, folder: Path) -> Iterator[str]:
    """Tell which verdicts of a case are not the suite's."""
    put(case, folder)
    schema = folder / "schema.rng"
    right = case.find("correct")
    schema.write_bytes(written(case.find("incorrect") if right is None else right))
    try:
        loaded, _ = load(schema, folder)
    except ConfigurationError as error:
        if right is not None:
            yield f"line {right.sourceline}: {error}"
        return
    if right is None:
        yield f"line {case.find('incorrect').sourceline}: the schema is wrong and was taken"
        return
    for document in case.findall("valid") + case.findall("invalid"):
        found = faults(loaded, etree.fromstring(written(document)))
        if bool(found) == (document.tag == "valid"):
            yield f"line {document.sourceline}: {document.tag}"


def test_every_verdict_is_the_suites(suite, tmp_path):
    cases = [
        each
        for each in suite.iter("testCase")
        if each.find("correct") is not None or each.find("incorrect") is not None
    ]
    assert len(cases) > 350
    found = [
        each for number, case in enumerate(cases) for each in wrong(case, tmp_path / str(number))
    ]
    assert found == []
