"""Cuts a text into blocks: paragraphs, headings, list items and the cells of tables.

A blank line ends a paragraph. So does a line end, except where the line is one of a narrow column or breaks off inside a word or
sentence, as the text of portals often does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from extractors.blocks import Block
from extractors.language import Letters, languages_of
from extractors.readers.leftovers import is_leftover
from extractors.scripts import foreign_letters, script_of, stand_within
from extractors.tables.grid import Table

NARROW = 40  # a line this short may be one of a narrow column: it does not end a paragraph
WRAPPED = 70  # the same where it goes on from the line before, as those of a stamp do: 'to the order/of the Minister/of date'
MAX_HEADING = 300
_LINE = re.compile(r"[^\n]+|(?<=\n)(?=\n)")
_BLANKS = " \t\r\n\v\f\u00a0\ufeff"
_ITEM = re.compile(
    r"[-–—•*]\s*(?=\S)(?:\d{1,3}\))?"
    r"|(\d{1,3}(?:\.\d{1,3}){0,4}(?:-\d{1,2})?)(?:\.(?=\s)|\)|\.\)|(?<=\.\d)(?=\s))"
    r"|\(?([^\W\d_]|[ivx]{2,5})\)"
)
_KEY = re.compile(r'"?[^\W_][^\W_]*"?(?: [^\W_]+){0,2} [-–—] (?:"|[^\W\d_])')  # of a list of short forms
_ENDS = (".", ";", ":", "!", "?", ",")
_MARKED = re.compile(r"#{1,6} +\S[^\n]*|\*\*[^*\n]+\*\*:?")  # a line that pages mark as a heading, or set in bold
_ROMAN = re.compile(r"[IVXІХ]{1,6}\.[ \u00a0]+[^\W\d_]")  # the number of a part


class _Piece(NamedTuple):
    start: int
    end: int
    table: int | None = None
    row: int | None = None
    column: int | None = None


class _Line(NamedTuple):
    start: int
    end: int  # without the line end
    text: str
    blank: bool


def blocks_of(
    text: str, tables: Sequence[Letters], cells: Sequence[Table], cuts: Collection[tuple[int, int]] = ()
) -> tuple[str, tuple[Block, ...]]:
    """The main language of a text and its blocks in their order, each with its own language; `cells` are the text's tables.

    A paragraph goes on behind the lines that are `cuts`. What is in a script that is not read makes no block, nor do lines that a
    portal left in the text.
    """
    skipped = frozenset(start for start, _ in cuts)
    trimmed = [_trim(text, piece) for piece in _pieces(text, cells, skipped)]
    foreign = foreign_letters(text, tables)
    pieces = [piece for piece in trimmed if piece.start < piece.end and _is_read(text, piece, tables, foreign)]
    main, languages = languages_of([text[piece.start : piece.end] for piece in pieces], tables)
    return main, tuple(_block(text, piece, language, tables) for piece, language in zip(pieces, languages, strict=True))


def _is_read(text: str, piece: _Piece, tables: Sequence[Letters], foreign: Sequence[int]) -> bool:
    body = text[piece.start : piece.end]
    return not is_leftover(body) and not (stand_within(foreign, piece.start, piece.end) and script_of(body, tables) is not None)


def _trim(text: str, piece: _Piece) -> _Piece:
    if piece.table is not None:
        return piece
    body = text[piece.start : piece.end].rstrip(_BLANKS)
    start = piece.start + len(body) - len(body.lstrip(_BLANKS))
    return _Piece(start, max(start, piece.start + len(body)))


def _pieces(text: str, cells: Sequence[Table], skipped: Collection[int]) -> Iterator[_Piece]:
    place = 0
    for number, table in enumerate(cells, 1):
        yield from _paragraphs(text, place, table.start, skipped)
        for row, line in enumerate(table.rows, 1):
            for column, cell in enumerate(line.cells, 1):
                if not cell.blank:
                    yield _Piece(cell.start, cell.end, number, row, column)
        place = table.end
    yield from _paragraphs(text, place, len(text), skipped)


def _paragraphs(text: str, start: int, end: int, skipped: Collection[int]) -> Iterator[_Piece]:
    lines = [_Line(*m.span(), m[0], not m[0].strip(_BLANKS)) for m in _LINE.finditer(text, start, end)]
    lines = _without_cuts(lines, skipped) if skipped else lines
    place = 0
    while place < len(lines):
        first = place
        while place + 1 < len(lines) and _goes_on(lines[place], lines[place + 1], wrapped=place > first):
            place += 1
        yield _Piece(lines[first].start, lines[place].end)
        place += 1


def _without_cuts(lines: Sequence[_Line], skipped: Collection[int]) -> list[_Line]:
    """The lines without those that cut a sentence and the blank ones round them."""
    kept: list[_Line] = []
    cut = False
    for line in lines:
        if line.start in skipped:
            cut = True
            while kept and kept[-1].blank:
                kept.pop()
        elif not (cut and line.blank):
            cut = False
            kept.append(line)
    return kept


def _goes_on(line: _Line, following: _Line, wrapped: bool) -> bool:
    """Whether a line end is only a break inside a paragraph; `wrapped`: whether the line is not the first one of it."""
    if line.blank or following.blank or following.text.startswith("\t"):
        return False
    end, start = line.text.rstrip(_BLANKS), following.text.lstrip(_BLANKS)
    if (_ITEM.match(start) and not end.endswith("-")) or (_KEY.match(start) and _KEY.match(line.text.lstrip(_BLANKS))):
        return False
    if start.rstrip(_BLANKS).endswith(":") and _ITEM.match(line.text.lstrip(_BLANKS)) and start[0].isupper():
        return False  # a numbered heading, and below it the words that open a list
    if end.endswith((":", ";")) and start.rstrip(_BLANKS).endswith((";", ".")):  # an item of a list without marks
        return False
    if start[0].islower() or end.endswith("-"):
        return True
    if end.endswith(_ENDS[:5]):
        return False
    if end.isupper() and start[0].isupper() and not start.isupper() and " " in end:
        return False  # a heading in capitals, and below it a title or a sentence
    narrow = WRAPPED if wrapped and line.text.lstrip(_BLANKS)[0].islower() else NARROW
    return start[0].isdigit() or start[0] in '(№"«“' or (len(end) < narrow and len(start) < NARROW)


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
    if len(body) <= MAX_HEADING and _MARKED.fullmatch(body):
        return True
    if len(body) > MAX_HEADING or body.endswith(_ENDS):
        return False
    if match:
        return number is not None and not match[0].endswith(")") and "\n\n" not in body
    if _ROMAN.match(body):
        return True
    words = body.lower().replace("-", " ").split()
    heading_words = next(table.heading_words for table in tables if table.language == language)
    numbered = any(word.strip(".").isalnum() and any(c.isdigit() for c in word) for word in words[:2])
    return numbered and any(word.startswith(heading_words) for word in words[:2])
