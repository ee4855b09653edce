"""Lines into paragraphs: a line goes on where its first word had no room on the line before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.readers.list_numbers import starts_as_item
from extractors.readers.pdf.lines import Line

_OTHER_SIZE = 1.12  # lines whose sizes differ by more belong to different paragraphs
_WIDE_GAP = 1.35  # of the usual distance of lines
_INDENT = 0.8  # of the size
_ENDS = (".", ";", ":", "!", "?", ".»", ";»")
_HYPHENS = ("-", "\u2010")
_USUAL = 1.2  # distance of lines, of the size, where a text does not show it
_WIDEST = 2.2
_OF_LINES = 30  # one of so many lines has another that reaches as far
_FEW = 3  # lines that go on: so few may be chance


@dataclass(frozen=True, slots=True)
class Measure:
    """What lines are held against: the edges between which they are set, their usual distance, and how paragraphs begin."""

    left: float
    right: float
    pitch: float
    indents: bool
    spaced: bool = False  # paragraphs stand further apart than lines

    def room(self, line: Line) -> float:
        """How much room a line leaves; one that is set in the middle leaves it on both sides."""
        before, after = line.left - self.left, self.right - line.right
        centred = before > 2 * line.size and abs(before - after) < max(line.size, 0.1 * before)
        return before + after if centred else after


def measure_of(lines: Sequence[Line], left: float | None = None, right: float | None = None) -> Measure:
    """The measure of the lines of a page or, with its edges, of a cell."""
    inner = min((line.left for line in lines), default=0.0) if left is None else left
    outer = _right_edge(lines) if right is None else right
    rough = Measure(inner, outer, _WIDEST, False)
    following = [(a, b) for a, b in pairwise(lines) if 0 < b.base - a.base < _WIDEST * a.size and rough.room(a) < b.first_word]
    distances = [(b.base - a.base) / a.size for a, b in following]
    pitch = median(distances) if len(distances) > _FEW else min([*distances, _USUAL])
    indents = sum(a.left > b.left + _INDENT * a.size for a, b in following)
    ended = [(b.base - a.base) / a.size for a, b in pairwise(lines) if b.base > a.base and rough.room(a) > 3 * b.first_word]
    apart = sum(distance > _WIDE_GAP * pitch for distance in ended)
    return Measure(inner, outer, pitch, indents > 0, spaced=apart * 2 > len(ended))


def _right_edge(lines: Sequence[Line]) -> float:
    """How far lines reach to the right; among many lines, where the farthest do so together, as one alone may be a stray one."""
    ends = sorted(((line.right, line.size) for line in lines), reverse=True)
    together = len(ends) // _OF_LINES
    edges = (far for place, (far, size) in enumerate(ends) if far - ends[min(place + together, len(ends) - 1)][0] <= 2 * size)
    return next(edges, 0.0)


def joined(lines: Iterable[Line], measure: Measure) -> list[list[Line]]:
    """The lines of each paragraph."""
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and goes_on(paragraphs[-1], line, measure):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def goes_on(paragraph: Sequence[Line], line: Line, measure: Measure) -> bool:
    """Whether a line belongs to the paragraph before it."""
    last = paragraph[-1]
    if max(last.size, line.size) > _OTHER_SIZE * min(last.size, line.size):
        return False
    distance = line.base - last.base
    if distance <= 0 or distance > _WIDE_GAP * measure.pitch * last.size:
        return False
    return flows_on(paragraph, line, measure)


def flows_on(paragraph: Sequence[Line], line: Line, measure: Measure) -> bool:
    """The same but for their distance, as where a page ends between them."""
    last = paragraph[-1]
    if last.text.endswith(_HYPHENS) and line.text[:1].islower():
        return True
    if measure.room(last) > line.first_word + 0.3 * last.size:
        return False
    ended = last.text.endswith(_ENDS)
    if starts_as_item(line.text):
        set_off = abs(line.left - last.left) > 1 or (len(paragraph) == 1 and starts_as_item(last.text))
        if set_off or (ended and not measure.spaced):
            return False
    step = line.left - last.left
    if len(paragraph) == 1 and step > _INDENT * last.size:
        return starts_as_item(last.text) or _centred(last, line)
    if step > _INDENT * last.size:
        return _centred(last, line)
    indented = line.left > measure.left + _INDENT * line.size
    return not (measure.indents and indented and len(paragraph) == 1) or line.text[:1].islower()


def _centred(one: Line, other: Line) -> bool:
    return abs((one.left + one.right) - (other.left + other.right)) < 2 * _INDENT * one.size


def text_of(paragraph: Sequence[Line]) -> str:
    """The lines as one text. A hyphen at the end of a line stays, as it may be that of a compound; matching skips hyphens."""
    text = ""
    for line in paragraph:
        if not text:
            text = line.text
        elif text.endswith("\u00ad") or (text.endswith((*_HYPHENS, "/")) and text[-2:-1].isalnum() and line.text[:1].isalnum()):
            text += line.text
        else:
            text += " " + line.text
    return text
