"""Measures that paragraphs of a project or programme state: 'Activity 1.2. The Service will train 40 teachers' is one.

Who does what in such a sentence is read as all duties are; what is said in it concerns the measure, and no function of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.duties.clauses import sentences
from extractors.tables.brackets import Bracket, read_bracket
from extractors.tables.context import TableContext
from extractors.text import small
from ontology import iri
from ontology.records import Evidence, Function, Label, Mandate, Measure, Task

METHOD = "text:activity"
_LABELS = (
    re.compile(r"(?P<label>[^\W\d_][^\W\d_-]*(?:[ -][^\W\d_]+)?)\s(?:№\s?)?(?P<number>\d{1,2}(?:\.\d{1,2})+)[.:]\s+(?=\S)"),
    re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)\s?-?\s?(?P<label>[^\W\d_][^\W\d_-]*(?:-[^\W\d_]+)?)[.:]\s+(?=\S)"),
)
_MAX_LABEL = 40
_MIN_LETTERS = 15
_LEAST = 2  # of them in a document


class Activities(NamedTuple):
    """The measures of the running text, and the mandates of those whom brackets behind them name."""

    measures: tuple[Measure, ...]
    mandates: tuple[Mandate, ...]


def read_activities(context: TableContext, tasks: Sequence[Task]) -> Activities:
    """The measures of the running text, each of the task whose number it bears before its own."""
    found = list(_activities(context, {task.number: task.key for task in reversed(tasks) if task.number}))
    if len(found) < _LEAST:
        return Activities((), ())
    brackets = [bracket for _, bracket in found if bracket is not None]  # those of a single one may explain its words
    bracketed = len(brackets) >= _LEAST and any(bracket.holders for bracket in brackets)
    told = [_with_bracket(context, measure, bracket) if bracketed and bracket else (measure, []) for measure, bracket in found]
    return Activities(tuple(measure for measure, _ in told), tuple(mandate for _, given in told for mandate in given))


def _activities(context: TableContext, tasks: dict[str, str]) -> Iterator[tuple[Measure, Bracket | None]]:
    for block in context.reading.blocks:
        if block.kind in ("cell", "heading"):
            continue
        opening = context.text[block.start : min(block.end, block.start + _MAX_LABEL)]
        label = next((match for pattern in _LABELS if (match := pattern.match(opening))), None)
        if label is None or context.words_at(block.start).columns["measure"].fullmatch(small(label["label"])) is None:
            continue
        start = block.start + label.end()
        first = next(iter(sentences(context.reading, start, block.end)), None)
        end = context.reading.text.original(*first)[1] if first else start
        bracket = read_bracket(context, start, block.end, METHOD)
        bracket = bracket if bracket and bracket.start <= end else None  # it stands behind the first sentence
        if sum(map(str.isalpha, context.text[start:end])) < _MIN_LETTERS:
            continue
        number = label["number"]
        part_of = tasks.get(number.rpartition(".")[0], context.programme)
        text = Label(context.clean(context.text[start:end]), block.language)
        key = context.key("measure", number, part_of, iri.fold(text.text))
        yield Measure(key, text, (Evidence(start, end, METHOD, 0.9),), number=number, part_of=part_of), bracket


def _with_bracket(context: TableContext, measure: Measure, bracket: Bracket) -> tuple[Measure, list[Mandate]]:
    """The measure without its brackets, and what they say."""
    place = replace(measure.evidence[0], end=bracket.start)
    text = replace(measure.text, text=context.clean(context.text[place.start : place.end]))
    key = context.key("measure", measure.number, measure.part_of, iri.fold(text.text))
    told = replace(measure, key=key, text=text, evidence=(place,), deadline=bracket.deadline, due_by=bracket.due_by)
    return told, [
        context.mandate(holder.key, holder.role, key, context.programme, Evidence(holder.start, holder.end, METHOD, 0.9))
        for holder in bracket.holders
    ]


def concerning(
    document: str, measures: Iterable[Measure], mandates: Iterable[Mandate], functions: Iterable[Function]
) -> tuple[tuple[Mandate, ...], tuple[Function, ...]]:
    """The mandates, those on what a measure's words tell concerning the measure, and the functions that are left."""
    places = [(m.evidence[0].start, m.evidence[0].end, m.key) for m in measures if m.evidence[0].method == METHOD]
    known = tuple(functions)
    told = {f.key: key for f in known for start, end, key in places if start <= f.evidence[0].start and f.evidence[0].end <= end}
    moved = tuple(
        replace(m, key=iri.fact_key(document, "mandate", m.holder, m.role, told[m.concerns]), concerns=told[m.concerns])
        if m.concerns in told
        else m
        for m in mandates
    )
    return moved, tuple(function for function in known if function.key not in told)
