"""What the columns of a table hold: told by the words of its header, its years and its row of column numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.tables.cells import Cell, Row, Table
from extractors.tables.money import MoneyUnit, money_unit, parse_number
from extractors.tables.words import TableWords
from extractors.text import normalise

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?!\d)")
_LOOK_BACK = 1500  # how far before a table its title may stand, in characters
_MAX_YEAR_HEADER = 25
_MAX_CONTINUED = 80
_MAX_UNIT_LINE = 40
_HEADER_ROWS = 4  # among so many first rows the header is looked for: a title may stand above it
LEVELS = ("target", "result")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a key of `[columns]`, 'year', or 'other'. A total has no year."""

    role: str
    year: int | None = None
    place: tuple[int, int] | None = None  # of the header cell


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table and the rows under its header."""

    kind: str  # 'plan', 'indicators', 'budget' or 'other'
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    words: TableWords
    unit: MoneyUnit | None  # that the header names
    level: str  # of an indicator table: 'target' or 'result'
    start: int
    end: int

    def has(self, *roles: str) -> bool:
        """Whether there is a column of one of the roles."""
        return any(column.role in roles for column in self.columns)


def lowered(cell: Cell) -> str:
    """The text of a cell as matchers see it, in lower case."""
    return normalise(cell.text).lower if not cell.blank else ""


def read_layouts(text: str, tables: Sequence[Table], languages: Sequence[TableWords]) -> tuple[Layout, ...]:
    """The layouts of the tables with a header. A table that goes on after a note of continuation is one with its first part."""
    joined: list[list[Table]] = []
    for table in tables:
        if joined and _goes_on(text, joined[-1][-1], table, languages):
            joined[-1].append(table)
        else:
            joined.append([table])
    found = (_layout(text, parts, languages) for parts in joined)
    return tuple(layout for layout in found if layout is not None)


def _goes_on(text: str, before: Table, table: Table, languages: Iterable[TableWords]) -> bool:
    if len(text[before.end : table.start].strip()) > _MAX_CONTINUED:
        return False
    between = normalise(text[before.end : table.start]).lower.strip()
    return any(words.rows["continued"].search(between) for words in languages) or (not between and _is_numbering(table.rows[0]))


def _layout(text: str, parts: Sequence[Table], languages: Sequence[TableWords]) -> Layout | None:
    rows = [row for table in parts for row in table.rows]
    found = ((place, _language(row, languages)) for place, row in enumerate(rows[:_HEADER_ROWS]))
    opening, words = next(((place, words) for place, words in found if words is not None), (0, None))
    if words is None:
        return None
    above, rows = rows[:opening], rows[opening:]
    header, data, width = _split(rows, words)
    columns = _expand([_column(cell, words) for cell in header[0].cells], header, width, words)
    columns = _year_columns(text, parts[0].start, columns, data)
    repeated = [[cell.text for cell in row.cells] for row in header]
    data = [row for row in data if not _is_numbering(row) and [cell.text for cell in row.cells] not in repeated]
    named = " ".join(lowered(cell) for row in header for cell in row.cells)
    level = next((level for level in LEVELS if words.rows[f"{level}_indicators"].search(named)), None)
    return Layout(
        kind=_kind(columns, level),
        columns=tuple(columns),
        rows=tuple(data),
        words=words,
        unit=money_unit(named, [words]) or _unit_above(text, above, parts[0].start, words),
        level=level or "result",
        start=parts[0].start,
        end=parts[-1].end,
    )


def _language(row: Row, languages: Iterable[TableWords]) -> TableWords | None:
    """The language of a header: that in which most of its cells are known; None where fewer than two are columns of any."""
    best, most = None, 0
    for words in languages:
        roles = [_column(cell, words).role for cell in row.cells]
        known = sum(role not in ("other", "year") for role in roles)
        if known > most and known + roles.count("year") > 1:
            best, most = words, known
    return best


def _unit_above(text: str, above: Sequence[Row], start: int, words: TableWords) -> MoneyUnit | None:
    """The money that a row above the header names, or a short line above the table that says little else ('thousand tenge')."""
    line = text[:start].rstrip().rpartition("\n")[2].strip()
    texts = [cell.text for row in above for cell in row.cells] + [line]
    return next(
        (unit for body in texts if len(body) <= _MAX_UNIT_LINE for unit in [money_unit(normalise(body).lower, [words])] if unit),
        None,
    )


def _column(cell: Cell, words: TableWords) -> Column:
    lower = lowered(cell)
    place = (cell.start, cell.end)
    years = _YEAR.findall(lower)
    if len(years) == 1 and len(lower) <= _MAX_YEAR_HEADER and lower.startswith(years[0]):
        return Column("year", int(years[0]), place)
    best, longest = "other", 0
    for role, pattern in words.columns.items():
        match = pattern.search(lower)
        if match and match.end() - match.start() > longest:
            best, longest = role, match.end() - match.start()
    return Column(best, None, place)


def _is_numbering(row: Row) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 and so on."""
    texts = [cell.text.strip(". ") for cell in row.cells]
    return len(texts) > 2 and texts == [str(place) for place in range(1, len(texts) + 1)]


