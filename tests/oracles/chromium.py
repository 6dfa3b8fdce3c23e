"""Where the browser is."""

import os
import shutil
from pathlib import Path

from tests.oracles import require

NAMES = ("chromium", "chromium-browser", "google-chrome")


def locate() -> Path:
    """The browser named by `TEIPIPE_CHROMIUM`, else the first one on the path."""
    named = os.environ.get("TEIPIPE_CHROMIUM")
    candidates = (named,) if named else NAMES
    found = next(filter(None, map(shutil.which, candidates)), None)
    require(found is not None, f"no Chromium: none of {', '.join(candidates)} can be run")
    return Path(found or "")
