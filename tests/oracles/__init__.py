"""Judges from outside: each module here asks a checker that teipipe itself never uses.

An oracle returns plain frozen values; its own tests show that it bites. A checker that is not
installed skips with its reason, and fails where `TEIPIPE_REQUIRE_ALL=1` demands everything.
"""

import os

import pytest


def require(condition: bool, reason: str) -> None:
    """Go on if `condition` holds; else skip the test, or fail it where everything is required."""
    if condition:
        return
    if os.environ.get("TEIPIPE_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
