"""The blocks of a document: paragraphs, headings, list items and table cells, in the order of the text."""

from __future__ import annotations

from typing import NamedTuple


class Block(NamedTuple):
    """A stretch `text[start:end]` of the document, trimmed of white space. No citation or name crosses the end of a cell."""

    start: int
    end: int
    kind: str  # 'paragraph', 'heading', 'item' or 'cell'
    language: str  # 'ky', 'kk', 'ru' or 'en'
    number: str | None = None  # of a heading or item, as printed, without its dot or bracket
    table: int | None = None  # which table, row and column a cell stands in
    row: int | None = None
    column: int | None = None
