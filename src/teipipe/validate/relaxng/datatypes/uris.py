"""URI references (RFC 2396 with the addresses of RFC 2732), as Java's and so Jing's `anyURI`.

Characters that a URI cannot hold are thought to be escaped; what is looked at is its structure.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BEFORE_SCHEME = re.compile(r"[^/?#:]*:")
_BEFORE_QUERY = re.compile(r"[^?#]*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LITERAL = re.compile(r"(?:[^\[\]@]*@)?\[([^\[\]%]+)(?:%[^\[\]]*)?\](?::\d*)?", re.ASCII)


def is_reference(text: str) -> bool:
    """Whether a text is a URI or a relative reference."""
    if "%" in text and _ESCAPE.search(text):
        return False
    if text.count("#") > 1:
        return False
    if not _BEFORE_SCHEME.match(text):
        return _is_hierarchical(text)
    scheme = _SCHEME.match(text)
    if scheme is None:
        return False
    rest = text[scheme.end() :]
    return _is_hierarchical(rest) if rest.startswith("/") else rest[:1] not in ("", "#")


def _is_hierarchical(text: str) -> bool:
    """Whether the authority and the path, before a query or a fragment, are well-formed."""
    address = _BEFORE_QUERY.match(text)
    assert address is not None
    if not text.startswith("//"):
        return _is_path(address[0])
    authority, _, path = address[0][2:].partition("/")
    if not authority:
        return text != "//" and _is_path(path)
    return _is_authority(authority) and _is_path(path)


def _is_path(path: str) -> bool:
    return "[" not in path and "]" not in path


def _is_authority(authority: str) -> bool:
    if _is_path(authority):
        return True
    found = _LITERAL.fullmatch(authority)
    if found is None:
        return False
    from ipaddress import AddressValueError, IPv6Address

    try:
        IPv6Address(found[1])
    except AddressValueError:
        return False
    return True
