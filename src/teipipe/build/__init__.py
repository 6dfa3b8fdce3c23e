"""Build: compose the stages for documents, and write what they make.

`plan` lists documents, `build` makes them; `listed` lists them to be checked, `check` validates
them; `encode_all` encodes them.
A stage is a function from values to values; only this package writes.
"""

from typing import TYPE_CHECKING, Any

from teipipe.build.corpus import build
from teipipe.build.plan import Task, listed, plan
from teipipe.build.results import Result

if TYPE_CHECKING:
    from teipipe.build.workshop import check

__all__ = ["Result", "Task", "build", "check", "listed", "plan"]


def __getattr__(name: str) -> Any:
    """Import what validates where it is wanted: a build that has nothing to do starts without."""
    if name != "check":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from teipipe.build.workshop import check

    return check
