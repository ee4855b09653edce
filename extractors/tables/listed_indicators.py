"""Indicators that a paragraph or an item of a list states with their values: 'Share of schools: 2025 - 45 %, 2027 - 70 %'.

What stands in brackets behind the values names who answers for the indicator, where a heading for such bodies opens it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from extractors.blocks import Block
from extractors.tables.context import TableContext
from extractors.tables.indicators import IndicatorDraft
from extractors.tables.money import parse_number
from extractors.tables.responsible import Holder, read_holders
from extractors.tables.words import TableWords
from extractors.text import normalise
from ontology.records import Unresolved

METHOD = "text:indicators"
_CUE = re.compile(r": (?:19|20)\d\d(?!\d)")
_PAIR = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?!\d)(?:\s?-?\s?[^\W\d_]{1,8}\.?)?\s?[-:]\s?"
    r"(?P<value>\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?:\s?(?P<unit>%|[^\W\d_]+))?"
)
_BETWEEN = re.compile(r"\s?[,;]\s?")
_AFTER = re.compile(r"\s?(?:\((?P<bracket>[^()]*)\))?[\s.;,]*")
_MARK = re.compile(r"(?:\(?\d{1,3}(?:\.\d{1,3})*[.)]\s*|[-•*]\s*)?")
_DASH = re.compile(r"\s?[-:]\s")
_MIN_LETTERS = 10
_MIN_VALUES = 2


def read_listed_indicators(context: TableContext) -> Iterator[IndicatorDraft | Unresolved]:
    """The indicators of the running text, each in a paragraph or item of its own, and the executors that name no known body."""
    text = context.reading.text
    last = -1
    for cue in _CUE.finditer(text.cased):
        block = context.reading.block_at(text.position(cue.start()))
        if block is not None and block.kind in ("paragraph", "item") and block.start > last:
            last = block.start
            yield from _indicator(context, block)


def _indicator(context: TableContext, block: Block) -> Iterator[IndicatorDraft | Unresolved]:
    words = context.words_at(block.start)
    view = normalise(context.text[block.start : block.end])
    cue = _CUE.search(view.cased)
    mark = _MARK.match(view.cased)
    if cue is None or mark is None or sum(map(str.isalpha, view.cased[mark.end() : cue.start()])) < _MIN_LETTERS:
        return
    values, unit, end = _values(view.cased, cue.start() + 2, words)
    after = _AFTER.fullmatch(view.cased, end)
    if after is None or len(values) < _MIN_VALUES:
        return

    def place(start: int, stop: int) -> tuple[int, int]:
        first, last = view.original(start, stop)
        return block.start + first, block.start + last

    holders: list[Holder] = []
    if after["bracket"]:
        holders, unresolved = _executors(context, view.lower, after.span("bracket"), place, words)
        yield from unresolved
    start, stop = place(mark.end(), cue.start())
    yield IndicatorDraft(
        start, stop, _level(context, block, words), block.number, None, unit, None, values, tuple(holders), METHOD
    )


def _values(cased: str, start: int, words: TableWords) -> tuple[tuple[tuple[int, str, Decimal], ...], str | None, int]:
    """The values that follow one another from a place on, the unit that the first one bears, and where they end."""
    values: list[tuple[int, str, Decimal]] = []
    unit, end = None, start
    while (pair := _PAIR.match(cased, start)) is not None:
        number = parse_number(pair["value"], words.decimal)
        if number is None:
            break
        values.append((int(pair["year"]), number.as_printed, number.amount))
        unit, end = unit or pair["unit"], pair.end()
        between = _BETWEEN.match(cased, end)
        if between is None:
            break
        start = between.end()
    return tuple(values), unit, end


def _executors(
    context: TableContext,
    lower: str,
    bracket: tuple[int, int],
    place: Callable[[int, int], tuple[int, int]],
    words: TableWords,
) -> tuple[list[Holder], list[Unresolved]]:
    """The bodies in brackets behind a word for those who answer: '(responsible: the Ministry of Health)'."""
    label = words.columns["responsible"].match(lower, *bracket)
    dash = _DASH.match(lower, label.end(), bracket[1]) if label else None
    return read_holders(context, *place(dash.end(), bracket[1]), words, "executor", METHOD) if dash else ([], [])


def _level(context: TableContext, block: Block, words: TableWords) -> str:
    """'target' where the heading above, or the line that opens the list, says so."""
    above = context.text[: block.start]
    blocks = context.reading.blocks
    for other in reversed(blocks[: blocks.index(block)]):
        said = above[other.start : other.end]
        if other.kind == "heading" or said.rstrip().endswith(":"):
            return "target" if words.rows["target_indicators"].search(normalise(said).lower) else "result"
    return "result"
