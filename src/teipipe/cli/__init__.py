"""The command line: one module for each command, found by its name when it is called.

Results go to standard output, everything else to standard error; the exit code is 0 (clean),
1 (findings at or above the threshold), 2 (wrong usage or configuration) or 3 (a fault of ours).
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from importlib.util import find_spec
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO, cast

import click

from teipipe import __version__
from teipipe.errors import CLEAN, OUR_FAULT, WRONG_USAGE, TeipipeError

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
COMPLETION = "_TEIPIPE_COMPLETE"
"""The variable by which a shell asks for completion, such as `bash_source`."""
BROKEN_PIPE = 141
"""The exit code of a process that wrote to a closed pipe."""


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


def main() -> None:
    """Run the command line and exit; a `TeipipeError` is told in lines, never as a traceback."""
    signal.signal(signal.SIGINT, _interrupted)
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        if instruction := os.environ.get(COMPLETION):
            sys.exit(_completed(instruction))
        with group.make_context("teipipe", sys.argv[1:]) as context:
            group.invoke(context)
        code = _flushed(CLEAN)
    except SystemExit as stop:
        code = _flushed(stop.code if isinstance(stop.code, int) else OUR_FAULT)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("Stopped; what was finished stands.", file=sys.stderr)
        code = 130
    except TeipipeError as error:
        code = told(error)
    except OSError as error:
        code = _unwritten(error)
    except Exception as error:  # the last resort: a fault of ours is said as one
        print(
            f"teipipe: a fault of its own: {type(error).__name__}: {error}. "
            "Please report it with the document that shows it.",
            file=sys.stderr,
        )
        code = OUR_FAULT
    sys.exit(code)


def _completed(instruction: str) -> int:
    """Give a shell its script of completion, or the words that may come next."""
    from click.shell_completion import shell_complete

    return shell_complete(group, {}, "teipipe", COMPLETION, instruction)


def _interrupted(_signal: int, _frame: object) -> None:
    """Stop at the first interrupt; another does not disturb how what is left is put in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _flushed(code: int) -> int:
    """Write out what was printed and give the exit code, or that of a stream that fails."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return _unwritten(error)
    return code


def _unwritten(error: OSError) -> int:
    """Tell what cannot be read or written; that nobody reads our output is no error to tell."""
    sys.stdout = _nowhere()
    if isinstance(error, BrokenPipeError):
        return BROKEN_PIPE
    reason = f"{error.filename}: {error.strerror}" if error.filename else error.strerror or error
    print(f"teipipe: {reason}. What was finished stands.", file=sys.stderr)
    return WRONG_USAGE


def _nowhere() -> TextIO:
    return open(os.devnull, "w")  # noqa: PTH123


def told(error: TeipipeError) -> int:
    """Print an error on standard error and give its exit code."""
    from teipipe.cli.printing import print_findings

    if error.findings:
        print_findings(error.findings)
    else:
        print(f"teipipe: {error}", file=sys.stderr)
    return error.exit_code
