"""`teipipe validate`: what is wrong in TEI documents, where, and what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from teipipe.cli.printing import progress
from teipipe.findings import Finding, Severity, exit_code


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    metavar="FILE",
    help="A RELAX NG, Schematron or ODD file instead of those that project or document name;"
    " or the name of an installed schema, such as tei_all.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="The severity from which the exit code is 1.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(paths: tuple[Path, ...], schemas: tuple[str, ...], fail_on: str, quiet: bool) -> None:
    """Check TEI documents against their schemas, their registers and their sources.

    PATH is a TEI file or a folder of TEI files; without PATH, every document and register of the
    project around the current folder. Findings go to standard output.

    \b
    Examples:
      teipipe validate
      teipipe validate letters/ --schema tei_all
    """
    from teipipe.build import check, plan
    from teipipe.documents import root_of
    from teipipe.reports import text
    from teipipe.validate.sources import named

    root = root_of(Path("here"))
    files = [named(each, root) for each in schemas]
    found: list[Finding] = []
    tasks = plan(paths, registers=True)
    with progress([task.path for task in tasks], quiet) as screen:
        for task, findings in check(tasks, files):
            screen.step(task.identifier)
            screen.findings(findings, task.root, quiet, sys.stdout)
            found += findings
    if not quiet:
        documents = "document" if len(tasks) == 1 else "documents"
        print(f"{len(tasks)} {documents}: {text.summary(found)}", file=sys.stderr)
    sys.exit(exit_code(found, Severity[fail_on.upper()]))
