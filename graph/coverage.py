"""Which blocks of a document's text gave something to the graph, and which gave nothing. Pure computation over text and spans.

A block is of the size of a paragraph: blank lines part paragraphs, TAB marks part the cells of a table, and a line of its own is
a block unless it only goes on with the sentence of the line above. A block without letters and digits is none.

A table's row gives one fact, whose evidence is the cell with its text; the other cells live on as fields of that fact (a number,
a deadline, a value). Such a cell gave something too, when it holds what the nearest fact before or after it has in a field.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]  # code points, half-open
FACTS, NAMES, UNRESOLVED, SILENT = "facts", "names", "unresolved", "silent"

_PARTED = re.compile(r"\t|\n\s*\n|\n")
_TRIMMED = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_HELD = re.compile(r"[^\W_]")
_LETTERS = re.compile(r"[^\W\d_]+")
_SENTENCE_ENDS = ".!?;:…»”"
_LONGEST_CELL = 400  # a longer stretch between two TABs is the running text between two tables
_SHORTEST_PART = 3  # letters and digits that a part of a field must have to be told for one


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text, `blocks` blocks long: one paragraph, or neighbouring cells of a table."""

    start: int
    end: int
    blocks: int


@dataclass(frozen=True, slots=True)
class Field:
    """A printed field of a fact whose evidence starts at `start`."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where a reading leans on a text.

    Attributes:
        facts: the evidence of facts.
        names: the mentions of bodies and acts.
        unresolved: words that were seen and not settled.
        fields: what facts hold beside the words of their evidence.
    """

    facts: tuple[Span, ...] = ()
    names: tuple[Span, ...] = ()
    unresolved: tuple[Span, ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a reading left of one text.

    Attributes:
        blocks: all blocks of the text; the next four add up to it.
        with_facts: blocks that the evidence of a fact touches, or that a fact holds as a field.
        only_named: blocks where a body or act is named and no fact leans on the words.
        only_unresolved: blocks with nothing but words that could not be settled.
        silent_blocks: blocks that nothing touches.
        letters: letters of the text, digits and marks not counted.
        letters_covered: letters that stand in the evidence of a fact, in a field or in a name that was read.
        silent: the blocks that nothing touches, in the order of the text, cells side by side as one stretch.
    """

    blocks: int
    with_facts: int
    only_named: int
    only_unresolved: int
    silent_blocks: int
    letters: int
    letters_covered: int
    silent: tuple[Stretch, ...]

    @property
    def percent(self) -> float | None:
        """The share of the letters that is covered, in per cent, never rounded up; None for a text without letters."""
        return self.letters_covered * 1000 // self.letters / 10 if self.letters else None


def measure_coverage(text: str, places: Places) -> Coverage:
    """Sets the places that a reading leans on against the blocks of the text."""
    blocks = list(split_blocks(text))
    facts = merge([*places.facts, *_held_as_fields(text, blocks, places.fields)])
    names, unresolved = merge(places.names), merge(places.unresolved)
    counts = dict.fromkeys((FACTS, NAMES, UNRESOLVED, SILENT), 0)
    silent: list[Stretch] = []
    for block in blocks:
        found = _reading(block, facts, names, unresolved)
        counts[found] += 1
        if found == SILENT:
            _append(silent, block, text)
    return Coverage(
        blocks=len(blocks),
        with_facts=counts[FACTS],
        only_named=counts[NAMES],
        only_unresolved=counts[UNRESOLVED],
        silent_blocks=counts[SILENT],
        letters=_letters(text, 0, len(text)),
        letters_covered=sum(_letters(text, start, end) for start, end in merge([*facts, *names])),
        silent=tuple(silent),
    )


def split_blocks(text: str) -> Iterator[Span]:
    """The blocks of a text in their order, trimmed of white space; they never overlap."""
    start = 0
    for mark in _PARTED.finditer(text):
        if mark[0] == "\n" and _goes_on(text, mark.start(), mark.end()):
            continue
        yield from _trimmed(text, start, mark.start())
        start = mark.end()
    yield from _trimmed(text, start, len(text))


def merge(spans: Iterable[Span]) -> list[Span]:
    """The same places as spans that neither overlap nor touch, in order."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif start < end:
            merged.append((start, end))
    return merged


def _goes_on(text: str, line_end: int, next_line: int) -> bool:
    """Whether a line break stands inside a sentence, as in texts whose lines are cut at a width."""
    before = text[max(0, line_end - 80) : line_end].rstrip()
    after = text[next_line : next_line + 80].lstrip(" \xa0")
    return bool(before) and before[-1] not in _SENTENCE_ENDS and after[:1].islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    part = _TRIMMED.search(text, start, end)
    if part is not None and _HELD.search(text, part.start(), part.end()):
        yield part.span()


def _reading(block: Span, facts: list[Span], names: list[Span], unresolved: list[Span]) -> str:
    for spans, found in ((facts, FACTS), (names, NAMES), (unresolved, UNRESOLVED)):
        if _touches(spans, block):
            return found
    return SILENT


def _touches(merged: list[Span], block: Span) -> bool:
    last = bisect_left(merged, (block[1], 0)) - 1  # the last span that begins before the block's end
    return last >= 0 and merged[last][1] > block[0]


def _held_as_fields(text: str, blocks: list[Span], fields: Iterable[Field]) -> Iterator[Span]:
    """The blocks that hold what the nearest fact before or after them has in a field."""
    held: dict[int, set[str]] = defaultdict(set)
    for field in fields:
        held[field.start].add(_bare(field.text))
    starts = sorted(held)
    for block in blocks:
        nearest = bisect_left(starts, block[0])
        near = {name for start in starts[max(0, nearest - 1) : nearest + 1] for name in held[start]}
        words = _bare(text[block[0] : block[1]])
        is_part = len(words) >= _SHORTEST_PART and not words.isdigit() and any(words in name for name in near)
        if words in near or is_part:
            yield block


def _bare(text: str) -> str:
    """Letters and digits alone: fields are kept without the hyphens and line breaks of narrow cells."""
    return "".join(_HELD.findall(text)).casefold()


def _append(silent: list[Stretch], block: Span, text: str) -> None:
    """Adds a block; cells side by side, and the paragraphs of one cell, become one stretch."""
    start, end = block
    if silent and _is_table(text, silent[-1].end, start):
        before = silent[-1]
        silent[-1] = Stretch(before.start, end, before.blocks + 1)
    else:
        silent.append(Stretch(start, end, 1))


def _is_table(text: str, end: int, start: int) -> bool:
    """Whether nothing but the marks of a table, or a line break within one cell, stands between two places."""
    between = text[end:start]
    if _HELD.search(between):
        return False
    cell_start = text.rfind("\t", max(0, end - _LONGEST_CELL), end)
    cell_end = text.find("\t", start, start + _LONGEST_CELL)
    return "\t" in between or (cell_start >= 0 and cell_end >= 0 and cell_end - cell_start <= _LONGEST_CELL)


def _letters(text: str, start: int, end: int) -> int:
    return sum(run.end() - run.start() for run in _LETTERS.finditer(text, start, end))
