"""`teipipe deposit`: from an edition to a package that a repository takes, and the proof of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from teipipe.cli.printing import progress
from teipipe.cli.reporting import Desk, Wanted, check_reports, report_options
from teipipe.errors import FINDINGS, DocumentError, UsageError
from teipipe.reports import entries

if TYPE_CHECKING:
    from teipipe.build import Result
    from teipipe.build.depositing import Edition
    from teipipe.deposit.targets.target import Target

_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
TOKEN = "TEIPIPE_DEPOSIT_TOKEN"
"""The environment variable that holds the token of a repository."""
_LOCAL = ("127.0.0.1", "localhost", "::1")
_QUIET = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")


@click.group()
def command() -> None:
    """Check, make, verify and send the package of an edition that a repository takes.

    \b
    Example:
      teipipe deposit check --for zenodo,datacite   what is missing, and where to write it
      teipipe deposit build --zip                   a bag with all files and metadata
      teipipe deposit verify letters.zip            complete, unchanged, valid
    """


@command.command("check")
@_PATHS
@click.option(
    "--for", "targets", metavar="TARGETS", help="Comma-separated; all of them without it."
)
@report_options
@_QUIET
def check_command(
    paths: tuple[Path, ...],
    targets: str | None,
    wanted: Sequence[Wanted],
    most: int | None,
    quiet: bool,
) -> None:
    """Tell what a deposit lacks, and what contradicts.

    Targets: zenodo, dataverse, datacite, catalogue. Findings go to standard output.

    \b
    Examples:
      teipipe deposit check
      teipipe deposit check --for zenodo,datacite
    """
    from teipipe.build.depositing import checked, survey
    from teipipe.build.judging import Judge

    edition = survey(paths)
    files = [task.path for task in edition.tasks]
    check_reports(wanted, files)
    judge = Judge(None)
    with progress((), quiet, most) as screen:
        desk = Desk(wanted, screen, quiet, sys.stdout)
        desk.take(judge.take(checked(edition, _targets(targets)), edition.tasks[0]))
    sys.exit(desk.finish(files, judge.standing(edition.tasks)))


@command.command("build")
@_PATHS
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder of the package."
)
@click.option("--zip", "zipped", is_flag=True, help="Make a zip, not a folder.")
@click.option("--for", "target", metavar="TARGET", help="Lay the zip out as a target takes it.")
@click.option(
    "--checksum",
    "further",
    multiple=True,
    type=click.Choice(["md5", "sha1", "sha256"]),
    help="Checksums beside sha512, for receivers that ask for them.",
)
@_QUIET
def build_command(
    paths: tuple[Path, ...],
    out: Path | None,
    zipped: bool,
    target: str | None,
    further: tuple[str, ...],
    quiet: bool,
) -> None:
    """Make the package of an edition.

    It is a bag: TEI, sources, registers, schemas, outputs, reports, metadata. Without PATH, the
    edition of the project around the current folder. The outputs are made first. The package
    goes to deposit/NAME, or NAME.zip, or with --for to NAME-TARGET.

    \b
    Examples:
      teipipe deposit build
      teipipe deposit build --zip
      teipipe deposit build --for zenodo
    """
    from teipipe.build import check, listed
    from teipipe.build import depositing as making
    from teipipe.deposit import bagit

    edition = making.survey(paths)
    chosen = _targets(target)[0] if target else None
    files = [task.path for task in edition.tasks]
    folder = out or (edition.root if edition.project else Path.cwd()) / making.OUT
    with progress(files, quiet) as screen:
        desk = Desk((), screen, quiet, sys.stderr)
        results = _outputs(edition, desk)
        if not all(each.files for each in results):
            desk.finish(files)
            sys.exit(FINDINGS)
        order = making.Order((bagit.ALGORITHM, *further), check(listed(paths)))
        if chosen:
            made = making.pack_for(edition, results, chosen, folder, order)
        else:
            name = f"{edition.metadata.name}{'.zip' if zipped else ''}"
            made = making.pack(edition, results, folder / name, order)
        desk.take(entries(made.findings, edition.root))
        if not quiet:
            screen.result(f"{os.path.relpath(made.path)}: {made.count} files")
    sys.exit(desk.finish(files))


def _outputs(edition: Edition, desk: Desk) -> list[Result]:
    """Build what is due of an edition's outputs, and give the results of all, in their order."""
    from teipipe.build.updating import groups, opened_for
    from teipipe.build.workers.engines import local

    made: dict[Path, Result] = {}
    for group in groups(edition.tasks):
        with opened_for(group, lambda: None) as update:
            update.assess(force=False)
            for task, result, is_built in update.build(local()):
                desk.screen.step(result.identifier)
                desk.take(entries(result.findings, task.root))
                files = result.files if is_built else update.outputs(task)
                made[task.path] = replace(result, files=files)
    return [made[task.path] for task in edition.tasks]


