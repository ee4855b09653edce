"""Puts the cells of a row under the columns of its table.

A row may be short: because a cell spans several columns, or because its last cells are lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.tables.columns import HOLDERS, MONEY, Layout
from extractors.tables.grid import Cell, Row
from extractors.tables.headers import Column
from extractors.tables.money import is_nothing, parse_number
from extractors.tables.words import TableWords

_ITEM_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
_LONG = 40  # a unit or source is shorter than this


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """The cells of a row by role; amounts by year, None for the total. `note` is a note that stands in place of amounts.

    `holders` are the cells that name bodies, each with the key of its column.
    """

    cells: Mapping[str, Cell]
    holders: tuple[tuple[str, Cell], ...]
    amounts: Mapping[int | None, Cell]
    note: Cell | None
    row: Row
    cost: int  # of cells that do not look like their column; 0 where all do

    def cell(self, *roles: str) -> Cell | None:
        """The first of the roles' cells that is not blank."""
        found = (self.cells.get(role) for role in roles)
        return next((cell for cell in found if cell is not None and not cell.blank), None)

    def text(self, role: str) -> str:
        """The text of a cell; empty where it is blank, missing or holds marks only."""
        cell = self.cells.get(role)
        return "" if cell is None or is_nothing(cell.text) else cell.text


@dataclass(frozen=True)
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
    def long(self) -> bool:
        return len(self.cell.text) > _LONG


_NOTHING = _Look(Cell(0, 0, ""), None)


def align(layout: Layout, row: Row) -> AlignedRow:
    """The row under the columns. A short row is put where its cells look most like what their columns hold."""
    cells = row.cells[: len(layout.columns)]
    looks = [_Look(cell, layout.words) for cell in cells]
    missing = len(layout.columns) - len(cells)
    if missing <= 0:
        return _place(layout, row, cells, looks, _cost(layout.columns, looks))
    costs = _costs_of_gaps(layout.columns, looks, missing)
    place = min(costs, key=costs.__getitem__)  # the first of the cheapest: a lost end before a spanning cell
    edge = cells[place - 1].end if place else cells[0].start
    gap = [Cell(edge, edge, "")] * missing
    filled = [*looks[:place], *[_NOTHING] * missing, *looks[place:]]
    return _place(layout, row, (*cells[:place], *gap, *cells[place:]), filled, costs[place])


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
        else:  # an ordinary cell seldom spans others
            costs[place] = cost + (place < len(looks) and (not place or not looks[place - 1].nothing))
        if place:  # with the gap one place further to the left, one cell changes its column, and so does the gap
            here, there, look = columns[place - 1].role, columns[place - 1 + missing].role, looks[place - 1]
            cost += _misfit(there, look) - _misfit(here, look) + _misfit(here, _NOTHING) - _misfit(there, _NOTHING)
    return costs


def _place(layout: Layout, row: Row, cells: Sequence[Cell], looks: Sequence[_Look], cost: int) -> AlignedRow:
    by_role: dict[str, Cell] = {}
    holders: list[tuple[str, Cell]] = []
    amounts: dict[int | None, Cell] = {}
    note: Cell | None = None
    for column, cell, look in zip(layout.columns, cells, looks, strict=False):
        if column.role in HOLDERS and not look.nothing:
            holders.append((column.role, cell))
        if column.role in MONEY and (look.note or not (look.nothing or look.digits or note)):
            note = cell
        elif column.role in ("year", "total"):
            amounts[column.year] = cell
        elif column.role not in by_role or by_role[column.role].blank:
            by_role[column.role] = cell
    return AlignedRow(by_role, tuple(holders), amounts, note, row, cost)


def _cost(columns: Sequence[Column], looks: Sequence[_Look]) -> int:
    return sum(_misfit(column.role, look) for column, look in zip(columns, looks, strict=False))


def _misfit(role: str, look: _Look) -> int:
    """0 where the cell looks like what its column holds."""
    if look.nothing:
        return int(role in ("measure", "name", "indicator"))
    if role == "number":
        return 0 if look.item_number else 3
    if role in MONEY:
        return 0 if look.digits or look.note else 3
    if role == "code":
        return 0 if look.digits else 2
    if role in ("unit", "source"):
        return 2 if look.numeric else int(look.long)
    return 3 if look.numeric else 0
