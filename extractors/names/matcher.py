"""Finds the names of bodies in a text: an automaton over stems, then the suffixes, the case, and what must stand beside the name.

A name is found where it starts a word, what follows it is a chain of suffixes of its language and then no letter, its
abbreviations are written in their own case, and the name of its state or parent stands beside it where it needs that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from extractors.kept_patterns import compiled
from extractors.names.inflection import is_abbreviation
from extractors.names.patterns import NamePattern
from extractors.names.tables import NameWords
from extractors.phrases import any_of, any_word
from extractors.text import MatchText, normalise_pattern

_WORLD = ("INT", "UN")  # bodies of no state
_REACH = 60  # characters before or after a name that are searched for the name of its state
_FOREIGN = {"en": re.compile(r" of (?:the )?[A-Z]"), "ru": re.compile(r" [А-ЯЁ][а-яё]+(?:ии|ы|и|а|ой|ского)(?![^\W_])")}
_OPENING = 24  # letters of a stem that the automaton looks for: it is built in a third of the time, and few stems begin alike
_CAPITAL = r"(?:[A-ZА-ЯЁӨҮҢӘҒҚҰҺІ][\w-]* )?"  # a word of the name itself: 'Federal'
_SHORT = 3  # letters: a form as short as this is an abbreviation, in capitals anyway


class Found(NamedTuple):
    """One reading of a stretch of the normalised text: `[start, end)` with all around it, `[core, stem_end)` the bare stem."""

    start: int
    end: int
    core: int
    stem_end: int
    pattern: NamePattern
    country: str | None = None  # the state whose name stands beside


class _CountryMarks(NamedTuple):
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    foreign: re.Pattern[str] | None  # the name of some state behind a name, where states stand behind
    abroad_before: re.Pattern[str] | None  # a state that has no bodies in the registry, as the owner before a name
    abroad_after: re.Pattern[str] | None  # the same behind a name
    jurisdictions: dict[str, str]

    def owned_abroad(self, cased: str, start: int, end: int) -> bool:
        """Whether a name is said to be that of a body of a state whose bodies are not registered."""
        before = self.abroad_before and self.abroad_before.search(cased, max(0, start - _REACH), start)
        return bool(before or (self.abroad_after and self.abroad_after.match(cased, end)))


class NameMatcher:
    """The names that can be found in any document. Built once; it keeps no state of a document."""

    def __init__(self, patterns: Iterable[NamePattern], tables: Sequence[NameWords]) -> None:
        self._words = {table.language: table for table in tables}
        self._marks = {table.language: _marks(table) for table in tables}
        self._take(patterns)

    def instead(self, patterns: Iterable[NamePattern]) -> NameMatcher:
        """A matcher of the same languages for other names."""
        made = copy(self)
        made._take(patterns)
        return made

    def _take(self, patterns: Iterable[NamePattern]) -> None:
        self._patterns: dict[str, list[NamePattern]] = {}
        for pattern in patterns:
            self._patterns.setdefault(pattern.stem, []).append(pattern)
        openings: dict[str, list[str]] = {}
        for stem in self._patterns:
            openings.setdefault(stem[:_OPENING], []).append(stem)
        self._stems = list(openings.values())
        self._automaton = AhoCorasick(list(openings))

    def bearers(self, name: str) -> set[str]:
        """The keys of the bodies that bear a name just as it is written."""
        return {pattern.key for pattern in self._patterns.get(normalise_pattern(name).lower(), ())}

    def find(self, text: MatchText) -> list[Found]:
        """All readings of all stretches of the text that a name fits, in its order; nothing is chosen among them yet."""
        lower, cased = text.lower, text.cased
        found: list[Found] = []
        for end, start, stem in sorted(self._met(lower)):
            for pattern in self._patterns[stem]:
                reading = self._accept(pattern, lower, cased, start, end)
                if reading:
                    found.append(reading)
        found.sort(key=lambda f: (f.start, -f.end, -f.stem_end))
        return _beside_parents(found, lower)

    def _met(self, lower: str) -> Iterator[tuple[int, int, str]]:
        """The stems that stand in the text where a word starts, each with its end and start."""
        for index, start, _ in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if start and (lower[start - 1].isalnum() or lower[start - 1] == "_"):
                continue
            for stem in self._stems[index]:
                if lower.startswith(stem, start):
                    yield start + len(stem), start, stem

    def _accept(self, pattern: NamePattern, lower: str, cased: str, start: int, end: int) -> Found | None:
        if pattern.capital and not cased[start].isupper():
            return None
        if pattern.exact and any(cased[start + a : start + b] != pattern.cased[a:b] for a, b in pattern.exact):
            return None
        words = self._words[pattern.language]
        match = words.suffix.match(lower, end)
        if match is None or (pattern.alone and not _stands_alone(lower, start, words)):
            return None
        close = match.end()
        if (
            close > end
            and pattern.form != "full"
            and is_abbreviation(pattern.cased)
            and not _suffixed_abbreviation(cased, end, close)
        ):
            return None
        if pattern.partner and not _takes_part(lower, start, close, words):
            return None
        if _of_a_thing(pattern, lower, close, words):
            return None
        if pattern.form == "collective":
            topic = pattern.name in words.topical and any(lower.startswith(f" {word} ", close) for word in words.topic_openers)
            return None if topic else Found(start, close, start, end, pattern)
        return self._beside_country(pattern, cased, start, end, close)

    def _beside_country(self, pattern: NamePattern, cased: str, start: int, end: int, close: int) -> Found | None:
        marks = self._marks[pattern.language]
        before = marks.before.search(cased, max(0, start - _REACH), start) if marks.before else None
        after = marks.after.match(cased, close) if marks.after else None
        form = (before or after or [""])[0]
        country = marks.jurisdictions.get(form.strip()) if form else None
        if country is None and pattern.weak and marks.foreign is not None and marks.foreign.match(cased, close):
            return None  # the government of another state
        if country is None and pattern.jurisdiction not in _WORLD and marks.owned_abroad(cased, start, close):
            return None
        if country is None:
            return None if pattern.needs_country else Found(start, close, start, end, pattern)
        if country != pattern.jurisdiction:
            return Found(start, close, start, end, pattern) if pattern.jurisdiction in _WORLD else None
        return Found(
            before.start() if before else start, after.end() if after and not before else close, start, end, pattern, country
        )


def _marks(words: NameWords) -> _CountryMarks:
    before = [(form, c.jurisdiction) for c in words.countries for form in _and_capitals(c.before)]
    after = [(form, c.jurisdiction) for c in words.countries for form in _and_capitals(c.after)]
    return _CountryMarks(
        _before([form for form, _ in before]),
        _after([form for form, _ in after]),
        _FOREIGN.get(words.language),
        _before(words.abroad_before, _CAPITAL),
        _after(words.abroad_after),
        dict(before + after),
    )


def _before(forms: Sequence[str], between: str = "") -> re.Pattern[str] | None:
    return compiled(rf"{any_word(forms)} {between}\Z") if forms else None


def _after(forms: Sequence[str]) -> re.Pattern[str] | None:
    return compiled(rf" {any_of(forms)}(?![^\W_])") if forms else None


def _and_capitals(forms: Sequence[str]) -> list[str]:
    """The forms as they are and as a heading in capitals has them."""
    return list(dict.fromkeys([*forms, *(form.upper() for form in forms if len(form) > _SHORT)]))


def _suffixed_abbreviation(cased: str, end: int, close: int) -> bool:
    """Whether what follows an abbreviation is a suffix: two letters at least, not all in capitals (that were another word)."""
    return close - end > 1 and not cased[end:close].isupper()


def _takes_part(lower: str, start: int, end: int, words: NameWords) -> bool:
    if words.suffixed:
        return words.involved.match(lower, end, end + _REACH) is not None
    return words.involved.search(lower, max(0, start - _REACH), start) is not None


def _of_a_thing(pattern: NamePattern, lower: str, close: int, words: NameWords) -> bool:
    """Whether the name of a body goes on to that of a thing: 'national bank of data'."""
    name = pattern.name.lower()
    return any(thing.startswith(f"{name} ") and lower.startswith(thing[len(name) :], close) for thing in words.things)


def _stands_alone(lower: str, start: int, words: NameWords) -> bool:
    before = lower[max(0, start - 30) : start].rstrip()
    if not before or not before[-1].isalnum():
        return True
    return before.endswith(words.openers) and any(re.search(rf"(?<!\w){re.escape(w)}$", before) for w in words.openers)


def _beside_parents(found: list[Found], lower: str) -> list[Found]:
    """Extends names of parts over the name of the whole beside them, and drops those that need it and lack it."""
    found = _after_parents(found, lower)
    starts: defaultdict[int, list[Found]] = defaultdict(list)
    kept: list[Found] = []
    for reading in sorted(found, key=lambda f: (-f.start, f.end)):
        link = reading.pattern.link
        if link is not None:
            between = f" {link} " if link else " "
            following = starts[reading.end + len(between)] if lower.startswith(between, reading.end) else []
            parents = [f for f in following if f.pattern.key == reading.pattern.parent]
            if not parents:
                continue
            whole = max(parents, key=lambda f: f.end)
            reading = Found(reading.start, whole.end, reading.core, reading.stem_end, reading.pattern, whole.country)
        kept.append(reading)
        starts[reading.start].append(reading)
    return sorted(kept, key=lambda f: (f.start, -f.end, -f.stem_end))


def _after_parents(found: list[Found], lower: str) -> list[Found]:
    ends: defaultdict[int, list[Found]] = defaultdict(list)
    kept: list[Found] = []
    for reading in sorted(found, key=lambda f: (f.end, f.start)):
        parent = next((f for f in ends[reading.start - 1] if f.pattern.key == reading.pattern.parent), None)
        if reading.pattern.parent and parent and lower[reading.start - 1] == " " and reading.pattern.link is None:
            reading = Found(parent.start, reading.end, reading.core, reading.stem_end, reading.pattern, parent.country)
        elif reading.pattern.needs_parent and reading.pattern.link is None:
            continue
        kept.append(reading)
        ends[reading.end].append(reading)
    return kept
