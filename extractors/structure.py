"""Cuts a text into blocks: paragraphs, headings, list items and the cells of tables.

A blank line ends a paragraph; so does a line end, except where `lines` tells that it is a break inside one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from extractors.blocks import Block
from extractors.language import Letters, languages_of
from extractors.lines import (
    BLANKS,
    ENDS,
    ITEM,
    Line,
    LineRules,
    is_spaced,
    line_rules,
    lines_of_text,
    paragraphs,
    without_spacing,
)
from extractors.readers.leftovers import is_leftover
from extractors.scripts import foreign_letters, script_of, stand_within
from extractors.tables.grid import Table, text_above

_BAR = re.compile(r"[ \u00a0]*\|(?=\s*(?:\n|\Z))")  # that closes the last line of a table
MAX_HEADING = 300
_MARKED = re.compile(r"#{1,6} +\S[^\n]*|\*\*[^*\n]+\*\*:?")  # a line that pages mark as a heading, or set in bold
_ROMAN = re.compile(r"[IVXІХ]{1,6}\.[ \u00a0]+[^\W\d_]")  # the number of a part


class _Piece(NamedTuple):
    start: int
    end: int
    table: int | None = None
    row: int | None = None
    column: int | None = None


def blocks_of(
    text: str, tables: Sequence[Letters], cells: Sequence[Table], cuts: Collection[tuple[int, int]] = ()
) -> tuple[str, tuple[Block, ...]]:
    """The main language of a text and its blocks in their order, each with its own language; `cells` are the text's tables.

    A paragraph goes on behind the lines that are `cuts`. What is in a script that is not read makes no block, nor do lines that a
    portal left in the text.
    """
    skipped = frozenset(start for start, _ in cuts)
    trimmed = [_trim(text, piece) for piece in _pieces(text, cells, skipped, line_rules(tuple(tables)))]
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
    body = text[piece.start : piece.end].rstrip(BLANKS)
    start = piece.start + len(body) - len(body.lstrip(BLANKS))
    return _Piece(start, max(start, piece.start + len(body)))


def _pieces(text: str, cells: Sequence[Table], skipped: Collection[int], rules: LineRules) -> Iterator[_Piece]:
    place = 0
    for number, table in enumerate(cells, 1):
        yield from _paragraphs(text, place, max(place, len(text_above(text, table))), skipped, rules)
        for row, line in enumerate(table.rows, 1):
            for column, cell in enumerate(line.cells, 1):
                if not cell.blank:
                    yield _Piece(cell.start, cell.end, number, row, column)
        bar = _BAR.match(text, table.end)
        place = bar.end() if bar else table.end
    yield from _paragraphs(text, place, len(text), skipped, rules)


def _paragraphs(text: str, start: int, end: int, skipped: Collection[int], rules: LineRules) -> Iterator[_Piece]:
    lines = lines_of_text(text, start, end)
    lines = _without_cuts(lines, skipped) if skipped else lines
    lines = without_spacing(lines) if is_spaced(lines) else lines
    for first, last in paragraphs(lines, rules):
        yield _Piece(first.start, last.end)


def _without_cuts(lines: Sequence[Line], skipped: Collection[int]) -> list[Line]:
    """The lines without those that cut a sentence and the blank ones round them."""
    kept: list[Line] = []
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


def _block(text: str, piece: _Piece, language: str, tables: Sequence[Letters]) -> Block:
    body = text[piece.start : piece.end]
    if piece.table is not None:
        return Block(piece.start, piece.end, "cell", language, None, piece.table, piece.row, piece.column)
    match = ITEM.match(body)
    number = (match[1] or match[2]) if match else None
    if _is_heading(body, match, number, language, tables):
        return Block(piece.start, piece.end, "heading", language, number)
    return Block(piece.start, piece.end, "item" if match else "paragraph", language, number)


def _is_heading(body: str, match: re.Match[str] | None, number: str | None, language: str, tables: Sequence[Letters]) -> bool:
    if len(body) <= MAX_HEADING and _MARKED.fullmatch(body):
        return True
    if len(body) > MAX_HEADING or body.endswith(ENDS):
        return False
    if match:
        return number is not None and not match[0].endswith(")") and "\n\n" not in body
    if _ROMAN.match(body):
        return True
    words = body.lower().replace("-", " ").split()
    heading_words = next(table.heading_words for table in tables if table.language == language)
    numbered = any(word.strip(".").isalnum() and any(c.isdigit() for c in word) for word in words[:2])
    return numbered and any(word.startswith(heading_words) for word in words[:2])
