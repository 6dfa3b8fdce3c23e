"""Detection: which of some languages words are in, where evidence says that they are foreign.

The detector is py3langid, of the extra `langid`; without it nothing is detected.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

Detector = Callable[[str], tuple[str, float]]
"""Gives the likeliest language, and by how much (log-likelihood) it surpasses the base language."""


@lru_cache(maxsize=4)
def detector(languages: Sequence[str], base: str) -> Detector | None:
    """Give a detector for some languages, None where the package is not installed.

    Raises `ValueError` for a language that it does not know.
    """
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    primary = {language.partition("-")[0].lower(): language for language in (*languages, base)}
    identifier.set_languages(list(primary))

    def detect(words: str) -> tuple[str, float]:
        scores = dict(identifier.rank(words))
        best = max(scores, key=lambda each: (scores[each], each))
        return primary[best], scores[best] - scores[base.partition("-")[0].lower()]

    return detect
