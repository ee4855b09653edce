"""Where a document tells what its programme costs and who pays: its passport, announcing paragraphs, text under such headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.blocks import Block
from extractors.tables.budgets import read_budget_text
from extractors.tables.context import TableContext
from extractors.tables.donors import names_sums
from extractors.tables.grid import Table
from extractors.tables.passport import PassportEntry
from extractors.tables.words import TableWords
from extractors.text import MatchText, small
from ontology.records import Allocation

_NOTE_REACH = 300  # characters after a plan in which a note may tell what it costs


def find_budget(
    context: TableContext, tables: Sequence[Table], entries: Sequence[PassportEntry], plans: Sequence[int]
) -> Iterator[Allocation]:
    """The programme's sums in its passport, and in paragraphs of running text that announce them; `plans`: where plans end."""
    read: set[int] = set()
    for entry in sorted(entries, key=lambda entry: entry.key != "funding"):
        donors = entry.key == "funder" and entry.start not in read and names_sums(context, entry)
        if donors or entry.key == "funding":
            read.add(entry.start)
            yield from read_budget_text(context, entry.start, entry.end, entry.words, True, source="donor" if donors else "total")
    closed = [(table.start, table.end) for table in tables] + [(entry.start, entry.end) for entry in entries]
    funding = _under_funding(context)
    for words in context.languages_used:
        for found in _budget_places(context.reading.text, words, funding):
            place = context.reading.text.position(found)
            start = context.text.rfind("\n", 0, place) + 1
            end = context.text.find("\n", place)
            if start not in read and not any(first <= place < last for first, last in closed):
                read.add(start)
                stop = end if end >= 0 else len(context.text)
                headed = any(first <= start < last for first, last in funding)
                noted = any(0 <= start - plan <= _NOTE_REACH for plan in plans)
                yield from read_budget_text(context, start, stop, words, False, headed or noted)


def _under_funding(context: TableContext) -> list[tuple[int, int]]:
    """The stretches of text under headings on funding."""
    headings = [block for block in context.reading.blocks if block.kind == "heading"]
    ends = [*(block.start for block in headings[1:]), len(context.text)]
    return [(block.end, end) for block, end in zip(headings, ends, strict=False) if _is_on_funding(context, block)]


def _is_on_funding(context: TableContext, heading: Block) -> bool:
    lower, words = small(context.text[heading.start : heading.end]), context.words_at(heading.start)
    return words.passport["funding"].search(lower) is not None or words.funding_heading.search(lower) is not None


def _budget_places(text: MatchText, words: TableWords, funding: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Where words that announce a budget start in the normalised text, or words of what a programme needs or donors give."""
    lower = text.lower
    for head in words.budget_heads:
        place = lower.find(head)
        while place >= 0:
            if words.budget.match(lower, place):
                yield place
            place = lower.find(head, place + 1)
    if any(pattern.search(lower) for _, pattern in words.currencies.within(lower)):
        yield from (match.start() for match in words.needed.finditer(lower))
        for first, last in funding:
            yield from (match.start() for match in words.giving.finditer(lower, text.normal(first), text.normal(last)))
