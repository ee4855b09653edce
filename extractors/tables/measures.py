"""One row of a plan as a measure: its fields, its sums of money or quantities, its rows by territory and by body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.tables.alignment import AlignedRow
from extractors.tables.budgets import DONORS
from extractors.tables.columns import Layout
from extractors.tables.context import TableContext
from extractors.tables.deadlines import due_dates
from extractors.tables.grid import Cell
from extractors.tables.money import MoneyUnit, PrintedNumber, find_numbers, is_nothing, money_unit, parse_number, printed_unit
from extractors.tables.parts import read_parts, read_sources, read_years
from extractors.tables.words import TableWords
from extractors.text import small
from ontology.records import Allocation, IndicatorValue, Label, Measure, Unresolved

METHOD = "table:plan"
_PROGRAMME = re.compile(r"(?<![\w.,/-])\d{3}(?:[-/]\d{3})*(?![\w%]|[.,]\d)")  # the code of a budget programme: three figures
_CODE = re.compile(r"\w*\d\w*(?:[-/.]\w+)*")


@dataclass
class MeasureDraft:
    """A measure while it is being read: the row that states it (its words stand in `name`), then those that split its sums."""

    row: AlignedRow
    name: Cell
    number: str | None
    part_of: str
    layout: Layout
    inferred: str | None = None
    secret: bool = False
    parent: MeasureDraft | None = None  # the measure that this one is a part of
    splits: list[tuple[str, AlignedRow, Cell | None]] = field(default_factory=list)  # with the kind and the name of each row
    key: str = ""
    funding: list[Allocation] = field(default_factory=list)
    values: list[IndicatorValue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    further: dict[str, list[Cell]] = field(default_factory=dict)  # deadlines and forms of completion of its further rows


def read_money(
    context: TableContext,
    draft: MeasureDraft,
    row: AlignedRow,
    place: str | None = None,
    for_body: str | None = None,
    of_source: tuple[str, str] | None = None,
) -> Iterator[Unresolved]:
    """Adds the amounts of a row to the measure: its own, or those of a territory, body or source (its words and its key).

    Yields the cells that are no number.
    """
    label, source = of_source or (None, _source(context, draft, row) or _given(context, row))
    unit = _unit(draft, row, source if of_source is None else None)
    for (year, of_column), cell in row.amounts.items():
        if is_nothing(cell.text):
            continue
        plain = parse_number(cell.text, draft.layout.words.decimal)
        if plain is not None:
            _add(context, draft, plain, cell, unit, _Split(year, place, label, for_body, of_column or source, of_column))
            continue
        if own := read_sources(cell.text, draft.layout.words):
            _add_sources(context, draft, own, cell, unit, year, place, for_body)
            continue
        found = list(_amounts(cell, year, draft.layout))
        if not found:
            yield context.unresolved("cell", cell.start, cell.end, "no number where an amount is due", METHOD)
        own_unit = money_unit(cell.lower, [draft.layout.words])
        own_source = of_column or source or source_of(cell.lower, draft.layout.words)
        for of_year, part, number in found:
            split = _Split(of_year, place, part or label, for_body, own_source, of_column)
            _add(context, draft, number, cell, own_unit or unit, split)
    note = row.note or _source_note(draft, row)
    own = read_sources(note.text, draft.layout.words) if note is not None and note is row.cell("source") else []
    if note is not None and own and (money_unit(note.lower, [draft.layout.words]) or draft.layout.unit) is not None:
        _add_sources(context, draft, own, note, draft.layout.unit, None, place, for_body)
        note = None
    if note is not None:
        text = context.clean(note.text)
        named = place or label or (context.clean(row.holders[0][1].text) if for_body else None)
        draft.notes.append(f"{named}: {text}" if named else text)


def build(context: TableContext, draft: MeasureDraft) -> Measure:
    """The record of a measure whose rows have been read."""
    row, words = draft.row, draft.layout.words
    deadline = _with_further(draft, "deadline")
    return Measure(
        key=draft.key,
        text=Label(context.clean(draft.name.text), context.reading.language_at(draft.name.start)),
        evidence=(draft.layout.evidence(draft.name.start, draft.name.end, "plan"),),
        number=draft.number,
        inferred_number=draft.inferred,
        part_of=draft.part_of,
        unit=context.clean(row.text("unit")) or _unit_of_sums(draft),
        completion_form="; ".join(map(context.clean, _with_further(draft, "completion"))) or None,
        deadline="; ".join(map(context.clean, deadline)) or None,
        due_by=tuple(dict.fromkeys(due for text in deadline for due in due_dates(small(text), words))),
        secret=draft.secret,
        funding=tuple(draft.funding),
        values=tuple(draft.values),
        funding_note="; ".join(dict.fromkeys(draft.notes)) or None,
        budget_codes=tuple(_codes(row.text("code")) or _codes_beside_source(row, words)),
    )


def _with_further(draft: MeasureDraft, role: str) -> list[str]:
    """What a column says in the rows of a measure: each text once."""
    texts = [draft.row.text(role), *(cell.text for cell in draft.further.get(role, ()))]
    return list(dict.fromkeys(text for text in texts if text))


def _unit_of_sums(draft: MeasureDraft) -> str | None:
    """The unit of the sums where no column says it: the one that they bear themselves, else that of the header."""
    if not draft.funding:
        return None
    found = (printed_unit(cell.text, draft.layout.words) for cell in draft.row.amounts.values())
    return next((unit for unit in found if unit), draft.layout.printed_unit)


class _Split(NamedTuple):
    year: int | None
    place: str | None
    part: str | None
    for_body: str | None
    source: str | None
    of_column: str | None  # the source of its column, one of several


def _unit(draft: MeasureDraft, row: AlignedRow, source: str | None) -> MoneyUnit | None:
    """The money that a row counts in: as its unit says, else its measure's, else the header; None for other quantities.

    Where nothing says it, what comes from a budget `source` that the row names is money.
    """
    for unit in (row.cells.get("unit"), draft.row.cells.get("unit")):
        if unit is not None and not is_nothing(unit.text):
            return money_unit(unit.lower, [draft.layout.words])
    if draft.layout.unit is None and source:
        return MoneyUnit(1, None)
    return draft.layout.unit


def _source(context: TableContext, draft: MeasureDraft, row: AlignedRow) -> str | None:
    """The one budget source that the row names, maybe by a short form that the document explains; None for none or several."""
    cell = row.cells.get("source")
    if cell is None:
        return None
    full = context.shorts.get(cell.text.strip(" ."), "")
    return source_of(cell.lower, draft.layout.words) or (source_of(small(full), draft.layout.words) if full else None)


def _given(context: TableContext, row: AlignedRow) -> str | None:
    """The source of gifts, where the column of sources names none but bodies whose money is a gift: 'UNICEF'."""
    cell = row.cell("source")
    kinds = {context.kind_of(body.key) for body in context.resolve(cell.start, cell.end)} if cell is not None else set()
    return "donor" if kinds and kinds <= DONORS else None


def source_of(lower: str, words: TableWords) -> str | None:
    """The one budget source that a text names; None where it names none or several."""
    found = [key for key, pattern in words.sources.within(lower) if pattern.search(lower)]
    return found[0] if len(found) == 1 else None


def _source_note(draft: MeasureDraft, row: AlignedRow) -> Cell | None:
    """What the column of sources says where no amount is printed beside it: it is kept as a note."""
    cell = row.cell("source")
    amounts = any(not is_nothing(amount.text) for amount in row.amounts.values())
    return None if cell is None or is_nothing(cell.text) or amounts or row is not draft.row else cell


def _codes(text: str) -> list[str]:
    return _CODE.findall(text)


def _codes_beside_source(row: AlignedRow, words: TableWords) -> list[str]:
    """The codes of budget programmes that stand with the source: 'РБ, 099'."""
    cell = row.cell("source")
    if cell is None or source_of(cell.lower, words) is None or money_unit(cell.lower, [words]) is not None:
        return []
    return _PROGRAMME.findall(cell.text)


def _amounts(cell: Cell, year: int | None, layout: Layout) -> Iterator[tuple[int | None, str | None, PrintedNumber]]:
    """The amounts of a cell that says more than one number, each with its year and the label of its part."""
    words = layout.words
    parts = list(read_parts(cell.text, words))
    years = read_years(cell.text, words) if not parts and year is None else []
    if years:
        yield from ((of_year, None, amount) for of_year, amount in years)
    elif parts:
        yield from ((year, label, part) for label, part in parts)
    else:
        running = list(find_numbers(cell.text, words.decimal))
        if len(running) == 1 and money_unit(cell.lower, [words]) is not None:
            yield year, None, running[0]


def _add_sources(
    context: TableContext,
    draft: MeasureDraft,
    found: Sequence[tuple[str, PrintedNumber]],
    cell: Cell,
    unit: MoneyUnit | None,
    year: int | None,
    place: str | None,
    for_body: str | None,
) -> None:
    """Adds the sums of a cell that tells whose each of them is."""
    for source, number in found:
        of_column = source if len(found) > 1 else None
        told = money_unit(cell.lower, [draft.layout.words]) or unit or MoneyUnit(1, None)
        _add(context, draft, number, cell, told, _Split(year, place, None, for_body, source, of_column))


def _add(
    context: TableContext, draft: MeasureDraft, number: PrintedNumber, cell: Cell, unit: MoneyUnit | None, split: _Split
) -> None:
    year = None if split.year is None else str(split.year)
    names = (draft.key, year, split.place, split.part, split.for_body, *([split.of_column] if split.of_column else []))
    if unit is None:
        key = context.key("value", *names)
        counted = context.clean(draft.row.text("unit")) or None
        draft.values.append(IndicatorValue(key, number.amount, number.as_printed, split.year, counted, split.place))
        return
    draft.funding.append(
        Allocation(
            key=context.key("allocation", *names),
            amount=number.amount,
            as_printed=number.as_printed,
            evidence=(draft.layout.evidence(cell.start + number.start, cell.start + number.end, "plan"),),
            scale=unit.scale,
            currency=unit.currency,
            year=split.year,
            source=split.source,
            place=split.place,
            part=split.part,
            for_body=split.for_body,
        )
    )
