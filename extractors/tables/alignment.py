"""Puts the cells of a row under the columns of its table.

A row may be short: because a cell spans several columns, or because its last cells are lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.tables.columns import HOLDERS, MONEY, Layout
from extractors.tables.grid import Cell, Row
from extractors.tables.headers import Column, lowered
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


@dataclass(frozen=True, slots=True)
class _Look:
    """What a cell looks like, whatever its column."""

    nothing: bool
    numeric: bool
    item_number: bool
    digits: bool
    note: bool
    long: bool


def align(layout: Layout, row: Row) -> AlignedRow:
    """The row under the columns. A short row is put where its cells look most like what their columns hold."""
    cells = row.cells[: len(layout.columns)]
    looks = [_look(cell, layout.words) for cell in cells]
    missing = len(layout.columns) - len(cells)
    if missing <= 0:
        return _place(layout, row, cells, looks, _cost(layout.columns, looks))
    costs = {place: _cost_of_gap(layout.columns, looks, place, missing) for place in range(len(cells), -1, -1)}
    place = min(costs, key=costs.__getitem__)  # the first of the cheapest: a lost end before a spanning cell
    edge = cells[place - 1].end if place else cells[0].start
    gap = [Cell(edge, edge, "")] * missing
    filled = [*looks[:place], *[_NOTHING] * missing, *looks[place:]]
    return _place(layout, row, (*cells[:place], *gap, *cells[place:]), filled, costs[place])


def is_note(lower: str, words: TableWords) -> bool:
    """Whether a text says that no money is needed, or that it comes from means already given."""
    return bool(words.notes["not_required"].search(lower) or words.notes["within_means"].search(lower))


def _look(cell: Cell, words: TableWords) -> _Look:
    text = cell.text
    if is_nothing(text):
        return _NOTHING
    numeric = parse_number(text, words.decimal) is not None
    return _Look(
        nothing=False,
        numeric=numeric,
        item_number=_ITEM_NUMBER.fullmatch(text) is not None,
        digits=any(c.isdigit() for c in text),
        note=not numeric and is_note(lowered(cell), words),
        long=len(text) > _LONG,
    )


_NOTHING = _Look(True, False, False, False, False, False)


def _cost_of_gap(columns: Sequence[Column], looks: Sequence[_Look], place: int, missing: int) -> int:
    """What it costs to let the cell before `place` span the missing columns, or to end the row there.

    At the start of a row, cells of the rows above may reach down to it.
    """
    cost = _cost(columns, [*looks[:place], *[_NOTHING] * missing, *looks[place:]])
    notes = [position for position, look in enumerate(looks) if look.note and columns[position].role in MONEY]
    if notes:  # a note stands for all the amounts, so it is what spans
        return cost + (place != notes[0] + 1)
    return cost + (place < len(looks) and (not place or not looks[place - 1].nothing))  # an ordinary cell seldom spans others


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
