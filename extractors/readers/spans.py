"""Builds the rows of a table whose cells may cover several columns and rows: each covered place becomes an empty cell."""

from __future__ import annotations

from extractors.readers.layout import MAX_CELLS, Grid
from ontology.errors import DocumentError

MAX_COLUMNS = 1000  # the limit of HTML's own rules for one cell's columns
MAX_ROWS = 65534


class GridMaker:
    """Takes cells in the order of the document."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows: list[list[tuple[str, ...]]] = []
        self._covered: dict[int, int] = {}  # column → how many rows from the present one on it is still covered
        self._count = 0

    def row(self) -> None:
        """Begins a row."""
        if self._rows:
            self._fill()
            self._covered = {column: left - 1 for column, left in self._covered.items() if left > 1}
        self._rows.append([])

    def cell(self, paragraphs: tuple[str, ...], columns: int = 1, rows: int = 1) -> None:
        """Adds a cell. Raises DocumentError where a document has more cells than are read."""
        if not self._rows:
            self.row()
        self._fill()
        row = self._rows[-1]
        columns, rows = max(1, min(columns, MAX_COLUMNS)), max(1, min(rows, MAX_ROWS))
        if rows > 1:
            self._covered.update(dict.fromkeys(range(len(row), len(row) + columns), rows))
        self._add(paragraphs)
        for _ in range(columns - 1):
            self._add(())

    def grid(self) -> Grid:
        """The table, its last row filled up."""
        if self._rows:
            self._fill()
        return Grid(tuple(tuple(row) for row in self._rows))

    def _fill(self) -> None:
        """Empty cells where a cell of a row above reaches down."""
        row = self._rows[-1]
        while len(row) in self._covered:
            self._add(())

    def _add(self, paragraphs: tuple[str, ...]) -> None:
        self._count += 1
        if self._count > MAX_CELLS:
            raise DocumentError(f"{self._name}: a table has more than {MAX_CELLS:,} cells; split the file")
        self._rows[-1].append(paragraphs)
