"""Encode: from a transcription, settings, a header and registers to a TEI document.

`encode` reads a document's folder and gives what is to be written; `encoded` is the same as a
function from values to values. Neither writes or prints anything.
"""

from pathlib import Path

from teipipe.encode.encoding import Encoded, encoded, marked
from teipipe.encode.inputs import Inputs, inputs, transcribed
from teipipe.project import Project

__all__ = ["Encoded", "Inputs", "encode", "encoded", "inputs", "marked", "transcribed"]


def encode(folder: Path | str, project: Project | None = None) -> Encoded:
    """Encode the document of a folder.

    Raises `ConfigurationError` for wrong settings and `DocumentError` for a file that cannot be
    read; everything else that is wrong is a finding of the result.
    """
    return encoded(inputs(Path(folder), project))
