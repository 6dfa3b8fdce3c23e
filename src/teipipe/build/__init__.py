"""Build: compose the stages for documents, and write what they make.

`plan` lists documents, `build` makes them; `listed` lists them to be checked, `check` validates
them; `encode_all` encodes them.
A stage is a function from values to values; only this package writes.
"""

from teipipe.build.corpus import build
from teipipe.build.plan import Task, listed, plan
from teipipe.build.results import Result
from teipipe.build.workshop import check

__all__ = ["Result", "Task", "build", "check", "listed", "plan"]
