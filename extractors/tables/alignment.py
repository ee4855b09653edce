"""Puts the cells of a row under the columns of its table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extractors.tables.columns import HOLDERS, MONEY, Layout
from extractors.tables.grid import Cell, Row
from extractors.tables.headers import Column
from extractors.tables.money import is_nothing, parse_number
from extractors.tables.words import TableWords

_ITEM_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXІХ]{1,5})[.)]?")  # figures, or Roman ones in either alphabet
_MAX_WAYS = 20_000  # a table of hundreds of columns is no plan: its short rows are taken to have lost their ends
_MAX_BESIDE = 8  # letters of a deadline beside its dates: 'by', 'till the end'
_LONG = 40  # a unit or source is shorter than this


_WORDED = frozenset(("measure", "name", "task", "indicator", *HOLDERS))  # columns in which no date stands alone


class AlignedRow(NamedTuple):
    """The cells of a row by role; amounts by year (None for the total) and source (None where their column names none).

    `note` is a note that stands in place of amounts; `holders` are the cells that name bodies, each with the key of its column.
    """

    cells: Mapping[str, Cell]
    holders: tuple[tuple[str, Cell], ...]
    amounts: Mapping[tuple[int | None, str | None], Cell]
    note: Cell | None
    row: Row
    cost: int  # of cells that do not look like their column; 0 where all do
    beyond: tuple[Cell, ...]  # cells for which there is no column

    def cell(self, *roles: str) -> Cell | None:
        """The first of the roles' cells that is not blank."""
        found = (self.cells.get(role) for role in roles)
        return next((cell for cell in found if cell is not None and not cell.blank), None)

    def text(self, role: str) -> str:
        """The text of a cell; empty where it is blank, missing or holds marks only."""
        cell = self.cells.get(role)
        return "" if cell is None or is_nothing(cell.text) else cell.text


@dataclass
class _Look:
    """What a cell looks like, whatever its column; looked at as far as its column asks."""

    cell: Cell
    words: TableWords | None  # None where there is no cell

    @cached_property
    def nothing(self) -> bool:
        return self.words is None or is_nothing(self.cell.text)

    @cached_property
    def numeric(self) -> bool:
        return self.words is not None and parse_number(self.cell.text, self.words.decimal) is not None

    @property
    def item_number(self) -> bool:
        return _ITEM_NUMBER.fullmatch(self.cell.text) is not None

    @cached_property
    def digits(self) -> bool:
        return self.numeric or any(map(str.isdigit, self.cell.text))

    @cached_property
    def note(self) -> bool:
        return not self.nothing and not self.numeric and self.words is not None and is_note(self.cell.lower, self.words)

    @property
    def whole(self) -> bool:
        """Whether it is the word that opens the row of the whole, which spans what comes before the sums."""
        return self.words is not None and self.words.rows["total"].fullmatch(self.cell.lower.strip(" :.")) is not None

    @cached_property
    def dated(self) -> bool:
        """Whether it says little else than a date, a year or how often something is done."""
        if self.nothing or self.words is None or len(self.cell.text) > _LONG:
            return False
        left = self.cell.lower
        for pattern in (self.words.dates, self.words.standing, self.words.year):
            left = pattern.sub(" ", left)
        return left != self.cell.lower and sum(map(str.isalpha, left)) <= _MAX_BESIDE

    @cached_property
    def timed(self) -> bool:
        """Whether a figure or a word for a time stands in it."""
        return self.digits or (self.words is not None and self.words.standing.search(self.cell.lower) is not None)

    @property
    def long(self) -> bool:
        return len(self.cell.text) > _LONG


_NOTHING = _Look(Cell(0, 0, ""), None)


def align(layout: Layout, row: Row) -> AlignedRow:
    """The row under the columns. A short row is put where its cells look most like what their columns hold.

    It is short because a cell spans several columns, because cells of rows above reach down to it, or because its end is lost.
    """
    columns, cells = layout.columns, row.cells[: len(layout.columns)]
    looks = [_Look(cell, layout.words) for cell in cells]
    beyond = tuple(cell for cell in row.cells[len(columns) :] if not is_nothing(cell.text))
    missing = len(columns) - len(cells)
    if not missing:
        return _place(layout, row, dict(enumerate(zip(cells, looks, strict=True))), _cost(columns, looks), beyond)
    costs = _costs_of_gaps(columns, looks, missing)
    gap = min(costs, key=costs.__getitem__)  # the first of the cheapest: a lost end before a spanning cell
    cost, places = costs[gap], [*range(gap), *range(gap + missing, len(columns))]
    if (cost > 1 or not gap) and len(cells) * missing**2 <= _MAX_WAYS:
        cost, places = _fit([column.role for column in columns], looks)
    return _place(layout, row, dict(zip(places, zip(cells, looks, strict=True), strict=True)), cost, beyond)


def is_note(lower: str, words: TableWords) -> bool:
    """Whether a text says that no money is needed, or that it comes from means already given."""
    return bool(words.notes["not_required"].search(lower) or words.notes["within_means"].search(lower))


