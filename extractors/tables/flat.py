"""Tables that lost all their marks: nothing parts the lines of their cells. They come back by type and arithmetic.

What the types and sums do not settle is not read: such figures are unresolved, and their row keeps the rest of its cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from extractors.tables.columns import HOLDERS, MONEY, year_columns
from extractors.tables.context import Resolve
from extractors.tables.flat_header import FlatHeader, find_headers
from extractors.tables.flat_lines import read_lines
from extractors.tables.flat_money import Figures, Number, read_figures
from extractors.tables.flat_rows import STATING, FlatRow, part_rows
from extractors.tables.flat_shares import settle_years
from extractors.tables.grid import Cell, Row, Table
from extractors.tables.headers import Column, read_header
from extractors.tables.money import is_nothing
from extractors.tables.words import TableWords
from extractors.text import MatchText
from extractors.wording import collapse
from ontology.records import Evidence, Unresolved

METHOD = "table:flat"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?!\d)")
_FOOTNOTE = re.compile(r"(?m)^[ \t\u00a0]*\*{1,3}[ \u00a0]*[^\s*]")
_REASON = "figures that no sum and no type puts under their columns"
_DOUBT = "lines of which it is not certain where one cell ends and the next begins"
_MAX_LINES = 5_000
_PROSE = 100  # characters: a longer line that ends in a stop is rather a paragraph than a cell, unless its row is typed
_MAX_LINE = 500  # a longer line is a paragraph: the table is over


class FlatTables(NamedTuple):
    """The tables that came back, and the figures in them that no sum and no type settles."""

    tables: tuple[Table, ...]
    unresolved: tuple[Unresolved, ...]


NO_FLAT_TABLES = FlatTables((), ())


def read_flat_tables(view: MatchText, known: Sequence[Table], languages: Sequence[TableWords], resolve: Resolve) -> FlatTables:
    """The tables without marks in a text.

    Args:
        view: The document's text, as it is and as matchers see it.
        known: Its tables that have marks.
        languages: The words of the languages that it is written in.
        resolve: The bodies named within a span.
    """
    text = view.raw
    closed = [(table.start, table.end) for table in known]
    headers = list(find_headers(view, closed, languages))
    tables: list[Table] = []
    unresolved: list[Unresolved] = []
    for header, following in zip(headers, [*headers[1:], None], strict=False):
        limit = min([following.rows[0].cells[0].start if following else len(text), *(s for s, _ in closed if s > header.end)])
        table, left = _table(text, header, _end(text, header, limit), resolve)
        tables += [table] if table is not None else []
        unresolved += left
    return FlatTables(tuple(tables), tuple(unresolved))


def _end(text: str, header: FlatHeader, limit: int) -> int:
    """Where the lines of the table end at the latest: at a footnote, a note or a paragraph."""
    notes = [match.start() for match in [_FOOTNOTE.search(text, header.end, limit)] if match]
    place = header.end
    for line in text[header.end : limit].splitlines(keepends=True):
        label = line.strip().lower()
        if len(line) > _MAX_LINE or (":" in label and header.words.columns["note"].match(label)):
            notes.append(place)
            break
        place += len(line)
    return min([limit, *notes])


def _table(text: str, header: FlatHeader, end: int, resolve: Resolve) -> tuple[Table | None, list[Unresolved]]:
    start = header.rows[0].cells[0].start
    columns = year_columns(text, start, list(read_header(header.rows, header.words).columns), [])
    if any(column.source for column in columns):
        return None, [_left(text, list(header.rows[0].cells), "a table without marks whose sums stand in columns of sources")]
    slots, roles = _slots(columns)
    lines = read_lines(text, header.end, end, header.words, resolve, _MAX_LINES + 1)
    beyond, lines = lines[_MAX_LINES:], lines[:_MAX_LINES]
    if "source" not in roles:  # then the column of money may hold the name of a source in place of amounts
        lines = [line._replace(note=line.note or line.source) for line in lines]
    rows = _trimmed(part_rows(lines, roles), roles)
    if not rows:
        return None, []
    reader = _Reader(text, header.words, columns, slots, roles)
    if beyond:
        reader.leave([beyond[0].cell], f"a table without marks is read no further than {_MAX_LINES:,} lines")
    return Table((*header.rows, *reader.rows(rows)), "flat"), reader.unresolved


def _slots(columns: Sequence[Column]) -> tuple[list[list[int]], list[str]]:
    """The columns as slots, neighbouring columns of amounts in one, and the role of each slot."""
    slots: list[list[int]] = []
    for place, column in enumerate(columns):
        if slots and column.role in MONEY and columns[slots[-1][-1]].role in MONEY:
            slots[-1].append(place)
        else:
            slots.append([place])
    roles = [columns[slot[0]].role for slot in slots]
    stating = next((role for role in STATING if role in roles), None)
    return slots, ["other" if role in STATING and role != stating else role for role in roles]


def _trimmed(rows: list[FlatRow], roles: Sequence[str]) -> list[FlatRow]:
    """The rows up to the last that holds more than words, and those after it whose numbers go on; none after running text."""
    rows = list(takewhile(lambda row: _is_row(row, roles) or not _is_prose(row), rows))
    last = max((place for place, row in enumerate(rows) if _is_row(row, roles)), default=-1)
    numbers = [_number(row, roles) for row in rows]
    while 0 <= last < len(rows) - 1 and numbers[last + 1] == max(numbers[: last + 1]) + 1:
        last += 1
    return rows[: last + 1]


def _number(row: FlatRow, roles: Sequence[str]) -> int:
    lines = next((lines for slot, lines in row.slots.items() if roles[slot] == "number"), [])
    return lines[0].item[0] if lines and lines[0].item else 0


def _is_prose(row: FlatRow) -> bool:
    """Whether a row holds a line that is rather a paragraph of running text."""
    texts = [line.cell.text for lines in row.slots.values() for line in lines]
    return any(len(text) > _PROSE and text.endswith((".", ":", ";")) for text in texts)


def _is_row(row: FlatRow, roles: Sequence[str]) -> bool:
    """Whether a row holds bodies, a deadline or figures in their columns."""
    return any(
        (roles[slot] in HOLDERS and any(line.bodies and len(line.cell.text) <= _PROSE for line in lines))
        or (roles[slot] == "deadline" and any(line.dated for line in lines))
        or (roles[slot] in MONEY and any(line.figures or line.note for line in lines))
        for slot, lines in row.slots.items()
    )


@dataclass(slots=True)
class _Draft:
    """A row on its way: its cells by column, the lines of its figures, and what these tell."""

    cells: dict[int, Cell]
    lines: list[Cell]
    figures: Figures
    numbered: bool
    of_place: bool


class _Reader:
    """Makes rows of cells out of rows of lines; figures that a row itself does not settle are settled by the rows round it."""

    def __init__(
        self, text: str, words: TableWords, columns: Sequence[Column], slots: Sequence[Sequence[int]], roles: Sequence[str]
    ) -> None:
        self._text, self._words, self._columns, self._slots, self._roles = text, words, columns, slots, roles
        self._places = next((slot for slot, role in zip(slots, self._roles, strict=True) if role in MONEY), [])
        self._years = [columns[place].year for place in self._places]
        self.unresolved: list[Unresolved] = []

    def rows(self, found: Sequence[FlatRow]) -> list[Row]:
        """The rows, each with a cell for each column: empty where nothing stands or nothing is settled."""
        drafts = [self._draft(row) for row in found]
        for place, draft in enumerate(drafts):
            if not draft.of_place:
                last = next((i for i in range(place + 1, len(drafts)) if not drafts[i].of_place), len(drafts))
                self._settle(draft, drafts[place + 1 : last])
        return [self._row(draft) for draft in drafts]

    def _draft(self, row: FlatRow) -> _Draft:
        first = min(line.cell.start for lines in row.slots.values() for line in lines)
        cells = {place: Cell(first, first, "") for place in range(len(self._columns))}
        figures: list[Cell] = []
        for slot, lines in row.slots.items():
            if self._roles[slot] not in MONEY:
                cells[self._slots[slot][0]] = self._cell([line.cell for line in lines])
            elif any(line.note for line in lines):
                cells[self._slots[slot][0]] = self._cell([line.cell for line in lines if line.note])
            elif not all(is_nothing(line.cell.text) for line in lines):
                figures = [line.cell for line in lines]
        known = read_figures(self._text, figures, self._years, self._words.decimal, self._dated(row)) if figures else Figures({})
        stating = [line for slot, lines in row.slots.items() if self._roles[slot] in STATING for line in lines]
        numbered = any(self._roles[slot] == "number" for slot in row.slots)
        self._doubt(row)
        return _Draft(cells, figures, known, numbered, not numbered and bool(stating) and stating[0].place)

    def _doubt(self, row: FlatRow) -> None:
        """Lists words of two neighbouring columns of words where the lines do not tell which of them belong to which."""
        for slot in row.slots:
            here, there = row.slots[slot], row.slots.get(slot + 1, [])
            if self._roles[slot] in STATING and self._roles[slot + 1 : slot + 2] in (["completion"], ["other"], ["unit"]):
                there = there or row.slots.get(slot + 2, [])
            if self._roles[slot] in STATING and there and there[0].words and len(here) + len(there) > 2:
                self.leave([line.cell for line in (*here, *there)], _DOUBT)

    def leave(self, cells: Sequence[Cell], reason: str) -> None:
        """Lists the words or figures of some cells as unresolved."""
        self.unresolved.append(_left(self._text, cells, reason))

    def _cell(self, cells: Sequence[Cell]) -> Cell:
        start, end = cells[0].start, cells[-1].end
        return Cell(start, end, self._text[start:end])

    def _dated(self, row: FlatRow) -> list[int]:
        """The years that the row's deadline names."""
        said = [line.cell.text for slot, lines in row.slots.items() if self._roles[slot] == "deadline" for line in lines]
        years = {int(match[0]) for text in said for match in _YEAR.finditer(text)}
        spans = (range(int(match[1]), int(match[2]) + 1) for text in said for match in _RANGE.finditer(text))
        return sorted(years.union(*spans))

    def _settle(self, whole: _Draft, parts: Sequence[_Draft]) -> None:
        """Puts the figures of the rows of territories under the years that the sums of their measure leave."""
        left = [part for part in parts if part.lines and part.figures.placed is None]
        if not left or not whole.figures.placed or not all(part.figures.numbers for part in left):
            return
        first = self._years[0] is None
        own = [part.figures.numbers[1:] if first else part.figures.numbers[:-1] for part in left]
        settled = settle_years(
            _amounts(whole.figures.placed),
            [_amounts(part.figures.placed) for part in parts if part.figures.placed],
            [[amount for _, amount in numbers] for numbers in own],
            [year for year in self._years if year is not None],
        )
        for part, numbers, years in zip(left, own, settled or [], strict=False):
            total = part.figures.numbers[0 if first else -1]
            part.figures = Figures({**dict(zip(years, numbers, strict=True)), None: total})

    def _row(self, draft: _Draft) -> Row:
        placed = draft.figures.placed
        if placed is None:
            self.leave(draft.lines, _REASON)
        for place, year in zip(self._places, self._years, strict=True):
            if placed and year in placed:
                draft.cells[place] = placed[year][0]
        return Row(tuple(draft.cells[place] for place in range(len(self._columns))))


def _left(text: str, cells: Sequence[Cell], reason: str) -> Unresolved:
    start, end = cells[0].start, cells[-1].end
    return Unresolved("cell", collapse(text[start:end]), reason, Evidence(start, end, METHOD, 0.5))


def _amounts(placed: Mapping[int | None, Number]) -> dict[int | None, Decimal]:
    return {year: amount for year, (_, amount) in placed.items()}
