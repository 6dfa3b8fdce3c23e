"""Patterns, name classes and grammars in compact syntax (the specification, 3 and appendix A).

Each function that reads a pattern gives it with the annotations that follow it: what stands in the
element around it.
"""

from __future__ import annotations

from teipipe.findings import why
from teipipe.validate.compact import notes
from teipipe.validate.compact.context import Context, the
from teipipe.validate.compact.notes import INHERITED, Annotations, literal
from teipipe.validate.compact.parts import RNG, Part
from teipipe.validate.compact.tokens import Token

_JOINED = {",": "group", "|": "choice", "&": "interleave"}
_REPEATED = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
_ASSIGNED = {"=": "", "|=": "choice", "&=": "interleave"}
_ALONE = ("empty", "text", "notAllowed")
_BRACED = ("mixed", "list")
_NAMED = ("element", "attribute")
_COMPONENTS = ("start", "include", "div")


class Reader(Context):
    """Reads a schema from its tokens."""

    def schema(self) -> Part:
        """Read all of it: a grammar, or a pattern alone."""
        start = self.tokens.look().start
        while self.declares():
            pass
        said = self.annotations()
        if self._at_component():
            content = [*self._component(said), *self._components("")]
            return self.made("grammar", start, content)
        top, *_ = self._pattern(said)
        if self.tokens.look():
            raise self.tokens.unexpected(self.tokens.look(), why("the-end"))
        return the(top)

    # Grammars

    def _at_component(self) -> bool:
        """Whether what comes next belongs to a grammar, and is no pattern."""
        first, second = self.tokens.look(), self.tokens.look(1)
        return first.text in _COMPONENTS or (
            first.kind == "name" and (second.text in _ASSIGNED or second.text == "[")
        )

    def _components(self, end: str) -> list[Part | str]:
        """Read the components of a grammar up to the mark that ends it."""
        found: list[Part | str] = []
        while self.tokens.look().text != end:
            found += self._component(self.annotations())
        self.tokens.take()
        return found

    def _component(self, said: Annotations) -> list[Part]:
        tokens = self.tokens
        word = tokens.look()
        if tokens.look(1).text == "[" and not word.is_keyword:
            return [notes.element(tokens, self.namespaces)]
        tokens.take()
        if word.text == "include":
            return said.on(self._included(word))
        if word.text == "div":
            return said.on(self.made("div", word.start, self._braced()))
        attributes = {}
        if word.text != "start":
            if not word.is_name or word.is_keyword:
                raise tokens.unexpected(word, why("a-definition"))
            attributes["name"] = word.text.lstrip("\\")
        assigned = tokens.take()
        if assigned.text not in _ASSIGNED:
            raise tokens.unexpected(assigned, "“=”")
        if assigned.text != "=":
            attributes["combine"] = _ASSIGNED[assigned.text]
        kind = "define" if "name" in attributes else "start"
        return said.on(self.made(kind, word.start, self._pattern(), **attributes))

    def _braced(self) -> list[Part | str]:
        opened = self.tokens.expect("{")
        self.enter(opened)
        found = self._components("}")
        self.leave()
        return found

    def _included(self, word: Token) -> Part:
        part = self._referring("include", word)
        if self.tokens.look().text == "{":
            part.content = self._braced()
        return part

    def _referring(self, kind: str, word: Token) -> Part:
        """Read the address of another file, and the namespace that it inherits."""
        part = self.made(kind, word.start, [], href=literal(self.tokens))
        uri = self.default
        if self.tokens.takes("inherit"):
            self.tokens.expect("=")
            token = self.tokens.look()
            uri = notes.bound(self.word(), token, self.tokens, self.namespaces)
        if uri is not INHERITED:
            part.attributes["ns"] = uri
        return part

    # Patterns

    def _pattern(self, said: Annotations | None = None) -> list[Part | str]:
        """Read a pattern: one, or several that one mark joins."""
        start = self.tokens.look().start
        found = self._particle(said or self.annotations())
        mark = self.tokens.look()
        if mark.kind != "mark" or mark.text not in _JOINED:
            return found
        self.refuse_open(found)
        while self.tokens.takes(mark.text):
            further = self._particle(self.annotations())
            self.refuse_open(further)
            found += further
        other = self.tokens.look()
        if other.kind == "mark" and other.text in _JOINED:
            raise self.tokens.unexpected(other, why("one-operator-or-brackets", text=mark.text))
        return [self.made(_JOINED[mark.text], start, found)]

    def _particle(self, said: Annotations) -> list[Part | str]:
        """Read a pattern that no mark joins, however often it may come."""
        start = self.tokens.look().start
        found = [*self._primary(said), *self.following()]
        mark = self.tokens.look()
        if mark.kind == "mark" and mark.text in _REPEATED:
            self.refuse_open(found)
            self.tokens.take()
            return [self.made(_REPEATED[mark.text], start, found), *self.following()]
        return found

    def _primary(self, said: Annotations) -> list[Part | str]:
        tokens = self.tokens
        token = tokens.look()
        if token.text == "(" and token.kind == "mark":
            first, *others = self.bracketed(self._pattern, "(", ")")
            return [*said.on(the(first)), *others]
        if token.kind == "literal":
            return [*said.on(self._value(token.start, {}))]
        tokens.take()
        if token.kind != "name" or token.text.endswith("*"):
            raise tokens.unexpected(token, why("a-pattern"))
        return [*said.on(self._worded(token))]

    def _worded(self, token: Token) -> Part:
        """Read a pattern that begins with a word."""
        tokens, word = self.tokens, token.text
        if word in _ALONE:
            return self.made(word, token.start, [])
        if word in _BRACED:
            return self.made(word, token.start, self.bracketed(self._pattern, "{", "}"))
        if word in _NAMED:
            return self._element(token)
        if word == "external":
            return self._referring("externalRef", token)
        if word == "grammar":
            return self.made("grammar", token.start, self._braced())
        if word in ("string", "token") or ":" in word:
            return self._data(token)
        if word == "parent":
            token = tokens.take()
        if not token.is_name or token.is_keyword:
            raise tokens.unexpected(token, why("a-pattern"))
        kind = "parentRef" if word == "parent" else "ref"
        return self.made(kind, token.start, [], name=token.text.lstrip("\\"))

    def _element(self, word: Token) -> Part:
        names = self._names(word.text)
        part = self.made(word.text, word.start, names)
        plain = the(names[0])
        usual = {"ns": ""} if word.text == "attribute" else {}
        if len(names) == 1 and plain.name == f"{RNG}name" and plain.attributes == usual:
            part.attributes["name"], part.content = str(plain.content[0]), []
        part.content += self.bracketed(self._pattern, "{", "}")
        return part

    def _data(self, token: Token) -> Part:
        """Read a datatype with its parameters and exceptions, or a value of it."""
        prefix, _, local = token.text.rpartition(":")
        if prefix and prefix not in self.libraries:
            reason = why("prefix-of-no-library", prefix=prefix)
            raise self.tokens.wrong(reason, token.start)
        typed = {"type": local, "datatypeLibrary": self.libraries.get(prefix, "")}
        if self.tokens.look().kind == "literal":
            return self._value(token.start, typed)
        part = self.made("data", token.start, [], **typed)
        if self.tokens.takes("{"):
            while not self.tokens.takes("}"):
                part.content += self._parameter()
        if self.tokens.takes("-"):
            start = self.tokens.look().start
            excepted = self._primary(self.annotations())
            part.content.append(self.made("except", start, excepted))
            part.is_open = True
        return part

    def _parameter(self) -> list[Part]:
        said, start = self.annotations(), self.tokens.look().start
        name = self.word()
        self.tokens.expect("=")
        return said.on(self.made("param", start, [literal(self.tokens)], name=name))

    def _value(self, start: int, typed: dict[str, str]) -> Part:
        return self.made("value", start, [literal(self.tokens)], **typed)

    # Name classes

    def _names(self, of: str) -> list[Part | str]:
        """Read a name class: one, or several of which one is to match."""
        start = self.tokens.look().start
        found = self._simple_names(of)
        if self.tokens.look().text != "|":
            return found
        self.refuse_open(found)
        while self.tokens.takes("|"):
            further = self._simple_names(of)
            self.refuse_open(further)
            found += further
        return [self.made("choice", start, found)]

    def _simple_names(self, of: str) -> list[Part | str]:
        said, token = self.annotations(), self.tokens.look()
        if token.text == "(":
            first, *others = self.bracketed(lambda: self._names(of), "(", ")")
            return [*said.on(the(first)), *others, *self.following()]
        self.tokens.take()
        return [*said.on(self._name_class(token, of)), *self.following()]

    def _name_class(self, token: Token, of: str) -> Part:
        prefix, _, local = token.text.lstrip("\\").rpartition(":")
        uri = "" if of == "attribute" else self.default
        if prefix:
            uri = notes.bound(prefix, token, self.tokens, self.namespaces)
        namespace = {} if uri is INHERITED else {"ns": uri}
        if local == "*":
            part = self.made(
                "nsName" if prefix else "anyName", token.start, [], **(namespace if prefix else {})
            )
            if self.tokens.takes("-"):
                start = self.tokens.look().start
                part.content = [self.made("except", start, self._simple_names(of))]
                part.is_open = True
            return part
        if token.kind != "name":
            raise self.tokens.unexpected(token, why("a-name"))
        return self.made("name", token.start, [local], **namespace)
