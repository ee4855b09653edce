"""What a table is in a text: rows of cells, each with its place; and the lines in which tables are looked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extractors.text import small

BLANKS = " \t\r\n\v\f\u00a0\ufeff"


@dataclass(frozen=True)
class Cell:
    """A stretch `text[start:end]` of the document, trimmed of white space; of no length where the cell is empty."""

    start: int
    end: int
    text: str

    @cached_property
    def lower(self) -> str:
        """The text as matchers see it, in lower case."""
        return small(self.text) if self.text else ""

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in the cell."""
        return self.start == self.end


class Row(NamedTuple):
    """The cells of a row from left to right. `glued`: its number was lost, and its first cell is put in for it."""

    cells: tuple[Cell, ...]
    glued: bool = False


class Table(NamedTuple):
    """A table in the order of the text."""

    rows: tuple[Row, ...]
    dialect: str  # 'marked', 'prefixed', 'separated' or 'piped'

    @property
    def start(self) -> int:
        """Where its first cell starts."""
        return self.rows[0].cells[0].start

    @property
    def end(self) -> int:
        """Where its last cell ends."""
        return self.rows[-1].cells[-1].end


def text_above(text: str, table: Table) -> str:
    """The text before a table, without the bar that opens its first line."""
    above = text[: table.start].rstrip(" \u00a0")
    return above[:-1] if above.endswith("|") else text[: table.start]


class Line(NamedTuple):
    """A line of the text: where it starts, what it says, and where the next one starts."""

    start: int
    body: str
    following: int

    @property
    def tabbed(self) -> bool:
        """Whether it begins with a TAB."""
        return self.body.startswith("\t")

    @property
    def blank(self) -> bool:
        """Whether it says nothing."""
        return not self.body.strip(BLANKS)

    @property
    def separated(self) -> bool:
        """Whether TABs part what it says."""
        return "\t" in self.body.strip(BLANKS)


def lines_of(text: str) -> list[Line]:
    """The lines of a text in their order."""
    lines: list[Line] = []
    start = 0
    for body in text.split("\n"):
        following = start + len(body) + 1
        lines.append(Line(start, body, following))
        start = following
    last = lines.pop()  # it ends with the text, not with a line end
    return [*lines, Line(last.start, last.body, len(text))] if last.body else lines


def cell_between(text: str, start: int, end: int) -> Cell:
    """The cell of a stretch of the text, trimmed of white space."""
    raw = text[start:end]
    body = raw.strip(BLANKS)
    first = start + (len(raw) - len(raw.lstrip(BLANKS)) if body else 0)
    return Cell(first, first + len(body), body)
