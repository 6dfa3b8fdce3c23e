"""The Nu Html Checker: is a page valid HTML?"""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.oracles import java, node


@dataclass(frozen=True, slots=True)
class Message:
    """One message on one page; `kind` is error, info (warnings too) or non-document-error."""

    file: str
    kind: str
    text: str
    line: int | None
    extract: str


def check(pages: Iterable[Path]) -> tuple[Message, ...]:
    """What the checker says of HTML files, all in one run."""
    jar = node.package("vnu-jar/build/dist/vnu.jar")
    # Long pages need a deeper stack than Java's default.
    flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]
    names = [str(page.resolve()) for page in pages]
    result = subprocess.run(
        [java.program(), *flags, "-jar", jar, "--format", "json", "--stdout", *names],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if not result.stdout:
        raise RuntimeError(f"Nu ended with {result.returncode}: {result.stderr}")
    return tuple(
        Message(
            file=message.get("url", ""),
            kind=message["type"],
            text=message["message"],
            line=message.get("lastLine"),
            extract=message.get("extract", ""),
        )
        for message in json.loads(result.stdout)["messages"]
    )
