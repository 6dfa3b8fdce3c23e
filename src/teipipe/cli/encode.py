"""`teipipe encode`: a transcription and what the editor declares about it, to TEI."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teipipe.cli.printing import print_findings, progress
from teipipe.errors import FINDINGS
from teipipe.findings import Severity

if TYPE_CHECKING:
    from teipipe.build.encoding import EncodedFile
    from teipipe.text.proof import Proof


@click.command()
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--prove", is_flag=True, help="Print the proof that the text is the transcription.")
@click.option("--explain", is_flag=True, help="Print what each rule made, without writing.")
@click.option("--diff", is_flag=True, help="Print what would change, without writing.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(names: tuple[str, ...], prove: bool, explain: bool, diff: bool, quiet: bool) -> None:
    """Encode transcriptions as TEI, and prove that no character of them changed.

    ID is the name of a document's folder; without ID, every document of the project around the
    current folder. Reads source.txt, encoding.toml, header.xml and the registers, and writes
    <id>.xml and encoding.lock. A file that was changed by hand since is never overwritten.

    \b
    Examples:
      teipipe encode
      teipipe encode radek-kronstadt-1921 --prove
      teipipe encode --diff
    """
    from teipipe.build.encoding import difference, encode_all, folders

    project, documents = folders(names, Path.cwd())
    failed = False
    with progress(len(documents), quiet) as step:
        for result in encode_all(project, documents, dry=explain or diff):
            step(result.path.stem)
            name = result.path.relative_to(project.root).as_posix()
            least = Severity.ERROR if quiet else Severity.NOTE
            print_findings([each for each in result.findings if each.severity >= least])
            failed = failed or result.failed
            if diff:
                print(difference(result, name), end="")
            if explain and result.encoding:
                _print_table(result)
            if result.proof and (prove or not result.proof.holds):
                _print_proof(result.proof, name)
            if result.written and not quiet:
                print(name)
    if failed:
        sys.exit(FINDINGS)


def _print_table(result: EncodedFile) -> None:
    """Print how many elements each rule made, and how many at a place declared by hand."""
    from teipipe.encode import explain

    assert result.encoding is not None
    rows = explain(result.encoding.spans)
    print(f"{'rule':<14}{'element':<14}{'count':>6}{'explicit':>10}{'share':>8}")
    for row in rows:
        share = f"{row.explicit / row.count:.0%}"
        print(f"{row.rule:<14}{row.element:<14}{row.count:>6}{row.explicit:>10}{share:>8}")


def _print_proof(proof: Proof, name: str) -> None:
    for line in _proof_lines(proof):
        print(f"{name}: {line}")


def _proof_lines(proof: Proof) -> Iterable[str]:
    for each in proof.comparisons:
        yield (
            f"read back by {each.way}: same {each.level.value}"
            if proof.holds
            else (f"read back by {each.way}: {each.level.value}")
        )
    first = proof.difference
    if not proof.holds and first:
        yield f"first difference at line {first.line}, column {first.column} of the transcription"
        yield f"  transcription: {first.expected!r}"
        yield f"  read back:     {first.found!r}"
