"""What all that reads a schema needs: what was declared, brackets, annotations, and parts made."""

from __future__ import annotations

from collections.abc import Callable

from teipipe.documents import XML
from teipipe.findings import why
from teipipe.validate.compact import notes
from teipipe.validate.compact.notes import INHERITED, Annotations, literal
from teipipe.validate.compact.parts import RNG, Part
from teipipe.validate.compact.tokens import Token, Tokens

_LIBRARY = "http://www.w3.org/2001/XMLSchema-datatypes"
_DEEPEST = 100
"""How many brackets may stand within each other."""


class Context:
    """The tokens of a schema, and what it has declared so far."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.namespaces: dict[str, str | None] = {"xml": XML}
        self.default: str | None = INHERITED
        self.libraries = {"xsd": _LIBRARY}
        self._deep = 0

    def declares(self) -> bool:
        """Read a declaration of a namespace or of a library of datatypes, if there is one."""
        tokens = self.tokens
        word = tokens.look()
        if word.text not in ("namespace", "default", "datatypes"):
            return False
        tokens.take()
        if word.text == "default":
            tokens.expect("namespace")
        prefix = "" if word.text == "default" and tokens.look().text == "=" else self.word()
        tokens.expect("=")
        if word.text == "datatypes":
            self.libraries[prefix] = literal(tokens)
            return True
        uri = INHERITED if tokens.takes("inherit") else literal(tokens)
        if word.text == "default":
            self.default = uri
        if prefix:
            self.namespaces[prefix] = uri
        return True

    def bracketed(
        self, read: Callable[[], list[Part | str]], opening: str, closing: str
    ) -> list[Part | str]:
        """Read what stands in brackets."""
        self.enter(self.tokens.expect(opening))
        found = read()
        self.tokens.expect(closing)
        self.leave()
        the(found[0]).is_open = False
        return found

    def refuse_open(self, found: list[Part | str]) -> None:
        """Refuse what ends in an exception where more follows."""
        if the(found[0]).is_open:
            at = the(found[0]).start
            raise self.tokens.wrong(why("exception-without-brackets"), at)

    def enter(self, opened: Token) -> None:
        """Go into brackets, if they do not stand too many deep."""
        self._deep += 1
        if self._deep > _DEEPEST:
            raise self.tokens.wrong(why("brackets-too-deep"), opened.start)

    def leave(self) -> None:
        """Leave the brackets gone into last."""
        self._deep -= 1

    def word(self) -> str:
        """Take a name without a prefix; here a keyword is one, too."""
        token = self.tokens.take()
        if not token.is_name:
            raise self.tokens.unexpected(token, why("a-name"))
        return token.text.lstrip("\\")

    def annotations(self) -> Annotations:
        """Read the annotations before a part."""
        return notes.before(self.tokens, self.namespaces)

    def following(self) -> list[Part]:
        """Read the annotations after a part."""
        return notes.following(self.tokens, self.namespaces)

    def made(self, kind: str, start: int, content: list[Part | str], **attributes: str) -> Part:
        """Make an element of RELAX NG, from a place in the text up to here."""
        return Part(f"{RNG}{kind}", start, self.tokens.end, attributes, content)


def the(found: Part | str) -> Part:
    """Give what cannot be text: the first of a pattern's parts, or of a name class's."""
    assert isinstance(found, Part)
    return found
