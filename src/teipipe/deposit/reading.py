"""Metadata files read: JSON, the YAML of CITATION.cff, XML; of whoever's making, so safely.

Dates stay the words that they are. What is no file of its kind raises `ValueError` with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from lxml import etree

from teipipe.findings import why

_DATE = "tag:yaml.org,2002:timestamp"
_DEEPEST = 100
_MOST = 1_000_000
"""How many values a file may hold: one whose parts repeat each other would hold any number."""


def value_of(name: str, content: bytes) -> Any:
    """Give the value of a JSON file, or of a YAML file if its name ends as CITATION.cff's does."""
    try:
        text = content.decode("utf-8-sig")
        return _yaml(text) if name.endswith(".cff") else json.loads(text)
    except RecursionError:
        raise ValueError(why("nested-too-deeply")) from None


def tree_of(content: bytes) -> Any:
    """Give the root of an XML file; no entity is resolved."""
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None


def _yaml(text: str) -> Any:
    import yaml

    try:
        if _depth(text) > _DEEPEST:
            raise RecursionError
        value = yaml.load(text, _loader())
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from None
    held = [value]
    for count, each in enumerate(held):
        if count > _MOST:
            raise ValueError(why("repeats-without-end"))
        held += each.values() if isinstance(each, Mapping) else each if type(each) is list else ()
    return value


def _depth(text: str) -> int:
    """Give how deep lists and mappings are in each other: the reader in C dies of too much."""
    import yaml

    depths = [0]
    for event in yaml.parse(text, _loader()):
        if isinstance(event, yaml.CollectionStartEvent | yaml.CollectionEndEvent):
            depths.append(depths[-1] + (1 if isinstance(event, yaml.CollectionStartEvent) else -1))
    return max(depths)


@cache
def _loader() -> Any:
    """Give a loader of plain values that leaves dates alone."""
    import yaml

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    resolvers = {
        first: [each for each in known if each[0] != _DATE]
        for first, known in base.yaml_implicit_resolvers.items()
    }
    return type("Loader", (base,), {"yaml_implicit_resolvers": resolvers})
