"""Puts figures of a row back under their years: fragments are joined so that the years add up to the total, in one way only.

'62', '921,4' may be one number or two; the sum tells. Where no sum tells, figures are read only if there is exactly one for each
column and none can be joined to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from extractors.tables.grid import Cell
from extractors.tables.money import is_nothing, parse_number

_LEAD = re.compile(r"\d{1,3}")
_GROUP = re.compile(r"\d{3}(?:[.,]\d*)?")
_OPEN = re.compile(r"[\d \u00a0]*\d[.,]")
_TAIL = re.compile(r"\d{1,2}")
_PART = re.compile(r"\d{1,2}\)")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_NOTE_MARKS = ("**", "***")
_MAX_READINGS = 4096
_MAX_LINES = 5  # for each column: a number in groups of three, its decimals and the mark of a footnote
Number = tuple[Cell, Decimal]


class Figures(NamedTuple):
    """What the figures of a row tell: the cell of each column by its year (None: the total), where that is settled.

    Else `numbers` may be settled without their columns: they add up, but fewer years are filled than there are.
    """

    placed: Mapping[int | None, Number] | None
    numbers: tuple[Number, ...] = ()


def read_figures(
    text: str, lines: Sequence[Cell], years: Sequence[int | None], decimal: str, given: Sequence[int] = ()
) -> Figures:
    """The figures of a row.

    Args:
        text: The document's text.
        lines: The lines of figures and marks of the row, in the order of the text.
        years: The columns from left to right.
        decimal: The decimal sign of the language.
        given: Years of which it is known that only they are filled.
    """
    lines, whole = _without_parts(text, lines, decimal)
    if len(lines) > _MAX_LINES * len(years):
        return Figures(None)
    readings = list(islice(_readings(text, lines, whole, decimal), _MAX_READINGS + 1))
    if len(readings) > _MAX_READINGS:
        return Figures(None)
    summed = None in years and len(years) > 2
    for allowed in (False, True):  # first those that add up to the last digit, then to one unit of it
        found = [reading for reading in readings if summed and _adds_up(reading, years, allowed)]
        if len(found) == 1:
            return Figures(_placed(found[0], years, given), tuple(_numbers(found[0])))
        if found:
            return Figures(None)
    plain = [reading for reading in readings if len(reading) == len(years)]
    if len(readings) == 1 and plain:
        return Figures(_placed(plain[0], years, given))
    single = [line for line in lines if line.text not in _NOTE_MARKS]
    sure = len(single) == len(years) and (not summed or is_nothing(single[years.index(None)].text))  # a line for each column
    unjoined = next((reading for reading in plain if len(reading) == len(single)), None)
    return Figures(_placed(unjoined, years, given)) if sure and unjoined is not None else Figures(None)


def _numbers(reading: Sequence[Number | None]) -> list[Number]:
    return [item for item in reading if item is not None]


def _without_parts(text: str, lines: Sequence[Cell], decimal: str) -> tuple[list[Cell], dict[int, Decimal]]:
    """The lines with each sum and its parts ('9,7 including: 1) 4,3 2) 5,4') made one; and such sums by where they start."""
    kept: list[Cell] = []
    whole: dict[int, Decimal] = {}
    place = 0
    while place < len(lines):
        line, place = lines[place], place + 1
        if not _LETTERS.search(line.text) or not kept:
            kept.append(line)
            continue
        number = parse_number(kept[-1].text, decimal)
        while place < len(lines) and _PART.match(lines[place].text):
            alone = lines[place].text.endswith(")")  # then its number is on the next line
            line, place = lines[min(place + alone, len(lines) - 1)], place + 1 + alone
        first = kept[-1].start
        kept[-1] = Cell(first, line.end, text[first : line.end])
        if number is not None:
            whole[first] = number.amount
    return kept, whole


def _readings(text: str, lines: Sequence[Cell], whole: Mapping[int, Decimal], decimal: str) -> Iterator[list[Number | None]]:
    """All ways to read the lines as numbers and empty cells (None)."""
    stack: list[tuple[int, list[Number | None]]] = [(0, [])]
    while stack:
        place, items = stack.pop()
        if place == len(lines):
            yield items
            continue
        if is_nothing(lines[place].text):
            stack.append((place + 1, items if _is_note_mark(lines[place].text, items) else [*items, None]))
            continue
        if lines[place].start in whole:
            stack.append((place + 1, [*items, (lines[place], whole[lines[place].start])]))
            continue
        for stop in _stops(lines, place):
            start, end = lines[place].start, lines[stop - 1].end
            cell = Cell(start, end, text[start:end])
            number = parse_number(cell.text, decimal)
            if number is not None:
                stack.append((stop, [*items, (cell, number.amount)]))


def _is_note_mark(text: str, before: Sequence[Number | None]) -> bool:
    """'**' under a figure refers to a footnote; '*' stands for a cell that is not filled."""
    return text in _NOTE_MARKS and bool(before) and before[-1] is not None


def _stops(lines: Sequence[Cell], place: int) -> Iterator[int]:
    stop = place + 1
    yield stop
    while stop < len(lines) and _joinable(lines[stop - 1].text, lines[stop].text):
        stop += 1
        yield stop


def _joinable(one: str, other: str) -> bool:
    if _OPEN.fullmatch(one) and _TAIL.fullmatch(other):
        return True
    return bool(_LEAD.fullmatch(one) or re.fullmatch(r"\d{1,3}(?:[ \u00a0]\d{3})+", one)) and _GROUP.fullmatch(other) is not None


def _adds_up(reading: Sequence[Number | None], years: Sequence[int | None], rounded: bool) -> bool:
    """Whether the years add up to the total, to the last digit or, `rounded`, to one unit of it."""
    amounts = [amount for _, amount in _numbers(reading)]
    if len(amounts) < 2:
        return False
    total, parts = (amounts[0], amounts[1:]) if years[0] is None else (amounts[-1], amounts[:-1])
    return abs(sum(parts, Decimal(0)) - total) <= (rounding_of(total) if rounded else 0)


def rounding_of(amount: Decimal) -> Decimal:
    """By how much a sum may be off through rounding: one unit of its last decimal, and nothing where there are none."""
    exponent = amount.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(0)


def _placed(
    reading: Sequence[Number | None], years: Sequence[int | None], given: Sequence[int]
) -> dict[int | None, Number] | None:
    """The numbers under their columns: one for each column, or one for each of the years that are known to be filled."""
    if len(reading) == len(years):
        return {year: item for year, item in zip(years, reading, strict=True) if item is not None}
    numbers = _numbers(reading)
    own = years if len(numbers) == len(years) else [year for year in years if year is None or year in given]
    return dict(zip(own, numbers, strict=True)) if len(numbers) == len(own) else None
