"""The sentences of a stretch of normalised text, as far as links between instruments need them: a stop in quotes ends none."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STOP = re.compile(r"[.!?;](?= +[^\s\d]?\W?[^\W\d_a-zа-яёәғқңөұүһі]|$)")
_INITIAL = re.compile(r"(?:^|[\s(.])(?:[^\W\d_]|ред|изм|доп|рег|ст|пп|гл|им|см|art|ред|құр|б)$", re.IGNORECASE)


_OPENING = re.compile(r'"(?<![^\s(\["-]")(?=\S)')
_LONGEST = 4_000  # no one writes longer ones; what would be one is a list, a table or litter, and is cut at a blank


def sentence_bounds(cased: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of `[start, end)`, each with its stop."""
    found: list[tuple[int, int]] = []
    quoted = '"' in cased[start:end]
    begin = start
    for match in _STOP.finditer(cased, start, end):
        if _INITIAL.search(cased[max(start, match.start() - 5) : match.start()]):
            continue
        if quoted and match.start() - begin < _LONGEST and _open_quote(cased[begin : match.start()]):
            continue
        if match.start() - begin < 4:
            continue  # the number of an item
        found.append((begin, match.end()))
        begin = match.end()
        while begin < end and cased[begin] == " ":
            begin += 1
    if cased[begin:end].strip():
        found.append((begin, end))
    return found


def cut_long(cased: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a sentence without measure, cut at blanks; a sentence of usual length as it is."""
    while end - start > _LONGEST:
        blank = cased.rfind(" ", start + 1, start + _LONGEST)
        stop = blank if blank > 0 else start + _LONGEST
        yield start, stop
        start = stop + (blank > 0)
    yield start, end


def _open_quote(text: str) -> bool:
    """Whether a quotation is still open: more marks open one than close one, as where a name in a name lacks one of its marks."""
    marks = text.count('"')
    return marks % 2 == 1 and sum(1 for _ in _OPENING.finditer(text)) * 2 > marks
