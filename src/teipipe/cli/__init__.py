"""The command line: one module for each command, found by its name when it is called.

Results go to standard output, everything else to standard error; the exit code is 0 (clean),
1 (findings at or above the threshold), 2 (wrong usage or configuration) or 3 (a fault of ours).
"""

from __future__ import annotations

import os
import signal
import sys
from io import TextIOWrapper
from typing import TextIO

import click

from teipipe.cli.commands import group
from teipipe.errors import CLEAN, OUR_FAULT, WRONG_USAGE, TeipipeError

COMPLETION = "_TEIPIPE_COMPLETE"
"""The variable by which a shell asks for completion, such as `bash_source`."""
BROKEN_PIPE = 141
"""The exit code of a process that wrote to a closed pipe."""


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
