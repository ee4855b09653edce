"""Cuts a text into blocks: paragraphs, headings, list items and the cells of tables whose cells are marked by TAB characters.

Two ways of marking are known. In the first a line that holds one TAB opens a cell, paragraphs of a cell are parted by a blank line,
and a blank line more ends the row. In the second each cell is a line that begins with a TAB, and a blank line ends the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.blocks import Block
from extractors.language import Letters, languages_of

NARROW = 40  # a line this short may be one of a narrow column: it does not end a paragraph
MAX_HEADING = 300
_LINE = re.compile(r"[^\n]*\n?")
_BLANKS = " \t\r\n\v\f\u00a0\ufeff"
_ITEM = re.compile(r"[-–—•*]\s*(?=\S)(?:\d{1,3}\))?|(\d{1,3}(?:\.\d{1,3}){0,4})(?:\.(?=\s)|\)|\.\)|(?<=\.\d)(?=\s))|([^\W\d_])\)")
_ENDS = (".", ";", ":", "!", "?", ",")
_ROW_END = re.compile(r"\n\r?\n\r?\n(?![ \u00a0\r\n]*\t)|(?<![\n\r])\n(?=[ \u00a0]+[^\s])")


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int  # without the line end
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip(_BLANKS)

    @property
    def mark(self) -> bool:
        return self.text.startswith("\t") and not self.text.strip(_BLANKS)

    @property
    def cell(self) -> bool:
        return self.text.startswith("\t") and not self.blank


def blocks_of(text: str, tables: Sequence[Letters], default: str) -> tuple[Block, ...]:
    """The blocks of a text in its order, each with its language. `default` is the language where nothing tells."""
    pieces = [piece for piece in _pieces(text) if text[piece.start : piece.end].strip(_BLANKS)]
    trimmed = [_trim(text, piece) for piece in pieces]
    languages = languages_of([text[piece.start : piece.end] for piece in trimmed], tables, default)
    return tuple(_block(text, piece, language, tables) for piece, language in zip(trimmed, languages, strict=True))


def _trim(text: str, piece: _Piece) -> _Piece:
    raw = text[piece.start : piece.end]
    start = piece.start + len(raw) - len(raw.lstrip(_BLANKS))
    end = piece.end - (len(raw) - len(raw.rstrip(_BLANKS)))
    return _Piece(start, end, piece.table, piece.row, piece.column)


def _lines(text: str) -> list[_Line]:
    found = []
    for match in _LINE.finditer(text):
        if match[0]:
            body = match[0].rstrip("\n")
            found.append(_Line(match.start(), match.start() + len(body), body))
    return found


def _pieces(text: str) -> Iterator[_Piece]:
    lines = _lines(text)
    marks = _opening_marks(lines)
    place = table = 0
    while place < len(lines):
        if place in marks:
            table += 1
            place, pieces = _marked_table(text, lines, marks, place, table)
            yield from pieces
        elif lines[place].cell:
            table += 1
            place, pieces = _prefixed_table(lines, place, table)
            yield from pieces
        else:
            place, piece = _paragraph(lines, marks, place)
            yield piece


def _opening_marks(lines: list[_Line]) -> set[int]:
    """The places of lines that open a cell of the first kind: a lone TAB that does not stand among lines that begin with one."""
    marks: set[int] = set()
    run: list[int] = []
    for place, line in enumerate([*lines, _Line(0, 0, "end")]):
        if line.text.startswith("\t") or (run and line.blank):
            run.append(place)
            continue
        if run and not any(lines[i].cell for i in run):
            marks.update(i for i in run if lines[i].mark)
        run = []
    return marks


def _marked_table(text: str, lines: list[_Line], marks: set[int], place: int, table: int) -> tuple[int, list[_Piece]]:
    pieces: list[_Piece] = []
    row, column = 1, 1
    while place in marks:
        following = next((i for i in range(place + 1, len(lines)) if i in marks), None)
        start = lines[place].end + 1
        limit = lines[following].start if following is not None else len(text)
        stop = _cell_end(text, start, limit)
        pieces.append(_Piece(start, stop, table, row, column))
        if stop < limit and following is not None and _glued(text, stop, limit):
            pieces.append(_Piece(stop, limit, table, row + 1, 1))
            row, column, stop = row + 1, 1, limit
        if following is None or stop < limit:
            return next((i for i in range(place + 1, len(lines)) if lines[i].start >= stop), len(lines)), pieces
        ended = text[start:limit].replace("\r", "").endswith("\n\n") and text[start:limit].strip(_BLANKS) != ""
        row, column = (
            (row + 1, 1) if ended and not text[start:limit].replace("\r", "").endswith("\n\n\u00a0\n\n") else (row, column + 1)
        )
        place = following
    return place, pieces


def _cell_end(text: str, start: int, limit: int) -> int:
    match = _ROW_END.search(text, start, limit)
    return match.start() if match and text[start : match.start()].strip(_BLANKS) else limit


def _glued(text: str, stop: int, limit: int) -> bool:
    """Whether what follows a cell's end is the first cell of the next row, whose mark was lost: one paragraph, then a mark."""
    return "\n\n\n" not in text[stop:limit].replace("\r", "").strip(_BLANKS) and text[stop : stop + 2] != "\n\n"


