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
    r"""(\s*(?:<!DOCTYPE[^>]*>\s*)?)<([\w.-]+)(?: xmlns="[^"]*")?>(.*)</\2>\s*""", re.DOTALL
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
    before, *marked = _MARK.split(wrapper[3] if wrapper else result)
    if wrapper is None or before.strip() or not marked:
        raise unusable("T012")
    files: dict[str, str] = {}
    for path, content in zip(marked[::2], marked[1::2], strict=True):
        if path in files:
            raise unusable("T013", name=path)
        files[path] = wrapper[1] + content
    return files


def unusable(code: str, **arguments: str) -> ConfigurationError:
    """Make the error of a stylesheet whose result cannot be used, with its finding."""
    found = finding(code, **arguments)
    return ConfigurationError(found.message, found)
