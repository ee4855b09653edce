"""The grids that the rules of a page draw: which upright and level rules belong together, joined and set straight."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.pdf.paths import Segment

NEAR = 3.0  # points: rules that are so close are one; a thin filled box is the usual way to draw one
_SHORTEST = 4.0
_MAX_RULES = 3_000  # of one direction; a page with more is a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A level rule at a height, or an upright one at a distance from the left: `at`, from `start` to `end`."""

    at: float
    start: float
    end: float

    def covers(self, start: float, end: float) -> bool:
        """Whether it runs along a stretch."""
        return self.start <= start + NEAR and self.end >= end - NEAR


@dataclass(frozen=True, slots=True)
class RuledArea:
    """Rules that hang together."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]


def ruled_areas(segments: Iterable[Segment]) -> list[RuledArea]:
    """The areas of a page that have rules of both directions; none on a page with too many to be tables."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for segment in segments:
        x0, x1 = sorted((segment.x0, segment.x1))
        y0, y1 = sorted((segment.y0, segment.y1))
        if y1 - y0 <= 1 and x1 - x0 >= _SHORTEST:
            level.append(Rule((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= 1 and y1 - y0 >= _SHORTEST:
            upright.append(Rule((x0 + x1) / 2, y0, y1))
    level, upright = _joined(level), _joined(upright)
    if max(len(level), len(upright)) > _MAX_RULES:
        return []
    return _areas(level, upright)


def _joined(rules: list[Rule]) -> list[Rule]:
    """Rules at nearly one place are put at one place, and those that touch there become one."""
    joined: list[Rule] = []
    for group in _groups(rules):
        at = sum(rule.at for rule in group) / len(group)
        ordered = sorted(group, key=lambda rule: rule.start)
        start, end = ordered[0].start, ordered[0].end
        for rule in ordered:
            if rule.start > end + NEAR:
                joined.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            else:
                start, end = min(start, rule.start), max(end, rule.end)
        joined.append(Rule(at, start, end))
    return joined


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    ordered = sorted(rules, key=lambda rule: rule.at)
    groups = [ordered[:1]] if ordered else []
    for before, rule in pairwise(ordered):
        if rule.at - before.at > NEAR or rule.at - groups[-1][0].at > 2 * NEAR:
            groups.append([])
        groups[-1].append(rule)
    return groups


def _areas(level: list[Rule], upright: list[Rule]) -> list[RuledArea]:
    above = list(range(len(level) + len(upright)))

    def root(item: int) -> int:
        while above[item] != item:
            above[item] = item = above[above[item]]
        return item

    for i, across in enumerate(level):
        for j, down in enumerate(upright):
            if down.start - NEAR <= across.at <= down.end + NEAR and across.start - NEAR <= down.at <= across.end + NEAR:
                above[root(i)] = root(len(level) + j)
    areas: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, across in enumerate(level):
        areas.setdefault(root(i), ([], []))[0].append(across)
    for j, down in enumerate(upright):
        areas.setdefault(root(len(level) + j), ([], []))[1].append(down)
    return [RuledArea(tuple(a), tuple(b)) for a, b in areas.values() if a and len(a) + len(b) > 2]
