"""Chooses among the readings of a text: the longest from the left, with the names inside that stand for a body of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from extractors.names.matcher import Found
from extractors.names.tables import NameWords
from extractors.reading import Reading

_CAPITAL = re.compile(r"(?<![\w.])([A-Z][\w-]+) \Z")
_BEFORE = 30  # characters before a short form in which the word right before it stands


class Chosen(NamedTuple):
    """The readings of one stretch that are left: of one name, borne by one body or by several."""

    start: int
    end: int
    readings: tuple[Found, ...]


def choose(
    found: Iterable[Found], parents: Mapping[str, str | None], allowed: Callable[[Found], bool], suffixed: frozenset[str]
) -> list[Chosen]:
    """The stretches that name bodies, in the order of the text, each outer one before the inner ones that it holds."""
    groups: dict[tuple[int, int], list[Found]] = {}
    for reading in found:
        if allowed(reading):
            groups.setdefault((reading.start, reading.end), []).append(reading)
    chosen: list[Chosen] = []
    outer: Chosen | None = None
    reach: dict[str, int] = {}  # how far the mentions inside the outer one go, by the key of their body
    for (start, end), readings in sorted(groups.items(), key=lambda item: (item[0][0], -item[0][1])):
        group = Chosen(start, end, _best(readings))
        if outer is None or start >= outer.end:
            outer, reach = group, {}
            chosen.append(group)
        elif (
            end <= outer.end
            and _stands_inside(group, outer, parents, suffixed)
            and reach.get(group.readings[0].pattern.key, 0) < end
        ):
            reach[group.readings[0].pattern.key] = end
            chosen.append(group)
    return chosen


def within_a_longer(reading: Reading, short: Found, words: NameWords) -> bool:
    """Whether a short form ends another English name, behind a word with a capital: 'the National Agency'."""
    if words.language != "en":
        return False
    before = _CAPITAL.search(reading.text.cased, max(0, short.start - _BEFORE), short.start)
    return before is not None and before[1].lower() not in words.name_stops and not before[1].isupper()


def _best(readings: list[Found]) -> tuple[Found, ...]:
    """What the document defines goes before what is known, a named state before none; of collectives the longest stem counts."""
    if len(readings) == 1:
        return (readings[0],)
    rank = max(_rank(reading) for reading in readings)
    best = [reading for reading in readings if _rank(reading) == rank]
    stem = max((reading.stem_end for reading in best if reading.pattern.form == "collective"), default=0)
    return tuple(r for r in best if r.pattern.form != "collective" or r.stem_end == stem)


def _rank(reading: Found) -> tuple[bool, bool]:
    return reading.pattern.form == "defined", reading.country is not None


def _stands_inside(inner: Chosen, outer: Chosen, parents: Mapping[str, str | None], suffixed: frozenset[str]) -> bool:
    names = {reading.pattern.key for reading in inner.readings}
    above = {key for reading in outer.readings for key in _above(reading.pattern.key, parents)}
    if not _collective(outer):
        return bool(names & above)
    opens = outer.readings[0].pattern.language in suffixed and inner.start == outer.start
    owner = opens and names.isdisjoint(reading.pattern.key for reading in outer.readings)
    return not _collective(inner) or owner


def _collective(group: Chosen) -> bool:
    return any(reading.pattern.form == "collective" for reading in group.readings)


def _above(key: str, parents: Mapping[str, str | None]) -> Iterable[str]:
    parent = parents.get(key)
    while parent:
        yield parent
        parent = parents.get(parent)
