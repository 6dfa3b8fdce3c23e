"""Cutting the one string of a stylesheet into the files of an output.

A stylesheet may not write files. An output of several files comes as one string: a wrapper
element, and in it `<?file path="…"?>` before the root element of each file.
"""

from __future__ import annotations

import re

from teipipe.errors import ConfigurationError
from teipipe.findings import finding

_MARK = re.compile(r'<\?file path="([^"]*)"\??>')
_WRAPPER = re.compile(
    r"""(?P<type>\s*(?:<!DOCTYPE[^>]*>\s*)?)<(?P<name>[\w.-]+)(?: xmlns="[^"]*")?>"""
    r"""(?P<files>.*)</(?P=name)>\s*""",
    re.DOTALL,
)


def is_cut(result: str) -> bool:
    """Tell whether a string has the marks of several files."""
    return _MARK.search(result) is not None


def cut(result: str) -> dict[str, str]:
    """Give each file's path and content, in the order of the string.

    A document type before the wrapper is that of every file. Raises `ConfigurationError` (T012)
    when the string is not a wrapper of marked files: text before the first mark, or no mark at
    all; and (T013) for a path that occurs twice.
    """
    wrapper = _WRAPPER.fullmatch(result)
    begin, end = wrapper.span("files") if wrapper else (0, 0)
    marks = list(_MARK.finditer(result, begin, end))
    if wrapper is None or not marks or result[begin : marks[0].start()].strip():
        raise ConfigurationError(finding("T012"))
    files: dict[str, str] = {}
    for mark, upto in zip(marks, (*(each.start() for each in marks[1:]), end), strict=True):
        if mark[1] in files:
            raise ConfigurationError(finding("T013", name=mark[1]))
        files[mark[1]] = wrapper["type"] + result[mark.end() : upto]
    return files
