"""Indicators that the running text states with their values: 'Share of schools: 2025 - 45 %, 2027 - 70 %'.

A paragraph or item of a list that says nothing else states one wherever it stands. Under a heading or label of indicators or of
expected results the values may be words of its sentence too: 'to cut the time to 6 hours in 2025 and to 2 hours in 2027'; their
year may stand in the words that open the list.
What follows behind a label, or stands in brackets behind one, tells who answers for the indicator and where its data come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractors.blocks import Block
from extractors.tables.announced_indicators import read_announced
from extractors.tables.bare_headings import heads, is_bare_heading
from extractors.tables.context import TableContext
from extractors.tables.indicators import IndicatorDraft
from extractors.tables.periods import is_planned
from extractors.tables.responsible import Holder, read_holders
from extractors.tables.stated_values import StatedValue, are_all, find_reached, find_values, is_measured, is_share
from extractors.tables.words import TableWords
from extractors.text import MatchText, normalise, small
from ontology.records import Unresolved

METHOD = "text:indicators"
_YEAR = re.compile(r"(?:19|20)(?<!\d..)\d\d(?!\d)")
_CUE = re.compile(r": (?:19|20)\d\d(?!\d)")
_MARK = re.compile(
    r"(?:(?P<own>\d{1,2}(?:\.\d{1,2})*)-(?=[^\W\d_])|\(?\d{1,3}(?:\.\d{1,3})*[.)](?!\d)\s*|\d{1,2}(?:\.\d{1,2})+\s+|[-•*]\s*)?"
)
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:.;()]{2,60}?)\s?(?:№\s?)?(?P<number>\d{1,2}(?:\.\d{1,2})*)?\s?[:.]\s")
_BESIDE = re.compile(r"(?:[.;]\s|\()(?P<label>[^\W\d_][^:.;()]{2,40}?)\s?[:-]\s")  # what else is said of an indicator
_SEMICOLON = re.compile(r";(?![^()]*\))\s*")
_BEFORE_VALUES = re.compile(r"[\s,:-]*(?:[(:]\s?(?:[^\W\d_]+\s){0,2}|(?<=\s)-\s|,\s)\Z")
_VALUE_LABEL = re.compile(r"[.;,:]\s(?P<label>[^\W\d_][^.;:()]{2,40}?)[\s:(]*\Z")
_SENTENCE = re.compile(r"\.\s+(?=[^\W\d_])")
_HOLDERS = ("responsible", "lead", "co_executor")
_ROWS = ("target_indicators", "target_indicator", "result_indicators", "result_indicator", "results")
_COVERED = 0.6  # a label or heading of indicators says little else
_MIN_LETTERS = 10
_MAX_HEADING = 150
_ENDS = " .;,\u00a0"


class _Heading(NamedTuple):
    """A heading or label over indicators: their level, and whether it names indicators, not expected results."""

    level: str
    named: bool
    opens_list: bool = False  # it ends in a colon: it holds for the items below
    year: int | None = None  # the only one that it names


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of the running text as matchers see it, and where it stands."""

    context: TableContext
    words: TableWords
    start: int
    view: MatchText

    def original(self, start: int, end: int) -> tuple[int, int]:
        first, last = self.view.original(start, end)
        return self.start + first, self.start + last


def read_listed_indicators(context: TableContext) -> Iterator[IndicatorDraft | Unresolved]:
    """The indicators of the running text, each in a statement of its own, and the executors that name no known body."""
    section: _Heading | None = None  # what the heading above says
    lead: _Heading | None = None  # what the words that open a list say
    for block in context.reading.blocks:
        if block.kind == "cell":
            continue
        if block.kind != "item":
            lead = None
        text, words = context.text[block.start : block.end], context.words_at(block.start)
        opens = text.endswith(":") and len(text) <= _MAX_HEADING
        if block.kind == "heading" or is_bare_heading(block, text):
            section = _heading(small(text), words, alone=block.kind != "heading")
        elif opens:
            lead = _lead(small(text), words, section)
        elif ((over := lead or section) is not None and over.year is not None) or _YEAR.search(text):
            yield from _read_block(context, block, over)


def _lead(lower: str, words: TableWords, section: _Heading | None) -> _Heading | None:
    """What words say that open a list: 'The following indicators are to be reached by 2027:', or the year alone."""
    found = _heading(lower, words) or (_Heading("target", True) if words.columns["indicator"].search(lower) else None)
    expected = _Heading("result", False) if words.expected.search(lower) else None
    years = {int(year) for year in _YEAR.findall(lower)}
    year = years.pop() if len(years) == 1 else None
    over = found or section or (expected if year else None)
    return over._replace(opens_list=True, year=year) if over else None


def _heading(lower: str, words: TableWords, alone: bool = False) -> _Heading | None:
    """What a heading or label says of the statements below it, `alone` where it must say little else; None for other text."""
    patterns = (*(words.rows[key] for key in _ROWS), words.columns["indicator"])
    if alone and not any(heads(pattern, lower, words) for pattern in patterns):
        return None
    if words.rows["target_indicators"].search(lower) or words.rows["target_indicator"].search(lower):
        return _Heading("target", True)
    if any(words.rows[key].search(lower) for key in ("result_indicators", "result_indicator")):
        return _Heading("result", True)
    bare = _MARK.sub("", lower, count=1).rstrip(": ")
    if any(m.end() - m.start() >= _COVERED * len(bare) for m in words.columns["indicator"].finditer(bare)):
        return _Heading("target", True)
    return _Heading("result", False) if words.rows["results"].search(lower) else None


