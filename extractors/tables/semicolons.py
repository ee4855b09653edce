"""Tables whose cells semicolons part: a line of headings, and lines with as many cells below it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.tables.grid import Cell, Line, Row, Table, cell_between, lines_of
from extractors.tables.headers import column_of, language_of
from extractors.tables.words import TableWords

_LEAST = 3  # cells
_MAX_HEADING = 60  # characters of one


def read_semicolon_tables(text: str, known: Sequence[Table], languages: Sequence[TableWords]) -> tuple[Table, ...]:
    """The tables of that form outside those that are known."""
    taken = [(table.start, table.end) for table in known]
    lines = [line for line in lines_of(text) if not line.blank] if ";" in text else []
    found: list[Table] = []
    place = 0
    while place < len(lines):
        head = _cells(text, lines[place])
        free = not any(start <= lines[place].start < end for start, end in taken)
        rows = [head] if free and _is_head(head, languages) else []
        while rows and place + len(rows) < len(lines):
            cells = _cells(text, lines[place + len(rows)])
            if len(cells) != len(head):
                break
            rows.append(cells)
        if len(rows) > 1:
            found.append(Table(tuple(Row(tuple(cells)) for cells in rows), "separated"))
        place += max(1, len(rows))
    return tuple(found)


def _cells(text: str, line: Line) -> list[Cell]:
    """The pieces of a line between its semicolons; one that ends the line parts nothing."""
    body = line.body.rstrip().rstrip(";")
    starts = [place + 1 for place, sign in enumerate(body) if sign == ";"]
    return [
        cell_between(text, line.start + first, line.start + last)
        for first, last in zip([0, *starts], [*(start - 1 for start in starts), len(body)], strict=True)
    ]


def _is_head(cells: Sequence[Cell], languages: Sequence[TableWords]) -> bool:
    """Whether all pieces but one are headings of known columns."""
    if len(cells) < _LEAST or any(cell.blank or len(cell.text) > _MAX_HEADING for cell in cells):
        return False
    words = language_of(Row(tuple(cells)), languages)
    return words is not None and sum(column_of(cell, words).role == "other" for cell in cells) <= 1
