"""A programme's own budget as a table: sources in rows and years in columns, or years in rows and sources in columns.

The row of the whole is told by its words or by being the sum of all the others. Of a table of parts that are no sources
(components, directions) the whole alone is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.tables.alignment import align
from extractors.tables.budget_forms import AMOUNTS, are_years_down, is_sum, year_of
from extractors.tables.budgets import DONORS, allocation
from extractors.tables.columns import Layout
from extractors.tables.context import TableContext
from extractors.tables.grid import Cell, Row, cell_between
from extractors.tables.headers import Column
from extractors.tables.money import is_nothing, money_unit, parse_number
from extractors.tables.periods import is_planned
from extractors.text import small
from ontology.records import Allocation, Unresolved

METHOD = "table:budget"
_ASIDE = re.compile(r"\([^()]*\)?|,.*")  # what may stand beside the words of a heading, such as a unit
_NO_NUMBER = "no number where an amount is due"


class _Source(NamedTuple):
    """The source of a row or column: its key, and the printed name of the one who gives."""

    key: str
    giver: str | None = None


def read_budget_table(context: TableContext, layout: Layout) -> Iterator[Allocation | Unresolved]:
    """The amounts of a table of sources and years; rows of no known source are reported. Nothing where its years are past."""
    years = [column.year for column in layout.columns if column.year is not None]
    down = are_years_down(layout.rows, layout.words) and not layout.has("source")
    years += [year for row in layout.rows if down for year in [year_of(row.cells[0], layout.words)] if year is not None]
    if not is_planned(context.text, years):
        return
    yield from _years_down(context, layout) if down else _sources_down(context, layout)


def _sources_down(context: TableContext, layout: Layout) -> Iterator[Allocation | Unresolved]:
    words = layout.words
    units = [unit for row in layout.rows for cell in row.cells for unit in [money_unit(cell.lower, [words])] if unit]
    usual = layout.unit or (units[0] if units and len(set(units)) == 1 else None)
    for row in layout.rows:
        aligned = align(layout, row)
        name = aligned.cell("source", "name") or (None if row.cells[0].blank else row.cells[0])
        if name is None or words.rows["part"].fullmatch(name.lower.strip(" :")):
            continue
        source = _source_of_row(context, layout, row, name)
        unit = money_unit(name.lower, [words]) or usual
        if source is None and not layout.has("source"):
            continue  # of the parts of another kind the sum alone is read
        if source is None or unit is None:
            yield context.unresolved("cell", name.start, name.end, "no known budget source or currency", METHOD)
            continue
        for (year, of_column), cell in aligned.amounts.items():
            number = parse_number(cell.text, words.decimal)
            if number is not None:
                key = of_column or source.key
                yield allocation(context, number, cell.start, key, year, unit, METHOD, source.giver)
            elif not is_nothing(cell.text):
                yield context.unresolved("cell", cell.start, cell.end, _NO_NUMBER, METHOD)


def _source_of_row(context: TableContext, layout: Layout, row: Row, name: Cell) -> _Source | None:
    if not layout.has("source"):
        whole = layout.words.sources["total"].search(name.lower) and is_sum(row, layout.rows, layout.columns, layout.words)
        return _Source("total") if whole else None
    known = _named(context, layout, name)
    if known is not None and known.giver is None:
        return known
    if is_sum(row, layout.rows, layout.columns, layout.words):
        return _Source("total")
    return known or (_Source("donor", context.clean(name.text)) if _heads_donors(context, layout) else None)


def _named(context: TableContext, layout: Layout, name: Cell) -> _Source | None:
    """The source that a name tells: one budget, the whole, or bodies whose money is a gift."""
    found = [key for key, pattern in layout.words.sources.within(name.lower) if key != "total" and pattern.search(name.lower)]
    if len(found) > 1:
        return None
    bodies = [context.kind_of(body.key) for body in context.resolve(name.start, name.end)]
    given = bool(bodies) and set(bodies) <= DONORS
    if found and not (given and found == ["donor"]):
        return _Source(found[0])
    if layout.words.sources["total"].search(name.lower):
        return _Source("total")
    return _Source("donor", context.clean(name.text)) if given else None


def _heads_donors(context: TableContext, layout: Layout) -> bool:
    """Whether the column of sources is headed as one of donors."""
    heads = [small(context.text[slice(*column.place)]) for column in layout.columns if column.role == "source" and column.place]
    return any(layout.words.sources["donor"].search(head) for head in heads)


def _years_down(context: TableContext, layout: Layout) -> Iterator[Allocation | Unresolved]:
    words = layout.words
    sources = {place: _source_of_column(context, layout, column) for place, column in enumerate(layout.columns) if place}
    for row in layout.rows:
        if row.cells[0].blank:
            continue
        year = year_of(row.cells[0], words)
        whole = year is None and (
            words.sources["total"].search(row.cells[0].lower) or is_sum(row, layout.rows, layout.columns, words)
        )
        if len(row.cells) != len(layout.columns) or layout.unit is None or not (year or whole):
            reason = "a row that is neither of a year nor of all" if layout.unit else "no known budget source or currency"
            yield context.unresolved("cell", row.cells[0].start, row.cells[-1].end, reason, METHOD)
            continue
        for place, source in sources.items():
            cell = row.cells[place]
            number = parse_number(cell.text, words.decimal)
            if number is not None and source is not None:
                yield allocation(context, number, cell.start, source.key, year, layout.unit, METHOD, source.giver)
            elif not is_nothing(cell.text):
                reason = _NO_NUMBER if number is None else "no known budget source or currency"
                yield context.unresolved("cell", cell.start, cell.end, reason, METHOD)


def _source_of_column(context: TableContext, layout: Layout, column: Column) -> _Source | None:
    """The source that a heading over sums tells; the whole where its words say so."""
    named = _named(context, layout, cell_between(context.text, *column.place)) if column.place else None
    if named is not None:
        return named
    if column.role not in AMOUNTS or column.place is None:
        return None
    head = _ASIDE.sub("", small(context.text[slice(*column.place)])).strip(" :")
    whole = any(layout.words.columns[key].fullmatch(head) for key in ("total", "years"))
    return _Source(column.source or "total") if column.source or whole else None
