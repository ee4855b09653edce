"""The patterns of the duty tables: many, long, and each of use in few documents, so each is compiled when it is first used."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property

from extractors.kept_patterns import compiled
from ontology.errors import DataError

_GROUP = re.compile(r"\(\?P<(\w+)>")


class Expression:
    """A regular expression that ignores case."""

    def __init__(self, place: str, key: str, pattern: str) -> None:
        self.pattern = pattern
        self._place, self._key = place, key

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern. Raises DataError where it is none."""
        try:
            return compiled(self.pattern, re.IGNORECASE)
        except re.error as error:
            raise DataError(f"{self._place}: '{self._key}' is no regular expression: {error}") from error

    @property
    def groups(self) -> frozenset[str]:
        """The names of its groups."""
        return frozenset(_GROUP.findall(self.pattern))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match within the bounds."""
        return self.compiled.search(text, start, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that is the whole text."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches within the bounds."""
        return self.compiled.finditer(text, start, end)
