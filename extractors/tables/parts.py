"""A money cell that holds several sums: '9,7 of which: 1) 4,3 2) 5,4' a sum and two parts, '2021 – 4,3; 2022 – 5,4' two years.

'RB – 4,3; LB – 5,4' are the sums of two sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.tables.money import PrintedNumber, find_numbers, parse_number, printed
from extractors.tables.words import TableWords
from extractors.text import normalise

_YEAR = re.compile(r"(?:19|20)\d\d")
_BREAK = re.compile(r"\s?;\s?|\s?,\s(?=[^\W\d_])|(?<=\d)\s(?=[^\W\d_]{2,}\s-\s)")
_PART = re.compile(r"(?<!\w)(\d{1,2}\)|[^\W\d_]\)|[-–—](?=\s))")


def read_years(text: str, words: TableWords) -> list[tuple[int, PrintedNumber]]:
    """The years and amounts of a cell that holds several: '2021 – 10,5; 2022 – 12,0'. Empty where it holds any other number."""
    view = normalise(text)
    numbers = list(find_numbers(view.cased, words.decimal))
    years, amounts = numbers[::2], numbers[1::2]
    pairs = len(years) == len(amounts) and all(map(_is_year, years)) and not any(map(_is_year, amounts))
    if not pairs:
        return []
    found: list[tuple[int, PrintedNumber]] = []
    for year, amount in zip(years, amounts, strict=True):
        start, end = view.original(amount.start, amount.end)
        found.append((int(year.as_printed), PrintedNumber(start, end, printed(text[start:end]), amount.amount)))
    return found


def read_sources(text: str, words: TableWords) -> list[tuple[str, PrintedNumber]]:
    """The sources and amounts of a cell that holds such pairs alone. Empty where any piece of it says something else."""
    view = normalise(text)
    edges = [0, *(edge for cut in _BREAK.finditer(view.lower) for edge in cut.span()), len(view.lower)]
    found: list[tuple[str, PrintedNumber]] = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        piece = view.lower[first:last]
        sources = [key for key, pattern in words.sources.within(piece) if key != "total" and pattern.search(piece)]
        numbers = list(find_numbers(view.cased[first:last], words.decimal))
        if len(sources) != 1 or len(numbers) != 1 or _is_year(numbers[0]):
            return []
        start, end = view.original(first + numbers[0].start, first + numbers[0].end)
        found.append((sources[0], PrintedNumber(start, end, printed(text[start:end]), numbers[0].amount)))
    return found


def _is_year(number: PrintedNumber) -> bool:
    return _YEAR.fullmatch(number.as_printed) is not None


def read_parts(text: str, words: TableWords) -> Iterator[tuple[str | None, PrintedNumber]]:
    """The sum of a cell, under no label, and its parts, each under its own; nothing where any of them is no number."""
    view = normalise(text)
    opening = words.rows["part"].search(view.lower)
    if opening is None:
        return
    start, end = view.original(opening.start(), opening.end())
    found: list[tuple[str | None, PrintedNumber]] = []
    whole = parse_number(text[:start], words.decimal)
    if whole is not None:
        found.append((None, whole))
    marks = list(_PART.finditer(text, end))
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        stop = following.start() if following else len(text)
        number = parse_number(text[mark.end() : stop], words.decimal)
        if number is None:
            return
        moved = number._replace(start=number.start + mark.end(), end=number.end + mark.end())
        found.append((mark[1], moved))
    yield from found
