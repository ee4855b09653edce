"""Builds the flow of a document from what a reader meets in it: paragraphs, and tables with their rows and cells."""

from __future__ import annotations

from extractors.readers.layout import Flow, Grid, paragraphs_of
from extractors.readers.list_numbers import starts_as_item
from extractors.readers.spans import GridMaker


class FlowMaker:
    """Takes a document in its order. A table in a cell makes the outer table mere layout, as does a table of one cell."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tables: list[_Table] = []
        self.flow: list[Flow] = []

    @property
    def in_table(self) -> bool:
        """Whether a table is open."""
        return bool(self._tables)

    def add(self, text: str, mark: str = "") -> bool:
        """Adds running text, its item's number before it unless the text has one; tells whether there was any text."""
        paragraphs = paragraphs_of(text)
        if paragraphs and mark and not starts_as_item(paragraphs[0]):
            paragraphs[0] = f"{mark} {paragraphs[0]}"
        self._sink.extend(paragraphs)
        return bool(paragraphs)

    def open_table(self) -> None:
        """Begins a table, in the document or in the cell that is open."""
        self._tables.append(_Table(self._name))

    def row(self) -> None:
        """Begins a row."""
        if self._tables:
            self._tables[-1].close_cell()
            self._tables[-1].maker.row()

    def open_cell(self, columns: int = 1, rows: int = 1) -> None:
        """Begins a cell that covers so many columns and rows."""
        if self._tables:
            table = self._tables[-1]
            table.close_cell()
            table.cell, table.spans = [], (columns, rows)

    def widen(self, columns: int) -> None:
        """Lets the cell that is open cover so many columns."""
        if self._tables:
            self._tables[-1].spans = (columns, 1)

    def close_cell(self, covered: bool = False) -> None:
        """Ends a cell; one that is covered by the cell above stays empty."""
        if self._tables:
            self._tables[-1].close_cell(covered)

    def close_table(self) -> None:
        """Ends a table."""
        if not self._tables:
            return
        table = self._tables.pop()
        table.close_cell()
        if table.nested or table.cells == 1:
            self._sink.extend(table.contents)
        elif table.cells:
            self._sink.append(table.maker.grid())

    @property
    def _sink(self) -> list[Flow]:
        return next((table.cell for table in reversed(self._tables) if table.cell is not None), self.flow)


class _Table:
    """A table that is open, with what its present cell holds."""

    def __init__(self, name: str) -> None:
        self.maker = GridMaker(name)
        self.contents: list[Flow] = []
        self.nested = False
        self.cells = 0
        self.cell: list[Flow] | None = None
        self.spans = (1, 1)

    def close_cell(self, covered: bool = False) -> None:
        if self.cell is None:
            return
        flow, self.cell = ([] if covered else self.cell), None
        self.nested = self.nested or any(isinstance(item, Grid) for item in flow)
        self.contents.extend(flow)
        self.maker.cell(tuple(item for item in flow if isinstance(item, str)), *self.spans)
        self.cells += 1
