"""The total rows of a plan: what the whole of it costs, by year and by source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.tables.alignment import AlignedRow
from extractors.tables.columns import Layout
from extractors.tables.context import TableContext
from extractors.tables.measures import source_of
from extractors.tables.money import MoneyUnit, is_nothing, money_unit, parse_number
from extractors.tables.words import TableWords
from extractors.text import small
from ontology.records import Allocation, Unresolved

METHOD = "table:total"


def read_totals(
    context: TableContext, layout: Layout, rows: Sequence[AlignedRow], summed: Sequence[AlignedRow]
) -> Iterator[Allocation | Unresolved]:
    """The amounts of the total rows, and the cells among them that are no sum of money. `summed` are the rows of the measures."""
    words = layout.words
    units = {unit for row in summed for unit in [money_unit(small(row.text("unit")), [words])] if unit is not None}
    usual = layout.unit or (units.pop() if len(units) == 1 else None)
    kept = _of_the_whole(rows, summed, words)
    above: MoneyUnit | None = None  # that the row of the whole names: those of its sources count in it too
    for row in rows:
        if not any(row is one for one in kept):
            filled = [cell for cell in row.row.cells if not cell.blank]  # empty cells of a table without marks have no place
            start, end = min(cell.start for cell in filled), max(cell.end for cell in filled)
            yield context.unresolved("cell", start, end, "the total of a part", METHOD)
            continue
        said = " ".join(cell.lower for cell in row.row.cells if not any(cell is amount for amount in row.amounts.values()))
        named = source_of(words.sources["total"].sub("", said), words) or "total"
        own = money_unit(small(row.text("unit")), [words]) or money_unit(said, [words])
        above = own or (above if named != "total" else None)
        unit = own or above or usual
        for (year, of_column), cell in row.amounts.items():
            if is_nothing(cell.text):
                continue
            number = parse_number(cell.text, words.decimal)
            if number is None or unit is None:
                reason = "no number where an amount is due" if number is None else "a total of no known currency"
                yield context.unresolved("cell", cell.start, cell.end, reason, METHOD)
                continue
            source = of_column or named
            names = (source, None if year is None else str(year), str(number.amount.normalize()), str(unit.scale), unit.currency)
            yield Allocation(
                key=context.key("allocation", context.plan, *names),
                amount=number.amount,
                as_printed=number.as_printed,
                evidence=(layout.evidence(cell.start + number.start, cell.start + number.end, "total"),),
                scale=unit.scale,
                currency=unit.currency,
                year=year,
                source=source,
            )


def _of_the_whole(rows: Sequence[AlignedRow], summed: Sequence[AlignedRow], words: TableWords) -> Sequence[AlignedRow]:
    """Of several total rows the one that is the sum of all measures, and the rows of its sources behind it."""
    totals = [place for place, row in enumerate(rows) if not _names_source(row, words)]
    if len(totals) < 2:
        return rows
    whole = Counter[tuple[int | None, str | None]]()
    for row in summed:
        whole.update(_amounts(row, words))
    found = [place for place in totals if _amounts(rows[place], words) and _amounts(rows[place], words).items() <= whole.items()]
    if len(found) != 1:
        return []
    following = next((place for place in totals if place > found[0]), len(rows))
    return rows[found[0] : following]


def _names_source(row: AlignedRow, words: TableWords) -> bool:
    said = " ".join(cell.lower for cell in row.row.cells if not any(cell is amount for amount in row.amounts.values()))
    return source_of(words.sources["total"].sub("", said), words) is not None


def _amounts(row: AlignedRow, words: TableWords) -> dict[tuple[int | None, str | None], Decimal]:
    numbers = ((key, parse_number(cell.text, words.decimal)) for key, cell in row.amounts.items())
    return {key: number.amount for key, number in numbers if number is not None}
