"""Choosing: which stylesheet makes a format, shipped or the project's own, and what is compiled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from teipipe import resources
from teipipe.documents import load
from teipipe.errors import ConfigurationError
from teipipe.findings import Place, finding
from teipipe.transform.formats import SHIPPED, Format
from teipipe.transform.own import own_format
from teipipe.transform.stylesheets import check, outputs


def stylesheet(name: str, root: Path | None) -> Path:
    """Give a format's stylesheet: the project's own, checked, else the shipped one."""
    own = root / "xslt" / f"{name}.xsl" if root else None
    shipped = resources.path(f"xslt/{name}.xsl") if name in SHIPPED else None
    if shipped and (own is None or not own.is_file() or own.samefile(shipped)):
        return shipped
    if own is None:
        raise FileNotFoundError(f"not a format of teipipe: {name}")
    check(own, own.parents[1])
    return own


def compiled(sheets: Mapping[str, Path]) -> dict[str, Path]:
    """Give what is compiled for each format: where another's stylesheet makes it, too, that one.

    A project's own stylesheet is compiled by itself.
    """
    shipped = {
        name for name, path in sheets.items()
        if name in SHIPPED and path == resources.path(f"xslt/{name}.xsl")
    }  # fmt: skip
    within = {name: SHIPPED[name].within for name in shipped}
    return {
        name: sheets[around] if (around := within.get(name)) in shipped else path
        for name, path in sheets.items()
    }


def serialization(stylesheet: Path) -> dict[str, str]:
    """Give what the `xsl:output` of a shipped stylesheet says."""
    (output,) = outputs(load(stylesheet, stylesheet.parent))
    return {str(name): str(value) for name, value in output.attrib.items()}


def format_of(name: str, stylesheet: Path, root: Path | None) -> Format:
    """Give a format by its name: a shipped one, else what a project's own stylesheet says of it."""
    return SHIPPED[name] if name in SHIPPED else own_format(stylesheet, root or stylesheet.parent)


def check_suffixes(formats: Sequence[Format]) -> None:
    """Refuse two formats that would be written into one file (T032)."""
    taken: dict[str, str] = {}
    for each in formats:
        other = taken.setdefault(each.suffix.lower(), each.name)
        if other != each.name:
            place = Place(f"xslt/{each.name}.xsl")
            raise ConfigurationError(
                finding("T032", place, format=each.name, other=other, suffix=each.suffix)
            )
