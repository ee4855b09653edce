"""A money cell that splits its sum: '11,7 of which: 1) 6,3 2) 5,4' holds a sum and two parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.money import PrintedNumber, parse_number
from extractors.table_words import TableWords
from extractors.text import normalise

_PART = re.compile(r"(?<!\w)(\d{1,2}\)|[^\W\d_]\)|[-–—](?=\s))")


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
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        stop = following.start() if following else len(text)
        number = parse_number(text[mark.end() : stop], words.decimal)
        if number is None:
            return
        moved = replace(number, start=number.start + mark.end(), end=number.end + mark.end())
        found.append((mark[1], moved))
    yield from found
