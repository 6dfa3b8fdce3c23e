"""Messages between two processes: JSON in UTF-8 behind its length."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

LENGTH = struct.Struct(">Q")
"""How the length of a message stands before it."""


def packed(message: Any) -> bytes:
    """Give a message as it is sent."""
    content = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return LENGTH.pack(len(content)) + content


def send(stream: BinaryIO, message: Any) -> None:
    """Write a message; raises `BrokenPipeError` when nobody reads."""
    stream.write(packed(message))
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Read a message; None at the end."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    return json.loads(stream.read(length))
