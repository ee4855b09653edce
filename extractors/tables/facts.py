"""All that the tables, passports and budgets of a document say, in one call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from extractors.tables.activities import read_activities
from extractors.tables.budget_tables import read_budget_table
from extractors.tables.budgets import merge_allocations
from extractors.tables.columns import Layout, read_layouts
from extractors.tables.context import TableContext
from extractors.tables.donors import settle_sources
from extractors.tables.funding import find_budget
from extractors.tables.goals import TaskList
from extractors.tables.grid import Table
from extractors.tables.indicators import IndicatorDraft, merge_indicators, read_indicator_table
from extractors.tables.listed import read_listed_plans
from extractors.tables.listed_indicators import read_listed_indicators
from extractors.tables.passport import METHOD, PassportEntry, find_entries, list_items, read_bodies
from extractors.tables.plan import PlanFacts, read_plan
from extractors.tables.words import used_in
from ontology.records import Allocation, Body, Function, Indicator, Mandate, Measure, Task, Unresolved

_Fact = TypeVar("_Fact")
_HEADING = re.compile(r"[ \u00a0]*(\d{1,2})[.)][ \u00a0]*([^\n]+?)[ \u00a0]*:[ \u00a0]*$")


class TableFacts(NamedTuple):
    """The records of a document's tables. `bodies` are officials named in person, and bodies that tables alone name.

    `budget` is the programme's own; `plan_budget` is what its plan prints in its total rows.
    """

    tasks: tuple[Task, ...]
    measures: tuple[Measure, ...]
    indicators: tuple[Indicator, ...]
    functions: tuple[Function, ...]
    mandates: tuple[Mandate, ...]
    budget: tuple[Allocation, ...]
    plan_budget: tuple[Allocation, ...]
    bodies: tuple[Body, ...]
    unresolved: tuple[Unresolved, ...]


NO_TABLE_FACTS = TableFacts((), (), (), (), (), (), (), (), ())


def read_table_facts(context: TableContext, tables: Sequence[Table], known_tasks: Sequence[Task] = ()) -> TableFacts:
    """Reads the tables, passports and budgets of a document.

    Args:
        context: The document, the words, the bodies that it names, the programme and the plan that it sets out.
        tables: Its tables.
        known_tasks: The tasks of its running text; they come back with the places that tables add.
    """
    used, lower = {words.language for words in context.languages_used}, context.reading.text.lower
    languages = tuple(used_in(words, lower) if words.language in used else words for words in context.languages)
    context = replace(context, languages=languages)
    layouts = (*read_layouts(context.text, tables, context.languages), *read_listed_plans(context))
    entries = find_entries(context, tables)
    tasks = TaskList(context, known_tasks)
    unresolved: list[Unresolved] = []
    drafts: list[IndicatorDraft] = []
    _read_goals(context, entries, tasks)
    for layout in layouts:
        if layout.kind == "indicators":
            _sort(read_indicator_table(context, layout, _task_above(context, layout, tasks), tasks), drafts, unresolved)
    drafts += _listed_indicators(context, entries)
    _sort(read_listed_indicators(context), drafts, unresolved)
    plans = [read_plan(context, layout, tasks) for layout in layouts if layout.kind == "plan"]
    for plan in plans:
        drafts += plan.indicators
        unresolved += plan.unresolved
    indicators = merge_indicators(context, drafts)
    named = read_bodies(context, entries)
    budget: list[Allocation] = []
    for layout in layouts:
        if layout.kind == "budget":
            _sort(read_budget_table(context, layout), budget, unresolved)
    budget += find_budget(context, tables, entries, [layout.end for layout in layouts if layout.kind == "plan"])
    budget, unsettled = settle_sources(context, entries, named.mandates, budget)
    activities = read_activities(context, tasks.tasks)
    return TableFacts(
        tasks=tasks.tasks,
        measures=(*(measure for plan in plans for measure in plan.measures), *activities.measures),
        indicators=indicators.indicators,
        functions=tuple(function for plan in plans for function in plan.functions),
        mandates=(*named.mandates, *indicators.mandates, *_mandates_of(plans), *activities.mandates),
        budget=merge_allocations(budget),
        plan_budget=merge_allocations(total for plan in plans for total in plan.totals),
        bodies=(*named.persons, *context.unlisted.bodies),
        unresolved=(*unresolved, *unsettled, *named.unresolved),
    )


def _mandates_of(plans: Sequence[PlanFacts]) -> list[Mandate]:
    return [mandate for plan in plans for mandate in plan.mandates]


def _sort(found: Iterable[_Fact | Unresolved], wanted: list[_Fact], unresolved: list[Unresolved]) -> None:
    for item in found:
        if isinstance(item, Unresolved):
            unresolved.append(item)
        else:
            wanted.append(item)


def _read_goals(context: TableContext, entries: Sequence[PassportEntry], tasks: TaskList) -> None:
    for entry in entries:
        if entry.key in ("goal", "tasks"):
            for number, start, end in list_items(context, entry.start, entry.end):
                tasks.add(start, end, number if entry.key == "tasks" else None, context.programme)


def _listed_indicators(context: TableContext, entries: Sequence[PassportEntry]) -> list[IndicatorDraft]:
    """The target indicators that a passport lists without values."""
    return [
        IndicatorDraft(start, end, "target", number, None, None, None, (), (), METHOD)
        for entry in entries
        if entry.key == "indicators"
        for number, start, end in list_items(context, entry.start, entry.end)
    ]


def _task_above(context: TableContext, layout: Layout, tasks: TaskList) -> str | None:
    """The task that an indicator table measures: the numbered line that ends in a colon just above it."""
    above = context.text[: layout.start].rstrip()
    match = _HEADING.match(above, above.rfind("\n") + 1)
    if layout.level != "result" or match is None:
        return None
    return tasks.add(match.start(2), match.end(2), match[1], context.programme)
