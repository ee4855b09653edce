"""A plan printed as a list, as 'Hold courses. Responsible: MoI, MoES. Deadline: 2025. Form of completion: report' is an item.

Each numbered item becomes a row as a table would hold it, whether its labels stand in its own paragraph or in lines below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.blocks import Block
from extractors.tables.columns import HOLDERS, Layout
from extractors.tables.context import TableContext
from extractors.tables.grid import Cell, Row, cell_between
from extractors.tables.headers import Column, column_of
from extractors.tables.words import TableWords

_LABEL = re.compile(r"(?:(?<=[.;\n(])|^)[ \t\u00a0]*(?P<label>[^\W\d_][^:.;()\n]{2,60}?)[ \u00a0]?:[ \n\u00a0]*(?=\S)")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)(?:[.)]|(?=\s))\s*")
_COVERED = 0.6  # a label says little else than the words of a heading
_TAIL = " .;,)\t\n\u00a0"
_MAX_HEADING = 300
_MAX_HEADINGS = 2  # of a part of the plan, and of a task in it
_LEAD = 5  # characters that may stand before the word for a task: its number
_TIMED = frozenset(("deadline", "completion"))
_ROLES = (*HOLDERS, "deadline", "completion", "unit", "indicator", "data_source", "years", "source", "code")
_ORDER = ("number", "measure", *_ROLES)
_Label = tuple[int, int, str]  # where it starts, where what it says starts, and the key of the column that it is a heading of


@dataclass(slots=True)
class _Item:
    number: Cell
    name: Cell
    cells: dict[str, Cell] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether it says who carries it out, and when or with what result."""
        return not self.name.blank and bool(self.cells.keys() & set(HOLDERS)) and bool(self.cells.keys() & _TIMED)


def read_listed_plans(context: TableContext) -> Iterator[Layout]:
    """The plans that the running text prints as lists, each as the layout of a table."""
    labels = _labels_by_block(context)
    if sum(role in HOLDERS for found in labels.values() for _, _, role in found) < 2:
        return
    rows: list[Row] = []
    headings: list[Row] = []  # since the last item
    words = context.languages[0]
    for item in _items(context, labels):
        if isinstance(item, Cell):
            headings.append(Row((item,)))
            continue
        words = context.words_at(item.name.start)
        rows += [*headings[-_MAX_HEADINGS:], Row(tuple(_cell(item, role) for role in _ORDER))]
        headings = []
    if sum(len(row.cells) > 1 for row in rows) > 1:
        columns = tuple(Column("total" if role == "years" else role) for role in _ORDER)
        start, end = rows[0].cells[0].start, max(cell.end for cell in rows[-1].cells)
        yield Layout("plan", columns, tuple(rows), words, None, None, "result", False, start, end, "listed")


def _cell(item: _Item, role: str) -> Cell:
    found = {"number": item.number, "measure": item.name, **item.cells}.get(role)
    return found if found is not None else Cell(item.name.end, item.name.end, "")


def _labels_by_block(context: TableContext) -> dict[int, list[_Label]]:
    """The labels of each block of the running text that has any, by the block's start."""
    blocks = (block for block in context.reading.blocks if block.kind != "cell")
    found = (
        (block, _labels(context.text, block, context)) for block in blocks if context.text.find(":", block.start, block.end) > 0
    )
    return {block.start: labels for block, labels in found if labels}


def _items(context: TableContext, labels_of: Mapping[int, list[_Label]]) -> Iterator[_Item | Cell]:
    """The numbered items with their labels, and the headings among them that may be tasks, in the order of the text."""
    item: _Item | None = None
    for block in context.reading.blocks:
        words = context.words_at(block.start)
        labels = labels_of.get(block.start, [])
        number = None if block.kind == "cell" else _NUMBER.match(context.text, block.start, block.end)
        if item is not None and number is None and labels and labels[0][0] == block.start:
            _add(context.text, item, labels, block.end)
            continue
        if item is not None and item.complete:
            yield item
        item = None
        if number is not None:
            name = cell_between(context.text, number.end(), labels[0][0] if labels else block.end)
            item = _Item(cell_between(context.text, *number.span(1)), _trimmed(name))
            _add(context.text, item, labels, block.end)
        elif block.kind != "cell" and block.end - block.start <= _MAX_HEADING and _is_heading(context, block, words):
            yield cell_between(context.text, block.start, block.end)
    if item is not None and item.complete:
        yield item


def _labels(text: str, block: Block, context: TableContext) -> list[_Label]:
    words = context.words_at(block.start)
    found: list[_Label] = []
    for match in _LABEL.finditer(text, block.start, block.end):
        cell = cell_between(text, *match.span("label"))
        role = column_of(cell, words).role
        if role in _ROLES and _covered(cell, role, words):
            found.append((match.start("label"), match.end(), role))
    return found


def _covered(cell: Cell, role: str, words: TableWords) -> bool:
    return any(m.end() - m.start() >= _COVERED * len(cell.lower) for m in words.columns[role].finditer(cell.lower))


def _add(text: str, item: _Item, labels: Sequence[_Label], end: int) -> None:
    stops = [*(start for start, _, _ in labels[1:]), end]
    for (_, start, role), stop in zip(labels, stops, strict=False):
        item.cells.setdefault(role, _trimmed(cell_between(text, start, stop)))


def _trimmed(cell: Cell) -> Cell:
    """The cell without the stop that ends it; a bracket that closes one opened in it stays."""
    text = cell.text.rstrip(_TAIL)
    text += ")" if text.count("(") > text.count(")") and cell.text[len(text) : len(text) + 1] == ")" else ""
    return Cell(cell.start, cell.start + len(text), text)


def _is_heading(context: TableContext, block: Block, words: TableWords) -> bool:
    lower = cell_between(context.text, block.start, block.end).lower
    return any(
        match.start() <= _LEAD for key in ("task", "goal", "direction", "section") for match in words.rows[key].finditer(lower)
    )
