"""Chooses among the readings of a text: the longest from the left, with the names inside that stand for a body of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from extractors.names import Found


@dataclass(frozen=True, slots=True)
class Chosen:
    """The readings of one stretch that are left: of one name, borne by one body or by several."""

    start: int
    end: int
    readings: tuple[Found, ...]

    @property
    def form(self) -> str:
        """The form of the name: all readings of a stretch share it."""
        return self.readings[0].pattern.form


def choose(found: Iterable[Found], parents: Mapping[str, str | None], allowed: Callable[[Found], bool]) -> list[Chosen]:
    """The stretches that name bodies, in the order of the text, each outer one before the inner ones that it holds."""
    groups: dict[tuple[int, int], list[Found]] = {}
    for reading in found:
        if allowed(reading):
            groups.setdefault((reading.start, reading.end), []).append(reading)
    chosen: list[Chosen] = []
    outer: Chosen | None = None
    for (start, end), readings in sorted(groups.items(), key=lambda item: (item[0][0], -item[0][1])):
        group = Chosen(start, end, _best(readings))
        if outer is None or start >= outer.end:
            outer = group
            chosen.append(group)
        elif end <= outer.end and _stands_inside(group, outer, parents):
            chosen.append(group)
    return chosen


def _best(readings: list[Found]) -> tuple[Found, ...]:
    """What the document defines goes before what the registry knows, a named state before none, a long stem before a short."""
    rank = max(_rank(reading) for reading in readings)
    return tuple(reading for reading in readings if _rank(reading) == rank)


def _rank(reading: Found) -> tuple[bool, bool, int]:
    stem = reading.stem_end if reading.pattern.form == "collective" else 0
    return reading.pattern.form == "defined", reading.country is not None, stem


def _stands_inside(inner: Chosen, outer: Chosen, parents: Mapping[str, str | None]) -> bool:
    if outer.form == "collective":
        return inner.form != "collective"
    above = {key for reading in outer.readings for key in _above(reading.pattern.key, parents)}
    return any(reading.pattern.key in above for reading in inner.readings)


def _above(key: str, parents: Mapping[str, str | None]) -> Iterable[str]:
    parent = parents.get(key)
    while parent:
        yield parent
        parent = parents.get(parent)
