"""Grammars: the definitions of a schema's files, by name (the specification, 4.5–4.7, 4.17, 4.18).

Files are read here. `include` and `externalRef` may name what stands below the root folder or is
shipped, never the network, never a file that includes the one which names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from teipipe.documents import Document
from teipipe.findings import why
from teipipe.validate import odd, sources
from teipipe.validate.relaxng.reading import syntax
from teipipe.validate.relaxng.reading.syntax import RNG, Node

_MOST_WITHIN = 50
"""How many files may stand within each other."""
_INCLUDE, _EXTERNAL = f"{{{RNG}}}include", f"{{{RNG}}}externalRef"


@dataclass(slots=True, eq=False)
class Definition:
    """What is defined under one name, by nodes whose contents `combine` joins."""

    node: Node
    parts: list[Node] = field(default_factory=list)
    combine: str = ""
    grammar: Grammar | None = None


@dataclass(slots=True, eq=False)
class Grammar:
    """The definitions of a `grammar` element; the start is the one without a name."""

    above: Grammar | None
    definitions: dict[str, Definition] = field(default_factory=dict)

    def defined(self, reference: Node) -> Definition:
        """Give what a `ref` or `parentRef` in this grammar refers to."""
        grammar = self.above if reference.kind == "parentRef" else self
        if grammar is None:
            raise reference.wrong(why("parentref-in-no-inner-grammar"))
        found = grammar.definitions.get(reference.name)
        if found is None:
            raise reference.wrong(why("defined-nowhere", name=reference.name))
        return found


@dataclass(slots=True, eq=False)
class Files:
    """The files that a schema consists of, read from a root folder: the root of each.

    `paths` are all that it was made of; an ODD has the TEI behind it.
    """

    root: Path
    read: list[Node] = field(default_factory=list)
    paths: frozenset[Path] = frozenset()

    def node(self, path: Path, within: tuple[Path, ...] = (), ns: str = "") -> Node:
        """Give the root of a file; `within` are the files that include it, `ns` is theirs."""
        document, paths = odd.grammar(path, self.root)
        self.paths |= paths
        return self.top(document, (*within, path.resolve()), ns)

    def top(self, document: Document, within: tuple[Path, ...] = (), ns: str = "") -> Node:
        """Give the root of a document, which is taken as read."""
        self.read.append(syntax.read(document, ns, within))
        return self.read[-1]

    @property
    def whole(self) -> bool:
        """Whether all that the files refer to has been read."""
        trees = [each.scope.document.tree for each in self.read]
        external = any(True for tree in trees for _ in tree.iter(_EXTERNAL))
        included = sum(1 for tree in trees for _ in tree.iter(_INCLUDE))
        return not external and included == len(trees) - 1

    def referred(self, node: Node) -> Node:
        """Give the root of the file that an `include` or `externalRef` names."""
        href = node.element.get("href", "").strip()
        if "#" in href:
            raise node.wrong(why("names-part-of-a-file", href=href))
        path = sources.referred(node.scope.document, node.element)
        if path.resolve() in node.scope.within:
            raise node.wrong(why("includes-itself", href=href))
        if len(node.scope.within) > _MOST_WITHIN:
            raise node.wrong(why("files-too-deep"))
        return self.node(path, node.scope.within, node.scope.ns)


def gathered(node: Node, files: Files, above: Grammar | None) -> Grammar:
    """Gather the definitions of a `grammar` element and of all that it includes."""
    grammar = Grammar(above)
    for component in _components(node, files):
        _define(grammar, component)
    if "" not in grammar.definitions:
        raise node.wrong(why("grammar-no-start"))
    return grammar


def _components(node: Node, files: Files) -> Iterator[Node]:
    """Give the definitions of a grammar, of its divisions and of what these include."""
    for child in node.children:
        if child.kind == "div":
            yield from _components(child, files)
        elif child.kind == "include":
            yield from _included(child, files)
        else:
            yield child


def _included(include: Node, files: Files) -> Iterator[Node]:
    """Give the definitions of an included grammar, less those that the include replaces."""
    other = files.referred(include)
    if other.kind != "grammar":
        raise include.wrong(why("includes-no-grammar", href=include.element.get("href")))
    replacing = list(_components(include, files))
    replaced = {each.name for each in replacing}
    met = set()
    for each in _components(other, files):
        met.add(each.name)
        if each.name not in replaced:
            yield each
    for each in replacing:
        if each.name not in met:
            what = f"“{each.name}”" if each.name else "start"
            raise each.wrong(why("replaces-nothing", what=what))
    yield from replacing


def _define(grammar: Grammar, node: Node) -> None:
    """Add a definition, joined with others of its name (4.17)."""
    combine = node.element.get("combine", "").strip()
    if "combine" in node.element.attrib and combine not in ("choice", "interleave"):
        raise node.wrong(why("joined-by-neither", combine=combine))
    found = grammar.definitions.setdefault(node.name, Definition(node, grammar=grammar))
    what = why("name-is", name=node.name) if node.name else why("start-is")
    if combine and found.combine and combine != found.combine:
        raise node.wrong(why("joined-in-two-ways", what=what))
    plain = [each for each in found.parts if "combine" not in each.element.attrib]
    if plain and not combine:
        raise node.wrong(why("defined-twice", what=what))
    found.combine = found.combine or combine
    found.parts.append(node)
