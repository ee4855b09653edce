"""Puts the cells of a row under the columns of its table.

A row may be short: because a cell spans several columns, or because its last cells are lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extractors.columns import Column, Layout, lowered
from extractors.money import is_nothing, parse_number
from extractors.table_words import TableWords
from extractors.tables import Cell, Row

_ITEM_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
_LONG = 40  # a unit or source is shorter than this


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """The cells of a row by role; amounts by year, None for the total. `note` is a note that stands in place of amounts."""

    cells: Mapping[str, Cell]
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


def align(layout: Layout, row: Row) -> AlignedRow:
    """The row under the columns. A short row is put where its cells look most like what their columns hold."""
    columns, cells = layout.columns, row.cells
    missing = len(columns) - len(cells)
    if missing <= 0:
        return _place(layout, row, list(cells[: len(columns)]), None)
    choices = [_place(layout, row, _spread(cells, place, missing), place) for place in range(len(cells), 0, -1)]
    return min(choices, key=lambda choice: choice.cost)


def is_note(lower: str, words: TableWords) -> bool:
    """Whether a text says that no money is needed, or that it comes from means already given."""
    return bool(words.notes["not_required"].search(lower) or words.notes["within_means"].search(lower))


def _spread(cells: tuple[Cell, ...], place: int, missing: int) -> list[Cell]:
    """The cells with so many empty ones after the first `place`: the cell before them spans them, or the row's end is lost."""
    edge = cells[place - 1].end
    return [*cells[:place], *[Cell(edge, edge, "")] * missing, *cells[place:]]


def _place(layout: Layout, row: Row, cells: list[Cell], spanning: int | None) -> AlignedRow:
    by_role: dict[str, Cell] = {}
    amounts: dict[int | None, Cell] = {}
    note: Cell | None = None
    cost = 0
    for place, (column, cell) in enumerate(zip(layout.columns, cells, strict=False)):
        money = column.role in ("year", "total", "years")
        if money and not cell.blank and parse_number(cell.text) is None and is_note(lowered(cell), layout.words):
            note = cell
            cost += spanning not in (None, place + 1)  # it stands for all the amounts, so it is what spans
            continue
        cost += _cost(column, cell, layout.words)
        cost += spanning == place + 1 and spanning < len(row.cells) and not cell.blank  # an ordinary cell seldom spans others
        if column.role in ("year", "total"):
            amounts[column.year] = cell
        elif column.role not in by_role or by_role[column.role].blank:
            by_role[column.role] = cell
    return AlignedRow(by_role, amounts, note, row, cost)


def _cost(column: Column, cell: Cell, words: TableWords) -> int:
    """0 where the cell looks like what its column holds."""
    if is_nothing(cell.text):
        return 1 if column.role in ("measure", "name", "indicator") else 0
    numeric = parse_number(cell.text, words.decimal) is not None
    if column.role == "number":
        return 0 if _ITEM_NUMBER.fullmatch(cell.text) else 3
    if column.role in ("year", "total", "years"):
        return 0 if numeric or cell.text[0].isdigit() else 3
    if column.role == "code":
        return 0 if any(c.isdigit() for c in cell.text) else 2
    if column.role in ("unit", "source"):
        return 2 if numeric else int(len(cell.text) > _LONG)
    return 3 if numeric else 0
