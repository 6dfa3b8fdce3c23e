"""The project: the frozen content of `teipipe.toml` and where its files are."""

from teipipe.project.formats import FORMATS, SHEETS, ordered, own_css, unknown_format
from teipipe.project.model import (
    DEPOSIT,
    FILE,
    HEADER,
    MEGABYTE,
    SETTINGS,
    SOURCE,
    SUFFIXES,
    SUGGESTIONS,
    Accepted,
    Limits,
    Project,
    is_part,
    tei_file,
)
from teipipe.project.reading import (
    find,
    load_project,
    parameters,
    settings_file,
    told_where_named,
)

__all__ = [
    "DEPOSIT",
    "FILE",
    "FORMATS",
    "HEADER",
    "MEGABYTE",
    "SETTINGS",
    "SHEETS",
    "SOURCE",
    "SUFFIXES",
    "SUGGESTIONS",
    "Accepted",
    "Limits",
    "Project",
    "find",
    "is_part",
    "load_project",
    "ordered",
    "own_css",
    "parameters",
    "settings_file",
    "tei_file",
    "told_where_named",
    "unknown_format",
]
