"""Where the rows of a table end in the bytes that the engine writes: an answer can be cut after a whole row as it flows by.

The engine writes a table in pieces of 8 KB and knows no limit. Looking for the ends of rows in its bytes costs a twentieth of
the writing; to write each row on its own, or in another format first, would double it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_PASSED_ON = 128 * 1024  # bytes; so much is gathered before it is looked at and passed on


class FullError(Exception):
    """Raised through the engine to stop it writing: the answer has reached its limit."""


@dataclass(frozen=True, slots=True)
class Table:
    """How rows stand in a format.

    Attributes:
        opening: what the first row follows.
        mark: what stands where a row ends and another follows; for lines the end of the line, which says so if more comes.
        least: the bytes of the shortest row.
        kept: how many bytes of the mark belong to the row that ends.
        closing: what makes a table whole that is cut after a row.
        not_marks: marks with one more byte that shows them to be text.
        doubt: where this stands, marks cannot be told from text by themselves.
        token: text, or else a mark as the group.
    """

    opening: bytes
    mark: bytes
    kept: int
    least: int
    closing: bytes = b""
    not_marks: tuple[bytes, ...] = ()
    doubt: bytes | None = None
    token: re.Pattern[bytes] | None = None

    def count(self, data: bytes | bytearray, start: int) -> int:
        """How many rows end in the data and are followed by another; `start` is outside of text."""
        if self.doubt is not None and self.doubt in data:
            return sum(1 for _ in self._told(data, start))
        false = sum(data.count(text, start) for text in self.not_marks)
        return data.count(self.mark, start, len(data) - 1) - false  # the byte after a mark has come too

    def ends(self, data: bytes | bytearray, start: int) -> Iterator[int]:
        """The places behind those rows, in their order."""
        if self.doubt is not None and self.doubt in data:
            yield from self._told(data, start)
            return
        place = data.find(self.mark, start, len(data) - 1)
        while place >= 0:
            if not data.startswith(self.not_marks, place):
                yield place + self.kept
            place = data.find(self.mark, place + 1, len(data) - 1)

    def last(self, data: bytes | bytearray, start: int) -> int:
        """The place behind the last of those rows; `start` where there is none."""
        if self.doubt is not None and self.doubt in data:
            return max(self._told(data, start), default=start)
        place = data.rfind(self.mark, start, len(data) - 1)
        while place >= 0 and data.startswith(self.not_marks, place):
            place = data.rfind(self.mark, start, place + len(self.mark) - 1)
        return start if place < 0 else place + self.kept

    def _told(self, data: bytes | bytearray, start: int) -> Iterator[int]:
        pattern = self.token
        if pattern is not None:
            for match in pattern.finditer(data, start, len(data) - 1):
                if match[1] is not None:
                    yield match.start(1) + self.kept


TABLES = {
    # A quote inside a string is escaped, so a mark in one can only be followed by what follows a string. A row without values
    # has no quote: there strings are told from marks by reading them.
    "json": Table(
        opening=b'"bindings":[',
        mark=b'},{"',
        kept=1,
        least=len(b"{},"),
        closing=b"]}}",
        not_marks=(b'},{"}', b'},{",'),
        doubt=b"{}",
        token=re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|(\},\{)', re.DOTALL),
    ),
    "xml": Table(b"<results>", b"</result><result>", len(b"</result>"), len(b"<result></result>"), b"</results></sparql>"),
    "csv": Table(b"\n", b"\n", 1, 1, doubt=b'"', token=re.compile(rb'"(?:[^"]++|"")*+(?:"|\Z)|(\n)')),
    "tsv": Table(b"\n", b"\n", 1, 1),
    "ntriples": Table(b"", b"\n", 1, 1),
}


class LimitedTable:
    """A file for the engine to write a table to, which stops it after a number of rows or bytes.

    What goes to `passed_on` in pieces is a whole table. `cut`: "rows" or "bytes" where a limit was passed.
    """

    def __init__(self, table: Table, rows: int, size: int, passed_on: Callable[[bytes | memoryview], None]) -> None:
        self._table, self._rows, self._size, self._pass_on = table, rows, size, passed_on
        self._counts = rows * table.least <= size  # else the limit of bytes comes first, whatever the rows hold
        self._held = bytearray()
        self._sent = 0
        self._opened = False
        self.cut = ""

    def write(self, piece: bytes) -> int:
        """Takes a piece.

        Raises:
            FullError: a limit is passed; the answer is whole and the engine has to stop.
        """
        self._held += piece
        if len(self._held) >= _PASSED_ON:
            self._look()
        return len(piece)

    def flush(self) -> None:
        """Nothing to do: `finish` says that the engine is done."""

    def finish(self) -> None:
        """Passes on what is held."""
        if len(self._held) >= min(self._rows * self._table.least, self._size - self._sent):
            self._look()
        self._send(len(self._held))

    def _look(self) -> None:
        held, start = self._held, 0
        if not self._opened:
            place = held.find(self._table.opening)
            if place < 0:
                return
            start, self._opened = place + len(self._table.opening), True
        count = self._table.count(held, start) if self._counts else 0
        if count >= self._rows or self._sent + len(held) > self._size:
            self._cut(start)
            return
        self._rows -= count
        self._send(self._table.last(held, start))

    def _cut(self, start: int) -> None:
        end = start
        for number, place in enumerate(self._table.ends(self._held, start), 1):
            if self._sent + place > self._size:
                break
            end = place
            if number == self._rows:
                self.cut = "rows"
                break
        self.cut = self.cut or "bytes"
        self._send(end)
        self._pass_on(self._table.closing)
        self._held.clear()
        raise FullError

    def _send(self, end: int) -> None:
        if end:
            self._sent += end
            with memoryview(self._held) as held, held[:end] as piece:
                self._pass_on(piece)
            del self._held[:end]
