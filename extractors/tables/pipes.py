"""Tables whose cells are parted by '|', as Markdown writes them: '| No. | Measure |', a line of dashes under the header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.tables.grid import BLANKS, Line, Row, cell_between

_RULE_SIGNS = "|+-=: \t\r"  # a rule under a header consists of these
_STROKES = ("--", "==", ":-", "-:")  # and has one of these: a lone dash is a cell that says nothing
_BAR = re.compile(r"(?<!\\)\|")


def piped_rows(text: str, lines: Sequence[Line], place: int) -> tuple[int, list[Row]]:
    """The rows of the table that starts at a line, and the line where to go on; no rows where there is no table."""
    first = lines[place].body
    if "|" not in first or not (_framed(first) or _ruled(lines, place + 1)):
        return place, []
    rows: list[Row] = []
    stop = place
    while stop < len(lines) and ("|" in lines[stop].body or _is_rule(lines[stop].body)):
        if not _is_rule(lines[stop].body):
            cells = tuple(cell_between(text, start, end) for start, end in _pieces(lines[stop]))
            rows += [Row(cells)] if cells else []  # a bar alone is no row
        stop += 1
    wide = sum(len(row.cells) > 1 for row in rows)
    return stop, rows if wide > 1 or (wide and _ruled(lines, place + 1)) else []


def _framed(body: str) -> bool:
    """Whether a line begins and ends with a bar."""
    trimmed = body.strip(BLANKS)
    return len(trimmed) > 2 and trimmed[0] == trimmed[-1] == "|"


def _is_rule(body: str) -> bool:
    return not body.strip(_RULE_SIGNS) and any(stroke in body for stroke in _STROKES)


def _ruled(lines: Sequence[Line], place: int) -> bool:
    return place < len(lines) and "|" in lines[place].body and _is_rule(lines[place].body)


def _pieces(line: Line) -> Iterator[tuple[int, int]]:
    """Where the cells of a line stand; bars at its edges part nothing."""
    trimmed = line.body.strip(BLANKS)
    start = line.start + len(line.body) - len(line.body.lstrip(BLANKS)) + trimmed.startswith("|")
    bars = [line.start + match.start() for match in _BAR.finditer(line.body)]
    for bar in bars:
        if bar >= start:
            yield start, bar
            start = bar + 1
    end = line.start + len(line.body)
    if not trimmed.endswith("|") or trimmed.endswith("\\|"):
        yield start, end
