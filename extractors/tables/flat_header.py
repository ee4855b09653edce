"""Finds the header of a table that lost all its marks: lines that are headings of columns, and the numbers of these below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.tables.columns import HOLDERS
from extractors.tables.grid import Cell, Row, cell_between
from extractors.tables.headers import column_of, split_levels
from extractors.tables.words import TableWords
from extractors.text import MatchText

_LINE = re.compile(r"[^\n]*[^\s\u00a0\ufeff][^\n]*")
_MAX_HEADING = 70
_ASIDE = re.compile(r"\([^()]*\)?|,.*")
_REACH = 1500  # characters before and after such a heading in which its header stands
_MAX_HEADER = 40  # lines
_COVERED = 0.5  # a heading says little else than the words of a column
_LEAST = 4  # columns that must be known
_MAX_WIDTH = 30


class FlatHeader(NamedTuple):
    """A header: its rows, that of the column numbers the last if there is one, and where the lines under it start."""

    rows: tuple[Row, ...]
    words: TableWords
    end: int


def find_headers(view: MatchText, closed: Sequence[tuple[int, int]], languages: Sequence[TableWords]) -> Iterator[FlatHeader]:
    """The headers in the text, outside the closed spans."""
    around = [place for place in _candidates(view, languages) if not any(start <= place < end for start, end in closed)]
    done = 0
    for place in around:
        if place < done:
            continue
        start = max(done, view.raw.rfind("\n", 0, max(0, place - _REACH)) + 1)
        lines = [cell_between(view.raw, *m.span()) for m in _LINE.finditer(view.raw, start, min(len(view.raw), place + _REACH))]
        for first in range(len(lines)):
            header = _header(lines, first, languages) if lines[first].start <= place else None
            if header is not None and not any(s < header.end and header.rows[0].cells[0].start < e for s, e in closed):
                yield header
                done = header.end
                break


def _candidates(view: MatchText, languages: Sequence[TableWords]) -> list[int]:
    """Where lines stand that say little else than the heading of a column of bodies or of sources of money."""
    found: set[int] = set()
    for words in languages:
        for role in ("responsible", "source"):
            for match in words.columns.opened(role).finditer(view.lower):
                start = view.raw.rfind("\n", 0, view.position(match.start())) + 1
                end = view.raw.find("\n", start)
                length = (end if end >= 0 else len(view.raw)) - start
                if length <= min(_MAX_HEADING, (match.end() - match.start()) / _COVERED):
                    found.add(start)
    return sorted(found)


def _header(lines: Sequence[Cell], place: int, languages: Sequence[TableWords]) -> FlatHeader | None:
    for words in languages:
        if not _is_heading(lines[place], words):
            continue
        cells, after = _headings(lines, place, words)
        cells = _without_title(cells, words)
        roles = {column_of(cell, words).role for cell in cells} - {"other"}
        stated = {"measure", "name", "indicator", "task"} & roles and roles & set(HOLDERS)
        if len(roles) < _LEAST or not (stated or {"source", "year"} <= roles):
            continue
        numbering = _numbering(lines, after)
        following = after + len(numbering.cells) if numbering else after
        end = lines[following].start if following < len(lines) else lines[-1].end
        levels = split_levels(cells, len(numbering.cells) if numbering else 0, words)
        return FlatHeader((*levels, *([numbering] if numbering else [])), words, end)
    return None


def _without_title(cells: list[Cell], words: TableWords) -> list[Cell]:
    """The headings without a title before them that sounds like one of them."""
    roles = [column_of(cell, words).role for cell in cells]
    number = roles.index("number") if "number" in roles else 0
    return cells[number:] if any(role in roles[number:] for role in roles[:number]) else cells


def _headings(lines: Sequence[Cell], place: int, words: TableWords) -> tuple[list[Cell], int]:
    """The headings from a line on, those that go over several lines made one, and the line after them."""
    cells: list[Cell] = []
    while place < len(lines) and len(cells) < _MAX_HEADER:
        line = lines[place]
        if len(line.text) > _MAX_HEADING:
            break
        if _is_heading(line, words):
            cells.append(line)
        elif cells and _goes_on(line, words):
            cells[-1] = Cell(cells[-1].start, line.end, f"{cells[-1].text} {line.text}")
        elif not words.rows["continued"].search(line.lower):
            break
        place += 1
    return cells, place


def _is_heading(line: Cell, words: TableWords) -> bool:
    column = column_of(line, words)
    if column.role == "year":
        return not line.lower.strip("*").isdigit() or len(line.text) == 4
    if column.role == "other" or column.source is not None:
        return column.source is not None
    said = _ASIDE.sub("", line.lower)  # without what stands in brackets or after a comma, such as the unit
    covered = {place for _, pattern in words.columns.within(said) for m in pattern.finditer(said) for place in range(*m.span())}
    return len(covered) >= _COVERED * len(said)


def _goes_on(line: Cell, words: TableWords) -> bool:
    """Whether a line is the rest of a heading: a word for the year, something in brackets, or a word in small letters."""
    return (
        line.text[0] == "(" or words.year.fullmatch(line.lower) is not None or (line.text[0].islower() and " " not in line.text)
    )


def _numbering(lines: Sequence[Cell], place: int) -> Row | None:
    count = 0
    while place + count < len(lines) and lines[place + count].text.strip(". ") == str(count + 1) and count < _MAX_WIDTH:
        count += 1
    if count > _LEAST and lines[place + count - 1].text.strip(". ") == str(count):
        return Row(tuple(lines[place : place + count]))
    return None