def _prefixed_table(lines: list[_Line], place: int, table: int) -> tuple[int, list[_Piece]]:
    pieces: list[_Piece] = []
    row, column = 1, 0
    while place < len(lines) and (lines[place].text.startswith("\t") or lines[place].blank):
        line = lines[place]
        if line.text.startswith("\t"):
            column += 1
            pieces.append(_Piece(line.start, line.end, table, row, column))
        elif column:
            row, column = row + 1, 0
        place += 1
    return place, pieces


def _paragraph(lines: list[_Line], marks: set[int], place: int) -> tuple[int, _Piece]:
    first = place
    while place + 1 < len(lines) and _goes_on(lines[place], lines[place + 1]) and place + 1 not in marks:
        place += 1
    return place + 1, _Piece(lines[first].start, lines[place].end)


def _goes_on(line: _Line, following: _Line) -> bool:
    """Whether a line end is only a break inside a paragraph."""
    if line.blank or following.blank or following.text.startswith("\t"):
        return False
    end, start = line.text.rstrip(_BLANKS), following.text.lstrip(_BLANKS)
    if _ITEM.match(start) and not end.endswith("-"):
        return False
    if start[0].islower() or end.endswith("-"):
        return True
    if end.endswith(_ENDS[:5]):
        return False
    return start[0].isdigit() or start[0] in '(№"«“' or (len(end) < NARROW and len(start) < NARROW)


def _block(text: str, piece: _Piece, language: str, tables: Sequence[Letters]) -> Block:
    body = text[piece.start : piece.end]
    if piece.table is not None:
        return Block(piece.start, piece.end, "cell", language, None, piece.table, piece.row, piece.column)
    match = _ITEM.match(body)
    number = (match[1] or match[2]) if match else None
    if _is_heading(body, match, number, language, tables):
        return Block(piece.start, piece.end, "heading", language, number)
    return Block(piece.start, piece.end, "item" if match else "paragraph", language, number)


def _is_heading(body: str, match: re.Match[str] | None, number: str | None, language: str, tables: Sequence[Letters]) -> bool:
    if len(body) > MAX_HEADING or body.endswith(_ENDS):
        return False
    if match:
        return number is not None and not match[0].endswith(")") and "\n\n" not in body
    words = body.lower().replace("-", " ").split()
    heading_words = next(table.heading_words for table in tables if table.language == language)
    numbered = any(word.strip(".").isalnum() and any(c.isdigit() for c in word) for word in words[:2])
    return numbered and any(word.startswith(heading_words) for word in words[:2])
