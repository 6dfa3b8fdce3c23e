"""`teipipe encode`: a transcription and what the editor declares about it, to TEI."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teipipe.cli.options import QUIET
from teipipe.cli.printing import Screen, progress
from teipipe.cli.reporting import Desk, Wanted, check_reports, report_options
from teipipe.errors import CLEAN, FINDINGS, UsageError
from teipipe.reports import entries

if TYPE_CHECKING:
    from teipipe.build.encode.encoding import EncodedFile
    from teipipe.encode import Encoded
    from teipipe.encode.decisions import Decision
    from teipipe.project import Project
    from teipipe.text.proof import Proof


@click.command()
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("--prove", is_flag=True, help="Print the proof that the text is the transcription.")
@click.option(
    "--explain", is_flag=True, help="Print which rule made each element, without writing."
)
@click.option("--diff", is_flag=True, help="Print what would change, without writing.")
@click.option(
    "--add", is_flag=True, help="Insert only what a file lacks, and change no other byte."
)
@click.option("--suggest", is_flag=True, help="Print what may be marked, and write it beside.")
@click.option("--accept", metavar="FILE", help="Take suggestions (JSON Lines) as decisions.")
@click.option(
    "--by", default="", metavar="NAME", help="Who accepts, where the lines do not say it."
)
@report_options
@QUIET
def command(
    names: tuple[str, ...],
    prove: bool,
    explain: bool,
    diff: bool,
    add: bool,
    suggest: bool,
    accept: str | None,
    by: str,
    wanted: Sequence[Wanted],
    most: int | None,
    quiet: bool,
) -> None:
    """Encode transcriptions as TEI, and prove that no character of them changed.

    ID is the name of a document's folder; without ID, every document of the project around the
    current folder. Reads source.txt, encoding.toml, header.xml, decisions.jsonl and the registers,
    and writes <id>.xml and encoding.lock. A file that was changed by hand since is never
    overwritten: --add inserts what is new and leaves the rest as it is.

    --suggest prints a table of what may be a name, a quotation, foreign or a slip, and writes
    suggestions.jsonl. A line of it, with "decision" and "by", belongs into decisions.jsonl.

    \b
    Examples:
      teipipe encode
      teipipe encode radek-kronstadt-1921 --prove
      teipipe encode --add --diff
      teipipe encode letter --suggest > review.tsv
      teipipe encode letter --accept from-a-colleague.jsonl --by "A. Reader"
    """
    from teipipe.build.encode.encoding import encode_all, folders
    from teipipe.project import SOURCE

    project, documents = folders(names, Path.cwd())
    if suggest:
        _suggest(project, documents, diff, quiet)
        return
    suggestions = _suggestions(accept, by, project, documents)
    made: list[EncodedFile] = []
    sources = [each / SOURCE for each in documents]
    check_reports(wanted, sources)
    with progress(sources, quiet, most) as screen:
        desk = Desk(wanted, screen, quiet, sys.stderr)
        for result in encode_all(
            project, documents, dry=explain or diff, adding=add, suggestions=suggestions
        ):
            screen.step(result.path.stem)
            desk.take(entries(result.findings, project.root))
            made.append(replace(result, encoding=None))
            _print_result(result, project, prove=prove, explain=explain, diff=diff)
            if result.written and not quiet and not desk.prints_reports:
                screen.result(_name(result.path, project))
        if not (explain or diff):
            desk.remark(_summary(made))
    failed = any(each.failed for each in made)
    sys.exit(desk.finish(sources) or (FINDINGS if failed else CLEAN))


def _summary(made: Sequence[EncodedFile]) -> str:
    """Say how many files were written, and of how many the text is that of the transcription."""
    written = sum(each.written for each in made)
    proven = sum(each.proof is not None and each.proof.holds for each in made)
    before = f"{written} written, {len(made) - written} as before"
    return f"{before}; read back as transcribed: {proven} of {len(made)}"


def _suggestions(
    file: str | None, by: str, project: Project, documents: Sequence[Path]
) -> Sequence[Decision]:
    """Read the suggestions to accept; they are about one document."""
    from teipipe.encode.decisions import read_suggestions

    if file is None:
        if by:
            raise UsageError("--by is for --accept.")
        return ()
    if len(documents) != 1:
        raise UsageError("--accept: name the one document (ID) that the suggestions are about.")
    return read_suggestions(Path(file), project.root, by)


def _suggest(project: Project, documents: Sequence[Path], diff: bool, quiet: bool) -> None:
    from teipipe.build.encode.encoding import difference
    from teipipe.build.encode.suggesting import suggest_all
    from teipipe.encode.suggestions.tables import COLUMNS

    failed = False
    if not diff:
        print("\t".join(COLUMNS))
    for result in suggest_all(project, documents, dry=diff):
        Screen().findings(entries(result.findings, project.root), quiet)
        failed = failed or result.failed
        if diff:
            print(difference(result.path, result.content, _name(result.path, project)), end="")
            continue
        for row in result.rows:
            print("\t".join(row))
    if failed:
        sys.exit(FINDINGS)


def _name(path: Path, project: Project) -> str:
    return path.relative_to(project.root).as_posix()


def _print_result(
    result: EncodedFile, project: Project, *, prove: bool, explain: bool, diff: bool
) -> None:
    from teipipe.build.encode.encoding import difference

    name = _name(result.path, project)
    if diff:
        content = result.encoding.content if result.encoding else None
        print(difference(result.path, content, name), end="")
    if explain and result.encoding:
        _print_table(result.encoding)
    if result.proof and (prove or not result.proof.holds):
        _print_proof(result.proof, name)


def _print_table(encoding: Encoded) -> None:
    """Print which rule made each element, then how many each made, and at places declared."""
    from teipipe.encode.explaining import explain, told_of_each

    print("line\tcolumn\trule\tdeclared\telement\twords")
    for each in told_of_each(encoding.source, encoding.spans):
        declared = "here" if each.explicit else ""
        print(each.line, each.column, each.rule, declared, each.tag, each.words, sep="\t")
    print()
    print(f"{'rule':<14}{'element':<14}{'count':>6}{'explicit':>10}{'share':>8}")
    for row in explain(encoding.spans):
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
