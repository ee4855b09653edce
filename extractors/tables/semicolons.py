"""Tables whose cells semicolons part: a line of headings, and lines with as many cells below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.tables.grid import Cell, Row, Table, cell_between
from extractors.tables.headers import column_of, language_of
from extractors.tables.words import TableWords

_LEAST = 3  # cells
_MAX_HEADING = 60  # characters of one
_PARTED = re.compile(r";[^\n;]{2,60};(?=[^\n])[^\n]*")  # of a line that may be one of headings, all behind the first cell
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")


def read_semicolon_tables(text: str, known: Sequence[Table], languages: Sequence[TableWords]) -> tuple[Table, ...]:
    """The tables of that form outside those that are known."""
    return tuple(_tables(text, [(table.start, table.end) for table in known], languages))


def _tables(text: str, taken: Sequence[tuple[int, int]], languages: Sequence[TableWords]) -> Iterator[Table]:
    over = 0  # where the table before ends
    for match in _PARTED.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        opens = ";" not in text[start : match.start()]
        if start < over or not opens or any(first <= start < last for first, last in taken):
            continue
        head = _cells(text, start, match.end())
        if not _is_head(head, languages):
            continue
        rows = [head]
        for line in _LINE.finditer(text, match.end()):
            cells = _cells(text, *line.span())
            if len(cells) != len(head):
                break
            rows.append(cells)
        if len(rows) > 1:
            over = rows[-1][-1].end
            yield Table(tuple(Row(tuple(cells)) for cells in rows), "separated")


def _cells(text: str, start: int, end: int) -> list[Cell]:
    """The pieces of a line between its semicolons; one that ends the line parts nothing."""
    body = text[start:end].rstrip().rstrip(";")
    edges = [-1, *(place for place, sign in enumerate(body) if sign == ";"), len(body)]
    return [cell_between(text, start + first + 1, start + last) for first, last in pairwise(edges)]


def _is_head(cells: Sequence[Cell], languages: Sequence[TableWords]) -> bool:
    """Whether all pieces but one are headings of known columns."""
    if len(cells) < _LEAST or any(cell.blank or len(cell.text) > _MAX_HEADING for cell in cells):
        return False
    words = language_of(Row(tuple(cells)), languages)
    return words is not None and sum(column_of(cell, words).role == "other" for cell in cells) <= 1
