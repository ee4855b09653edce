"""Whose statute a text is: 'Statute of the Ministry of Justice', 'Положение о Комиссии'.

What such a statute lists below words that name no body, as 'Functions:', are those of the body that its title names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from extractors.duties.expressions import small_pattern
from extractors.names.mentions import BodyIndex, BodyMention
from extractors.reading import Reading
from extractors.word_tables import WordTable

MAX_BEFORE = 60  # characters of a title before the name of the body
MAX_AFTER = 40  # and behind it


class StatuteWords(NamedTuple):
    """How a language says so, over text in small letters."""

    before: re.Pattern[str]  # a title up to the name of its body
    after: re.Pattern[str]  # the rest of the word of the name, and of the title
    own: re.Pattern[str]  # the whole of the words, without their colon, that open a list of what is the body's


def read_statute_words(table: WordTable) -> StatuteWords:
    """The words of a TOML table. Raises DataError where a key is missing, unknown or no pattern in small letters."""
    words = StatuteWords(*(small_pattern(table, key) for key in StatuteWords._fields))
    table.done()
    return words


class Statutes:
    """The statutes of a document, in the order of the text."""

    def __init__(self, reading: Reading, bodies: BodyIndex, words: Mapping[str, StatuteWords]) -> None:
        self._found = list(_titles(reading, bodies, words))

    def holder(self, place: int) -> BodyMention | None:
        """The body whose statute a place of the document stands in; None where it stands in none."""
        number = bisect_left(self._found, place, key=lambda mention: mention.start)
        return self._found[number - 1] if number else None


def _titles(reading: Reading, bodies: BodyIndex, words: Mapping[str, StatuteWords]) -> Iterator[BodyMention]:
    """The names of bodies in titles of statutes, which stand at the beginning of a block."""
    text = reading.text
    end = 0
    for mention in bodies.mentions:
        block = reading.block_at(mention.start)
        if block is None or block.kind == "cell" or mention.start < end:
            continue
        first, last = text.normal(mention.start), text.normal(mention.end)
        table = words[block.language]
        if first - text.normal(block.start) > MAX_BEFORE or not table.after.match(text.lower, last, last + MAX_AFTER):
            continue
        if table.before.fullmatch(text.lower, text.normal(block.start), first):
            end = mention.end
            yield mention
