"""Looks to the left in a region: what word, country or quoted name ends at a place."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.acts.records import WORD, Done, Region
from extractors.acts.tokens import Token

WALK = 320  # characters of an unquoted title
QUOTE_WORDS = 8  # words between a quoted name and the type's word


class Leftward:
    """A region as it is read from right to left. `done` holds the citations of the region that were read before."""

    def __init__(self, region: Region, done: Done) -> None:
        self.region = region
        self.lower, self.cased = region.text.lower, region.text.cased
        self.words = region.table.words
        self.done = done

    def skip(self, position: int) -> int:
        """The place left of white space and of the marks of a link."""
        floor = self.region.start
        while position > floor:
            if self.cased[position - 1] in " [":
                position -= 1
            elif self.cased[position - 1] == ")" and "](" in self.cased[max(floor, position - 200) : position]:
                opened = self.cased.rfind("](", floor, position)
                if " " in self.cased[opened:position]:
                    return position
                position = opened
            else:
                return position
        return position

    def word_ending(self, position: int, words: Sequence[str]) -> int | None:
        """The start of one of the words or phrases that ends at the position."""
        for word in words:
            start = position - len(word)
            if (
                start >= self.region.start
                and self.lower.endswith(word, start, position)
                and not self.lower[start - 1 : start].isalnum()
            ):
                return start
        return None

    def country_ending(self, position: int) -> tuple[int, str] | None:
        """The start and jurisdiction of the name of a country or world organisation that ends at the position."""
        table = self.region.table
        if not self.lower.endswith(table.country_forms, self.region.start, position):
            return None
        for form, jurisdiction in table.countries:
            start = position - len(form)
            if self.lower.endswith(form, self.region.start, position) and not self.lower[start - 1 : start].isalnum():
                return start, jurisdiction
        return None

    def genitive(self, word: tuple[int, int]) -> bool:
        """Whether the word ends as a genitive does."""
        return self.lower.endswith(self.region.table.genitive, word[0], word[1])

    def words_left(self, position: int) -> list[tuple[int, int]]:
        """The words before the position, as far as a title may reach."""
        floor = max(self.region.start, position - WALK)
        words = [m.span() for m in WORD.finditer(self.lower, floor, position)]
        return words[1:] if words and floor > self.region.start and self.lower[floor - 1].isalnum() else words

    def capital(self, word: tuple[int, int]) -> bool:
        """Whether the word begins with a capital letter."""
        return self.cased[word[0]].isupper()

    def quote_left(self, position: int) -> Token | None:
        """A quoted name a few words left of the position, with nothing but lower-case words between."""
        mark = self.cased.rfind('"', max(self.region.start, position - WALK), position)
        token = self.region.tokens.ends.get(mark + 1) if mark >= 0 else None
        between = self.cased[mark + 1 : position] if token else ""
        if token is None or token.kind != "quote" or any(c in between for c in ",.;:()"):
            return None
        if self.region.table.anchor.search(between.lower()):
            return None
        words = between.split()
        ends = [w for w in self.words["boundaries"] if w not in self.words["conjunctions"]]
        if len(words) > QUOTE_WORDS or any(w.lower() in ends for w in words):
            return None
        return token
