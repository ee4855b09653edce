"""What a row of a plan is: a heading, an indicator, a measure, or a row that splits the sums of the measure above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.tables.alignment import AlignedRow
from extractors.tables.grid import Cell
from extractors.tables.money import is_nothing, money_unit
from extractors.tables.words import TableWords
from extractors.text import normalise

_NUMBER_BEFORE = re.compile(r"\d{1,2}\s?[-.)]\s?")
_AFTER_LABEL = re.compile(r"\s*(?:№\s?)?(?:\d{0,2}(?:\.\d{1,2})*|[ivxіх]{1,4})\s*[.:)\-–—]+\s*(?:\d{1,2}[.)]\s*)?(?=\S)")
_NUMBER_IN_LABEL = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_HEADINGS = ("target_indicators", "result_indicators", "measures", "part")
_LABELS = ("goal", "task", "target_indicator", "result_indicator", "direction", "section")
_MIN_DIRECTION = 8  # characters of a direction
_MAX_PLACE_WORDS = 6
_MAX_TOTAL_WORDS = 10
_COVERED = 0.6  # the name of a budget source says little else


class PlanRow(NamedTuple):
    """A row with its kind. `start` and `end`: where its words stand, without the label that tells the kind.

    Kinds: 'blank', 'goal', 'task', 'target_indicator', 'result_indicator', the headings 'target_indicators',
    'result_indicators' and 'measures', 'part' ('including:'), 'section' and 'heading' (of no known kind), 'total' (of the
    whole), 'subtotal', 'secret', 'place', 'source' and 'body' (which split sums), 'line' (a measure or indicator).
    """

    kind: str
    aligned: AlignedRow
    name: Cell | None = None  # the cell that states what the row is about
    start: int = 0
    end: int = 0
    number: str | None = None


def classify(row: AlignedRow, words: TableWords, roles: Sequence[str]) -> PlanRow:
    """What a row is, by its words and by which of its cells are filled. `roles`: the columns that state a row."""
    filled = [cell for cell in row.row.cells if not is_nothing(cell.text)]
    if not filled:
        return PlanRow("blank", row)
    name = _name(row, filled, roles, words)
    if name is None:
        return PlanRow("body" if row.holders else "heading", row, None, filled[0].start, filled[-1].end)
    number = row.cell("number")
    numbered = number is not None and number is not name
    lower = _without_unit(name.lower.strip(" :.()"), words)
    kind = _kind(lower, words, numbered or row.row.glued) or (None if numbered else _sum_kind(row, lower, words))
    if kind is not None and (kind not in _HEADINGS or len(filled) == 1):
        return PlanRow(kind, row, name, name.start, name.end)
    labelled = _labelled(row, name, words)
    if labelled is not None:
        return labelled
    alone = len(filled) == 1 + numbered and not row.row.glued
    return PlanRow("heading" if alone else "line", row, name, name.start, name.end)


def _name(row: AlignedRow, filled: Sequence[Cell], roles: Sequence[str], words: TableWords) -> Cell | None:
    """The cell that states the row; in a row of one cell that spans the table, that cell."""
    name = row.cell(*roles)
    if name is not None and not is_nothing(name.text):
        return name
    first = filled[0]
    if len(filled) == 1 and (len(row.row.cells) == 1 or first is row.row.cells[0]):
        return first
    wide = first is row.cells.get("number") and not first.text.strip(". )").isdigit()  # it spans the columns of number and name
    stated = not row.holders or any(words.rows[key].match(first.lower) for key in ("target_indicator", "result_indicator"))
    return first if wide and stated else None


def _kind(lower: str, words: TableWords, numbered: bool) -> str | None:
    """The kind of a row that its words alone tell."""
    for kind in ("secret", "total", *_HEADINGS):
        if words.rows[kind].fullmatch(lower):
            return kind
    return "place" if not numbered and _is_place(lower, words) else None


def _without_unit(lower: str, words: TableWords) -> str:
    """The words of a row without the unit of its sums: 'total, million tenge'."""
    said, _, unit = lower.partition(",")
    counted = words.rows["total"].fullmatch(said.strip()) is not None and money_unit(unit, [words]) is not None
    return said.strip() if counted else lower


def _sum_kind(row: AlignedRow, lower: str, words: TableWords) -> str | None:
    """The kind of a row that nobody carries out at any time: a total of the whole or of a part, or the sums of one source."""
    if row.holders or row.cell("deadline"):
        return None
    opened = words.rows["part"].match(lower)
    source = lower[opened.end() :].strip(" :-") if opened else lower
    if source and any(_covers(pattern, source) for key, pattern in words.sources.items() if key != "total"):
        return "source"
    totals = [match.span() for match in words.rows["total"].finditer(lower)]
    if len(lower.split()) <= _MAX_TOTAL_WORDS and any(start == 0 or end == len(lower) for start, end in totals):
        return "total" if words.instrument.search(lower) else "subtotal"
    return None


def _covers(pattern: re.Pattern[str], lower: str) -> bool:
    return any(match.end() - match.start() >= _COVERED * len(lower) for match in pattern.finditer(lower))


def labelled(cell: Cell, words: TableWords) -> tuple[int, str | None] | None:
    """Where the words of a task begin behind its label ('Task 2: ...'), and its number; None without a label."""
    view = normalise(cell.text)
    lead = _NUMBER_BEFORE.match(view.lower)
    label = words.rows["task"].match(view.lower, lead.end() if lead else 0)
    after = _AFTER_LABEL.match(view.lower, label.end()) if label else None
    if after is None:
        return None
    number = _NUMBER_IN_LABEL.search(after[0]) or _NUMBER_IN_LABEL.match(lead[0] if lead else "")
    return cell.start + view.original(after.end(), len(view.lower))[0], number[0] if number else None


def _labelled(row: AlignedRow, name: Cell, words: TableWords) -> PlanRow | None:
    """A row that says what it is: 'Task 2: ...', '2-task. ...'."""
    view = normalise(name.text)
    lead = _NUMBER_BEFORE.match(view.lower)
    for kind in _LABELS:
        label = words.rows[kind].match(view.lower, lead.end() if lead else 0)
        after = _AFTER_LABEL.match(view.lower, label.end()) if label else None
        if label and after:
            start = name.start + view.original(after.end(), len(view.lower))[0]
            number = _NUMBER_IN_LABEL.search(after[0]) or _NUMBER_IN_LABEL.match(lead[0] if lead else "")
            if kind == "direction":  # under a number it is a task; without one it may head what is expected
                kind = "task" if number and name.end - start >= _MIN_DIRECTION else "section"
            return PlanRow(kind, row, name, start, name.end, number[0] if number else None)
    return None


def _is_place(lower: str, words: TableWords) -> bool:
    """Whether a name is that of a territory: few words, the word for its kind first or last."""
    if len(lower.split()) > _MAX_PLACE_WORDS:
        return False
    found = [match.span() for match in words.rows["place"].finditer(lower)]
    return any(start == 0 or end == len(lower) for start, end in found)