@command.command("verify")
@click.argument(
    "packages", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PACKAGE..."
)
@report_options
@_QUIET
def verify_command(
    packages: tuple[Path, ...], wanted: Sequence[Wanted], most: int | None, quiet: bool
) -> None:
    """Verify packages: whole, unchanged, valid, true.

    Whatever is missing, extra or changed is named; TEI and metadata must be valid, the metadata
    say what the TEI says, the outputs be those of their TEI. PACKAGE is a folder or a zip; one
    that others made is verified as far as it tells of itself. Findings go to standard output.

    \b
    Examples:
      teipipe deposit verify deposit/letters
      teipipe deposit verify letters.zip
    """
    from teipipe.build.verifying import verify

    check_reports(wanted, packages)
    with progress((), quiet, most) as screen:
        desk = Desk(wanted, screen, quiet, sys.stdout)
        for package in packages:
            if not package.exists():
                raise UsageError(f"{package}: no such file or folder.")
            try:
                verified = verify(package)
            except DocumentError as error:
                desk.take(entries(error.findings, package.parent))
                continue
            desk.take(entries(verified.findings, package))
            if not quiet and not desk.prints_reports:
                screen.result(f"{package}: {verified.count} files")
    sys.exit(desk.finish(packages))


@command.command("push")
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option(
    "--server", metavar="URL", help="The repository's interface; Zenodo's sandbox without it."
)
@click.option(
    "--publish", is_flag=True, help="Publish; without it the draft is left to be looked at."
)
@click.option(
    "--new-version-of",
    "following",
    default="",
    metavar="ID",
    help="The record of the last version.",
)
@_QUIET
def push_command(
    folder: Path, server: str | None, publish: bool, following: str, quiet: bool
) -> None:
    """Send a package to Zenodo or another InvenioRDM, as a draft.

    FOLDER is what `teipipe deposit build --for zenodo` made. The token is read from the
    environment variable TEIPIPE_DEPOSIT_TOKEN. An interrupted run goes on when the command is
    given again; what is known of the draft is kept in FOLDER.push.json.

    \b
    Examples:
      teipipe deposit push deposit/letters-zenodo
      teipipe deposit push deposit/letters-zenodo --server https://zenodo.org/api --publish
    """
    from teipipe.build.pushing import send
    from teipipe.cli.printing import sending
    from teipipe.deposit.client import Client
    from teipipe.deposit.targets.zenodo import SANDBOX

    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder.")
    files = [each for each in folder.iterdir() if each.is_file()]
    address = _server(server or SANDBOX)
    with sending(files, quiet) as progress_of:
        client = Client(address, _token(), progress=progress_of)
        outcome = send(client, folder, publish, following)
    if not quiet:
        state = "published" if outcome.published else "draft"
        print(f"{outcome.address}: {state} {outcome.identifier}, {len(outcome.sent)} files sent")


@command.command("export")
@_PATHS
@click.option("--to", metavar="FORMS", help="Comma-separated; all of them without it.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Output folder.")
@_QUIET
def export_command(paths: tuple[Path, ...], to: str | None, out: Path | None, quiet: bool) -> None:
    """Write what others harvest of an edition.

    That is who and what occurs in it, and where. Forms: beacon (GND), cmif (letters), geojson
    (places), csv and jsonld (registers), annotations (mentions, on the plain text). They go to
    deposit/exports; what would be empty is not written.

    \b
    Examples:
      teipipe deposit export
      teipipe deposit export --to beacon,cmif --out site
    """
    from teipipe.build import depositing as making
    from teipipe.build.exporting import FORMS, export
    from teipipe.build.writing import write

    names = _named(to, FORMS, "form")
    edition = making.survey(paths)
    folder = out or (edition.root if edition.project else Path.cwd()) / making.OUT / "exports"
    files, found = export(edition, names)
    with progress((), quiet) as screen:
        desk = Desk((), screen, quiet, sys.stderr)
        desk.take(entries(found, edition.root))
        for name, content in files.items():
            write(folder / name, content)
            if not quiet:
                screen.result(os.path.relpath(folder / name))
    sys.exit(desk.finish([task.path for task in edition.tasks]))


def _server(address: str) -> str:
    """Give the address of an interface; a token goes over no open line but to this machine."""
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL):
        return address.rstrip("/")
    raise UsageError(f"--server {address}: write an address that begins with https://.")


def _token() -> str:
    token = os.environ.get(TOKEN, "").strip()
    if not token:
        raise UsageError(
            f"No token in {TOKEN}. Make one in the settings of the repository (applications, "
            f"personal access tokens; deposit:write, deposit:actions), and set {TOKEN} to it."
        )
    if not token.isascii() or not token.isprintable():
        raise UsageError(f"{TOKEN} does not hold a token: there are other characters in it.")
    return token


def _targets(named: str | None) -> list[Target]:
    """Give the targets that are named, all of them without a name."""
    from teipipe.deposit.targets import TARGETS

    return [TARGETS[each] for each in _named(named, TARGETS, "target")]


def _named(named: str | None, known: Collection[str], kind: str) -> list[str]:
    """Give names that are separated by commas, all that are known without any."""
    from teipipe.configuration import nearest

    names = list(known) if named is None else [each.strip() for each in named.split(",")]
    unknown = next((each for each in names if each not in known), None)
    if unknown is not None:
        near = nearest(unknown, list(known), f"{kind.capitalize()}s")
        raise UsageError(f"No such {kind}: “{unknown}”. {near}")
    return names
