"""What the columns of a table hold: told by the words of its header, its years and its row of column numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.tables.budget_forms import is_budget
from extractors.tables.grid import Cell, Row, Table, text_above
from extractors.tables.headers import Column, is_numbering, language_of, read_header
from extractors.tables.money import MoneyUnit, is_nothing, money_unit, parse_number, printed_unit
from extractors.tables.words import TableWords
from extractors.text import small
from ontology.records import Evidence

_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?!\d)")
_LOOK_BACK = 1500  # how far before a table its title may stand, in characters
_MAX_CONTINUED = 160  # characters between a table and its continuation: a note of it, or the heading of the next part
_ITEM = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
_MAX_UNIT_LINE = 40
_MAX_TITLE = 150
_BRACKET = re.compile(r"\(([^()]*)\)[ \u00a0.:]*$")
_HEADER_ROWS = 4  # among so many first rows the header is looked for: a title may stand above it
_TRUST = {"": 1.0, "listed": 0.95, "flat": 0.85}
LEVELS = ("target", "result")
HOLDERS = ("lead", "responsible", "co_executor", "partner")  # columns that name bodies
MONEY = ("year", "total", "years")  # columns of amounts


class Layout(NamedTuple):
    """The columns of a table and the rows under its header."""

    kind: str  # 'plan', 'indicators', 'budget' or 'other'
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    words: TableWords
    unit: MoneyUnit | None  # that the header names, or a line above it
    printed_unit: str | None
    level: str  # of an indicator table: 'target' or 'result'
    headed_by_tasks: bool  # whether one heading names tasks and measures: then rows that span the table are the tasks
    start: int
    end: int
    form: str = ""  # 'flat' where the table lost its marks, 'listed' where it is printed as a list: then less is certain

    def evidence(self, start: int, end: int, what: str) -> Evidence:
        """A place in the table, for what was read there ('plan', 'executors')."""
        method = f"table:{self.form}-{what}" if self.form else f"table:{what}"
        return Evidence(start, end, method, _TRUST[self.form])

    def has(self, *roles: str) -> bool:
        """Whether there is a column of one of the roles."""
        return any(column.role in roles for column in self.columns)


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


def _goes_on(text: str, before: Table, table: Table, languages: Sequence[TableWords]) -> bool:
    raw = text[before.end : table.start].strip()
    if len(raw) > _MAX_CONTINUED:
        return False
    between = small(raw)
    return (
        any(words.rows["continued"].search(between) for words in languages)
        or (not between and is_numbering(table.rows[0]))
        or _is_headless(before, table, languages)
    )


def _is_headless(before: Table, table: Table, languages: Sequence[TableWords]) -> bool:
    """Whether a table has no header of its own, and numbered rows as wide as those of the table before."""
    width = max(len(row.cells) for row in table.rows)
    if width < 3 or width != max(len(row.cells) for row in before.rows):
        return False
    full = [row for row in table.rows if len(row.cells) == width and not row.cells[0].blank]
    numbered = bool(full) and _ITEM.fullmatch(full[0].cells[0].text) is not None
    return numbered and all(language_of(row, languages) is None for row in table.rows[:_HEADER_ROWS])


def _layout(text: str, parts: Sequence[Table], languages: Sequence[TableWords]) -> Layout | None:
    rows = [row for table in parts for row in table.rows]
    found = ((place, language_of(row, languages)) for place, row in enumerate(rows[:_HEADER_ROWS]))
    opening, words = next(((place, words) for place, words in found if words is not None), (0, None))
    if words is None:
        return None
    above, rows = rows[:opening], rows[opening:]
    header = read_header(rows, words)
    data = list(rows[header.following :])
    columns = _with_sources(_with_numbers(list(header.columns), data), data)
    columns = _with_executors(text, year_columns(text, parts[0].start, columns, data), words)
    repeated = [[cell.text for cell in row.cells] for row in header.rows]
    data = [row for row in data if not is_numbering(row) and [cell.text for cell in row.cells] not in repeated]
    named = " ".join(cell.lower for row in header.rows for cell in row.cells)
    level = _level(named, words) or _level(small(_line_above(text_above(text, parts[0]))), words)
    unit, unit_text = _unit([cell for row in header.rows for cell in row.cells], above, text_above(text, parts[0]), words)
    kind = _kind(columns, level)
    if kind == "other" and data and is_budget(columns, data, words, text_above(text, parts[0]), unit is not None):
        kind = "budget"
    return Layout(
        kind=kind,
        columns=tuple(columns),
        rows=tuple(data),
        words=words,
        unit=unit,
        printed_unit=unit_text,
        level=level or "result",
        headed_by_tasks=any(_of_both(cell.lower, words) for row in header.rows for cell in row.cells),
        start=parts[0].start,
        end=parts[-1].end,
        form="flat" if any(table.dialect == "flat" for table in parts) else "",
    )


def _with_numbers(columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """The columns; the first is that of the numbers where its heading says nothing known and most of its cells are numbers."""
    if columns[0].role != "other" or any(column.role == "number" for column in columns):
        return columns
    first = [row.cells[0].text for row in rows if len(row.cells) == len(columns) and not row.cells[0].blank]
    numbers = sum(_ITEM.fullmatch(text) is not None for text in first)
    return [Column("number", None, columns[0].place), *columns[1:]] if numbers * 2 > len(first) else columns


def _with_sources(columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """The columns; one that is headed by a source and holds names, not sums, is that of the sources ('Donor')."""
    found = list(columns)
    for place, column in enumerate(columns):
        texts = [row.cells[place].text for row in rows if len(row.cells) == len(columns) and column.source is not None]
        named = [text for text in texts if not is_nothing(text)]
        if named and all(parse_number(text) is None and not any(map(str.isdigit, text)) for text in named):
            found[place] = Column("source", None, column.place)
    return found


def _with_executors(text: str, columns: list[Column], words: TableWords) -> list[Column]:
    """The columns; that of the partners names who carries out, where its heading says so and no other column does."""
    if any(column.role in ("responsible", "lead") for column in columns):
        return columns
    carries = (
        column.role == "partner"
        and column.place is not None
        and words.passport["executor"].search(small(text[slice(*column.place)]))
        for column in columns
    )
    return [Column("responsible", None, column.place) if out else column for column, out in zip(columns, carries, strict=True)]


def _level(lower: str, words: TableWords) -> str | None:
    return next((level for level in LEVELS if words.rows[f"{level}_indicators"].search(lower)), None)


def _line_above(above: str) -> str:
    """The line of running text just above a table, if it may be its title."""
    line = above[-_LOOK_BACK:].rstrip().rpartition("\n")[2].strip()
    return line if len(line) <= _MAX_TITLE else ""


def _of_both(lower: str, words: TableWords) -> bool:
    return all(words.columns[role].search(lower) for role in ("task", "measure"))


def _unit(header: Sequence[Cell], above: Sequence[Row], before: str, words: TableWords) -> tuple[MoneyUnit | None, str | None]:
    """The money that a heading names, and its words.

    Else that of a row above the header, or of a short line above the table, which says little else ('thousand tenge'), or the one
    at the end of its title, in brackets or behind a comma ('Plan of measures (thousand tenge)', 'Funding, million soms').
    """
    line = before.rstrip().rpartition("\n")[2].strip()
    bracket = _BRACKET.search(line)
    lines = (*(cell.text for row in above for cell in row.cells), bracket[1] if bracket else line, line.rpartition(",")[2])
    short = [text for text in lines if len(text) <= _MAX_UNIT_LINE]
    for text in (*(cell.text for cell in header), *short):
        unit = money_unit(small(text), [words])
        if unit is not None:
            return unit, printed_unit(text, words)
    return None, None


def year_columns(text: str, start: int, columns: list[Column], rows: Sequence[Row]) -> list[Column]:
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
        return "indicators" if level or roles & {*HOLDERS, "data_source", "source", "baseline"} else "other"
    if {"indicator", "baseline"} <= roles and "measure" not in roles and not roles & {"deadline", "completion"}:
        return "indicators"  # whose values bear their years themselves
    held, timed = bool(roles & set(HOLDERS)), bool(roles & {"deadline", "completion"})
    if "measure" in roles and ({"deadline", "completion"} <= roles or (held and (timed or roles & {*MONEY, "number"}))):
        return "plan"
    if "measure" in roles and roles & set(MONEY) and roles & {"source", "code", "deadline"}:
        return "plan"
    if roles & {"name", "task"} and held and (timed or roles & {"year", "years"}):
        return "plan"
    return "budget" if "source" in roles and roles & {"year", "total"} and not held | timed else "other"
