"""Small corpora for tests of the build, and the command run over them in a process of its own."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MEMORY = 400 << 20
_DROP = 24
_OVERRIDES = (1, 2)
"""PR_CAPBSET_DROP; CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (capabilities(7))."""
LETTER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{title}</title>'
    "<author>{author}</author></titleStmt><publicationStmt><p>Made.</p></publicationStmt>"
    '<sourceDesc><p>Made.</p></sourceDesc></fileDesc></teiHeader><text xml:lang="en"><body>'
    "<p>{text}</p></body></text></TEI>\n"
)
BARE = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">
<xsl:output method="text"/>
<xsl:template match="teiHeader"/>
<xsl:template match="rs[@type = 'endless']">
  <xsl:sequence select="
      count(for $a in 1 to 2000000000 return (1 to 2000000000)[. lt $a - 2000000001])"/>
</xsl:template>
<xsl:template match="rs[@type = 'greedy']">
  <xsl:variable name="held" as="xs:string*" select="(1 to 2000000000) ! string(. * 3)"/>
  <xsl:value-of select="reverse($held)[. = 'x'], $held[last()]"/>
</xsl:template>
</xsl:stylesheet>
"""
"""A format of a project that compiles at once, and never ends on one kind of element."""
CHECK = """
import os, signal, time
def check(document):
    if b'type="deadly"' in document.content:
        os.kill(os.getpid(), signal.SIGKILL)
    if b'type="once"' in document.content:
        marker = document.path.with_suffix(".met")
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if b'type="slow"' in document.content:
        time.sleep(600)
    return ()
"""
"""An installed check that does to its worker what some documents do to a build."""


STRIKE = """
import os, signal, sys
_counter, _moment = os.environ["STRIKE_COUNTER"], int(os.environ["STRIKE_MOMENT"])
_is_counting = False
def _count(event, arguments):
    global _is_counting
    if event not in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir") or _is_counting:
        return
    if not any(each in str(arguments[0]) for each in ("outputs", ".teipipe")):
        return
    _is_counting = True
    descriptor = os.open(_counter, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, b"x")
    if os.fstat(descriptor).st_size == _moment:
        if event == "open" and arguments[2] & os.O_TRUNC:
            os.open(arguments[0], arguments[2])
        os.killpg(0, signal.SIGKILL)
    os.close(descriptor)
    _is_counting = False
sys.addaudithook(_count)
"""
"""What kills a build and its workers just before it does something to a file, the so-manieth time;
a file that is to be written anew is opened, and then never written.

Each process counts, in a file that they share; so the moment depends on no clock.
"""


def letter(text: str, title: str = "A letter", author: str = "Ann") -> str:
    """Give a small TEI document."""
    return LETTER.format(text=text, title=title, author=author)


def project(folder: Path, documents: Mapping[str, str], settings: str = "") -> Path:
    """Make a project whose only format is quick; `documents` are file names and texts."""
    (folder / "xslt").mkdir(parents=True)
    (folder / "xslt" / "bare.xsl").write_text(BARE)
    (folder / "teipipe.toml").write_text('formats = ["bare"]\n' + settings)
    (folder / "letters").mkdir()
    for name, text in documents.items():
        (folder / "letters" / f"{name}.xml").write_text(letter(text))
    return folder


def install_check(folder: Path) -> Path:
    """Make a folder that, on Python's path, is an installed package with the deadly check."""
    info = folder / "deadly-1.dist-info"
    info.mkdir(parents=True)
    (folder / "deadly.py").write_text(CHECK)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[teipipe.checks]\ndeadly = deadly:check\n")
    return folder


@dataclass(frozen=True)
class Done:
    """What a command left."""

    code: int
    out: str
    err: str

    def codes(self, letter_: str = "P") -> list[str]:
        """Give file and code of each finding of a stage, in the order told."""
        lines = (line.split(" ") for line in self.err.splitlines() if not line.startswith(" "))
        told = (
            (words[0].split(":")[0], words[2].rstrip(":"))
            for words in lines
            if len(words) > 2 and words[1] in ("error", "warning", "note")
        )
        return [f"{Path(file).stem} {code}" for file, code in told if code.startswith(letter_)]


def start(
    folder: Path, *arguments: str, check: Path | None = None, largest: int = -1, **variables: str
) -> subprocess.Popen[str]:
    """Start `teipipe build` in a folder, in a process group of its own.

    No file that it writes can have more than `largest` bytes, as on a disk that is full.
    """
    path = [str(check)] if check else []
    return subprocess.Popen(
        [sys.executable, "-m", "teipipe", "build", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: _limited(largest),
    )


def _limited(largest: int) -> None:
    """Give the command less memory than the machine has, so that it runs out soon.

    Permissions bind it as they bind others, also where the tests run as root.
    """
    for capability in _OVERRIDES:
        ctypes.CDLL(None).prctl(_DROP, capability, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


def strike(folder: Path, place: Path, moment: int, *arguments: str) -> tuple[bool, int]:
    """Run a build that is killed at a moment, its files in a place of their own.

    Say whether it was, and how many moments it had come to; it has none without number 0.
    """
    place.mkdir(exist_ok=True)
    (place / "sitecustomize.py").write_text(STRIKE)
    counter = place / "counter"
    counter.write_bytes(b"")
    variables = {"STRIKE_COUNTER": str(counter), "STRIKE_MOMENT": str(moment)}
    process = start(folder, *arguments, check=place, **variables)
    process.communicate(timeout=120)
    assert all_gone(process.pid)
    return process.returncode == -signal.SIGKILL, counter.stat().st_size


def settle() -> None:
    """Wait until what was just written counts as written before a build, not during it."""
    time.sleep(0.05)


def run(folder: Path, *arguments: str, check: Path | None = None, largest: int = -1) -> Done:
    """Run `teipipe build` in a folder to its end."""
    process = start(folder, *arguments, check=check, largest=largest)
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err
    return Done(process.returncode, out, err)


def left_behind(group: int) -> list[int]:
    """Give the processes of a group that are still there."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def all_gone(group: int) -> bool:
    """Say whether the processes of a group are gone within moments."""
    deadline = time.monotonic() + 10
    while left_behind(group) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not left_behind(group)


def wait_for_workers(process: subprocess.Popen[str], processes: int) -> None:
    """Wait until a build has so many processes, its own among them, and give them a moment."""
    deadline = time.monotonic() + 60
    while len(left_behind(process.pid)) < processes and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)


def interrupt(process: subprocess.Popen[str]) -> None:
    """Do what Ctrl-C does: interrupt the whole group."""
    os.killpg(process.pid, signal.SIGINT)


def files(folder: Path) -> dict[str, bytes]:
    """Give all files below a folder."""
    found = sorted(each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in found}


def outputs(folder: Path) -> dict[str, bytes]:
    """Give what a build is for: all files below a folder but what it keeps for the next one."""
    return {name: content for name, content in files(folder).items() if ".teipipe" not in name}
