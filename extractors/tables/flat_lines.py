"""The lines of a table that lost all its marks, each as what it looks like: a number, bodies, a deadline, a unit, words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from extractors.tables.alignment import is_note
from extractors.tables.context import Resolve
from extractors.tables.grid import BLANKS, Cell, cell_between
from extractors.tables.money import money_unit, parse_number
from extractors.tables.words import TableWords
from extractors.text import small

_LINE = re.compile(r"[^\n]*[^\s\u00a0\ufeff][^\n]*")
_MARK = re.compile(r"\*{1,3}|[-–—]")
_ITEM = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,2})[.)]?")
_FIGURES = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ \u00a0]\d{3})+(?:[.,]\d*)?|\d+(?:[.,]\d*)?)[ \u00a0]*%?\**")
_CODE = re.compile(r"\d{3}(?:[ ,;/]+\d{3})*,?")
_NUMBERED = re.compile(r"[ \t\u00a0]*\d{1,3}(?:\.\d{1,3})?\.[ \u00a0]+(?=[^\W\d_])")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[ \u00a0]?[-–—][ \u00a0]?(?:19|20)\d\d)?")
_PART = re.compile(r"\d{1,2}\)(?:[ \u00a0]*\d[\d \u00a0]*(?:[.,]\d+)?)?")
_LETTER = re.compile(r"[^\W\d_]")
_MAX_DEADLINE = 80
_MAX_UNIT = 20
_MAX_PLACE_WORDS = 4
_COVERED = 0.6
_NAMED = 0.4  # a source says little else than its name: 'funds of donors'
_LEAD = 4  # characters that may stand before the word for a task: its number
_ENDS = " :.;" + BLANKS
_ALONE = ("target_indicators", "result_indicators", "measures", "secret")


class FlatLine(NamedTuple):
    """A line with its looks; several may hold at once ('5' is an item's number and figures)."""

    cell: Cell
    item: tuple[int, ...] | None  # the number of a row, by its levels
    figures: bool  # a number or a part of one
    code: bool
    mark: bool
    note: bool
    dated: bool
    bodies: bool  # says little else than names of bodies
    unit: bool
    source: bool
    place: bool
    label: bool  # a word for a task, a goal, a total or another row that is no measure
    alone: bool  # such a row has no other cells
    part: bool  # opens or numbers the parts of a sum: 'including:', '1)', '1) 4,3'

    @property
    def words(self) -> bool:
        """Whether it is none of the known looks."""
        return not (self.figures or self.mark or self.note or self.dated or self.bodies or self.unit or self.source)


def read_lines(text: str, start: int, end: int, words: TableWords, resolve: Resolve, most: int) -> list[FlatLine]:
    """The first lines of a stretch that are not blank; the number that opens a line is one of its own."""
    lines: list[FlatLine] = []
    for match in islice(_LINE.finditer(text, start, end), most):
        number = _NUMBERED.match(match[0])
        cut = match.start() + (number.end() if number else 0)
        spans = [(match.start(), cut), (cut, match.end())] if number else [match.span()]
        lines += [_look(cell_between(text, *span), words, resolve) for span in spans]
    return lines


def _look(cell: Cell, words: TableWords, resolve: Resolve) -> FlatLine:
    text, lower = cell.text, cell.lower
    item = _ITEM.fullmatch(text)
    figures = _FIGURES.fullmatch(text) is not None and not (item and text[-1] in ".)")
    short = len(text) <= _MAX_DEADLINE and not figures
    return FlatLine(
        cell=cell,
        item=tuple(map(int, item[1].split("."))) if item else None,
        figures=figures,
        code=_CODE.fullmatch(text) is not None,
        mark=_MARK.fullmatch(text) is not None,
        note=short and is_note(lower, words),
        dated=_YEARS.fullmatch(text) is not None or (short and _is_dated(lower, words)),
        bodies=not figures and _names_bodies(cell, words, resolve),
        unit=len(text) <= _MAX_UNIT and not figures and _is_unit(lower, words),
        source=short and _share(lower, words) >= _NAMED,
        place=short and _is_place(lower, words),
        label=not figures and not text[0].islower() and _is_label(lower, words),
        alone=not figures and not text[0].islower() and _is_whole(lower, words, _ALONE),
        part=_PART.fullmatch(text) is not None or _is_whole(lower, words, ("part",)),
    )


def _is_dated(lower: str, words: TableWords) -> bool:
    return any(pattern.search(lower) for pattern in (words.standing, words.dates)) and parse_number(lower) is None


def _names_bodies(cell: Cell, words: TableWords, resolve: Resolve) -> bool:
    """Whether what is left without names of bodies and notes on agreement is next to nothing."""
    named = resolve(cell.start, cell.end)
    if not named:
        return bool(words.notes["agreement"].search(cell.lower)) and len(cell.text) < _MAX_DEADLINE
    rest = list(cell.text)
    for body in named:
        rest[body.start - cell.start : body.end - cell.start] = " " * (body.end - body.start)
    left = small("".join(rest))
    for pattern in (*(words.notes[key] for key in ("agreement", "lead", "summary")), words.conjunctions):
        left = pattern.sub(" ", left)
    return len(_LETTER.findall(left)) <= (1 - _COVERED) * len(_LETTER.findall(cell.text))


def _is_unit(lower: str, words: TableWords) -> bool:
    found = [match.end() - match.start() for match in words.units.finditer(lower)]
    return money_unit(lower, [words]) is not None or bool(found and max(found) >= _COVERED * len(lower))


def _share(lower: str, words: TableWords) -> float:
    found = [
        match.end() - match.start()
        for key, pattern in words.sources.items()
        if key != "total"
        for match in pattern.finditer(lower)
    ]
    return max(found, default=0) / len(_CODE.sub("", lower) or lower)


def _is_place(lower: str, words: TableWords) -> bool:
    found = [match.span() for match in words.rows["place"].finditer(lower)]
    return len(lower.split()) <= _MAX_PLACE_WORDS and any(first == 0 or last == len(lower) for first, last in found)


def _is_label(lower: str, words: TableWords) -> bool:
    bare = lower.strip(_ENDS)
    return _is_whole(lower, words, (*_ALONE, "total")) or any(
        match.start() <= _LEAD and bare[match.end() : match.end() + 5].lstrip(" №0123456789")[:1] in (".", ":", "-", ")")
        for key in ("goal", "task", "target_indicator", "result_indicator", "direction", "section")
        for match in words.rows[key].finditer(bare)
    )


def _is_whole(lower: str, words: TableWords, keys: Iterable[str]) -> bool:
    bare = lower.strip(_ENDS)
    return any(words.rows[key].fullmatch(bare) for key in keys)
