"""A project's own formats: `xslt/<name>.xsl`, and what its `xsl:output` says of the result.

The method tells how the result is finished and read back; `media-type` and, in the namespace of
teipipe, `suffix` and `account` tell the rest (docs/overriding.md). Text that a stylesheet makes up
is marked: by a class in HTML, elsewhere by the marks of plain text, which are taken away here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from teipipe.documents import Document, load
from teipipe.errors import ConfigurationError
from teipipe.findings import finding, why
from teipipe.text import plain, readers
from teipipe.text.marks import unmark
from teipipe.transform.formats import SHIPPED, Files, Format, Made
from teipipe.transform.stylesheets import LINKS, linked, outputs

__all__ = ["own_format"]

_NAMESPACE: Final = "https://teipipe.org/ns/1.0"
_SUFFIX: Final = re.compile(r"\.[A-Za-z0-9](?:[A-Za-z0-9.-]{0,30}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class _Method:
    """What an output method of XSLT makes: the end of a file's name, its type, its reader."""

    ending: str
    media_type: str
    read: Any = None


def _read_text(made: Made, _files: Files) -> readers.Output:
    return readers.read_text(_laid_out(made))


def _read_html(made: Made, _files: Files) -> readers.Output:
    return readers.read_html(made.result)


def _read_xml(made: Made, _files: Files) -> readers.Output:
    try:
        return readers.read_xml(made.result, made.view)
    except etree.XMLSyntaxError as error:
        raise ConfigurationError(finding("T033", reason=error.msg or why("empty"))) from None


_METHODS: Final[Mapping[str, _Method]] = {
    "adaptive": _Method("txt", "text/plain"),
    "html": _Method("html", "text/html", _read_html),
    "json": _Method("json", "application/json"),
    "text": _Method("txt", "text/plain", _read_text),
    "xhtml": _Method("xhtml", "application/xhtml+xml", _read_xml),
    "xml": _Method("xml", "application/xml", _read_xml),
}


def own_format(stylesheet: Path, root: Path) -> Format:
    """Make the format of a project's stylesheet, which is read by the safe reader.

    Raises `ConfigurationError` (T030) for an `xsl:output` that cannot be followed.
    """
    document = load(stylesheet, root)
    own = next(outputs(document), None)
    method = _METHODS[_method(document, own)]
    name = stylesheet.stem
    told = {} if own is None else dict(own.attrib)
    silent = told.get(f"{{{_NAMESPACE}}}account") == "none" or method.read is None
    suffix = told.get(f"{{{_NAMESPACE}}}suffix") or f".{name}.{method.ending}"
    return Format(
        name,
        suffix,
        told.get("media-type") or method.media_type,
        lambda made: {made.file: _finish(made)},
        None if silent else method.read,
    )


def _method(document: Document, own: Any) -> str:
    """Give the output method: the stylesheet's own, else that of the last one it takes in."""
    if own is not None:
        _check(document, own)
    named = own.get("method") if own is not None else None
    return named or next(_methods(document, frozenset()), "xml")


def _methods(document: Document, seen: frozenset[Path]) -> Iterator[str]:
    """Give the methods of what a stylesheet takes in, the last first: it goes before the others."""
    for link in reversed(list(document.tree.getroot().iter(*LINKS))):
        path = linked(document, link.get("href", ""))
        if path and path.resolve() not in seen:
            taken_in = load(path, path.parent)
            yield from (str(each.get("method")) for each in outputs(taken_in) if each.get("method"))
            yield from _methods(taken_in, seen | {path.resolve()})


def _check(document: Document, output: Any) -> None:
    suffix = output.get(f"{{{_NAMESPACE}}}suffix")
    wrong = {
        "method": output.get("method", "xml") not in _METHODS,
        "encoding": output.get("encoding", "UTF-8").upper() != "UTF-8",
        "tp:suffix": suffix is not None and not _is_free(suffix),
        "tp:account": output.get(f"{{{_NAMESPACE}}}account", "none") != "none",
    }
    for name, is_wrong in wrong.items():
        if is_wrong:
            key = name.replace("tp:", f"{{{_NAMESPACE}}}")
            value = output.get(key)
            raise ConfigurationError(
                finding("T030", document.place(output), name=name, value=value)
            )


def _is_free(suffix: str) -> bool:
    taken = {each.suffix for each in SHIPPED.values()}
    return bool(_SUFFIX.fullmatch(suffix)) and suffix.lower() not in taken


def _finish(made: Made) -> bytes:
    return unmark(_laid_out(made)).encode("utf-8")


def _laid_out(made: Made) -> str:
    """Lay out what has the layout marks of the shipped plain text; another text stands as it is."""
    is_laid_out = made.view != "source" and plain.has_layout(made.result)
    return plain.lay_out(made.result, made.view) if is_laid_out else made.result