def _costs_of_gaps(columns: Sequence[Column], looks: Sequence[_Look], missing: int) -> dict[int, int]:
    """What it costs to let the cell before each place span the missing columns, or to end the row there; the last place first.

    At the start of a row, cells of the rows above may reach down to it.
    """
    notes = [position for position, look in enumerate(looks) if columns[position].role in MONEY and look.note]
    costs: dict[int, int] = {}
    cost = _cost(columns, [*looks, *[_NOTHING] * missing])
    for place in range(len(looks), -1, -1):
        if notes:  # a note stands for all the amounts, so it is what spans
            costs[place] = cost + (place != notes[0] + 1)
        elif not place and _reach_down([column.role for column in columns[:missing]]):
            costs[place] = cost
        else:  # an ordinary cell seldom spans others
            costs[place] = cost + (place < len(looks) and (not place or not looks[place - 1].nothing))
        if place:  # with the gap one place further to the left, one cell changes its column, and so does the gap
            here, there, look = columns[place - 1].role, columns[place - 1 + missing].role, looks[place - 1]
            cost += _misfit(there, look) - _misfit(here, look) + _misfit(here, _NOTHING) - _misfit(there, _NOTHING)
    return costs


def _fit(roles: Sequence[str], looks: Sequence[_Look]) -> tuple[int, list[int]]:
    """The cheapest way to put cells under columns where several may be missing here and there: its cost, and each cell's column.

    Of equal ways the one that leaves columns empty at the end, then the one that does so as late as possible.
    """
    missing = len(roles) - len(looks)
    best: dict[tuple[int, int], tuple[int, list[int]]] = {(len(looks), len(roles)): (0, [])}
    for cell in range(len(looks) - 1, -1, -1):
        for column in range(cell, cell + missing + 1):
            ways = []
            for stop in range(column + 1, cell + missing + 2):
                rest = best.get((cell + 1, stop))
                if rest is not None:
                    cost, place = _spanned(roles, looks, cell, column, stop)
                    ways.append((cost + rest[0], [place, *rest[1]]))
            best[cell, column] = min(ways, key=lambda way: way[0])
    above = {start: (-1 if _reach_down(roles[:start]) else 1) if start else 0 for start in range(missing + 1)}
    return min((best[0, start][0] + above[start], best[0, start][1]) for start in above)


def _reach_down(roles: Sequence[str]) -> bool:
    """Whether columns at the left are of a kind whose cells are often merged downwards, over the rows of a task or of a body."""
    return all(role == "task" or role in HOLDERS for role in roles)


def _spanned(roles: Sequence[str], looks: Sequence[_Look], cell: int, column: int, stop: int) -> tuple[int, int]:
    """What it costs to let a cell span the columns up to `stop`, and to which of them it belongs."""
    look = looks[cell]
    cost, place = min((_misfit(roles[place], look), place) for place in range(column, stop))
    if look.note and roles[place] in MONEY:  # a note stands for all the amounts: it is what spans
        return cost + (stop < len(roles) and roles[stop] in MONEY), place
    wide = stop > column + 1 and cell < len(looks) - 1
    return cost + (wide and not look.nothing), place  # an ordinary cell seldom spans others, unless the row's end is lost


def _place(layout: Layout, row: Row, cells: Mapping[int, tuple[Cell, _Look]], cost: int, beyond: tuple[Cell, ...]) -> AlignedRow:
    by_role: dict[str, Cell] = {}
    holders: list[tuple[str, Cell]] = []
    amounts: dict[tuple[int | None, str | None], Cell] = {}
    note: Cell | None = None
    for place, (cell, look) in cells.items():
        column = layout.columns[place]
        if column.role in HOLDERS and not look.nothing:
            holders.append((column.role, cell))
        if column.role in MONEY and (look.note or not (look.nothing or look.digits or note)):
            note = cell
        elif column.role in ("year", "total"):
            amounts[column.year, column.source] = cell
        elif column.role not in by_role or by_role[column.role].blank:
            by_role[column.role] = cell
    return AlignedRow(by_role, tuple(holders), amounts, note, row, cost, beyond)


def _cost(columns: Sequence[Column], looks: Sequence[_Look]) -> int:
    return sum(_misfit(column.role, look) for column, look in zip(columns, looks, strict=False))


def _misfit(role: str, look: _Look) -> int:
    """0 where the cell looks like what its column holds."""
    if look.nothing:
        return int(role in ("measure", "name", "indicator"))
    if role == "number":
        return 0 if look.item_number or look.whole else 3
    if role in MONEY:
        return 0 if look.digits or look.note else 3
    if role == "code":
        return 0 if look.digits else 2
    if role in ("unit", "source"):
        return 2 if look.numeric else int(look.long)
    if role in _WORDED and look.dated:
        return 2
    if role == "deadline":
        return int(not look.timed)
    return 3 if look.numeric else 0
