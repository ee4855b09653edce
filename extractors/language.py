"""Which language a text is in: by letters and function words of four tables, paragraph by paragraph.

A short paragraph takes the language of its neighbours. As good on acts as the best package that was tried, and without a dependency.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.word_tables import LANGUAGES, load_table

MIN_LETTERS = 40  # a shorter stretch takes the language of its neighbours
MAX_SAMPLE = 3_000  # characters of a block that are looked at
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """Words of a title that tell the kind of a document (notation of the scheme 'document-kind')."""

    notation: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """What tells one language from the others, and the words of its headings and titles."""

    language: str
    letters: str
    letter_weight: float
    words: frozenset[str]
    word_weight: float
    heading_words: tuple[str, ...]
    document_kinds: tuple[DocumentKind, ...]


def load_letters() -> tuple[Letters, ...]:
    """The `letters` tables of all languages. Raises DataError."""
    return tuple(_load(language) for language in LANGUAGES)


def _load(language: str) -> Letters:
    table = load_table(language, "letters")
    kinds = tuple(DocumentKind(row.text("notation"), row.texts("words")) for row in table.rows("document_kinds"))
    loaded = Letters(
        language,
        table.text("letters"),
        table.number("letter_weight"),
        frozenset(table.texts("words")),
        table.number("word_weight"),
        table.texts("heading_words"),
        kinds,
    )
    table.done()
    return loaded


def scores(text: str, tables: Sequence[Letters]) -> dict[str, float]:
    """How much speaks for each language in the first stretch of the text."""
    sample = text[:MAX_SAMPLE].lower()
    words = _WORD.findall(sample)
    return {
        table.language: sum(map(sample.count, table.letters)) * table.letter_weight
        + sum(word in table.words for word in words) * table.word_weight
        for table in tables
    }


def identify(text: str, tables: Sequence[Letters]) -> str | None:
    """The language of a stretch of text; None where it is too short or nothing tells."""
    if sum(map(str.isalpha, text[:MAX_SAMPLE])) < MIN_LETTERS:
        return None
    found = scores(text, tables)
    best = max(found, key=found.__getitem__)
    return best if found[best] > 0 else None


def languages_of(texts: Sequence[str], tables: Sequence[Letters], default: str) -> list[str]:
    """The language of each of the texts that follow each other; one that does not tell takes that of its nearer neighbour."""
    known = [identify(text, tables) for text in texts]
    settled: list[str] = []
    for place, language in enumerate(known):
        settled.append(language or (settled[place - 1] if place else _next(known) or default))
    return settled


def _next(known: Sequence[str | None]) -> str | None:
    return next((language for language in known if language), None)


def main_language(text: str, tables: Sequence[Letters]) -> str:
    """The language of a whole document: that in which most of its characters are written."""
    weights: dict[str, float] = dict.fromkeys((table.language for table in tables), 0.0)
    for start in range(0, len(text), MAX_SAMPLE):
        for language, score in scores(text[start : start + MAX_SAMPLE], tables).items():
            weights[language] += score
    return max(weights, key=weights.__getitem__)


def document_kind(title: str, tables: Sequence[Letters], language: str) -> str:
    """The kind that the words of a title tell, or 'other'."""
    lowered = re.sub(r"[\s-]+", " ", title.lower())
    table = next(table for table in tables if table.language == language)
    for kind in table.document_kinds:
        if any(re.search(rf"\b{re.escape(word)}", lowered) for word in kind.words):
            return kind.notation
    return "other"
