"""What every match of a pattern begins with, and what it holds: letters that are quicker to find than the pattern is to try.

A search by `re` tries a long pattern at each place of a text, one alternative after the other.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick

_MOST = 300  # openings; a pattern with more is cut short
_LONGEST = 12  # letters of an opening
_ITEM = re.compile(
    r"(?P<around>\(\?<?[=!])|(?P<open>\((?:\?:|\?P<\w+>)?)|(?P<close>\))|(?P<bar>\|)|\\(?P<escaped>[^\w])|(?P<edge>\\b|\^)"
    r"|(?P<other>\\\w|\.|\$|\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<letter>[^\\.$^*+?{}()|\[\]])",
    re.DOTALL,
)
_TIMES = re.compile(r"(?P<may>\?|\*|\{0?,\d*\}|\{0\})|(?P<more>\+|\{\d+(?:,\d*)?\})")
_Openings = dict[str, bool]  # each with whether what follows it is part of it too


class OpenedPattern:
    """A pattern with its openings. It finds what the pattern finds."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        found = openings(pattern.pattern) if not pattern.flags & (re.IGNORECASE | re.VERBOSE) else None
        self._automaton = AhoCorasick(found) if found else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches within the bounds, in their order; they do not overlap."""
        if self._automaton is None:
            yield from self.pattern.finditer(text, start, end)
            return
        reached = start
        for place in sorted(first for _, first, _ in self._automaton.find_matches_as_indexes(text[start:end], overlapping=True)):
            match = self.pattern.match(text, start + place, end) if start + place >= reached else None
            if match:
                reached = match.end()
                yield match

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match within the bounds."""
        return next(self.finditer(text, start, end), None)


def openings(pattern: str) -> tuple[str, ...] | None:
    """The letters of which some stand at the start of every match, none the beginning of another; None where that is not told."""
    read = _Reader(pattern)
    found = read.alternatives()
    if read.place != len(pattern) or "" in found:
        return None
    return tuple(sorted(one for one in found if not any(one.startswith(other) for other in found if other != one)))


def needed(pattern: re.Pattern[str]) -> tuple[str, ...] | None:
    """Letters of which some stand in every match; None where that is not told."""
    return None if pattern.flags & (re.IGNORECASE | re.VERBOSE) else needed_letters(pattern.pattern)


@cache  # read when a pattern is first asked about: many are of languages that no document is in
def needed_letters(pattern: str) -> tuple[str, ...] | None:
    """The same for the source of a pattern that heeds case."""
    read = _Needed(pattern)
    found = read.alternatives()
    return tuple(sorted(found)) if found and read.place == len(pattern) else None


class _Needed:
    """Reads a pattern from the left for the longest letters that it must have. What it does not know ends the reading."""

    def __init__(self, pattern: str) -> None:
        self.place = 0
        self._pattern = pattern

    def alternatives(self) -> frozenset[str]:
        """The letters of each of the alternatives up to the bracket that closes them; none where one has none."""
        found = [self._sequence()]
        while self._pattern.startswith("|", self.place):
            self.place += 1
            found.append(self._sequence())
        return frozenset[str]().union(*found) if all(found) else frozenset()

    def _sequence(self) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        run = ""
        while self.place < len(self._pattern):
            item = _ITEM.match(self._pattern, self.place)
            if item is None:
                self.place = len(self._pattern) + 1
                break
            if item["close"] or item["bar"]:
                break
            self.place = item.end()
            if item["edge"]:
                continue
            inner = self._inner() if item["open"] or item["around"] else frozenset[str]()
            if item["around"]:
                continue
            times = _TIMES.match(self._pattern, self.place)
            if times:
                self.place = times.end() + (self._pattern[times.end() : times.end() + 1] in ("?", "+"))
            letter = item["letter"] or item["escaped"]
            run += letter if letter and not (times and times["may"]) else ""
            if times or not letter:
                found = _better(found, frozenset((run,)) if run else frozenset())
                found = _better(found, inner if not (times and times["may"]) else frozenset())
                run = ""
        return _better(found, frozenset((run,)) if run else frozenset())

    def _inner(self) -> frozenset[str]:
        found = self.alternatives()
        self.place += 1
        return found


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Of two sets the one whose shortest letters are longer, then the smaller: it is met less often."""
    return max((one, other), key=lambda letters: (min(map(len, letters), default=0), -len(letters)))


class _Reader:
    """Reads a pattern from the left: behind what has no letters of its own an opening ends."""

    def __init__(self, pattern: str) -> None:
        self.place = 0
        self._pattern = pattern

    def alternatives(self) -> _Openings:
        """The openings of the alternatives up to the bracket that closes them, or to the end."""
        found: _Openings = {}
        while True:
            for one, goes_on in self._sequence().items():
                found[one] = found.get(one, True) and goes_on
            if not self._pattern.startswith("|", self.place):
                return found
            self.place += 1

    def _sequence(self) -> _Openings:
        found: _Openings = {"": True}
        while self.place < len(self._pattern):
            item = _ITEM.match(self._pattern, self.place)
            if item is None:
                self.place = len(self._pattern) + 1  # what stands here is not known, and so is all that follows
                return found
            if item["close"] or item["bar"]:
                return found
            self.place = item.end()
            if item["edge"]:
                continue
            if item["around"]:
                self.alternatives()
                self.place += 1
                continue
            own = self._own(item)
            times = _TIMES.match(self._pattern, self.place)
            if times:
                self.place = times.end() + (self._pattern[times.end() : times.end() + 1] in ("?", "+"))
                own = {one: goes_on and times[0] == "?" for one, goes_on in own.items()}
                if times["may"]:
                    own.setdefault("", True)
            found = _joined(found, own)
        return found

    def _own(self, item: re.Match[str]) -> _Openings:
        if item["open"]:
            found = self.alternatives()
            self.place += 1
            return found
        letter = item["letter"] or item["escaped"]
        return {letter: True} if letter else {"": False}


def _joined(found: _Openings, own: _Openings) -> _Openings:
    made: _Openings = {}
    for one, goes_on in found.items():
        for other, more in own.items() if goes_on else (("", False),):
            joined = one + other
            made[joined] = made.get(joined, True) and more and len(joined) < _LONGEST
    return made if len(made) <= _MOST else dict.fromkeys(found, False)
