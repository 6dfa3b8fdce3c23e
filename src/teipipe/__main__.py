"""`python -m teipipe` is the command `teipipe`."""

from teipipe.cli import run

run()
