"""Indicators: from the rows of tables and plans, and from a passport's list. The same indicator in several places is one node."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractors.tables.alignment import AlignedRow, align
from extractors.tables.columns import Layout
from extractors.tables.context import TableContext
from extractors.tables.goals import TaskList
from extractors.tables.grid import Cell
from extractors.tables.money import is_nothing, parse_number
from extractors.tables.plan_rows import classify
from extractors.tables.responsible import Holder, row_holders
from extractors.tables.stated_values import are_all, find_values, is_share
from extractors.tables.words import TableWords
from extractors.text import small
from extractors.wording import Stems, similarity, stems_of
from ontology.records import Evidence, Indicator, IndicatorValue, Mandate, Unresolved

METHOD = "table:indicators"
ALIKE = 0.6  # share of common words from which two indicators of one number are one
ALIKE_WITH_VALUES = 0.4  # the same, where two or more values agree
ALIKE_DESPITE_VALUES = 0.85  # the same, where a value differs: both values are kept
_LABEL_ENDS = ".;: \u00a0"
_OPENING = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)[.)][ \u00a0]+(?=[^\W\d_])|(\d{1,2}(?:\.\d{1,2})+)[ \u00a0]+(?=[^\W\d_]{2})")
_LAST_BRACKET = re.compile(r"\(([^()]*)\)[ .;]*\Z")
_PLACE_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*")


class IndicatorDraft(NamedTuple):
    """An indicator as one place prints it. `start` and `end` are where its words stand."""

    start: int
    end: int
    level: str
    number: str | None
    task: str | None  # key of the task that it measures
    unit: str | None
    data_source: str | None
    values: tuple[tuple[int, str, Decimal], ...]  # year, as printed, amount
    holders: tuple[Holder, ...]
    method: str


class IndicatorFacts(NamedTuple):
    """The indicators of a document and who answers for them."""

    indicators: tuple[Indicator, ...]
    mandates: tuple[Mandate, ...]


def item_number(text: str) -> str | None:
    """The number of a row as printed, without its dot or bracket."""
    match = _PLACE_NUMBER.match(text.strip())
    return match[0] if match else None


def numbered(cell: Cell) -> tuple[str | None, Cell]:
    """The number that opens the words of a cell ('2.1. Buy paint'), and the cell without it."""
    match = _OPENING.match(cell.text)
    if match is None or (match[2] and not cell.text[match.end()].isupper()):  # '2.5 km of roads' opens with no number of its own
        return None, cell
    return match[1] or match[2], Cell(cell.start + match.end(), cell.end, cell.text[match.end() :])


def read_indicator_table(
    context: TableContext, layout: Layout, task: str | None, tasks: TaskList
) -> Iterator[IndicatorDraft | Unresolved]:
    """The rows of an indicator table, and what in them could not be read. `task` is the one that the table measures."""
    stating = next(role for role in ("indicator", "name") if layout.has(role))
    level = layout.level
    origin = "data_source" if layout.has("data_source") else "source"  # no money is spent in a table of indicators
    for row in layout.rows:
        found = classify(align(layout, row), layout.words, (stating,))
        if found.kind == "task":
            end = found.start + len(context.text[found.start : found.end].rstrip(_LABEL_ENDS))
            task, level = tasks.add(found.start, end, found.number, context.programme), "result"
        elif found.kind in ("target_indicators", "result_indicators"):
            level = found.kind.removesuffix("_indicators")
        elif found.kind in ("line", "target_indicator", "result_indicator", "secret") and found.name is not None:
            own = found.kind.removesuffix("_indicator") if found.kind.endswith("_indicator") else level
            span = (found.start, found.end)
            of_task = task if own == "result" else None
            yield from draft_indicator(context, found.aligned, span, own, of_task, layout.words, METHOD, origin)
        elif found.kind not in ("blank", "goal", "part", "section", "measures"):
            yield context.unresolved("cell", found.start, found.end, "a row of no known kind", METHOD)


def draft_indicator(
    context: TableContext,
    row: AlignedRow,
    span: tuple[int, int],
    level: str,
    task: str | None,
    words: TableWords,
    method: str,
    origin: str = "data_source",
) -> Iterator[IndicatorDraft | Unresolved]:
    """The indicator that a row states, after whatever in its values and executors could not be read.

    `origin` is the column that tells whence the data come.
    """
    values: list[tuple[int, str, Decimal]] = []
    unit = context.clean(row.text("unit")) or None
    undated = row.cells.get("baseline")
    amounts = [(year, cell) for (year, _), cell in row.amounts.items()]
    for year, cell in [*amounts, *([(None, undated)] if undated is not None else [])]:
        if is_nothing(cell.text):
            continue
        if year is None:
            dated = list(find_values(cell.lower, 0, len(cell.lower), words))
            if dated and are_all(cell.lower, 0, len(cell.lower), dated):
                values += [(value.year, value.as_printed, value.amount) for value in dated]
                unit = unit or dated[0].unit
            else:
                yield context.unresolved("cell", cell.start, cell.end, "a value of no year", method)
            continue
        number = parse_number(cell.text, words.decimal)
        if number is None:
            yield context.unresolved("cell", cell.start, cell.end, "no number where a value is due", method)
        else:
            values.append((year, number.as_printed, number.amount))
    values += _in_brackets(small(name_text := context.text[span[0] : span[1]]), words, {year for year, _, _ in values})
    own, name = item_number(row.text("number")), Cell(*span, name_text)
    if own is None:
        own, name = numbered(name)
    holders, unresolved = row_holders(context, row, words, method)
    yield from unresolved
    yield IndicatorDraft(
        start=name.start,
        end=name.end,
        level=level,
        number=own,
        task=task,
        unit=unit or _unit_of_words(name.text, words),
        data_source=context.clean(row.text(origin)) or None,
        values=tuple(values),
        holders=tuple(holders),
        method=method,
    )


def _unit_of_words(name: str, words: TableWords) -> str | None:
    """The unit that the words of an indicator end in: 'Share of schools, %', 'Waiting time, minutes'."""
    last = name.rpartition(",")[2].strip()
    counted = words.units.fullmatch(small(last)) or is_share(small(last), words)
    return last if "," in name and counted else None


def _in_brackets(lower: str, words: TableWords, known: Collection[int]) -> Iterator[tuple[int, str, Decimal]]:
    """The values of years before the plan that the words of an indicator end in: '(2022: 58 %)'."""
    bracket = _LAST_BRACKET.search(lower)
    found = list(find_values(lower, *bracket.span(1), words)) if bracket else []
    if bracket and are_all(lower, *bracket.span(1), found):
        yield from ((value.year, value.as_printed, value.amount) for value in found if value.year not in known)


def merge_indicators(context: TableContext, drafts: Sequence[IndicatorDraft]) -> IndicatorFacts:
    """One record for each indicator, worded as in the place that prints most of its values; and the mandates of its executors."""
    groups: list[list[IndicatorDraft]] = []
    stems = cache(lambda start, end: stems_of(context.text[start:end]))
    for draft in drafts:
        group = next((g for g in groups if any(_same(stems, draft, other) for other in g)), None)
        if group is None:
            groups.append([draft])
        else:
            group.append(draft)
    indicators: list[Indicator] = []
    mandates: dict[str, Mandate] = {}
    for group in groups:
        indicator = _indicator(context, group)
        indicators.append(indicator)
        for mandate in _mandates(context, indicator, group):
            known = mandates.get(mandate.key)
            evidence = (*known.evidence, *mandate.evidence) if known else mandate.evidence
            mandates[mandate.key] = Mandate(
                mandate.key, mandate.holder, mandate.role, mandate.concerns, mandate.assigned_by, tuple(dict.fromkeys(evidence))
            )
    return IndicatorFacts(tuple(indicators), tuple(mandates.values()))


def _same(stems: Callable[[int, int], Stems], one: IndicatorDraft, other: IndicatorDraft) -> bool:
    """Whether two places print one indicator: level, number and task agree where printed, words are alike, and some value."""
    if one.level != other.level or not _agree(one.number, other.number) or not _agree(one.task, other.task):
        return False
    here, there = ({year: amount for year, _, amount in draft.values} for draft in (one, other))
    common = here.keys() & there.keys()
    if len(common) > 1 and all(here[year] != there[year] for year in common):
        return False
    differ = any(here[year] != there[year] for year in common)
    alike = similarity(stems(one.start, one.end), stems(other.start, other.end))
    return alike >= (ALIKE_DESPITE_VALUES if differ else ALIKE_WITH_VALUES if len(common) > 1 else ALIKE)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _indicator(context: TableContext, group: Sequence[IndicatorDraft]) -> Indicator:
    fullest = max(group, key=lambda draft: len(draft.values))
    text = context.label(fullest.start, fullest.end)
    number = _first(draft.number for draft in (fullest, *group))
    task = _first(draft.task for draft in group)
    key = context.key("indicator", fullest.level, task, number, text.text)
    values: dict[tuple[int, Decimal], IndicatorValue] = {}
    for draft in (fullest, *group):
        for year, printed, amount in draft.values:
            value = IndicatorValue(context.key("value", key, str(year), str(amount)), amount, printed, year, fullest.unit)
            values.setdefault((year, amount), value)
    return Indicator(
        key=key,
        text=text,
        evidence=tuple(dict.fromkeys(Evidence(draft.start, draft.end, draft.method) for draft in group)),
        level=fullest.level,
        number=number,
        part_of=task or context.programme,
        unit=_first(draft.unit for draft in (fullest, *group)),
        data_source=_first(draft.data_source for draft in (fullest, *group)),
        values=tuple(values[place] for place in sorted(values)),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)


def _mandates(context: TableContext, indicator: Indicator, group: Sequence[IndicatorDraft]) -> Iterator[Mandate]:
    for draft in group:
        for holder in draft.holders:
            evidence = Evidence(holder.start, holder.end, "table:executors")
            yield context.mandate(holder.key, holder.role, indicator.key, context.programme, evidence)
