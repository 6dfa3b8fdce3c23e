"""Validation: one walk over a document, by looking up what an automaton has worked out.

A mistake is handed to `recovery`, which says what is wrong and how to go on.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from teipipe.validate.relaxng import attributes
from teipipe.validate.relaxng.faults import Fault
from teipipe.validate.relaxng.identities import Identities
from teipipe.validate.relaxng.matching.automaton import Opening, StartTag, State
from teipipe.validate.relaxng.matching.names import contains, namespace_of
from teipipe.validate.relaxng.matching.values import ALL, BLANK
from teipipe.validate.relaxng.recovery import Recovery
from teipipe.validate.relaxng.schema import Schema


def faults(schema: Schema, root: etree._Element) -> list[Fault]:
    """Give all faults of a document, by its root element."""
    return _Walk(schema).faults(root)


class _Walk:
    """The walk over one document."""

    def __init__(self, schema: Schema) -> None:
        self.start = schema.automaton.start
        self.identities = Identities()
        self.recovery: Recovery = schema.recovery
        self.found: list[Fault] = []

    def faults(self, root: Any) -> list[Fault]:
        """Walk through the document; the stack holds what is open around `parent`."""
        stack: list[tuple[Any, Any, State, Opening]] = []
        parent: Any = None
        state = self.start
        children = iter((root,))
        while True:
            for child in children:
                tag = child.tag
                opening = state[tag]
                if opening is not None or isinstance(tag, str):
                    if opening is None:
                        opening = self.misplaced(
                            state, child, parent, stack[-1][3] if stack else None
                        )
                    inner = self.inside(opening.tag, child) if child.keys() else opening.tag.inner
                    if inner is None:
                        inner = self.wrong(opening.tag, child)
                    if len(child) and not (inner.data and _text_only(child)):
                        stack.append((children, parent, state, opening))
                        children, parent, state = iter(child), child, inner
                        if not state.texts:
                            state = self.text(state, child, None, child.text)
                        break
                    accepts = inner.accepts if inner.texts else self.leaf(inner, child)
                    state = opening[accepts or self.incomplete(inner, child)]
                if not state.texts:
                    state = self.text(state, parent, child, child.tail)
            else:
                if not stack:
                    return [*self.found, *self.identities.faults()]
                ended, accepts = parent, state.accepts or self.incomplete(state, parent)
                children, parent, state, opening = stack.pop()
                state = opening[accepts]
                if not state.texts:
                    state = self.text(state, parent, ended, ended.tail)

    def inside(self, tag: StartTag, element: Any) -> State | None:
        """Give the state inside an element with attributes, None if they are wrong."""
        names = element.keys()
        values = element.values()
        plan = tag[tuple(names)]
        for index, identity in plan.identities:
            self.identities.add(identity, names[index], values[index], element)
        for known, value in zip(plan.tables, values, strict=True):
            if known[value] != ALL:
                break
        else:
            if not plan.qualified:
                return plan.inner
        if not plan.qualified:
            return plan[tuple(known[each] for known, each in zip(plan.tables, values, strict=True))]
        return plan[plan.bits(element)]

    def text(
        self, state: State, parent: etree._Element | None, follows: Any, text: str | None
    ) -> State:
        """Give the state after a text that stands in `parent`, beside elements."""
        if parent is None or not text or not text.strip(BLANK):
            return state
        after = state.after_text
        if after is not None:
            return after
        self.found.append(self.recovery.stray(state, parent, follows, text))
        return self.recovery.after_stray(state)

    def leaf(self, state: State, element: etree._Element) -> int:
        """Give the bits of the patterns that take all that an element without elements holds."""
        text = _text(element)
        if state.leaf is None:
            return self.text(state, element, None, text).accepts
        found = state.leaf.bits(text, element.nsmap) if state.leaf.qualified else state.leaf[text]
        if not found:
            self.found.append(self.recovery.bad_content(state, element, text))
            return state.every
        return found & state.every

    def misplaced(
        self, state: State, element: etree._Element, parent: Any, opened: Opening | None
    ) -> Opening:
        """Take note of an element that is not allowed, and give what it may be meant as.

        `opened` is what the parent was opened as.
        """
        mistake = self.recovery.element(state, element.tag)
        if mistake.code != "V032" or opened is None or not _inherited(element, parent, opened):
            self.found.append(mistake.fault(element, parent))
        return mistake.opening

    def wrong(self, tag: StartTag, element: etree._Element) -> State:
        """Take note of what is wrong with attributes, and give the state inside."""
        found, state = attributes.mended(tag, element)
        self.found += found
        return state

    def incomplete(self, state: State, element: etree._Element) -> int:
        """Take note that an element ends too early; give the bits of all its patterns."""
        self.found.append(self.recovery.end(state, element))
        return state.every


def _inherited(element: etree._Element, parent: etree._Element, opened: Opening) -> bool:
    """Whether an element has its parent's namespace, and that is the parent's mistake already."""
    right = any(contains(each.names, parent.tag) for each in opened.tag.elements)
    return not right and namespace_of(element.tag) == namespace_of(parent.tag)


def _text_only(element: etree._Element) -> bool:
    return not any(isinstance(each.tag, str) for each in element)


def _text(element: etree._Element) -> str:
    """Give the text of an element in which there are no elements."""
    if not len(element):
        return element.text or ""
    return "".join((element.text or "", *(each.tail or "" for each in element)))
