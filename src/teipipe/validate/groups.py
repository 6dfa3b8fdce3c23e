"""ODDs that stand in several files: inclusions, and groups of specifications that are referred to.

See the TEI Guidelines, 23.4; a group in another file is read as if it were included there.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from teipipe.documents import TEI, Document
from teipipe.documents.inclusion import LACKING, XINCLUDE
from teipipe.documents.inclusion import whole as included
from teipipe.errors import ConfigurationError


def whole(odd: Document) -> Document:
    """Give an ODD with what it has in other files.

    Raises `ConfigurationError` (P021–P023, P028, P029) for what cannot be included.
    """
    if _outer_groups(odd.tree):
        odd = replace(odd, tree=deepcopy(odd.tree))
    for each in _outer_groups(odd.tree):
        each.tag = f"{XINCLUDE}include"
        each.set("href", each.get("target", "").strip())
    made = included(odd)
    missed = [each for each in made.findings if each.code in LACKING]
    if missed:
        raise ConfigurationError(*missed)
    return made


def _outer_groups(tree: Any) -> list[Any]:
    """Give the references to groups of specifications in other files."""
    references = tree.iter(f"{{{TEI}}}specGrpRef")
    return [each for each in references if not each.get("target", "").strip().startswith("#")]
