"""The commands by name: each is a module, loaded when it is called."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

import click

from teipipe import __version__

if TYPE_CHECKING:
    from importlib.abc import InspectLoader

COMMANDS = (
    "init",
    "register",
    "encode",
    "validate",
    "baseline",
    "build",
    "text",
    "deposit",
    "explain",
    "ci",
)
"""The commands in the order of the work."""


class _Commands(click.Group):
    """Loads a command's module only when that command is wanted."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"teipipe.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by the first lines of their modules, which need not be imported."""
        with formatter.section("Commands"):
            formatter.write_dl([(each, _purpose(each)) for each in COMMANDS])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1, 0.5)
            hint = f" Did you mean “{near[0]}”?" if near else f" Commands: {', '.join(COMMANDS)}."
            raise click.UsageError(f"No such command “{args[0]}”.{hint}", ctx) from error


def _purpose(command: str) -> str:
    """Give what a command's module says it is for, after its name."""
    found = find_spec(f"teipipe.cli.{command}")
    loader = cast("InspectLoader", found and found.loader)
    said = (loader.get_source(f"teipipe.cli.{command}") or "").partition("\n")[0]
    return said.partition("`: ")[2].removesuffix('"""').rstrip(".")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="teipipe", message="%(prog)s %(version)s")
def group() -> None:
    """Take a transcription to a published edition: TEI, reading page, plain text, e-book.

    \b
    Example, in a project (a folder with teipipe.toml):
      teipipe encode        source.txt → TEI
      teipipe validate      what is wrong, where, and what to do
      teipipe build         TEI → outputs/<id>/<id>.html, .txt, .epub

    \b
    Example, on any TEI file, without a project:
      teipipe build book.xml --to epub
    """
