"""Tables of RTF: each row says where its cells end, so cells that span several columns show by the ends in other rows."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.readers.building import FlowMaker
from extractors.readers.spans import MAX_COLUMNS

_SAME_EDGE = 30  # twips: rows of one table may differ by so much
_MAX_LEVEL = 32  # tables in cells of tables


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where a cell ends, in twips from the left, and whether the cell above or before reaches over it."""

    edge: int
    covered: bool = False


@dataclass(slots=True)
class _Table:
    """A table that is being read: its finished rows, the row under way, and what its present cell holds."""

    rows: list[tuple[list[_Cell], list[_Shape]]] = field(default_factory=list)
    cells: list[_Cell] = field(default_factory=list)
    cell: _Cell = field(default_factory=list)
    shapes: list[_Shape] = field(default_factory=list)
    covered: bool = False

    def end_cell(self) -> None:
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self) -> None:
        while len(self.cells) > len(self.shapes) > 0 and not any(self.cells[-1]):  # some writers end a row with a cell too many
            self.cells.pop()
        if self.cells:
            self.rows.append((self.cells, list(self.shapes)))
        self.cells = []

    @property
    def empty(self) -> bool:
        return not (self.rows or self.cells or self.cell)


_Cell = list[str | _Table]


class RtfTables:
    """The tables that are open, each in a cell of the one before; level 1 is a table in the running text."""

    def __init__(self) -> None:
        self._levels = [_Table()]

    @property
    def row_open(self) -> bool:
        """Whether a row has cells and no end yet."""
        return bool(self._levels[0].cells)

    def shape(self, level: int, word: str, number: int) -> None:
        """Takes a word that shapes the row of a level."""
        table = self._at(level)
        if word == "trowd":
            table.shapes, table.covered = [], False
        elif word in ("clvmrg", "clmrg"):
            table.covered = True
        elif word == "cellx":
            if len(table.shapes) < MAX_COLUMNS:
                table.shapes.append(_Shape(number, table.covered))
            table.covered = False

    def add(self, level: int, text: str) -> None:
        """Adds a paragraph to the cell of a level."""
        if text:
            self._closed_to(level).cell.append(text)

    def end_cell(self, level: int) -> None:
        """Ends the cell of a level."""
        self._closed_to(level).end_cell()

    def end_row(self, level: int) -> None:
        """Ends the row of a level."""
        self._closed_to(level).end_row()

    def write(self, maker: FlowMaker) -> None:
        """Writes the tables out and forgets them."""
        table = self._closed_to(1)
        if table.cell:
            table.end_cell()
        table.end_row()
        self._levels = [_Table()]
        _write(maker, table)

    def _at(self, level: int) -> _Table:
        level = max(1, min(level, _MAX_LEVEL))
        while len(self._levels) < level:
            self._levels.append(_Table())
        return self._levels[level - 1]

    def _closed_to(self, level: int) -> _Table:
        """The table of a level; deeper ones end and go into its cell."""
        table = self._at(level)
        while self._levels[-1] is not table:
            deeper = self._levels.pop()
            deeper.end_row()
            if not deeper.empty:
                self._levels[-1].cell.append(deeper)
        return table


def _write(maker: FlowMaker, table: _Table) -> None:
    if not table.rows:
        return
    edges = _edges(table.rows)
    maker.open_table()
    for cells, shapes in table.rows:
        maker.row()
        _write_row(maker, cells, shapes, edges)
    maker.close_table()


def _edges(rows: list[tuple[list[_Cell], list[_Shape]]]) -> list[int]:
    """Where columns end: the ends of cells, those that lie close together taken as one."""
    ends = sorted({shape.edge for _, shapes in rows for shape in shapes})
    return ends[:1] + [after for before, after in pairwise(ends) if after - before > _SAME_EDGE]


def _write_row(maker: FlowMaker, cells: list[_Cell], shapes: list[_Shape], edges: list[int]) -> None:
    matched = len(shapes) >= len(cells)
    reached = 0
    for place, cell in enumerate(cells):
        columns = 1
        if matched:
            column = max(reached + 1, bisect_left(edges, shapes[place].edge - _SAME_EDGE + 1) + 1)
            columns, reached = column - reached, column
        maker.open_cell(columns)
        for item in cell:
            if isinstance(item, str):
                maker.add(item)
            else:
                _write(maker, item)
        maker.close_cell(matched and shapes[place].covered)
