"""The cells of ruled tables: the smallest stretches that rules enclose, those with no rule between them being one cell."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from extractors.readers.pdf.rules import NEAR, Rule, RuledArea

_SEVERAL = 3
_MAX_PLACES = 100_000  # of a grid


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its first column and row and how many of them it covers."""

    column: int
    row: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class PageGrid:
    """A table as it is ruled: where its columns and rows are parted, and the cell at each place of the grid."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    places: dict[tuple[int, int], GridCell]  # (row, column) → cell
    cut_above: bool = False  # no rule ends the first row above: it began on the page before
    cut_below: bool = False

    @property
    def cells(self) -> list[GridCell]:
        """The cells from top to bottom and left to right."""
        return sorted(set(self.places.values()), key=lambda cell: (cell.row, cell.column))

    def at(self, x: float, y: float) -> GridCell | None:
        """The cell at a place of the page."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return self.places.get((row, column))


def grid_of(area: RuledArea) -> PageGrid | None:
    """The table of an area; None where its rules enclose fewer than two cells."""
    above, below = _open_ends(area)
    level = [*area.level, *above, *below]
    upright = _with_sides(area, level)
    xs, ys = sorted({rule.at for rule in upright}), sorted({rule.at for rule in level})
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MAX_PLACES:
        return None
    across: dict[float, list[Rule]] = {}
    down: dict[float, list[Rule]] = {}
    for rule in level:
        across.setdefault(rule.at, []).append(rule)
    for rule in upright:
        down.setdefault(rule.at, []).append(rule)
    columns, rows = list(pairwise(xs)), list(pairwise(ys))
    joined = _Joined(len(columns), len(rows))
    for row, (top, bottom) in enumerate(rows):
        for column, (left, right) in enumerate(columns):
            place = joined.place(row, column)
            if not _ruled(across, top, left, right):
                joined.join(place, joined.place(row - 1, column))
            if not _ruled(across, bottom, left, right):
                joined.join(place, joined.place(row + 1, column))
            if not _ruled(down, left, top, bottom):
                joined.join(place, joined.place(row, column - 1))
            if not _ruled(down, right, top, bottom):
                joined.join(place, joined.place(row, column + 1))
    places = joined.cells()
    if len(set(places.values())) < 2:
        return None
    return PageGrid(tuple(xs), tuple(ys), places, bool(above), bool(below))


def _open_ends(area: RuledArea) -> tuple[list[Rule], list[Rule]]:
    """A level rule above and one below, each where several upright ones run out alike: there a page cuts a row."""
    top, bottom = area.level[0].at, area.level[-1].at
    up = [rule for rule in area.upright if top - rule.start > 3 * NEAR]
    down = [rule for rule in area.upright if rule.end - bottom > 3 * NEAR]
    return _end(up, [rule.start for rule in up]), _end(down, [rule.end for rule in down])


def _end(upright: list[Rule], ends: list[float]) -> list[Rule]:
    if len(ends) < _SEVERAL or max(ends) - min(ends) > 2 * NEAR:
        return []
    return [Rule(ends[0], min(rule.at for rule in upright), max(rule.at for rule in upright))]


def _with_sides(area: RuledArea, level: list[Rule]) -> list[Rule]:
    """The upright rules, with one at either side where most level rules run out beyond the last: a table without sides."""
    first, last = min(rule.at for rule in area.upright), max(rule.at for rule in area.upright)
    top, bottom = min(rule.at for rule in level), max(rule.at for rule in level)
    before = _reach([first - rule.start for rule in area.level])
    after = _reach([rule.end - last for rule in area.level])
    sides = ([first - before] if before else []) + ([last + after] if after else [])
    return [*area.upright, *(Rule(at, top, bottom) for at in sides)]


def _reach(lengths: list[float]) -> float:
    """How far most rules reach outward alike; 0 where they do not."""
    beyond = [length for length in lengths if length > 3 * NEAR]
    farthest = max(beyond, default=0.0)
    return farthest if len(beyond) * 2 > len(lengths) and farthest - min(beyond) <= 2 * NEAR else 0.0


def _ruled(rules: dict[float, list[Rule]], at: float, start: float, end: float) -> bool:
    return any(rule.covers(start, end) for rule in rules[at])


class _Joined:
    """Places of the grid that are joined; the last one, beyond all others, is what lies outside of the table."""

    def __init__(self, columns: int, rows: int) -> None:
        self._columns, self._rows = columns, rows
        self._above = list(range(columns * rows + 1))

    def place(self, row: int, column: int) -> int:
        inside = 0 <= row < self._rows and 0 <= column < self._columns
        return row * self._columns + column if inside else len(self._above) - 1

    def join(self, one: int, other: int) -> None:
        self._above[self._root(one)] = self._root(other)

    def _root(self, place: int) -> int:
        while self._above[place] != place:
            self._above[place] = place = self._above[self._above[place]]
        return place

    def cells(self) -> dict[tuple[int, int], GridCell]:
        groups: dict[int, list[tuple[int, int]]] = {}
        outside = self._root(len(self._above) - 1)
        for row in range(self._rows):
            for column in range(self._columns):
                root = self._root(self.place(row, column))
                if root != outside:
                    groups.setdefault(root, []).append((row, column))
        found: dict[tuple[int, int], GridCell] = {}
        for group in groups.values():
            top, bottom = min(r for r, _ in group), max(r for r, _ in group)
            left, right = min(c for _, c in group), max(c for _, c in group)
            whole = len(group) == (bottom - top + 1) * (right - left + 1)
            for row, column in group:
                found[row, column] = (
                    GridCell(left, top, right - left + 1, bottom - top + 1) if whole else GridCell(column, row, 1, 1)
                )
        return found
