"""The process of the command `teipipe`, which is `python -m teipipe` too: its start and its end."""

from __future__ import annotations

import gc
import os
import sys

from teipipe.errors import OUR_FAULT

_ALLOCATIONS = 100_000
"""Between two collections of garbage; the default of 700 costs a cold start a twentieth."""


def run() -> None:
    """Run the command line as a process of its own, which ends at once when it is done.

    What it imports is collected as seldom as what it makes. Names of files are UTF-8, whatever the
    locale: where Python takes them for something else, it is started once more. Taking the
    interpreter and the engine down in order costs a twelfth of a short run.
    """
    gc.set_threshold(_ALLOCATIONS)
    if sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    from teipipe.cli import main

    try:
        main()
    except SystemExit as stop:
        sys.stderr.flush()
        os._exit(stop.code if isinstance(stop.code, int) else OUR_FAULT)


if __name__ == "__main__":
    run()
