"""Where a document tells what its programme costs and who pays: its passport, announcing paragraphs, text under such headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.blocks import Block
from extractors.tables.budgets import read_budget_text
from extractors.tables.context import TableContext
from extractors.tables.donors import names_sums
from extractors.tables.grid import Table
from extractors.tables.money import money_unit
from extractors.tables.passport import PassportEntry
from extractors.tables.words import TableWords
from extractors.text import MatchText, small
from ontology.records import Allocation

_OPENING = 60  # characters that open a paragraph
_COVERED = 0.6  # a heading says little else
_MAX_SAID = 2000  # characters of a paragraph with its list
_FIGURE = re.compile(r"\d")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
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
    yield from _bare_totals(context, funding, closed, read)
    for words in context.languages_used:
        for found in _budget_places(context.reading.text, words, funding):
            place = context.reading.text.position(found)
            start = _paragraph(context, context.text.rfind("\n", 0, place) + 1)[0]
            stop = _end(context, start, closed)
            if start not in read and not any(first <= place < last or start <= first < stop for first, last in closed):
                read.add(start)
                heading = next((text for first, last, text in funding if first <= start < last), None)
                noted = any(0 <= start - plan <= _NOTE_REACH for plan in plans)
                headed = heading is not None or noted or _opens_on_funding(context.text[start:stop], words)
                unit = money_unit(heading, [words]) if heading else None
                yield from read_budget_text(context, start, stop, words, False, headed, unit=unit)


def _bare_totals(
    context: TableContext, funding: Sequence[tuple[int, int, str]], closed: Sequence[tuple[int, int]], read: set[int]
) -> Iterator[Allocation]:
    """The sums of paragraphs under a heading on funding that open with a word for the whole: 'Total - 90 million'."""
    for first, last, heading in funding:
        for line in _LINE.finditer(context.text, first, last):
            start = line.start()
            if start in read or not _FIGURE.search(line[0]) or any(f <= start < n for f, n in closed):
                continue
            words = context.words_at(start)
            if words.sources["total"].match(small(context.text[start : start + _OPENING])):
                read.add(start)
                unit = money_unit(heading, [words])
                yield from read_budget_text(context, start, _end(context, start, closed), words, True, True, unit=unit)


def _end(context: TableContext, start: int, closed: Sequence[tuple[int, int]]) -> int:
    """Where what a paragraph says of money ends: with the list that it opens, and with the paragraph that tells its parts."""
    text, words = context.text, context.words_at(start)
    stop = start
    while found := _LINE.search(text, stop):
        first, last = _paragraph(context, found.start())
        said = text[start:stop].rstrip()
        parts = stop > start and words.rows["part"].match(small(text[first : first + _OPENING]))
        goes_on = stop == start or said.endswith((":", ";")) or (parts and said.endswith("."))
        if not goes_on or last - start > _MAX_SAID or any(f <= first < n for f, n in closed):
            break
        stop = max(last, stop + 1)
    return stop


def _paragraph(context: TableContext, place: int) -> tuple[int, int]:
    """Where the paragraph starts and ends that the line at a place is of: its block, as far as no blank line parts it."""
    text = context.text
    stop = text.find("\n", place)
    line = place, stop if stop >= 0 else len(text)
    block = context.reading.block_at(place + len(text[slice(*line)]) - len(text[slice(*line)].lstrip()))
    if block is None or block.kind == "cell":
        return line
    above, below = text.rfind("\n\n", block.start, place), text.find("\n\n", line[1], block.end)
    return min(place, block.start if above < 0 else above + 2), max(line[1], block.end if below < 0 else below)


def _opens_on_funding(text: str, words: TableWords) -> bool:
    """Whether a paragraph opens with a word for funding, as its heading would; the programme may stand before it."""
    lower = small(text[:_OPENING])
    programme = words.instrument.match(lower)
    place = programme.end() + 1 if programme else 0
    return words.funding_heading.match(lower, place) is not None


def _under_funding(context: TableContext) -> list[tuple[int, int, str]]:
    """The stretches of text under headings on funding, each with its heading in small letters."""
    headings = [block for block in context.reading.blocks if block.kind == "heading" or _is_bare_heading(context, block)]
    ends = [*(block.start for block in headings[1:]), len(context.text)]
    return [
        (block.end, end, small(context.text[block.start : block.end]))
        for block, end in zip(headings, ends, strict=False)
        if _is_on_funding(context, block)
    ]


def _is_bare_heading(context: TableContext, block: Block) -> bool:
    """Whether a paragraph is a short line that says little else than that funding follows."""
    if block.kind != "paragraph" or block.end - block.start > _OPENING:
        return False
    lower = small(context.text[block.start : block.end])
    pattern = context.words_at(block.start).funding_heading
    return any(match.end() - match.start() >= _COVERED * len(lower) for match in pattern.finditer(lower))


def _is_on_funding(context: TableContext, heading: Block) -> bool:
    lower, words = small(context.text[heading.start : heading.end]), context.words_at(heading.start)
    return words.passport["funding"].search(lower) is not None or words.funding_heading.search(lower) is not None


def _budget_places(text: MatchText, words: TableWords, funding: Sequence[tuple[int, int, str]]) -> Iterator[int]:
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
        yield from (match.start() for match in words.giving.finditer(lower))
