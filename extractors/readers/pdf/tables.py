"""Ruled tables: the letters of each cell as its paragraphs, and the parts of a table on several pages as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.readers.pdf.grids import GridCell, PageGrid, grid_of
from extractors.readers.pdf.lines import lines_of
from extractors.readers.pdf.page import Glyph, Page
from extractors.readers.pdf.paragraphs import joined, measure_of, text_of
from extractors.readers.pdf.rules import ruled_areas

_PADDING = 8.0  # points, at most, between a rule and the text beside it
_SAME_COLUMN = 6.0  # points by which columns of one table differ between pages
_MAX_HEADER = 4  # rows
_ENOUGH = 5  # places that agree by chance no more


@dataclass(slots=True)
class RuledCell:
    """The paragraphs of a cell and how many columns and rows it covers."""

    paragraphs: list[str]
    column: int = 0
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class RuledTable:
    """A table: where it begins on its page, where its columns are parted, and its rows of cells."""

    top: float
    xs: tuple[float, ...]
    rows: list[list[RuledCell]] = field(default_factory=list)
    cut_above: bool = False  # its first row began on the page before
    cut_below: bool = False


def split_tables(page: Page) -> tuple[list[RuledTable], list[Glyph]]:
    """The tables of a page from top to bottom, and the letters that stand in none."""
    grids = [grid for area in ruled_areas(page.rules) if (grid := grid_of(area)) is not None]
    grids.sort(key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0]))  # a table in a cell comes first
    letters: list[dict[GridCell, list[Glyph]]] = [{} for _ in grids]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        for grid, cells in zip(grids, letters, strict=True):
            cell = grid.at(glyph.x, glyph.y)
            if cell is not None:
                cells.setdefault(cell, []).append(glyph)
                break
        else:
            outside.append(glyph)
    tables: list[RuledTable] = []
    for grid, cells in zip(grids, letters, strict=True):
        filled = [cell for cell, found in cells.items() if any(glyph.text != " " for glyph in found)]
        if len(filled) > 1 or any(cell.columns < len(grid.xs) - 1 for cell in filled):
            tables.append(RuledTable(grid.ys[0], grid.xs, _rows(grid, cells), grid.cut_above, grid.cut_below))
        else:
            outside.extend(glyph for cell in filled for glyph in cells[cell])
    return sorted(tables, key=lambda table: table.top), outside


def _rows(grid: PageGrid, letters: dict[GridCell, list[Glyph]]) -> list[list[RuledCell]]:
    rows: list[list[RuledCell]] = [[] for _ in range(len(grid.ys) - 1)]
    for cell in grid.cells:
        left, right = grid.xs[cell.column], grid.xs[cell.column + cell.columns]
        paragraphs = _paragraphs(letters.get(cell, []), left, right)
        rows[cell.row].append(RuledCell(paragraphs, cell.column, cell.columns, cell.rows))
    return rows


def _paragraphs(glyphs: Iterable[Glyph], left: float, right: float) -> list[str]:
    lines = lines_of(glyphs)
    if not lines:
        return []
    padding = min(max(min(line.left for line in lines) - left, 1.0), _PADDING)
    return [text_of(lines) for lines in joined(lines, measure_of(lines, left + padding, right - padding))]


def continues(table: RuledTable, following: RuledTable) -> bool:
    """Whether a table at the top of a page goes on with the one at the end of the page before: its columns are parted there too.

    Either may show fewer columns than the other, where all its rows have joined cells or end early.
    """
    fewer, more = sorted((table.xs, following.xs), key=len)
    same_left, same_right = (abs(table.xs[end] - following.xs[end]) <= _SAME_COLUMN for end in (0, -1))
    if not same_left or not (same_right or len(fewer) > _ENOUGH):
        return False
    return all(any(abs(one - other) <= _SAME_COLUMN for other in more) for one in fewer)


def append(table: RuledTable, following: RuledTable) -> None:
    """Adds the rows of the next page; a header that is printed again is left out, a row that was cut becomes one again."""
    more = max(table.xs, following.xs, key=len)
    for part in (table, following):
        if part.xs is not more:
            _set_on(part, more)
    repeated = _repeated(table.rows, following.rows)
    rows = following.rows[repeated:]
    if rows and table.rows and (_was_cut(table.rows[-1], rows[0]) or (table.cut_below and following.cut_above)):
        before = {cell.column: cell for cell in table.rows[-1]}
        for rest in rows.pop(0):
            if rest.column in before:
                _go_on(before[rest.column], rest)
            else:
                table.rows[-1].append(rest)
        table.rows[-1].sort(key=lambda cell: cell.column)
    table.rows.extend(rows)
    table.cut_below = following.cut_below


def _set_on(table: RuledTable, xs: tuple[float, ...]) -> None:
    """Counts the columns of a table by the places where another part of it parts them."""
    places = [_nearest(x, xs) for x in table.xs]
    for row in table.rows:
        for cell in row:
            start, end = places[cell.column], places[cell.column + cell.columns]
            cell.column, cell.columns = start, max(1, end - start)
    table.xs = xs


def _nearest(x: float, xs: Sequence[float]) -> int:
    return min(range(len(xs)), key=lambda place: abs(xs[place] - x))


def _repeated(rows: Sequence[Sequence[RuledCell]], following: Sequence[Sequence[RuledCell]]) -> int:
    most = min(_MAX_HEADER, len(rows), len(following) - 1)
    for count in range(most, 0, -1):
        if all(_texts(rows[i]) == _texts(following[i]) and any(_texts(rows[i])) for i in range(count)):
            return count
    return 0


def _texts(row: Sequence[RuledCell]) -> list[str]:
    return [" ".join(cell.paragraphs) for cell in row]


def _was_cut(row: Sequence[RuledCell], rest: Sequence[RuledCell]) -> bool:
    """Whether a row goes on: it fills no empty cell, its first cell begins nothing, and a text in it goes on in mid-sentence."""
    if len(row) != len(rest) or len(row) < 2 or any(a.columns != b.columns for a, b in zip(row, rest, strict=True)):
        return False
    if rest[0].paragraphs and not _in_mid_sentence(rest[0].paragraphs[0]):
        return False
    pairs = [(a.paragraphs, b.paragraphs) for a, b in zip(row, rest, strict=True) if b.paragraphs]
    if not pairs or not all(before for before, _ in pairs):
        return False
    return any(_in_mid_sentence(after[0]) or before[-1].endswith(("-", ",")) for before, after in pairs)


def _in_mid_sentence(text: str) -> bool:
    return text[:1].islower() or text.startswith("(")


def _go_on(cell: RuledCell, rest: RuledCell) -> None:
    if not rest.paragraphs:
        return
    if cell.paragraphs and (_in_mid_sentence(rest.paragraphs[0]) or cell.paragraphs[-1].endswith("-")):
        between = "" if cell.paragraphs[-1].endswith("-") else " "
        cell.paragraphs[-1] += between + rest.paragraphs.pop(0)
    cell.paragraphs.extend(rest.paragraphs)
