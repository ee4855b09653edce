"""The pages of a PDF as one row of paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.readers.pdf.lines import Line, lines_of
from extractors.readers.pdf.page import Page
from extractors.readers.pdf.paragraphs import Measure, flows_on, joined, measure_of, text_of
from extractors.readers.pdf.running import without_running
from extractors.readers.pdf.tables import RuledTable, append, continues, split_tables

_Item = list[Line] | RuledTable
_SAME_SIZE = 0.5  # points


@dataclass(frozen=True, slots=True)
class PageParts:
    """What a page gives, once its letters are forgotten."""

    width: float
    height: float
    lines: list[Line]
    tables: list[RuledTable]


def parts_of(page: Page) -> PageParts:
    """The lines of a page outside of its tables, and the tables."""
    tables, letters = split_tables(page)
    return PageParts(page.width, page.height, lines_of(letters), tables)


def flow_of(pages: Sequence[PageParts]) -> list[str | RuledTable]:
    """The paragraphs and tables of a document in their order."""
    flow: list[_Item] = []
    kept = without_running([(page.height, page.lines) for page in pages])
    measures = {width: _measure(width, pages, kept) for width in {round(page.width) for page in pages}}
    for page, lines in zip(pages, kept, strict=True):
        measure = measures[round(page.width)]
        items = _items(lines, page.tables, measure)
        if flow and items and _joins(flow[-1], items[0], measure, measure.right - measure.left > page.width / 2):
            items.pop(0)
        flow.extend(items)
    return [part for item in flow for part in _written(item)]


def _measure(width: int, pages: Sequence[PageParts], kept: Sequence[Sequence[Line]]) -> Measure:
    """The measure of all pages of a width: a page with a few lines does not show it."""
    return measure_of([line for page, lines in zip(pages, kept, strict=True) if round(page.width) == width for line in lines])


def _written(item: _Item) -> list[str | RuledTable]:
    """A paragraph as text; a table as it is, or its text where it turned out to have one cell with text only."""
    if isinstance(item, list):
        return [text_of(item)]
    filled = [cell for row in item.rows for cell in row if cell.paragraphs]
    return [item] if len(filled) > 1 else [text for cell in filled for text in cell.paragraphs]


def _items(lines: Sequence[Line], tables: Sequence[RuledTable], measure: Measure) -> list[_Item]:
    items: list[_Item] = []
    rest = list(lines)
    for table in tables:
        above = [line for line in rest if line.base < table.top]
        rest = [line for line in rest if line.base >= table.top]
        items.extend(joined(above, measure))
        items.append(table)
    items.extend(joined(rest, measure))
    return items


def _joins(last: _Item, first: _Item, measure: Measure, wide: bool) -> bool:
    """Joins the first thing on a page to the last one before it, where they are one; `wide`: the lines fill the page."""
    if isinstance(last, RuledTable) and isinstance(first, RuledTable):
        if continues(last, first):
            append(last, first)
            return True
    elif isinstance(last, list) and isinstance(first, list):
        ended = last[-1].text.endswith((".", ";", ":", "!", "?"))
        begins = not first[0].text[:1].islower() and not wide
        if not ended and not begins and abs(last[-1].size - first[0].size) < _SAME_SIZE and flows_on(last, first[0], measure):
            last.extend(first)
            return True
    return False
