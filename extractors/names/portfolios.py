"""Ministries that are listed under one head noun in the plural: 'the Ministries of Justice and Internal Affairs'.

What a ministry is for, its portfolio, is told by the registered names of ministries; so where the head noun stands once, each
portfolio beside it names one. The one beside the head is quoted with it, the others alone. The same of ministers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.names.matcher import Found
from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.parts import without_country
from extractors.names.patterns import NamePattern
from extractors.names.selection import Chosen
from extractors.names.tables import NameWords
from extractors.phrases import any_of, any_word
from extractors.reading import Reading
from extractors.text import normalise_pattern
from ontology.iri import document_body_key
from ontology.registered import Registry

_MOST = 12  # members of a list
_MIN = 2
_BEFORE = 24  # characters before a head in which the word before it stands
Portfolios = Mapping[str, tuple[NamePattern, ...]]  # what ministries are for, in small letters, with those that are for it


class Listed(NamedTuple):
    """The ministries, or the ministers, that a text lists under one head noun."""

    ministries: list[Chosen]
    ministers: list[BodyMention]


class _Language(NamedTuple):
    words: NameWords
    topics: Portfolios
    longest: list[str]
    heads: re.Pattern[str]
    topic: re.Pattern[str]
    joint: re.Pattern[str]


def portfolios(registry: Registry, words: NameWords) -> Portfolios:
    """What the registered ministries of a language are for."""
    found: dict[str, dict[str, NamePattern]] = {}
    for body in registry.bodies.values():
        for name in (body.names.get(words.language, ""), *body.aliases.get(words.language, ())):
            topic = _topic(name, words)
            if topic:
                pattern = NamePattern(topic, topic, name, body.key, "full", words.language, body.jurisdiction, body.kind)
                found.setdefault(topic, {}).setdefault(body.key, pattern)
    return {topic: tuple(patterns.values()) for topic, patterns in found.items()}


def _topic(name: str, words: NameWords) -> str:
    plain = normalise_pattern(name)
    bare = next((left for country in words.countries if (left := without_country(plain, country))), plain).lower()
    if words.suffixed:
        return bare.removesuffix(f" {words.ministry}") if bare.endswith(f" {words.ministry}") else ""
    return bare.removeprefix(f"{words.ministry} ") if bare.startswith(f"{words.ministry} ") else ""


class PortfolioFinder:
    """Finds the lists of any document. Built once."""

    def __init__(self, registry: Registry, tables: Sequence[NameWords]) -> None:
        self._languages = {table.language: _language(table, portfolios(registry, table)) for table in tables}

    def topics(self, language: str) -> Portfolios:
        """What the registered ministries of a language are for."""
        return self._languages[language].topics

    def find(self, reading: Reading, taken: Collection[tuple[int, int]]) -> Listed:
        """The members of all lists; those `taken` are found by their whole names, and left out."""
        found = Listed([], [])
        for language in dict.fromkeys(block.language for block in reading.blocks):
            one = self._languages[language]
            for head in one.heads.finditer(reading.text.lower):
                minister = head[0] in one.words.ministers
                if minister and _deputies(reading.text.lower, head, one.words):
                    continue
                for span, topic in _members(reading.text.lower, head, one):
                    if span in taken:
                        continue
                    if minister:
                        found.ministers.append(_minister(reading, span, topic, one.words))
                    else:
                        readings = tuple(Found(*span, *span, pattern) for pattern in one.topics[topic])
                        found.ministries.append(Chosen(*span, readings))
        return found


def _language(words: NameWords, topics: Portfolios) -> _Language:
    joints = any_of(f"{comma} {c} " for c in words.conjunctions for comma in ("", ","))
    return _Language(
        words,
        topics,
        sorted(topics, key=lambda topic: (-len(topic), topic)),
        compiled(any_word((*words.ministries, *words.ministers))),
        compiled(rf"{any_of(topics)}(?![^\W_])"),
        compiled(rf"{joints}|, "),
    )


def _members(lower: str, head: re.Match[str], one: _Language) -> list[tuple[tuple[int, int], str]]:
    """The places of the members, the one beside the head with it, and their portfolios; none where there is but one."""
    suffix = one.words.suffix.match(lower, head.end()) if one.words.suffixed else head
    if suffix is None:
        return []
    found = list(_before(lower, head.start() - 1, one) if one.words.suffixed else _behind(lower, head.end(), one))
    if len(found) < _MIN:
        return []
    start, end = found[0][0]
    first = (start, suffix.end()) if one.words.suffixed else (head.start(), end)
    return [(first, found[0][1]), *found[1:]]


def _deputies(lower: str, head: re.Match[str], words: NameWords) -> bool:
    """Whether it is those who stand in for the ministers that are named."""
    if words.suffixed:
        suffix = words.suffix.match(lower, head.end())
        return suffix is not None and words.deputies.match(lower, suffix.end()) is not None
    return words.deputies.search(lower, max(0, head.start() - _BEFORE), head.start()) is not None


def _behind(lower: str, place: int, one: _Language) -> Iterator[tuple[tuple[int, int], str]]:
    for number in range(_MOST):
        joint = one.joint.match(lower, place)
        place = joint.end() if joint and number else place + 1
        topic = one.topic.match(lower, place) if joint or not number else None
        if topic is None:
            return
        yield topic.span(), topic[0]
        place = topic.end()


def _before(lower: str, end: int, one: _Language) -> Iterator[tuple[tuple[int, int], str]]:
    for _ in range(_MOST):
        topic = next((t for t in one.longest if lower.endswith(t, 0, end) and not lower[: end - len(t)][-1:].isalnum()), None)
        if topic is None:
            return
        start = end - len(topic)
        yield (start, end), topic
        joint = next((j for j in (", ", *(f" {c} " for c in one.words.conjunctions)) if lower.endswith(j, 0, start)), None)
        if joint is None:
            return
        end = start - len(joint)


def _minister(reading: Reading, span: tuple[int, int], topic: str, words: NameWords) -> BodyMention:
    name = f"{topic} {words.minister}" if words.suffixed else f"{words.minister} {topic}"
    key = document_body_key(reading.document.key, name[0].upper() + name[1:])
    raw = reading.text.original(*span)
    return BodyMention(*raw, key, NameMatch(*raw, (key,), "candidate", name[0].upper() + name[1:], words.language, "state"))
