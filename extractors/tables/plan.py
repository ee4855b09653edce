"""Reads an action plan: its tasks, measures and indicators, who carries them out, what they cost, and to whom reports go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.tables.alignment import AlignedRow, align
from extractors.tables.columns import HOLDERS, Layout
from extractors.tables.context import TableContext
from extractors.tables.goals import TaskList
from extractors.tables.grid import Cell
from extractors.tables.indicators import IndicatorDraft, draft_indicator, item_number, numbered
from extractors.tables.measures import METHOD, MeasureDraft, build, read_money, source_of
from extractors.tables.money import is_nothing, money_unit
from extractors.tables.numbering import infer_numbers
from extractors.tables.plan_rows import PlanRow, classify, labelled
from extractors.tables.reports import footnotes, report_recipients
from extractors.tables.responsible import row_holders
from extractors.tables.totals import read_totals
from extractors.text import small
from ontology import iri
from ontology.records import Allocation, Evidence, Function, Mandate, Measure, Unresolved

_MARK = re.compile(r"(?<!\*)\*{1,3}(?!\*)")
_STATING = ("measure", "name", "task")  # the column that states a row: the first of these that there is
_LABEL_ENDS = ".;: \u00a0"


@dataclass(slots=True)
class PlanFacts:
    """What the rows of a plan say. Its tasks are in the list that was passed in; its indicators are still to be merged."""

    measures: list[Measure] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    mandates: list[Mandate] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    totals: list[Allocation] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)


def read_plan(context: TableContext, layout: Layout, tasks: TaskList) -> PlanFacts:
    """The facts of a plan, row by row. Adds its tasks to the list."""
    facts = PlanFacts()
    drafts = _Rows(context, layout, tasks, facts).read()
    _number(drafts)
    for draft in drafts:
        draft.key = context.key("measure", draft.number or draft.inferred, draft.part_of, iri.fold(draft.name.text))
    for draft in drafts:
        facts.unresolved += read_money(context, draft, draft.row)
        for kind, split, name in draft.splits:
            if kind == "body":
                _go_on(context, draft, split, facts)
            facts.unresolved += _split(context, draft, kind, split, name)
        facts.measures.append(build(context, draft))
        _give_mandates(context, draft, facts)
    facts.mandates = list({mandate.key: mandate for mandate in facts.mandates}.values())  # a body may have a row of its own too
    _read_report_notes(context, layout, drafts, facts)
    return facts


class _Rows:
    """Goes down the rows of a plan, and keeps in mind under which task and heading it is."""

    def __init__(self, context: TableContext, layout: Layout, tasks: TaskList, facts: PlanFacts) -> None:
        self._context, self._layout, self._tasks, self._facts = context, layout, tasks, facts
        self._task: str | None = None
        self._by_heading = False  # whether a heading without a label told the task
        self._level: str | None = None  # of the indicators that the rows hold; None among measures
        self._drafts: list[MeasureDraft] = []
        self._totals: list[AlignedRow] = []
        self._after_total = False

    def read(self) -> list[MeasureDraft]:
        """The measures; indicators, tasks and what could not be read go where they belong."""
        stating = next(role for role in _STATING if self._layout.has(role))
        rows = [classify(align(self._layout, row), self._layout.words, (stating,)) for row in self._layout.rows]
        for place, row in enumerate(rows):
            following = rows[place + 1] if place + 1 < len(rows) else None
            self._read(row, following)
        for found in read_totals(self._context, self._layout, self._totals, [draft.row for draft in self._drafts]):
            if isinstance(found, Unresolved):
                self._facts.unresolved.append(found)
            else:
                self._facts.totals.append(found)
        return self._drafts

    def _read(self, row: PlanRow, following: PlanRow | None) -> None:
        self._read_task_column(row)
        measured = self._read_indicator_column(row)
        if row.kind in ("goal", "task"):
            self._read_task(row)
        elif row.kind in ("target_indicators", "result_indicators", "measures"):
            self._level = row.kind.removesuffix("_indicators") if row.kind != "measures" else None
        elif row.kind in ("target_indicator", "result_indicator"):
            level = row.kind.removesuffix("_indicator")
            self._read_indicator(row, level, self._task if level == "result" else None)
        elif row.kind == "line" and self._level is not None and not self._is_due(row):
            self._read_indicator(row, self._level, self._task if self._level == "result" else None)
        elif row.kind == "line" and self._is_marked(row):
            level = "result" if self._task else "target"
            self._read_indicator(row, level, self._task)
        elif row.kind == "total" or (row.kind == "source" and self._after_total):
            self._totals.append(row.aligned)
        elif row.kind in ("place", "body", "source") and self._drafts and not self._after_total:
            self._drafts[-1].splits.append((row.kind, row.aligned, row.name))
        elif row.kind in ("line", "secret") or (row.kind == "heading" and self._goes_on(row, following)):
            self._level = None
            self._read_measure(row)
        elif row.kind == "heading" and (self._layout.headed_by_tasks or self._tasks.repeats(row.start, row.end)):
            self._read_task(self._as_task(row))
            self._by_heading = True
        elif row.kind not in ("blank", "part", "section") and not measured:
            self._leave(row.start, row.end, "the total of a part" if row.kind == "subtotal" else "a row of no known kind")
        if row.kind == "heading" and self._by_heading and not self._tasks.repeats(row.start, row.end):
            self._task = None
        if row.kind not in ("blank", "part", "source"):
            self._after_total = row.kind in ("total", "subtotal")
        for cell in row.aligned.beyond:
            self._leave(cell.start, cell.end, "a cell beyond the columns")

    def _is_due(self, row: PlanRow) -> bool:
        """Whether a row has a deadline and a form of completion: indicators have neither, whatever heading stands above."""
        return all(row.aligned.text(role) for role in ("deadline", "completion") if self._layout.has(role)) and self._layout.has(
            "deadline"
        )

    def _is_marked(self, row: PlanRow) -> bool:
        """Whether a row among the measures is an indicator.

        It has values of years in a unit that is no money, and marks in place of deadline, form of completion and source.
        """
        unit = row.aligned.text("unit")
        due = [row.aligned.cells.get(role) for role in ("deadline", "completion") if self._layout.has(role)]
        if not unit or money_unit(small(unit), [self._layout.words]) or not due or row.aligned.text("source"):
            return False
        marked = all(cell is not None and is_nothing(cell.text) for cell in due)
        valued = any(year is not None and not is_nothing(cell.text) for (year, _), cell in row.aligned.amounts.items())
        return marked and valued and (any(cell is not None and not cell.blank for cell in due) or unit.strip() == "%")

    def _leave(self, start: int, end: int, reason: str) -> None:
        self._facts.unresolved.append(self._context.unresolved("cell", start, end, reason, METHOD))

    def _as_task(self, row: PlanRow) -> PlanRow:
        """A heading as a task, under the number that opens it."""
        body = self._context.text[row.start : row.end]
        number = item_number(body)
        start = row.end - len(body[len(number or "") :].lstrip(". )\u00a0"))
        return row._replace(kind="task", start=start, number=number)

    def _read_task(self, row: PlanRow) -> None:
        number = row.number or item_number(row.aligned.text("number"))
        end = row.start + len(self._context.text[row.start : row.end].rstrip(_LABEL_ENDS))
        key = self._tasks.add(row.start, end, number if row.kind == "task" else None, self._context.plan)
        self._level = None
        if row.kind == "task":
            self._task, self._by_heading = key, False

    def _read_task_column(self, row: PlanRow) -> None:
        """A column of tasks beside the column of measures: its cell is filled in the first row of each task."""
        cell = row.aligned.cells.get("task")
        if cell is None or cell.blank or not self._layout.has("measure", "name"):
            return
        label = labelled(cell, self._layout.words)
        number = label[1] if label else item_number(cell.text)
        bare = cell.text[label[0] - cell.start :] if label else cell.text[len(number or "") :]
        body = bare.lstrip(". )\u00a0") if number else bare
        start = cell.start + cell.text.rindex(body)
        self._task = self._tasks.add(start, start + len(body.rstrip(_LABEL_ENDS)), number, self._context.plan)

    def _read_indicator(self, row: PlanRow, level: str, task: str | None) -> None:
        words = self._layout.words
        for found in draft_indicator(self._context, row.aligned, (row.start, row.end), level, task, words, METHOD):
            if isinstance(found, IndicatorDraft):
                self._facts.indicators.append(found)
            else:
                self._facts.unresolved.append(found)

    def _read_measure(self, row: PlanRow) -> None:
        name = row.name
        if name is None:
            return
        number = item_number(row.aligned.text("number"))
        own, bare = numbered(name)
        if own is not None and (number is None or own.startswith(f"{number}.")):  # beside tasks the first column numbers these
            number, name = own, bare
        parent = self._parent() if number is None and not row.aligned.row.glued else None
        part_of = self._task or self._context.plan
        draft = MeasureDraft(
            self._with_holders_above(row.aligned), name, number, part_of, self._layout, secret=row.kind == "secret", parent=parent
        )
        self._drafts.append(draft)

    def _with_holders_above(self, row: AlignedRow) -> AlignedRow:
        """The row; where bodies stand before the measures and its cell of them is empty, that of the row above reaches down."""
        roles = [column.role for column in self._layout.columns]
        first = next(place for place, role in enumerate(roles) if role in _STATING)
        before = [role for role in roles[:first] if role in HOLDERS]
        blank = all(cell is None or cell.blank for cell in map(row.cells.get, before))
        if not before or row.holders or not blank or not self._drafts or any(role in HOLDERS for role in roles[first:]):
            return row
        return row._replace(holders=self._drafts[-1].row.holders)

    def _read_indicator_column(self, row: PlanRow) -> bool:
        """A column of indicators beside the measures: its cell tells how the result is measured, without values."""
        cell = row.aligned.cell("indicator")
        if cell is None or is_nothing(cell.text) or row.kind not in ("line", "heading") or self._level is not None:
            return False
        end = cell.start + len(cell.text.rstrip(_LABEL_ENDS))
        self._facts.indicators.append(IndicatorDraft(cell.start, end, "result", None, self._task, None, None, (), (), METHOD))
        return True

    def _parent(self) -> MeasureDraft | None:
        """The measure above that announces its parts ('including:'), if the one before belongs to it."""
        top = next((draft for draft in reversed(self._drafts) if draft.parent is None), None)
        if top is None:
            return None
        lower = small(top.name.text).strip(" :;,")
        announced = [match.end() for match in self._layout.words.rows["part"].finditer(lower)]
        return top if announced and announced[-1] == len(lower) else None

    def _goes_on(self, row: PlanRow, following: PlanRow | None) -> bool:
        """Whether a row of number and words alone is the next measure, cut short, and no heading: its number goes on."""
        number = item_number(row.aligned.text("number"))
        if number is None or not number.isdigit() or (following and item_number(following.aligned.text("number")) == number):
            return False
        known = [draft.number for draft in self._drafts if draft.number and draft.number.isdigit()]
        return bool(known) and int(number) == int(known[-1]) + 1


def _number(drafts: list[MeasureDraft]) -> None:
    lines = [draft for draft in drafts if draft.parent is None]
    for draft, inferred in zip(lines, infer_numbers([draft.number for draft in lines]), strict=True):
        draft.inferred = inferred


def _split(context: TableContext, draft: MeasureDraft, kind: str, row: AlignedRow, name: Cell | None) -> Iterator[Unresolved]:
    """The amounts of a row under the measure: for a territory or from a source, which it names, or for a body."""
    if name is not None and kind == "source":
        source = source_of(name.lower, draft.layout.words)
        if source is not None:
            yield from read_money(context, draft, row, of_source=(context.clean(name.text), source))
        else:
            yield context.unresolved("cell", name.start, name.end, "amounts of several sources in one row", METHOD)
        return
    if name is not None:
        yield from read_money(context, draft, row, place=context.clean(name.text))
        return
    if row.note is None and all(is_nothing(amount.text) for amount in row.amounts.values()):
        return
    cell = row.holders[0][1]
    holders, _ = row_holders(context, row, draft.layout.words, METHOD)
    if len(holders) == 1:
        yield from read_money(context, draft, row, for_body=holders[0].key)
    else:
        yield context.unresolved("cell", cell.start, cell.end, "amounts of several bodies in one row", METHOD)


def _go_on(context: TableContext, draft: MeasureDraft, row: AlignedRow, facts: PlanFacts) -> None:
    """A row that names further bodies of the measure above it, each maybe with a deadline and a form of completion of its own."""
    holders, unresolved = row_holders(context, row, draft.layout.words, METHOD)
    facts.unresolved += unresolved
    if not holders:
        return
    for holder in holders:
        evidence = draft.layout.evidence(holder.start, holder.end, "executors")
        facts.mandates.append(context.mandate(holder.key, holder.role, draft.key, context.plan, evidence))
    for role in ("deadline", "completion"):
        cell = row.cell(role)
        if cell is not None and not is_nothing(cell.text):
            draft.further.setdefault(role, []).append(cell)


def _give_mandates(context: TableContext, draft: MeasureDraft, facts: PlanFacts) -> None:
    words = draft.layout.words
    holders, unresolved = row_holders(context, draft.row, words, METHOD)
    facts.unresolved += unresolved
    for holder in holders:
        evidence = draft.layout.evidence(holder.start, holder.end, "executors")
        facts.mandates.append(context.mandate(holder.key, holder.role, draft.key, context.plan, evidence))
    completion = draft.row.cell("completion")
    if completion is not None:
        recipients = {r.key: r for r in report_recipients(context, completion.start, completion.end, words)}
        for recipient in recipients.values():
            evidence = draft.layout.evidence(recipient.start, recipient.end, "completion")
            facts.mandates.append(context.mandate(recipient.key, "report_recipient", draft.key, context.plan, evidence))


def _read_report_notes(context: TableContext, layout: Layout, drafts: list[MeasureDraft], facts: PlanFacts) -> None:
    """Footnotes that say to whom the rows that bear their mark report."""
    used = {mark for draft in drafts for mark in _MARK.findall(draft.row.text("deadline"))}
    for mark, (start, end) in footnotes(context.text, layout.end).items():
        recipients = report_recipients(context, start, end, layout.words) if mark in used else []
        if recipients:
            label = context.label(start, end)
            function = Function(context.key("function", iri.fold(label.text)), label, (Evidence(start, end, "table:footnote"),))
            facts.functions.append(function)
            for recipient in recipients:
                mandate = context.mandate(recipient.key, "report_recipient", function.key, context.plan, function.evidence[0])
                facts.mandates.append(mandate)
