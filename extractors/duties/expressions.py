"""The patterns of the duty tables: many, long, and each of use in few documents, so each is compiled when it is first used."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.text import lowered
from extractors.word_tables import WordTable
from ontology.errors import DataError

_GROUP = re.compile(r"\(\?P<(\w+)>")
_CASED = "(?-i:"
_LETTERS = re.compile(r"\\.|\(\?P|[^\\(]+", re.DOTALL)


class BothCases(NamedTuple):
    """A text as it is, and in small letters."""

    text: str
    lower: str

    @classmethod
    def of(cls, text: str) -> BothCases:
        """The text with its small letters."""
        return cls(text, lowered(text))


class Expression:
    """A regular expression that ignores case. It is tried on small letters, in half the time, unless a part of it heeds case."""

    def __init__(self, place: str, key: str, pattern: str) -> None:
        self.pattern = pattern
        self._place, self._key = place, key
        self._side = 0 if _CASED in pattern else 1  # of a text in both cases

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern. Raises DataError where it is none."""
        try:
            return compiled(small_letters(self.pattern)) if self._side else compiled(self.pattern, re.IGNORECASE)
        except re.error as error:
            raise DataError(f"{self._place}: '{self._key}' is no regular expression: {error}") from error

    @property
    def groups(self) -> frozenset[str]:
        """The names of its groups."""
        return frozenset(_GROUP.findall(self.pattern))

    def search(self, text: BothCases, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match within the bounds."""
        return self.compiled.search(text[self._side], start, end)

    def fullmatch(self, text: BothCases) -> re.Match[str] | None:
        """The match that is the whole text."""
        return self.compiled.fullmatch(text[self._side])

    def finditer(self, text: BothCases, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches within the bounds."""
        return self.compiled.finditer(text[self._side], start, end)


def small_letters(pattern: str) -> str:
    """A pattern with its letters made small, but for those of escapes."""
    return _LETTERS.sub(lambda match: match[0] if match[0][0] == "\\" or match[0] == "(?P" else match[0].lower(), pattern)


def read_pattern(table: WordTable, key: str) -> re.Pattern[str]:
    """The pattern that stands under a key of a table. Raises DataError where it is none."""
    return regular(table.place, key, table.text(key))


def small_pattern(table: WordTable, key: str) -> re.Pattern[str]:
    """A pattern that is searched for everywhere, and so in text in small letters: that is quicker than to pass over case."""
    pattern = read_pattern(table, key).pattern
    if any(character.isupper() for character in re.sub(r"\\.|\(\?P", "", pattern)):
        raise DataError(f"{table.place}: '{key}' must be in small letters")
    return compiled(pattern)


def regular(place: str, key: str, pattern: str) -> re.Pattern[str]:
    """The compiled pattern, for any case; `place` and `key` say where it is written. Raises DataError where it is none."""
    try:
        return compiled(pattern, re.IGNORECASE)
    except re.error as error:
        raise DataError(f"{place}: '{key}' is no regular expression: {error}") from error