def _split(rows: Sequence[Row], words: TableWords) -> tuple[list[Row], list[Row], int]:
    """The rows of the header, the rows under it and the count of columns."""
    numbering = next((place for place, row in enumerate(rows[:4]) if place and _is_numbering(row)), None)
    if numbering is not None and not any(row.cells[0].text.strip(". )").isdigit() for row in rows[1:numbering]):
        return list(rows[:numbering]), list(rows[numbering + 1 :]), len(rows[numbering].cells)
    second = rows[1] if len(rows) > 1 else None
    if second is not None and len(second.cells) > 1 and all(_is_subheader(cell, words) for cell in second.cells):
        data = list(rows[2:])
        return list(rows[:2]), data, _usual_width(data, len(rows[0].cells) + len(second.cells) - 1)
    data = list(rows[1:])
    return [rows[0]], data, max(len(rows[0].cells), _usual_width(data, len(rows[0].cells)))


def _is_subheader(cell: Cell, words: TableWords) -> bool:
    column = _column(cell, words)
    return column.role in ("year", "total")


def _usual_width(rows: Sequence[Row], default: int) -> int:
    """The width of most rows; the widest on a tie."""
    widths = Counter(len(row.cells) for row in rows)
    return max(widths, key=lambda width: (widths[width], width)) if widths else default


def _expand(columns: list[Column], header: Sequence[Row], width: int, words: TableWords) -> list[Column]:
    """The columns with a spanning header cell opened up: into the second row's cells, or into as many as are missing."""
    missing = width - len(columns)
    if missing <= 0:
        return columns[:width]
    spanning = next((place for place, column in enumerate(columns) if column.role == "years"), None)
    if spanning is None:
        return [*columns, *[Column("other")] * missing]
    inner = [_column(cell, words) for cell in header[1].cells] if len(header) > 1 else []
    if len(inner) != missing + 1:
        inner = [Column("years", None, columns[spanning].place)] * (missing + 1)
    return [*columns[:spanning], *inner, *columns[spanning + 1 :]]


def _year_columns(text: str, start: int, columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """Columns of amounts without printed years get them from the title's period, if the count fits; one more is the total."""
    places = [place for place, column in enumerate(columns) if column.role == "years"]
    if not places:
        return columns
    if len(places) == 1:
        return [Column("total", None, c.place) if c.role == "years" else c for c in columns]
    period = _period(text, start)
    years = list(range(period[0], period[1] + 1)) if period else []
    named: list[Column]
    if len(places) == len(years):
        named = [Column("year", year) for year in years]
    elif years and len(places) == len(years) + 1:
        named = [Column("year", year) for year in years]
        named.insert(_total_place(rows, places, len(columns)), Column("total"))
    else:
        return columns
    return [named[places.index(place)] if place in places else column for place, column in enumerate(columns)]


def _period(text: str, start: int) -> tuple[int, int] | None:
    """The period 'YYYY – YYYY' that is printed last before the table, else the first one of the document."""
    before = list(_PERIOD.finditer(text, max(0, start - _LOOK_BACK), start))
    match = before[-1] if before else _PERIOD.search(text)
    return (int(match[1]), int(match[2])) if match else None


def _total_place(rows: Sequence[Row], places: Sequence[int], width: int) -> int:
    """Which of the columns is the total, first or last: as the sums of the full rows say; last where they do not tell."""
    first = last = 0
    for row in rows:
        if len(row.cells) != width:
            continue
        numbers = [parse_number(row.cells[place].text) for place in places]
        amounts = [number.amount for number in numbers if number is not None]
        if len(amounts) == len(places):
            first += sum(amounts[1:]) == amounts[0]
            last += sum(amounts[:-1]) == amounts[-1]
    return 0 if first > last else len(places) - 1


def _kind(columns: Sequence[Column], level: str | None) -> str:
    """What the table is. Figures by year alone are statistics, not indicators: those name their level, source or executors."""
    roles = {column.role for column in columns}
    if "indicator" in roles and "year" in roles and "measure" not in roles:
        return "indicators" if level or roles & {"responsible", "data_source"} else "other"
    if roles & {"measure", "name", "task"} and "responsible" in roles and roles & {"deadline", "completion", "year", "years"}:
        return "plan"
    return "budget" if "source" in roles and roles & {"year", "total"} else "other"
