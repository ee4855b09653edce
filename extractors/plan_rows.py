"""What a row of a plan is: a heading, an indicator, a measure, or a row that splits the sums of the measure above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.alignment import AlignedRow
from extractors.columns import lowered
from extractors.money import is_nothing
from extractors.table_words import TableWords
from extractors.tables import Cell
from extractors.text import normalise

_AFTER_LABEL = re.compile(r"\s*\d{0,2}\s*[.:)\-–—]+\s*(?:\d{1,2}[.)]\s*)?(?=\S)")
_NUMBER_IN_LABEL = re.compile(r"\d{1,2}")
_HEADINGS = ("target_indicators", "result_indicators", "measures")
_LABELS = ("goal", "task", "target_indicator")
_NAMES = ("measure", "name", "indicator", "task")
_MAX_PLACE_WORDS = 6


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row with its kind. `start` and `end`: where its words stand, without the label that tells the kind.

    Kinds: 'blank', 'goal', 'task', 'target_indicator', the headings 'target_indicators', 'result_indicators' and 'measures',
    'heading' (of no known kind), 'total', 'secret', 'place' and 'body' (which split sums), 'line' (a measure or indicator).
    """

    kind: str
    aligned: AlignedRow
    start: int = 0
    end: int = 0
    number: str | None = None

    @property
    def name(self) -> Cell | None:
        """The cell that states what the row is about."""
        return self.aligned.cell(*_NAMES)


def classify(row: AlignedRow, words: TableWords) -> PlanRow:
    """What a row is, by its words and by which of its cells are filled."""
    filled = [cell for cell in row.row.cells if not is_nothing(cell.text)]
    if not filled:
        return PlanRow("blank", row)
    name = row.cell(*_NAMES)
    number = row.cell("number")
    if name is None or is_nothing(name.text):
        kind = "body" if row.cell("responsible") else "heading"
        return PlanRow(kind, row, filled[0].start, filled[-1].end)
    lower = lowered(name).strip(" :.")
    if words.rows["secret"].fullmatch(lower):
        return PlanRow("secret", row, name.start, name.end)
    if words.rows["total"].fullmatch(lower):
        return PlanRow("total", row, name.start, name.end)
    labelled = _labelled(row, name, words)
    if labelled is not None:
        return labelled
    for heading in _HEADINGS:
        if words.rows[heading].fullmatch(lower) and len(filled) == 1:
            return PlanRow(heading, row, name.start, name.end)
    if number is None and not row.row.glued and _is_place(lower, words):
        return PlanRow("place", row, name.start, name.end)
    if len([cell for cell in filled if cell is not number]) == 1 and not row.row.glued:
        return PlanRow("heading", row, name.start, name.end)
    return PlanRow("line", row, name.start, name.end)


def _labelled(row: AlignedRow, name: Cell, words: TableWords) -> PlanRow | None:
    """A row that says what it is: 'Task 2: ...'."""
    view = normalise(name.text)
    for kind in _LABELS:
        label = words.rows[kind].match(view.lower)
        after = _AFTER_LABEL.match(view.lower, label.end()) if label else None
        if label and after:
            start = name.start + view.original(after.end(), len(view.lower))[0]
            number = _NUMBER_IN_LABEL.search(after[0])
            return PlanRow(kind, row, start, name.end, number[0] if number else None)
    return None


def _is_place(lower: str, words: TableWords) -> bool:
    """Whether a name is that of a territory: few words, the word for its kind first or last."""
    if len(lower.split()) > _MAX_PLACE_WORDS:
        return False
    found = [match.span() for match in words.rows["place"].finditer(lower)]
    return any(start == 0 or end == len(lower) for start, end in found)
