"""`teipipe deposit push`: a package goes to a repository."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import click

from teipipe.cli.options import QUIET
from teipipe.errors import UsageError

TOKEN = "TEIPIPE_DEPOSIT_TOKEN"
"""The environment variable that holds the token of a repository."""
_LOCAL = ("127.0.0.1", "localhost", "::1")


@click.command("push")
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
@QUIET
def command(folder: Path, server: str | None, publish: bool, following: str, quiet: bool) -> None:
    """Send a package to Zenodo or another InvenioRDM, as a draft.

    FOLDER is what `teipipe deposit build --for zenodo` made. The token is read from the
    environment variable TEIPIPE_DEPOSIT_TOKEN. An interrupted run goes on when the command is
    given again; what is known of the draft is kept in FOLDER.push.json.

    \b
    Examples:
      teipipe deposit push deposit/letters-zenodo
      teipipe deposit push deposit/letters-zenodo --server https://zenodo.org/api --publish
    """
    from teipipe.build.deposit.pushing import send
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
