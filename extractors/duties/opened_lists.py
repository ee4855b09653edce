"""Lists that a body opens: 'The Ministry of Justice:' or 'To the Ministry of Justice:', and below it what the body must do.

Each item is read as the sentence that it stands for, the body put before it; so the rules of sentences hold for items too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.blocks import Block
from extractors.duties.clauses import Clause, mark, sentences
from extractors.duties.predicates import part
from extractors.duties.rules import DutyWords
from extractors.list_marks import mark_of
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading

MAX_ITEMS = 60
_BULLET = re.compile(r"(?:[-–—•*]\s*)?(?:\(?\d{1,3}(?:\.\d{1,3})*\s*[.)]\s*|\(?[^\W\d_]\)\s*)?")


@dataclass(frozen=True, slots=True)
class OpenedList:
    """The clauses that the items of a list stand for, and the blocks of the items by their start."""

    clauses: tuple[Clause, ...]
    blocks: frozenset[int]


def opened_lists(reading: Reading, bodies: BodyIndex, words: dict[str, DutyWords], taken: frozenset[int]) -> Iterator[OpenedList]:
    """The lists that a body opens. `taken`: where the openings end of lists that another stage has read."""
    blocks = reading.blocks
    for place, block in enumerate(blocks[:-1]):
        text = reading.document.text[block.start : block.end]
        if block.kind == "cell" or not text.endswith(":") or not bodies.find(block.start, block.end):
            continue
        table = words[block.language]
        start, end = sentences(reading, block.start, block.end)[-1]
        if reading.text.original(start, end)[1] in taken:
            continue
        opening = _opening(reading, bodies, block, (start, end), table)
        items = list(_items(reading, blocks, place)) if opening is not None else []
        if opening is None or not items:
            continue
        clauses = tuple(_joined(reading, bodies, opening, item, table) for item in items)
        yield OpenedList(clauses, frozenset(item.start for item in items))


def _opening(reading: Reading, bodies: BodyIndex, block: Block, span: tuple[int, int], table: DutyWords) -> Clause | None:
    """What all items share, the bodies that open the list, as a clause; None where the words open no list of duties."""
    found = bodies.outermost(*reading.text.original(*span))
    clause = mark(reading, block, *span, found, table.cases)
    text = clause.marked.rstrip(" :")
    match = next(filter(None, (pattern.fullmatch(text) for pattern in table.openings)), None)
    return part(clause, match.span("keep")) if match else None


def _items(reading: Reading, blocks: Sequence[Block], place: int) -> Iterator[Block]:
    """The items below a block: those that bear one kind of mark, to the next block that bears the opening's own or none."""
    text = reading.document.text
    own = _mark(text, blocks[place])
    first = blocks[place + 1]
    style = _mark(text, first)
    if style == own and style is not None:
        return
    for block in blocks[place + 1 : place + 1 + MAX_ITEMS]:
        kind = _mark(text, block)
        if block.kind in ("cell", "heading") or (kind is not None and kind == own) or (kind is None and style is not None):
            return
        if kind == style:
            yield block
        if style is None and text[block.end - 1] != ";":
            return


def _mark(text: str, block: Block) -> str | None:
    return mark_of(text, block.start, block.end) if block.kind in ("item", "heading") else None


def _joined(reading: Reading, bodies: BodyIndex, opening: Clause, item: Block, table: DutyWords) -> Clause:
    raw = reading.document.text
    bullet = _BULLET.match(raw, item.start, item.end)
    first = bullet.end() if bullet else item.start
    start, end = sentences(reading, first, item.end)[0]
    clause = mark(reading, item, start, end, bodies.outermost(*reading.text.original(start, end)), table.cases)
    shift = len(opening.marked) + 1
    named = {place + shift: mention for place, mention in clause.bodies.items()}
    return replace(
        clause,
        marked=f"{opening.marked} {clause.marked}",
        starts=(*opening.starts, start, *clause.starts),
        ends=(*opening.ends, start, *clause.ends),
        bodies={**opening.bodies, **named},
        opening=(opening.start, opening.end),
    )
