"""Letters into lines: those on one base line, with spaces where letters stand apart, and raised digits as such."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from extractors.readers.pdf.page import Glyph
from extractors.readers.superscripts import raised

_SAME_LINE = 0.45  # of the size: how far base lines of one line may differ, raised letters among them
_SPACE = 0.17  # of the size: a gap that is a space
_BACK = 0.6  # of the size: a letter so far to the left of the last begins a line of its own
_SMALL = 0.85  # raised letters are smaller than this, of the size of the line ...
_RAISED = 0.15  # ... and stand higher by this


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where it stands."""

    text: str
    left: float
    right: float
    base: float
    size: float
    first_word: float = 0.0  # how wide its first word is


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of some letters, from top to bottom; the lines of columns that stand beside each other keep their order."""
    lines: list[Line] = []
    for turn, group in _by_turn(glyphs).items():
        runs = [run for run in _runs(group) if any(glyph.text != " " for glyph in run)]
        if not _columns(runs):
            runs = _merged(runs)
        found = [_line(run) for run in runs]
        lines.extend(found if turn == 0 else sorted(found, key=lambda line: line.base))
    return [line for line in lines if line.text]


def _by_turn(glyphs: Iterable[Glyph]) -> dict[int, list[Glyph]]:
    groups: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        groups.setdefault(glyph.turn, []).append(glyph)
    return dict(sorted(groups.items()))


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Letters that follow each other in the file and on the page."""
    runs: list[list[Glyph]] = []
    base = right = size = 0.0
    for glyph in glyphs:
        tall = max(size, glyph.size)
        if not runs or abs(glyph.base - base) > _SAME_LINE * tall or glyph.left < right - _BACK * tall:
            runs.append([])
            base, size = glyph.base, glyph.size
        elif glyph.size > size / _SMALL:  # the run began with a raised letter
            base, size = glyph.base, glyph.size
        runs[-1].append(glyph)
        right = glyph.right
    return runs


def _columns(runs: Sequence[Sequence[Glyph]]) -> bool:
    """Whether the page is set in columns: many lines stand beside others, and come in the file one column after the other."""
    spans = [(run[0].base, run[0].left, run[-1].right, order) for order, run in enumerate(runs)]
    ordered = sorted(spans)
    beside = sum(abs(b[0] - a[0]) < 2 and abs(b[3] - a[3]) > 3 and (b[1] > a[2] or a[1] > b[2]) for a, b in pairwise(ordered))
    return beside >= 5 and beside * 3 > len(runs) // 2


def _merged(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """Runs from top to bottom, those on one base line joined from left to right."""
    merged: list[list[Glyph]] = []
    base = 0.0
    for run in sorted(runs, key=lambda run: (_base(run), run[0].left)):
        if merged and abs(_base(run) - base) <= 0.2 * run[0].size:
            merged[-1].extend(run)
        else:
            merged.append(list(run))
            base = _base(run)
    return [sorted(run, key=lambda glyph: glyph.left) for run in merged]


def _base(run: Sequence[Glyph]) -> float:
    return max(run, key=lambda glyph: glyph.size).base


def _line(run: Sequence[Glyph]) -> Line:
    size = Counter(round(glyph.size, 1) for glyph in run if glyph.text != " ").most_common(1)[0][0]
    base = next(glyph.base for glyph in run if round(glyph.size, 1) == size)
    parts: list[str] = []
    right = run[0].left
    word_end = None
    for glyph in run:
        lifted = glyph.size < _SMALL * size and glyph.base < base - _RAISED * size
        apart = glyph.text == " " or (glyph.left - right > _SPACE * size and not lifted)
        if apart and parts and parts[-1] != " ":
            parts.append(" ")
            word_end = right if word_end is None else word_end
        if glyph.text != " ":
            parts.append(raised(glyph.text) if lifted else glyph.text)
            right = max(right, glyph.right)
    inked = [glyph for glyph in run if glyph.text != " "]
    left, end = inked[0].left, max(glyph.right for glyph in inked)
    return Line(normalize("NFC", "".join(parts)).strip(), left, end, base, size, (end if word_end is None else word_end) - left)
