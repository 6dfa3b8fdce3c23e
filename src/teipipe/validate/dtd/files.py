"""The files of a DTD, which alone its parser is given: no network, nothing out of the folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from teipipe.consulted import consult
from teipipe.documents import bytes_of, is_below, shown
from teipipe.errors import ConfigurationError, DocumentError
from teipipe.findings import Place
from teipipe.validate import catalogs, sources

_CHARACTERS = ("ISO ", "-//W3C//ENTITIES")
"""How the public names of sets of characters begin, which have no say in what is valid."""


class Files(etree.Resolver):
    """Gives the files of a DTD: the first is the DTD itself, whatever it is asked for by."""

    def __init__(self, path: Path, root: Path) -> None:
        self.path, self.root = path.absolute(), root
        self.read: list[Path] = []

    def resolve(self, *request: Any) -> Any:
        """Give the content of a file that may be read; raises `ConfigurationError` for another."""
        url, public, context = request
        path = self._named(url) if self.read else self.path
        consult(path)
        content = b""
        if path.is_file() or not (public or "").startswith(_CHARACTERS):
            content = self._content(path)
            self.read.append(path)
        return self.resolve_string(content, context, base_url=str(path))

    def place(self, path: Path, line: int = 1, column: int = 1) -> Place:
        """Give a place in one of the files."""
        return Place(shown(path, self.root), line, column)

    def _named(self, url: str) -> Path:
        """Give the file that the DTD names by an address, which the parser has made absolute."""
        mapped = catalogs.resolved(url, self.root)
        if mapped is None and sources.SCHEME.match(url) and not url.startswith("file:"):
            raise sources.failure("V007", self.place(self.path), schema=url)
        return mapped or Path(unquote(urlsplit(url).path if url.startswith("file:") else url))

    def _content(self, path: Path) -> bytes:
        base = sources.root_for(self.path, self.root)
        if not (is_below(path, base) or catalogs.among_installed(path)):
            raise sources.failure("V008", self.place(self.path), schema=shown(path, self.root))
        if not path.is_file():
            raise sources.failure("V003", self.place(self.path), schema=shown(path, self.root))
        try:
            return bytes_of(path, path.parent)
        except DocumentError as error:
            raise ConfigurationError(*error.findings) from None
