"""Running headers and footers: lines at the edge of pages that come again at the same place, and the numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.readers.pdf.lines import Line

_EDGE = 0.14  # of the height of a page, in which headers and footers stand
_FAR_EDGE = 0.08  # ... where one that comes twice only must stand
_MOST_LINES = 4  # of a header or footer
_SHARE = 0.4  # of the pages on which it comes again, as even and odd pages may differ
_NEAR = 4.0  # points
_DIGITS = re.compile(r"\d+")
# What browsers print round a page: the time of printing and the title, the address and the number of the page.
_BROWSER = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d\b.*|(?:https?|file)://\S+(?: .*)?")
_NUMBER = re.compile(r"\W*(\d{1,4})\W*")


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line near the upper or lower edge of a page, with its digits left out, as they count the pages."""

    upper: bool
    text: str
    place: int

    @classmethod
    def of(cls, line: Line, height: float) -> EdgeLine:
        """What is the same on other pages."""
        return cls(line.base < height / 2, _DIGITS.sub("#", line.text), round(line.base / _NEAR))


def without_running(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """The lines of each page, given with its height, without its running header, footer and number."""
    edges = [[*_edge(lines, height, True), *_edge(lines, height, False)] for height, lines in pages]
    counts = Counter(
        each for (height, _), lines in zip(pages, edges, strict=True) for each in {EdgeLine.of(line, height) for line in lines}
    )
    offsets = Counter(offset for index, lines in enumerate(edges) for offset in {_offset(line, index) for line in lines})
    kept = []
    for index, ((height, lines), near) in enumerate(zip(pages, edges, strict=True)):
        dropped: set[int] = set()
        for upper in (True, False):
            for line in (each for each in near if (each.base < height / 2) == upper):
                number = _offset(line, index)
                numbered = number is not None and (offsets[number] > 1 or (len(pages) == 1 and number == -1))
                printed = _BROWSER.fullmatch(line.text) is not None
                if not numbered and not printed and not _comes_again(line, height, counts, len(pages)):
                    break
                dropped.add(id(line))
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def _edge(lines: Sequence[Line], height: float, upper: bool) -> list[Line]:
    """The lines near an edge, from the edge inwards."""
    near = [line for line in lines if (line.base < _EDGE * height if upper else line.base > (1 - _EDGE) * height)]
    return sorted(near, key=lambda line: line.base, reverse=not upper)[:_MOST_LINES]


def _offset(line: Line, index: int) -> int | None:
    """What a line that is a number says less than the page's place among the pages, counted from 0; None for other lines."""
    match = _NUMBER.fullmatch(line.text)
    return index - int(match[1]) if match else None


def _comes_again(line: Line, height: float, counts: Counter[EdgeLine], pages: int) -> bool:
    same = EdgeLine.of(line, height)
    times = sum(counts[EdgeLine(same.upper, same.text, same.place + step)] for step in (-1, 0, 1))
    if times == 2:
        return pages <= 4 and min(line.base, height - line.base) < _FAR_EDGE * height
    return times > 2 and times >= _SHARE * pages
