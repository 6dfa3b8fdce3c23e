"""Made documents for the benchmarks: the same seed gives the same TEI."""

from __future__ import annotations

import random
from collections.abc import Iterator

SEED = 1921
SYLLABLES = ("ka", "ro", "min", "tel", "bor", "an", "is", "sen", "vor", "lu", "pe", "gra", "e", "o")
WORDS_OF_A_PARAGRAPH = 75
PARAGRAPHS_OF_A_CHAPTER = 60
WORDS_OF_A_PAGE = 500
WORDS_OF_A_NOTE = 400
HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
    "<title>Made</title><author>Nobody</author></titleStmt><publicationStmt><p>Made.</p>"
    "</publicationStmt><sourceDesc><p>Made.</p></sourceDesc></fileDesc></teiHeader><text><body>\n"
)
FOOT = "</body></text></TEI>\n"


def novel(words: int) -> str:
    """Make a novel of so many words: chapters, paragraphs, pages, notes, emphasis, names."""
    return HEAD + "".join(_chapters(words, random.Random(SEED))) + FOOT


def _chapters(words: int, chance: random.Random) -> Iterator[str]:
    made = chapter = 0
    while made < words:
        chapter += 1
        yield f"<div><head>Chapter {chapter}</head>\n"
        for _ in range(PARAGRAPHS_OF_A_CHAPTER):
            if made < words:
                yield _paragraph(made, chance)
                made += WORDS_OF_A_PARAGRAPH
        yield "</div>\n"


def _paragraph(before: int, chance: random.Random) -> str:
    words = [_word(before + number, chance) for number in range(WORDS_OF_A_PARAGRAPH)]
    return f"<p>{' '.join(words)}.</p>\n"


def _word(number: int, chance: random.Random) -> str:
    word = "".join(chance.choices(SYLLABLES, k=chance.randint(1, 3)))
    if number % WORDS_OF_A_PAGE == 0:
        return f'<pb n="{number // WORDS_OF_A_PAGE + 1}"/>{word}'
    if number % WORDS_OF_A_NOTE == 0:
        return f"{word}<note><p>{word} {word}.</p></note>"
    if number % 60 == 0:
        return f'<persName ref="#{word}">{word}</persName>'
    return f'<hi rend="italic">{word}</hi>' if number % 90 == 0 else word
