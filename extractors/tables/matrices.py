"""Sums by years that lost all marks of their table: each cell is a line, and the years say how many lines make a row.

Either the years stand across (a heading, the years one behind the other, maybe a total; then rows of a name and as many figures),
or they stand down (headings, then rows that each open with the next year).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.tables.grid import Cell, Row, Table, cell_between

_LEAST = 2  # years, and rows
_MAX_HEADING = 60  # characters of a heading or the name of a row
_MAX_ACROSS = 6  # figures behind each year that opens a row
_YEAR = re.compile(r"((?:19|20)\d\d)(?:[ \u00a0-]?[^\W\d_]{1,6}\.?)?(?:[ \u00a0]?\([^()]{2,20}\))?")
_HAS_YEAR = re.compile(r"(?m)^[ \t\u00a0]*(?:19|20)\d\d[^\n]{0,30}$")
_FIGURE = re.compile(r"[-–—]|\d{1,3}(?:[ \u00a0,]\d{3})*(?:[.,]\d+)?\**|\d+(?:[.,]\d+)?\**")
_LINE = re.compile(r"[^\n]*[^\s\u00a0\ufeff][^\n]*")
_LETTER = re.compile(r"[^\W\d_]")


def read_matrices(text: str, known: Sequence[Table]) -> tuple[Table, ...]:
    """The tables of that form outside those that are known."""
    if _HAS_YEAR.search(text) is None:
        return ()
    found: list[Table] = []
    for start, end in _stretches(text, known):
        if _HAS_YEAR.search(text, start, end):
            cells = [cell_between(text, *match.span()) for match in _LINE.finditer(text, start, end)]
            found += _tables(cells)
    return tuple(found)


def _stretches(text: str, known: Sequence[Table]) -> Iterator[tuple[int, int]]:
    place = 0
    for table in sorted(known, key=lambda table: table.start):
        yield place, table.start
        place = table.end
    yield place, len(text)


def _tables(cells: Sequence[Cell]) -> Iterator[Table]:
    place = 0
    while place < len(cells):
        rows = _years_across(cells, place) or _years_down(cells, place)
        if rows:
            yield Table(tuple(Row(tuple(row)) for row in rows), "flat")
            place = max(place + 1, _after(cells, rows[-1][-1]))
        else:
            place += 1


def _after(cells: Sequence[Cell], last: Cell) -> int:
    return next(place for place, cell in enumerate(cells) if cell is last) + 1


def _years_across(cells: Sequence[Cell], place: int) -> list[Sequence[Cell]]:
    """The rows below a heading and the years behind it; none where no such table starts there."""
    stop = place + 1
    while stop < len(cells) and (_YEAR.fullmatch(cells[stop].text)):
        stop += 1
    if stop - place - 1 < _LEAST or not _is_name(cells[place]):
        return []
    for head in (stop + 1, stop):  # with a heading for the total, and without
        width = head - place - 1
        rows = [cells[place:head]] if head == stop or (head <= len(cells) and _is_name(cells[head - 1])) else []
        while rows and _is_row(cells[head : head + width + 1], width):
            rows.append(cells[head : head + width + 1])
            head += width + 1
        if len(rows) > _LEAST:
            return rows
    return []


def _years_down(cells: Sequence[Cell], place: int) -> list[Sequence[Cell]]:
    """The rows that open with a year, each the one behind that before, with the headings above; none where there are no two."""
    year = _YEAR.fullmatch(cells[place].text)
    if year is None:
        return []
    for width in range(1, _MAX_ACROSS + 1):
        head = place - width - 1
        if head < 0 or not all(_is_name(cell) for cell in cells[head:place]):
            return []
        rows, stop = [cells[head:place]], place
        while _follows(cells, stop, int(year[1]) + len(rows) - 1) and _are_figures(cells[stop + 1 : stop + 1 + width], width):
            rows.append(cells[stop : stop + 1 + width])
            stop += 1 + width
        if len(rows) > _LEAST:
            last = cells[stop : stop + 1 + width]
            return [*rows, last] if _is_row(last, width) else rows
    return []


def _follows(cells: Sequence[Cell], place: int, year: int) -> bool:
    found = _YEAR.fullmatch(cells[place].text) if place < len(cells) else None
    return found is not None and int(found[1]) == year


def _is_row(cells: Sequence[Cell], width: int) -> bool:
    return len(cells) == width + 1 and _is_name(cells[0]) and _are_figures(cells[1:], width)


def _are_figures(cells: Sequence[Cell], width: int) -> bool:
    return len(cells) == width and all(_FIGURE.fullmatch(cell.text) for cell in cells)


def _is_name(cell: Cell) -> bool:
    return len(cell.text) <= _MAX_HEADING and _LETTER.search(cell.text) is not None and _YEAR.fullmatch(cell.text) is None
