"""The errors that stop a command, each with its exit code.

    TeipipeError
    ├── UsageError          2  the command or an argument is wrong
    ├── ConfigurationError  2  teipipe.toml, encoding.toml, a schema or a stylesheet is wrong
    ├── DocumentError       1  a document cannot be read; carries the finding
    ├── RepositoryError     1  a repository refuses, or cannot be reached; carries the finding
    └── EngineError         3  Saxon or the platform failed in a way that is a fault of ours

What is wrong *in* a document is a finding (`teipipe.findings`), not an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from teipipe.findings import Finding

CLEAN = 0
"""Exit code: nothing at or above the threshold."""
FINDINGS = 1
"""Exit code: findings at or above the threshold."""
WRONG_USAGE = 2
"""Exit code: wrong usage or configuration."""
OUR_FAULT = 3
"""Exit code: a fault of teipipe."""


class TeipipeError(Exception):
    """An error that a user can read: what is wrong, where, and what to do.

    Its causes are findings, or a sentence where no finding says it; the first is its message.
    """

    exit_code = OUR_FAULT

    def __init__(self, *causes: Finding | str) -> None:
        first = causes[0]
        super().__init__(first if isinstance(first, str) else first.message)
        self.findings = tuple(each for each in causes if not isinstance(each, str))


class UsageError(TeipipeError):
    """The command line asks for something that does not exist."""

    exit_code = WRONG_USAGE


class ConfigurationError(TeipipeError):
    """A settings file, a schema or a stylesheet cannot be used."""

    exit_code = WRONG_USAGE


class DocumentError(TeipipeError):
    """A document cannot be read; its only finding says why."""

    exit_code = FINDINGS


class RepositoryError(TeipipeError):
    """A repository refuses what is sent, or cannot be reached; its only finding says why."""

    exit_code = FINDINGS


class EngineError(TeipipeError):
    """The XSLT engine or the platform failed."""
