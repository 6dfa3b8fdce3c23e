"""Cutting the one string of a stylesheet into the files of an output.

A stylesheet may not write files. An output of several files comes as one string: a wrapper
element in no namespace, and in it `<?file path="…"?>` before the root element of each file.
"""

from __future__ import annotations

import re

from teipipe.errors import ConfigurationError

_MARK = re.compile(r'<\?file path="([^"]*)"\?>')
_WRAPPER = re.compile(r"\s*<([\w.-]+)>(.*)</\1>\s*", re.DOTALL)


def cut(result: str) -> dict[str, str]:
    """Give each file's path and content, in the order of the string.

    Raises `ConfigurationError` when the string is not a wrapper of marked files: text before the
    first mark, a path that occurs twice, or no mark at all.
    """
    wrapper = _WRAPPER.fullmatch(result)
    before, *marked = _MARK.split(wrapper[2] if wrapper else result)
    if wrapper is None or before.strip() or not marked:
        raise ConfigurationError(
            "The stylesheet's result is not a wrapper element with <?file path=…?> before each "
            "file. A stylesheet that replaces the frame of an output must keep these marks."
        )
    files: dict[str, str] = {}
    for path, content in zip(marked[::2], marked[1::2], strict=True):
        if path in files:
            raise ConfigurationError(
                f"The stylesheet writes the file “{path}” twice. Give each file a path of its own."
            )
        files[path] = content
    return files
