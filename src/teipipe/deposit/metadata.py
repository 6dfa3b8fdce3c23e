"""The metadata of a deposit: one model, from which every crosswalk is made.

Two lenses are kept apart. `creators` and `contributors` are the people of the *edition*, whom a
repository cites; the author of the source work is in `source`, and leads a library catalogue's
record. Roles are MARC relators, languages BCP 47, dates EDTF (ISO 8601-2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from teipipe.authorities import types
from teipipe.deposit.dates import Dated
from teipipe.deposit.licences import Licence
from teipipe.findings import Place

PERSON = "person"
BODY = "body"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier by its scheme: an authority's name, “URL”, “Handle”, “ARK”, “URN” or other."""

    scheme: str
    value: str

    @property
    def url(self) -> str:
        """The address of what is identified, empty where there is none."""
        authority = types().get(self.scheme.casefold())
        if authority:
            return authority.url(self.value)
        return {"URL": self.value, "Handle": f"https://hdl.handle.net/{self.value}"}.get(
            self.scheme, ""
        )


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or a body; `guessed` says that nobody but its order tells the parts of the name."""

    name: str
    family: str = ""
    given: str = ""
    kind: str = PERSON
    roles: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    affiliations: tuple[Agent, ...] = ()
    guessed: bool = False
    place: Place = field(default_factory=Place, compare=False)

    @property
    def inverted(self) -> str:
        """The name to sort and cite by: surname first, of a body as it is."""
        return f"{self.family}, {self.given}" if self.family and self.given else self.name

    def identifier(self, *schemes: str) -> Identifier | None:
        """Give the first identifier of one of these schemes, in the order of the schemes."""
        named = {each.scheme: each for each in reversed(self.identifiers)}
        return next((named[each] for each in schemes if each in named), None)


@dataclass(frozen=True, slots=True)
class Title:
    """A title: `kind` is main, sub, alternative or translated; `language` is BCP 47 or empty."""

    text: str
    kind: str = "main"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A keyword, with the scheme and the address that give it its meaning."""

    text: str
    scheme: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Funding:
    """Who paid, and by which grant."""

    funder: Agent
    award: str = ""
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Another publication, and its relation by DataCite's name (`IsSupplementTo`, `Cites`…)."""

    relation: str
    identifier: Identifier


@dataclass(frozen=True, slots=True)
class Source:
    """The work that was edited: who wrote it, what it is called, where it was taken from."""

    authors: tuple[Agent, ...] = ()
    title: str = ""
    citation: str = ""
    dated: Dated | None = None
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """An edition as a publication, by what one header says of it, or all of a deposit together.

    Whatever nobody states is empty, never made up.
    """

    titles: tuple[Title, ...] = ()
    publisher: Agent | None = None
    issued: Dated | None = None
    created: Dated | None = None
    changed: str = ""
    version: str = ""
    languages: tuple[str, ...] = ()
    description: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    address: str = ""
    funding: tuple[Funding, ...] = ()
    email: str = ""
    extents: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The main title, empty where there is none."""
        return next((each.text for each in self.titles if each.kind == "main"), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata(Publication):
    """All that is said of a deposit, which is called `name`.

    Its files are closed where they are `restricted`, or until the day of an `embargo`.
    """

    name: str
    creators: tuple[Agent, ...] = ()
    contributors: tuple[Agent, ...] = ()
    sources: tuple[Source, ...] = ()
    disciplines: tuple[str, ...] = ()
    licence: Licence | None = None
    restricted: bool = False
    embargo: str = ""
    related: tuple[Related, ...] = ()
    contact: Agent | None = None

    @property
    def doi(self) -> str:
        """The DOI, without resolver, or nothing."""
        return next((each.value for each in self.identifiers if each.scheme == "DOI"), "")

    @property
    def date(self) -> str:
        """The day (or month, or year) of publication, or nothing."""
        return self.issued.level_0.partition("/")[0] if self.issued else ""

    def of_kind(self, *kinds: str) -> Iterator[Title]:
        """Give the titles of some kinds."""
        return (each for each in self.titles if each.kind in kinds)

    def authors(self) -> tuple[Agent, ...]:
        """Give the authors of the works that were edited, each once."""
        return tuple(dict.fromkeys(each for source in self.sources for each in source.authors))
