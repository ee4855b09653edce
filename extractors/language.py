"""Which language a text is in: by letters and function words of four tables, paragraph by paragraph.

A short paragraph takes the language of its neighbours. As good on acts as the best package tried, without a dependency.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.text import with_own_letters
from extractors.word_tables import LANGUAGES, WordTable, load_table

MIN_SCORE = 1.0  # less says too little: one letter of a loan word
MIN_LETTERS = 40  # a shorter stretch takes the language of its neighbours
MAX_SAMPLE = 1_000  # characters of a block that are looked at
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = '.,;:()"«»'  # at the edges of words


class DocumentKind(NamedTuple):
    """Words of a title that tell the kind of a document (notation of the scheme 'document-kind')."""

    notation: str
    pattern: re.Pattern[str]


class Letters(NamedTuple):
    """What tells one language from the others, and the words of its headings and titles."""

    language: str
    letters: str
    letter_weight: float
    words: frozenset[str]
    word_weight: float
    heading_words: tuple[str, ...]
    act_lines: tuple[str, ...]  # words that head an act on a line of their own, in the nominative
    paper_lines: tuple[str, ...]  # the same of policy papers, plans and rules
    latin_letters: str  # letters that only its Latin script has; empty where it has none
    latin_words: tuple[str, ...]  # function words of the language in that script
    lost_letters: str  # letters that old code pages turn into question marks
    lost_words: tuple[str, ...]  # beginnings of words that hold them
    document_kinds: tuple[DocumentKind, ...]


def load_letters() -> tuple[Letters, ...]:
    """The `letters` tables of all languages. Raises DataError."""
    return tuple(read_letters(load_table(language, "letters"), language) for language in LANGUAGES)


def read_letters(table: WordTable, language: str) -> Letters:
    """The letters and words of a `letters` table. Raises DataError."""
    kinds = tuple(_kind(row) for row in table.rows("document_kinds"))
    loaded = Letters(
        language,
        table.text("letters"),
        table.number("letter_weight"),
        frozenset(table.texts("words")),
        table.number("word_weight"),
        table.texts("heading_words"),
        table.texts("act_lines"),
        table.texts("paper_lines"),
        table.text("latin_letters"),
        table.texts("latin_words"),
        table.text("lost_letters"),
        table.texts("lost_words"),
        kinds,
    )
    table.done()
    return loaded


def _kind(row: WordTable) -> DocumentKind:
    words = "|".join(map(re.escape, row.texts("words")))
    made = DocumentKind(row.text("notation"), compiled(rf"\b(?:{words})"))
    row.done()
    return made


def scores(sample: str, words: Sequence[str], tables: Sequence[Letters]) -> dict[str, float]:
    """How much speaks for each language in a stretch of text in small letters that holds these words."""
    return {
        table.language: sum(map(sample.count, table.letters)) * table.letter_weight
        + sum(map(table.words.__contains__, words)) * table.word_weight
        for table in tables
    }


def languages_of(texts: Sequence[str], tables: Sequence[Letters]) -> tuple[str, list[str]]:
    """The main language of texts that follow each other, and the language of each: a short one takes that of its neighbour."""
    known: list[str | None] = []
    totals = dict.fromkeys((table.language for table in tables), 0.0)
    telling = frozenset().union(*(table.words for table in tables))
    short: list[str] = []  # they say nothing of their own, and count together
    for text in texts:
        if len(text) < MIN_LETTERS:
            short.append(text)
            known.append(None)
            continue
        sample = with_own_letters(text[:MAX_SAMPLE]).lower()
        words = _words(sample)
        found = scores(sample, [word for word in words if word in telling], tables)
        weight = len(text) / len(sample)
        for language, score in found.items():
            totals[language] += score * weight
        best = max(found, key=found.__getitem__)
        known.append(best if found[best] >= MIN_SCORE and sum(map(len, words)) >= MIN_LETTERS else None)
    rest = with_own_letters(" ".join(short)).lower()
    for language, score in scores(rest, _words(rest), tables).items():
        totals[language] += score
    main = max(totals, key=totals.__getitem__)
    return main, _settled(known, main)


def _settled(known: Sequence[str | None], main: str) -> list[str]:
    """The languages with those that are not known: that of the neighbours on both sides where these agree, else the main one."""
    before: list[str | None] = [None]
    for own in known:
        before.append(own or before[-1])
    settled: list[str] = []
    after: str | None = None
    for own, previous in zip(reversed(known), reversed(before[:-1]), strict=True):
        around = {language for language in (previous, after) if language}
        settled.append(own or (around.pop() if len(around) == 1 else main))
        after = own or after
    return settled[::-1]


def _words(text: str) -> list[str]:
    """The runs of letters: most stand between blanks, and need no pattern."""
    found: list[str] = []
    for token in text.split():
        bare = token.strip(_MARKS)
        if bare.isalpha():
            found.append(bare)
        else:
            found += _WORD.findall(token)
    return found


def document_kind(title: str, tables: Sequence[Letters], language: str) -> str:
    """The kind that the words of a title tell, or 'other'."""
    lowered = re.sub(r"[\s-]+", " ", title.lower())
    table = next(table for table in tables if table.language == language)
    for kind in table.document_kinds:
        if kind.pattern.search(lowered):
            return kind.notation
    return "other"
