"""teipipe: from a transcription to a published, depositable TEI edition.

The package exports its version; each stage is imported from its own module
(`teipipe.encode`, `teipipe.validate`, `teipipe.build`, `teipipe.documents`).
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
