"""Whether a table is a programme's own budget, told by its heads, its first column, its heading and its sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.tables.grid import Cell, Row
from extractors.tables.headers import Column
from extractors.tables.money import is_nothing, parse_number
from extractors.tables.words import TableWords
from extractors.text import small

AMOUNTS = ("year", "total")  # columns of a budget
_YEAR = re.compile(r"((?:19|20)\d\d)(?:\s?-?\s?(?P<word>[^\W\d_]{1,5}\.?))?")
_OTHER_THAN_MONEY = frozenset(("indicator", "measure", "deadline", "completion", "baseline"))
_REACH = 300  # characters above a table in which its heading stands
_LINES = 2  # a title, and a line with the unit below it
_LEAST = 2  # rows beside the total


def is_budget(columns: Sequence[Column], rows: Sequence[Row], words: TableWords, before: str, counted: bool) -> bool:
    """Whether a table without a column of sources tells what a programme costs.

    Args:
        columns: Its columns.
        rows: The rows under its header.
        words: The words of its language.
        before: The text above it.
        counted: Whether the unit of its money is known.
    """
    roles = [column.role for column in columns]
    if not counted or roles[0] in AMOUNTS or not set(roles) & set(AMOUNTS) or set(roles) & _OTHER_THAN_MONEY:
        return False
    if are_years_down(rows, words) and any(column.source for column in columns):
        return True
    wholes = [row for row in rows if is_sum(row, rows, columns, words)]
    formed = are_years_down(rows, words) or ("year" in roles and bool(wholes))
    return formed and is_on_funding(before, words) and (_names_programme(before, words) or _is_told(before, wholes, columns))


def is_on_funding(before: str, words: TableWords) -> bool:
    """Whether the lines just above a table are on funding."""
    said = _heading(before)
    patterns = (words.funding_heading, words.passport["funding"], words.passport["funder"], words.budget)
    return any(pattern.search(said) for pattern in patterns)


def _heading(before: str) -> str:
    return small(" ".join([line for line in before[-_REACH:].splitlines() if line.strip()][-_LINES:]))


def _names_programme(before: str, words: TableWords) -> bool:
    above = before[-_REACH:].rstrip().rpartition("\n\n")[2]  # the lines at the table; those further up are on other things
    return words.instrument.search(small(above)) is not None


def _is_told(before: str, wholes: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether the sum of all years is printed before the table too: 'Budget by component' tells not of what it is the budget."""
    totals = [place for place, column in enumerate(columns) if column.role == "total"]
    return any(row.cells[place].text and row.cells[place].text in before for row in wholes for place in totals)


def are_years_down(rows: Sequence[Row], words: TableWords) -> bool:
    """Whether the first cells of the rows are years, two or more, and the rest of them at most one total."""
    labels = [row.cells[0] for row in rows if not row.cells[0].blank]
    years = [cell for cell in labels if year_of(cell, words) is not None]
    return len(years) >= _LEAST and len(labels) - len(years) <= 1


def year_of(cell: Cell, words: TableWords) -> int | None:
    """The year that a cell consists of: '2025', '2025 г.', '2025-жыл'."""
    match = _YEAR.fullmatch(cell.lower)
    if match is None or (match["word"] and words.year.match(match["word"]) is None):
        return None
    return int(match[1])


def is_sum(row: Row, rows: Sequence[Row], columns: Sequence[Column], words: TableWords) -> bool:
    """Whether each amount of a row is the sum of those of all the others, two or more."""
    others = [other for other in rows if other is not row and len(other.cells) == len(columns)]
    if len(row.cells) != len(columns) or not any(_filled(other, columns) for other in others):
        return False
    added = [
        (_amount(row.cells[place], words), [_amount(other.cells[place], words) for other in others]) for place in _places(columns)
    ]
    known = [(whole, [part for part in parts if part is not None]) for whole, parts in added if whole is not None]
    return bool(known) and all(len(parts) >= _LEAST and sum(parts) == whole for whole, parts in known)


def _filled(row: Row, columns: Sequence[Column]) -> bool:
    return any(not is_nothing(row.cells[place].text) for place in _places(columns))


def _places(columns: Sequence[Column]) -> list[int]:
    return [place for place, column in enumerate(columns) if column.role in AMOUNTS]


def _amount(cell: Cell, words: TableWords) -> Decimal | None:
    number = parse_number(cell.text, words.decimal)
    return number.amount if number else None
