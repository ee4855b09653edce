"""What cuts a sentence in two without belonging to it: the number of a page, a title that is repeated on every page.

Such lines are left out of what the matchers see, and the paragraph goes on behind them. They are told by what stands round them:
a line that ends in mid-sentence before, a small letter after.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.tables.grid import Table

MIN_HEADER = 20  # characters: a shorter line may be repeated by chance
MIN_PAGES = 2  # numbers of pages in a document that has such
_LINE = re.compile(r"[^\n]+")
_PAGE = re.compile(
    r"[-–—\s\f]*(?:(?:page|стр\.?|с\.|бет)\s*)?\d{1,4}(?:\s*(?:of|из|/)\s*\d{1,4})?(?:\s*бет)?[-–—\s\f]*", re.IGNORECASE
)
_NUMBERED = re.compile(r"№|\bNo?\.? ?\d")  # an act's date and number stand in its heading and again in the stamp of its annex
_STOPS = ".;:!?…"
_BLANKS = " \t\r\f\v\u00a0\ufeff"


def running_lines(text: str, tables: Sequence[Table]) -> tuple[tuple[int, int], ...]:
    """The lines that cut a sentence, in the order of the text; none within a table."""
    lines = [(*m.span(), body) for m in _LINE.finditer(text) if (body := m[0].strip(_BLANKS))]
    headers = {start: " ".join(body.split()) for start, _, body in lines if len(body) >= MIN_HEADER}
    counts = Counter(headers.values())
    repeated = {body for body, count in counts.items() if count > 1}
    stamps = {start for start, body in headers.items() if counts[body] == 2 and _NUMBERED.search(body)}
    pages = {start for start, end, body in lines if _PAGE.fullmatch(body) and _alone(text, start, end)}
    if len(pages) < MIN_PAGES:
        pages = set()
    if not repeated and not pages:
        return ()
    told = [start in pages or headers.get(start) in repeated for start, _, _ in lines]
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(lines):
        last = place
        while last < len(lines) and told[last]:
            last += 1
        stamped = any(start in stamps for start, _, _ in lines[place:last])
        if 0 < place < last < len(lines) and not stamped and _cuts(text, lines[place - 1], lines[last]):
            found += [(start, end) for start, end, _ in lines[place:last] if not _in_table(start, tables)]
        place = max(last, place + 1)
    return tuple(found)


def _alone(text: str, start: int, end: int) -> bool:
    """Whether blank lines or the end of a page stand round a line."""
    return text[max(0, start - 2) : start] in ("\n\n", "\n\f", "\f\n") and text[end : end + 2] in ("\n\n", "\n\f", "\f\n", "\n")


def _cuts(text: str, before: tuple[int, int, str], after: tuple[int, int, str]) -> bool:
    if "\t" in text[before[0] : after[1]]:
        return False
    if before[2].isupper():
        return False  # a heading ends there, no half of a sentence
    return before[2][-1] not in _STOPS and (before[2][-1].isalnum() or before[2][-1] in ',-)»"') and after[2][0].islower()


def _in_table(start: int, tables: Sequence[Table]) -> bool:
    return any(table.start <= start < table.end for table in tables)
