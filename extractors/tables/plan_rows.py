"""What a row of a plan is: a heading, an indicator, a measure, or a row that splits the sums of the measure above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.alignment import AlignedRow
from extractors.tables.grid import Cell
from extractors.tables.money import is_nothing
from extractors.tables.words import TableWords
from extractors.text import normalise

_NUMBER_BEFORE = re.compile(r"\d{1,2}\s?[-.)]\s?")
_AFTER_LABEL = re.compile(r"\s*(?:№\s?)?\d{0,2}\s*[.:)\-–—]+\s*(?:\d{1,2}[.)]\s*)?(?=\S)")
_NUMBER_IN_LABEL = re.compile(r"\d{1,2}")
_HEADINGS = ("target_indicators", "result_indicators", "measures")
_LABELS = ("goal", "task", "target_indicator")
_MAX_PLACE_WORDS = 6


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row with its kind. `start` and `end`: where its words stand, without the label that tells the kind.

    Kinds: 'blank', 'goal', 'task', 'target_indicator', the headings 'target_indicators', 'result_indicators' and 'measures',
    'heading' (of no known kind), 'total', 'secret', 'place' and 'body' (which split sums), 'line' (a measure or indicator).
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
    name = _name(row, filled, roles)
    if name is None:
        return PlanRow("body" if row.holders else "heading", row, None, filled[0].start, filled[-1].end)
    number = row.cell("number")
    numbered = number is not None and number is not name
    kind = _kind(name.lower.strip(" :.()"), words, numbered or row.row.glued)
    if kind is not None and (kind not in _HEADINGS or len(filled) == 1):
        return PlanRow(kind, row, name, name.start, name.end)
    labelled = _labelled(row, name, words)
    if labelled is not None:
        return labelled
    alone = len(filled) == 1 + numbered and not row.row.glued
    return PlanRow("heading" if alone else "line", row, name, name.start, name.end)


def _name(row: AlignedRow, filled: Sequence[Cell], roles: Sequence[str]) -> Cell | None:
    """The cell that states the row; in a row of one cell that spans the table, that cell."""
    name = row.cell(*roles)
    if name is not None and not is_nothing(name.text):
        return name
    return filled[0] if len(filled) == 1 and (len(row.row.cells) == 1 or filled[0] is row.row.cells[0]) else None


def _kind(lower: str, words: TableWords, numbered: bool) -> str | None:
    """The kind of a row that its words alone tell."""
    for kind in ("secret", "total", *_HEADINGS):
        if words.rows[kind].fullmatch(lower):
            return kind
    return "place" if not numbered and _is_place(lower, words) else None


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
            return PlanRow(kind, row, name, start, name.end, number[0] if number else None)
    return None


def _is_place(lower: str, words: TableWords) -> bool:
    """Whether a name is that of a territory: few words, the word for its kind first or last."""
    if len(lower.split()) > _MAX_PLACE_WORDS:
        return False
    found = [match.span() for match in words.rows["place"].finditer(lower)]
    return any(start == 0 or end == len(lower) for start, end in found)
