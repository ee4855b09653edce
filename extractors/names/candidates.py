"""Proposes bodies that no table knows: a capital word, modifiers, and a head noun such as 'ministry' or 'service'.

Languages with suffixes have the head last; there the name starts after the name of the body it is a part of, after the name of
a state, or with a capital inside a sentence. In the others it starts with the head noun, or is a row of capital words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.names.inflection import declined
from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.tables import NameWords
from extractors.phrases import any_word
from extractors.reading import Reading
from extractors.text import normalise_pattern
from ontology.iri import document_body_key
from ontology.records import Unresolved

_MAX_WORDS = 9  # between the start of a name and its head
_FREE_WORDS = 5  # the same where the name of neither a state nor a body stands before
_REACH = 60  # characters before a name that are searched for the name of its state
_WORD = re.compile(r"[^\W_]+")
_RUSSIAN_TAIL = re.compile(r"(?: (?:и|по|[а-яё]{2,}(?:ого|его|ой|ей|ых|их|ов|ев|ам|ям|ию|ии|ия|ы|и|а|я|е|у|ю|й)))+(?![^\W_])")
_ENGLISH_TAIL = re.compile(r" (?:of|for|on)(?: the)?(?: [A-Z][\w']+(?:,? and(?= [A-Z]))?)+")
_ENGLISH_FRONT = re.compile(r"(?:[A-Z][\w']+ (?:(?:and|of|for) (?=[A-Z]))?){1,6}\Z")


@dataclass(frozen=True, slots=True)
class _Heads:
    words: NameWords
    pattern: re.Pattern[str]
    kinds: dict[str, tuple[str, str]]  # stem: kind, base form
    country: re.Pattern[str]  # ends with the name of a state before that of its body


class CandidateFinder:
    """Finds what may be a body by the form of its name. Built once."""

    def __init__(self, tables: Sequence[NameWords]) -> None:
        self._heads = {table.language: _heads(table) for table in tables}
        self._patterns = {language: heads.pattern for language, heads in self._heads.items()}

    def find(self, reading: Reading, mentions: Sequence[BodyMention], unresolved: Sequence[Unresolved] = ()) -> list[BodyMention]:
        """The candidates outside the mentions found so far and the names that stay open."""
        covered = _Covered(reading, mentions, unresolved)
        found: list[BodyMention] = []
        for block, match in reading.places(self._patterns, reading.text.lower):
            made = self._candidate(reading, self._heads[block.language], match, reading.text.normal(block.start), covered)
            if made:
                found.append(made)
        return found

    def _candidate(
        self, reading: Reading, heads: _Heads, match: re.Match[str], limit: int, covered: _Covered
    ) -> BodyMention | None:
        kind, base = heads.kinds[match[0]]
        text = reading.text.cased
        end, parent = match.end(), None
        if heads.words.suffixed:
            suffix = heads.words.suffix.match(reading.text.lower, match.end())
            if suffix is None:
                return None
            end = suffix.end()
            start, parent = _start_of(text, match.start(), limit, covered, heads.country)
            name = text[start or 0 : match.start()] + _cased_like(text[match.start()], base)
        else:
            start, end = _open_ended(text, match, heads.words.language)
            name = (base.capitalize() if start == match.start() else text[start or 0 : match.end()]) + text[match.end() : end]
        if start is None or covered.holds(start, end):
            return None
        key = document_body_key(reading.document.key, f"{parent.key} {name}" if parent else name)
        raw = reading.text.original(parent.start if parent else start, end)
        owner = parent.key if parent else None
        return BodyMention(*raw, key, NameMatch(*raw, (key,), "candidate", name, heads.words.language, kind, None, owner))


@dataclass(frozen=True, slots=True)
class _Owner:
    start: int
    key: str


class _Covered:
    """Where bodies are named already, in positions of the normalised text."""

    def __init__(self, reading: Reading, mentions: Sequence[BodyMention], unresolved: Sequence[Unresolved]) -> None:
        text = reading.text
        places = [(m.start, m.end, m.key) for m in mentions] + [(u.evidence.start, u.evidence.end, "") for u in unresolved]
        self._spans = sorted((text.normal(start), text.normal(end - 1) + 1, key) for start, end, key in places)
        self._starts = [start for start, _, _ in self._spans]
        self._ends = {_word_end(text.cased, end): _Owner(start, key) for start, end, key in reversed(self._spans) if key}

    def holds(self, start: int, end: int) -> bool:
        """Whether a mention starts in the stretch's last word, or holds it whole."""
        place = bisect_left(self._starts, end)
        return any((s <= start and end <= e) or (s > start and e >= end) for s, e, _ in self._spans[max(0, place - 6) : place])

    def ending(self, end: int) -> _Owner | None:
        """The body whose mention ends there, suffixes included: the longest where several do."""
        return self._ends.get(end)


def _word_end(text: str, place: int) -> int:
    while place < len(text) and text[place].isalnum():
        place += 1
    return place


def _heads(words: NameWords) -> _Heads:
    kinds: dict[str, tuple[str, str]] = {}
    for head in words.heads:
        for base in head.words:
            stem = normalise_pattern(base).lower()
            for form in declined(stem, words) if words.inflections else (stem,):
                kinds[form] = (head.kind, base)
    countries = any_word(form for country in words.countries for form in country.before)
    return _Heads(words, re.compile(any_word(kinds)), kinds, re.compile(rf"{countries} \Z"))


def _cased_like(letter: str, word: str) -> str:
    return word.capitalize() if letter.isupper() else word


def _start_of(text: str, head: int, limit: int, covered: _Covered, before: re.Pattern[str]) -> tuple[int | None, _Owner | None]:
    """Where the name before a head noun at the end starts, and the body that it is a part of."""
    best: tuple[int | None, _Owner | None] = (None, None)
    for number, start in enumerate(_words_before(text, head, limit)):
        parent = covered.ending(start - 1)
        if parent:
            return (start, parent) if text[start].isupper() else (None, None)
        country = before.search(text, max(limit, start - _REACH), start)
        if country:
            return (country.start(), None) if number and text[start].isupper() else (None, None)
        opens = start == limit or text[max(0, start - 2)] in ".!?;"
        if number and number < _FREE_WORDS and text[start].isupper() and not opens:
            best = (start, None)
    return best


def _words_before(text: str, head: int, limit: int) -> Iterator[int]:
    """The starts of the words before a place, from the right, as far as only blanks part them."""
    place = head
    for _ in range(_MAX_WORDS):
        yield place
        if place - 1 < limit or text[place - 1] != " ":
            return
        start = place - 1
        while start > limit and (text[start - 1].isalnum() or text[start - 1] == "_"):
            start -= 1
        if start == place - 1:
            return
        place = start


def _open_ended(text: str, match: re.Match[str], language: str) -> tuple[int | None, int]:
    """The stretch of a name whose head noun stands first, or of a row of capital words that ends with it."""
    if not text[match.start()].isupper():
        return None, match.end()
    word = _WORD.match(text, match.start())
    head_end = word.end() if word else match.end()
    tail = (_RUSSIAN_TAIL if language == "ru" else _ENGLISH_TAIL).match(text, head_end)
    if tail:
        return match.start(), tail.end()
    front = _ENGLISH_FRONT.search(text, max(0, match.start() - 80), match.start()) if language == "en" else None
    return (front.start(), head_end) if front else (None, head_end)
