"""Literals, names of other namespaces, and annotations (the specification, 4 and appendix A)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from teipipe.findings import why
from teipipe.validate.compact.parts import WRITTEN, Part
from teipipe.validate.compact.tokens import Token, Tokens

DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
"""The element that lines with two number signs are."""
INHERITED = None
"""In place of a namespace: that of the element which includes the file."""


@dataclass(slots=True)
class Annotations:
    """What is said of a part before it stands there: documentation, attributes and elements."""

    attributes: dict[str, str] = field(default_factory=dict)
    elements: list[Part] = field(default_factory=list)

    def on(self, part: Part) -> list[Part]:
        """Give a part with what is said of it: within it, after it where it holds only text."""
        part.attributes |= self.attributes
        if part.name in WRITTEN:
            return [part, *self.elements]
        part.content[:0] = self.elements
        return [part]


def before(tokens: Tokens, namespaces: Mapping[str, str | None]) -> Annotations:
    """Read what stands before a part."""
    said = Annotations()
    lines: list[Token] = []
    while tokens.look().kind == "documentation":
        lines.append(tokens.take())
    if lines:
        text = "\n".join(each.text.lstrip("#").removeprefix(" ") for each in lines)
        said.elements.append(Part(DOCUMENTATION, lines[0].start, lines[-1].end, {}, [text]))
    if tokens.takes("["):
        block = Part("", 0, 0)
        _fill(block, tokens, namespaces)
        said.attributes |= block.attributes
        said.elements += [each for each in block.content if isinstance(each, Part)]
    return said


def following(tokens: Tokens, namespaces: Mapping[str, str | None]) -> list[Part]:
    """Read the elements of other namespaces that stand after a part."""
    found = []
    while tokens.takes(">>"):
        found.append(element(tokens, namespaces))
    return found


def element(tokens: Tokens, namespaces: Mapping[str, str | None]) -> Part:
    """Read an element of another namespace, with all that it holds."""
    top = _opened(tokens, namespaces)
    _fill(top, tokens, namespaces)
    return top


def literal(tokens: Tokens) -> str:
    """Read a literal, its segments joined."""
    text = _segment(tokens)
    while tokens.takes("~"):
        text += _segment(tokens)
    return text


def qualified(name: Token, tokens: Tokens, namespaces: Mapping[str, str | None]) -> str:
    """Give the name of an element or attribute in an annotation, with its namespace."""
    if name.kind != "name" or name.text.endswith("*"):
        raise tokens.unexpected(name, why("a-name"))
    prefix, _, local = name.text.lstrip("\\").rpartition(":")
    uri = bound(prefix, name, tokens, namespaces) if prefix else ""
    return f"{{{uri}}}{local}" if uri else local


def bound(
    prefix: str, token: Token, tokens: Tokens, namespaces: Mapping[str, str | None]
) -> str | None:
    """Give the namespace of a prefix."""
    if prefix not in namespaces:
        raise tokens.wrong(why("prefix-declared-nowhere", prefix=prefix), token.start)
    return namespaces[prefix]


def _opened(tokens: Tokens, namespaces: Mapping[str, str | None]) -> Part:
    name = tokens.take()
    tokens.expect("[")
    return Part(qualified(name, tokens, namespaces), name.start, name.end)


def _fill(top: Part, tokens: Tokens, namespaces: Mapping[str, str | None]) -> None:
    """Read what stands in square brackets, as deep as it goes, to the end of the outermost."""
    stack = [top]
    while stack:
        part, token = stack[-1], tokens.look()
        if tokens.takes("]"):
            stack.pop()
        elif token.kind == "literal":
            part.content.append(literal(tokens))
        elif tokens.look(1).text == "=":
            name = qualified(tokens.take(), tokens, namespaces)
            tokens.expect("=")
            part.attributes[name] = literal(tokens)
        else:
            inner = _opened(tokens, namespaces)
            part.content.append(inner)
            stack.append(inner)


def _segment(tokens: Tokens) -> str:
    found = tokens.take()
    if found.kind != "literal":
        raise tokens.unexpected(found, why("a-literal"))
    marks = 3 if found.text[:3] in ('"""', "'''") else 1
    return found.text[marks:-marks]
