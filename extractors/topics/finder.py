"""Gives topics to what can be a duty, by the terms in its own words; what stands near it counts for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from extractors.names.mentions import BodyIndex
from extractors.names.tables import NameWords
from extractors.reading import Reading
from extractors.text import normalise_pattern
from extractors.topics.terms import TermPattern, folded, term_patterns
from extractors.word_tables import load_table
from ontology.iri import fact_key
from ontology.records import Evidence, Function, Indicator, Measure, Task, TopicAssignment

Matter = Task | Function | Measure | Indicator
_CONFIDENCE = {False: 0.85, True: 0.95}  # by whether the term has several words: one word says less of what is meant
_SHARED = ("collective", "group")  # forms of mentions that name whom the work is for as often as who does it


class FoundTerm(NamedTuple):
    """A term at `[start, end)` of a text."""

    start: int
    end: int
    pattern: TermPattern


class TermFinder:
    """Finds the terms of one language in a text in small letters. Of terms within one another the longest is taken."""

    def __init__(self, patterns: Iterable[TermPattern]) -> None:
        openings: dict[str, list[TermPattern]] = {}
        for pattern in patterns:
            openings.setdefault(pattern.opening, []).append(pattern)
        self._patterns = tuple(openings.values())
        self._automaton = AhoCorasick(list(openings))

    def find(self, lower: str, start: int, end: int) -> list[FoundTerm]:
        """The terms that lie wholly within the bounds, in the order of the text."""
        found = [FoundTerm(first, last, pattern) for first, last, pattern in self._matches(lower, start, end)]
        found.sort(key=lambda term: (term.start, -term.end, term.pattern.topic))
        return [term for term in found if not any(_within(term, other) for other in found)]

    def _matches(self, lower: str, start: int, end: int) -> Iterator[tuple[int, int, TermPattern]]:
        stretch = folded(lower[start:end])
        cut = end if end < len(lower) and lower[end].isalnum() else None  # the last word goes on behind the bounds
        for index, first, last in self._automaton.find_matches_as_indexes(stretch, overlapping=True):
            place = start + first
            if place and lower[place - 1].isalnum():
                continue
            for pattern in self._patterns[index]:
                reached = pattern.end(stretch, last)
                if reached is not None and start + reached != cut:
                    yield place, start + reached, pattern


class TopicFinder:
    """The terms of all languages, each loaded when a document in it is first met. Built once for many documents."""

    def __init__(self, names: Iterable[NameWords]) -> None:
        self._names = {words.language: words for words in names}
        self._finder = cache(self._load)

    def find(self, reading: Reading, bodies: BodyIndex, matters: Iterable[Matter]) -> tuple[TopicAssignment, ...]:
        """The topics of each matter, each with the places of its terms. A term inside the name of a body says nothing."""
        found: dict[tuple[str, str], dict[Evidence, None]] = {}
        for matter in matters:
            if matter.text.language not in self._names:
                continue
            finder = self._finder(matter.text.language)
            for start, end in _places(reading, matter):
                for term in self._told(reading, bodies, finder.find(reading.text.lower, start, end)):
                    place = reading.text.original(term.start, term.end)
                    method = f"topic:{matter.text.language}"
                    evidence = Evidence(*place, method, _CONFIDENCE[" " in term.pattern.term])
                    found.setdefault((matter.key, term.pattern.topic), {}).setdefault(evidence)
        document = reading.document.key
        return tuple(
            TopicAssignment(fact_key(document, "topic", about, topic), about, topic, tuple(evidence))
            for (about, topic), evidence in found.items()
        )

    def _load(self, language: str) -> TermFinder:
        """The terms of a language. Raises DataError where its table is faulty."""
        return TermFinder(term_patterns(load_table(language, "topics"), self._names[language]))

    def _told(self, reading: Reading, bodies: BodyIndex, terms: Sequence[FoundTerm]) -> Iterator[FoundTerm]:
        """The first term of each topic that is no part of a body's name."""
        seen: set[str] = set()
        for term in terms:
            if term.pattern.topic not in seen and not _in_name(reading, bodies, term):
                seen.add(term.pattern.topic)
                yield term


def _within(inner: FoundTerm, outer: FoundTerm) -> bool:
    return outer.end - outer.start > inner.end - inner.start and outer.start <= inner.start and inner.end <= outer.end


def _places(reading: Reading, matter: Matter) -> Iterator[tuple[int, int]]:
    """Where the words of the matter stand in the normalised text: within its evidence, which may be a longer sentence."""
    said, words = matter.text.text, ""
    for place in matter.evidence:
        start, end = reading.text.normal(place.start), reading.text.normal(place.end)
        if place.end - place.start == len(said):  # the place holds these words and no more
            yield start, end
            continue
        words = words or normalise_pattern(said).lower()
        at = reading.text.lower.find(words, start, end)
        if at >= 0:
            yield at, at + len(words)


def _in_name(reading: Reading, bodies: BodyIndex, term: FoundTerm) -> bool:
    start, end = reading.text.original(term.start, term.end)
    around = bodies.around(start, end)
    return any(mention.match.form not in _SHARED for mention in around)
