"""Writes a document as one text: a blank line between paragraphs, and tables as `extractors.tables.cells` reads them.

A line of one TAB opens a cell, a blank line parts its paragraphs, a blank line more ends the row, two more end the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.tables.cells import ends_table

MAX_CELLS = 400_000  # of a table
_BLANKS = " \t\r\n\v\f\u00a0\ufeff"
# Characters that no text has: controls but for the line end, and halves of pairs that lost the other half.
_NO_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x84\x86-\x9f]")
_HALVES = re.compile(r"[\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_PARAGRAPH_END = re.compile(r"\n[ \u00a0]*(?:\n[ \u00a0]*)+")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, each cell its paragraphs. A cell covered by a merged one stands there and is empty."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]


Flow = str | Grid  # what a document is a row of: paragraphs and tables


def paragraphs_of(raw: str) -> list[str]:
    """The paragraphs of some running text: its lines trimmed, characters that are no text left out, a blank line parts them."""
    text = _HALVES.sub("\ufffd", _NO_TEXT.sub(" ", _LINE_ENDS.sub("\n", raw)))
    if "\n" not in text:
        body = text.strip(_BLANKS)
        return [body] if body else []
    parts = ("\n".join(line for line in map(_trimmed, part.split("\n")) if line) for part in _PARAGRAPH_END.split(text))
    return [part for part in parts if part]


def _trimmed(line: str) -> str:
    return line.strip(_BLANKS)


def write(flow: Iterable[Flow]) -> str:
    """The text of a document."""
    parts: list[str] = []
    for item in flow:
        if isinstance(item, str):
            parts.extend(f"{paragraph}\n\n" for paragraph in paragraphs_of(item))
        else:
            parts.extend(_table(item))
    text = "".join(parts).rstrip("\n")
    return f"{text}\n" if text else ""


def _table(grid: Grid) -> Iterator[str]:
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
    rows = [row for row in rows if any(row)]
    if sum(map(len, rows)) < 2:
        yield from (f"{paragraph}\n\n" for row in rows for cell in row for paragraph in cell)
        return
    for row in rows:
        for place, cell in enumerate(row):
            last = place == len(row) - 1
            if last and row is rows[-1]:
                yield f"\t\n{_last(cell)}\n\n\n" + ("" if cell else "\n")
            elif last:
                yield "\t\n" + "\n\n".join(cell) + ("\n\n" if cell else "\n\n\n")
            else:
                yield "\t\n" + "\n\n".join(cell) + ("\n" if cell else "")


def _cell(cell: Iterable[str]) -> list[str]:
    return [paragraph for raw in cell for paragraph in paragraphs_of(raw)]


def _last(paragraphs: list[str]) -> str:
    """The last cell of a table: a paragraph that would read as text after the table is set off by a line end only."""
    text = ""
    for paragraph in paragraphs:
        between = "" if not text else "\n" if ends_table(paragraph) else "\n\n"
        text += between + paragraph
    return text