def _read_block(context: TableContext, block: Block, over: _Heading | None) -> Iterator[IndicatorDraft | Unresolved]:
    place = _Place(context, context.words_at(block.start), block.start, normalise(context.text[block.start : block.end]))
    lower = place.view.lower
    announced = read_announced(lower, place.words)
    if announced and is_planned(context.text, {max(value.year for value in one.values) for one in announced}):
        for one in announced:
            values = tuple((value.year, value.as_printed, value.amount) for value in one.values)
            yield IndicatorDraft(*place.original(one.start, one.end), one.level, None, None, one.unit, None, values, (), METHOD)
        return
    mark = _MARK.match(lower)
    start, number = mark.end() if mark else 0, block.number
    label = _LABEL.match(place.view.cased, start)
    own = _heading(lower[slice(*label.span("label"))], place.words) if label else None
    if label and own and (own.named or lower[label.end() - 2] == ":"):
        over, start, number = own, label.end(), label["number"] or (mark["own"] if mark else None) or number
    if over is None:
        if _CUE.search(lower, start):
            yield from _statement(place, start, len(lower), number, None)
        return
    cuts = [match.span() for match in _SEMICOLON.finditer(lower, start)] if own or block.kind == "paragraph" else []
    for first, last in zip([start, *(end for _, end in cuts)], [*(begin for begin, _ in cuts), len(lower)], strict=True):
        yield from _statement(place, first, last, number if len(cuts) == 0 else None, over)


def _statement(
    place: _Place, start: int, end: int, number: str | None, over: _Heading | None
) -> Iterator[IndicatorDraft | Unresolved]:
    """The indicator of a stretch. Without a heading over it two values or more must follow its words, and nothing else."""
    lower, words = place.view.lower, place.words
    beside = list(_said_beside(lower, start, end, words))
    stop = min((said.label for said in beside), default=end)
    values = list(find_values(lower, start, stop, words))
    reached = find_reached(lower, start, stop, words, over.year) if over is not None and not values else None
    values = [reached] if reached else values
    if not values or not _enough(values, over, lower[start:stop], words):
        return
    opening = _BEFORE_VALUES.search(lower, start, values[0].start)
    apart = opening is not None and are_all(lower, opening.end(), stop, values)
    if not apart and (over is None or _is_prose(place.view.cased[start:stop])):
        return
    last = opening.start() if opening and apart else start + len(lower[start:stop].rstrip(_ENDS))
    last = _without_label(lower, start, last, words)
    if sum(map(str.isalpha, lower[start:last])) < _MIN_LETTERS:
        return
    holders, source, unresolved = _beside(place, beside)
    yield from unresolved
    printed = tuple((value.year, value.as_printed, value.amount) for value in values)
    unit = next((value.unit for value in values if value.unit), None)
    level = over.level if over else "result"
    yield IndicatorDraft(*place.original(start, last), level, number, None, unit, source, printed, tuple(holders), METHOD)


def _without_label(lower: str, start: int, end: int, words: TableWords) -> int:
    """Where the words of an indicator end before the label of its first value: '... with a card. Baseline (2024): 12 %'."""
    label = _VALUE_LABEL.search(lower, start, end)
    named = label is not None and any(words.columns[key].fullmatch(label["label"].strip()) for key in ("baseline", "years"))
    return label.start() if label and named else end


def _enough(values: Sequence[StatedValue], over: _Heading | None, lower: str, words: TableWords) -> bool:
    """Whether so many values make an indicator: one under a heading of indicators, or of what is measured; else two."""
    measured = is_share(values[0].unit, words) or is_measured(lower, words)
    return len(values) > 1 or (over is not None and (over.named or measured))


def _is_prose(cased: str) -> bool:
    """Whether a stretch holds more than one sentence."""
    return any(cased[match.end()].isupper() for match in _SENTENCE.finditer(cased))


class _Said(NamedTuple):
    """What is said of an indicator behind a label: where the label stands, what it names, and where that stands."""

    label: int
    role: str
    start: int
    end: int


def _said_beside(lower: str, start: int, end: int, words: TableWords) -> Iterator[_Said]:
    roles = (*_HOLDERS, "data_source", "source")
    labels = []
    for match in _BESIDE.finditer(lower, start, end):
        length = _COVERED * len(match["label"])
        role = next(
            (r for r in roles if any(m.end() - m.start() >= length for m in words.columns[r].finditer(match["label"]))), None
        )
        if role is not None:
            labels.append((match, role))
    for place, (match, role) in enumerate(labels):
        stop = labels[place + 1][0].start() if place + 1 < len(labels) else end
        bracket = lower.find(")", match.end(), stop) if lower[match.start()] == "(" else -1
        yield _Said(
            match.start(),
            role,
            match.end(),
            bracket if bracket > 0 else match.end() + len(lower[match.end() : stop].rstrip(_ENDS)),
        )


def _beside(place: _Place, beside: Sequence[_Said]) -> tuple[list[Holder], str | None, list[Unresolved]]:
    """Who answers for the indicator, where its data come from, and what names no known body."""
    holders: list[Holder] = []
    unresolved: list[Unresolved] = []
    source: str | None = None
    for said in beside:
        start, end = place.original(said.start, said.end)
        if said.role in _HOLDERS:
            role = "executor" if said.role == "responsible" else said.role
            found, unknown = read_holders(place.context, start, end, place.words, role, METHOD)
            holders, unresolved = [*holders, *found], [*unresolved, *unknown]
        else:
            source = place.context.clean(place.context.text[start:end]) or None
    return holders, source, unresolved
