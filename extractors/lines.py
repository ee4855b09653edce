"""Which lines of running text make one paragraph.

A line end ends a paragraph, except where the line is one of a narrow column or breaks off inside a word or sentence, as the text
of portals often does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from extractors.kept_patterns import compiled
from extractors.language import Letters
from extractors.phrases import any_of

NARROW = 40  # characters: a line this short may be one of a narrow column
WRAPPED = 70  # the same where it goes on from the line before, as those of a stamp do: 'to the order/of the Minister/of date'
WIDE = 160  # a line this long is a whole paragraph: what it breaks off inside of goes on in small letters
BLANKS = " \t\r\n\v\f\u00a0\ufeff"
ENDS = (".", ";", ":", "!", "?", ",")
ITEM = re.compile(
    r"[-–—•*]\s*(?=\S)(?:\d{1,3}\))?"
    r"|(\d{1,3}(?:\.\d{1,3}){0,4}(?:-\d{1,2})?)(?:\.(?=\s)|\)|\.\)|(?<=\.\d)(?=\s))"
    r"|\(?([^\W\d_]|[ivx]{2,5})\)"
)
_CAPITALS = r"[^\W\d_a-zа-яёңөүәғқұһі]+"
_LINE = re.compile(r"[^\n]+|(?<=\n)(?=\n)")
_COLUMN_LINES = 12
_WIDEST = 130  # characters of a line of a column
_RAGGED = 15  # characters that the lines of a column may fall short of its width
_EDGE = 4  # the same of those that fill it best
_FULL = 0.3  # of the lines of a column, those that fill it
_FEW_LINES = 4
_STRAY = 0.02  # of the lines of a spaced text, those that no blank line follows
_SIGN = re.compile(r"№|\bNo\.|(?<!\d)(?:19|20)\d\d(?!\d)")
_KEY = re.compile(r'"?[^\W_][^\W_]*"?(?: [^\W_]+){0,2} [-–—] (?:"|[^\W\d_])')  # of a list of short forms


class Line(NamedTuple):
    """A line of a text without its end."""

    start: int
    end: int
    text: str
    blank: bool


class LineRules(NamedTuple):
    """What tells the lines of a language apart from those before them."""

    heading: re.Pattern[str]  # how a numbered heading begins: 'Chapter 2', '2-тарау. ', 'IV. '
    act: re.Pattern[str]  # a line in capitals that says what act it heads: 'JOINT ORDER'
    paper: re.Pattern[str]  # the same of a policy paper or rules, whose title may go on below: 'CONCEPT'


@lru_cache(maxsize=4)
def line_rules(tables: tuple[Letters, ...]) -> LineRules:
    """The rules of some languages together: a line is looked at before its language is known."""
    words = sorted({word for table in tables for word in table.heading_words})
    capital = any_of(form for word in words for form in (word.capitalize(), word.upper()))
    small = any_of(form for word in words for form in (word, word.upper()))
    numbered = rf"{capital} +(?:\d|[IVX]+\b)|\d{{1,3}} ?[-–] ?{small}(?:[.:]|$| +[^\W\d_a-zа-яёңөүәғқұһі])"
    acts = any_of(word.upper() for table in tables for word in table.act_lines)
    papers = any_of(word.upper() for table in tables for word in table.paper_lines)
    return LineRules(
        compiled(rf"[IVXІХ]{{1,6}}\.[ \u00a0]+[^\W\d_]|\d{{1,2}}[-–][^\W\d_]+[.:](?=\s|$)|{numbered}"),
        compiled(rf"[*# ]*(?:{_CAPITALS} ){{0,2}}{acts}(?: {_CAPITALS})*[* ]*\Z"),
        compiled(rf"[*# ]*{papers}[* ]*\Z"),
    )


def lines_of_text(text: str, start: int, end: int) -> list[Line]:
    """The lines of a stretch of a text."""
    return [Line(*match.span(), match[0], not match[0].strip(BLANKS)) for match in _LINE.finditer(text, start, end)]


def paragraphs(lines: Sequence[Line], rules: LineRules) -> Iterator[tuple[Line, Line]]:
    """The first and the last line of each paragraph, in their order."""
    place = 0
    width = width_of(lines)
    while place < len(lines):
        first = place
        while place + 1 < len(lines) and _goes_on(lines[place], lines[place + 1], place > first, rules, width):
            place += 1
        yield lines[first], lines[place]
        place += 1


def width_of(lines: Sequence[Line]) -> int | None:
    """How wide the column is that a text is broken into; None where its lines are whole paragraphs."""
    lengths = sorted(len(line.text.rstrip(BLANKS)) for line in lines if not (line.blank or "\t" in line.text))
    if len(lengths) < _COLUMN_LINES:
        return None
    longest = lengths[-1 - len(lengths) // 100]
    if not NARROW < longest <= _WIDEST:
        return None
    near = set(lengths[bisect_right(lengths, longest - _RAGGED) :])  # a title may be longer than the column
    width = max(near, key=lambda edge: (_between(lengths, edge - _EDGE, edge), edge))
    full = _between(lengths, width - _RAGGED - 1, width)
    return width if full >= len(lengths) * _FULL else None


def _between(lengths: Sequence[int], above: int, most: int) -> int:
    """How many of the sorted lengths are greater than the one bound and no greater than the other."""
    return bisect_right(lengths, most) - bisect_right(lengths, above)


class HasBlank(Protocol):
    """A line that tells whether it says nothing."""

    @property
    def blank(self) -> bool:
        """Whether it says nothing."""


def is_spaced(lines: Sequence[HasBlank]) -> bool:
    """Whether a text has a blank line behind each of its lines, so that a blank line says no more than a line end does."""
    said = sum(not line.blank for line in lines)
    close = sum(not (line.blank or following.blank) for line, following in pairwise(lines))
    return said >= _FEW_LINES and close <= said * _STRAY


def without_spacing(lines: Sequence[Line]) -> list[Line]:
    """The lines of a spaced text without the blank ones inside its stamps: short lines, one of which bears a year or number."""
    kept: list[Line] = []
    place = 0
    while place < len(lines):
        stop = place
        while stop < len(lines) and _is_short(lines[stop]):
            stop += 1
        run = lines[place:stop]
        stamped = any(_SIGN.search(line.text) for line in run)
        kept += [line for line in run[:-1] if not (stamped and line.blank)]
        kept += [*run[-1:], *lines[stop : stop + 1]]
        place = stop + 1
    return kept


def _is_short(line: Line) -> bool:
    text = line.text.strip(BLANKS)
    return len(text) < WRAPPED and not text.endswith(ENDS) and ":" not in text and not ITEM.match(text)


def _goes_on(line: Line, following: Line, wrapped: bool, rules: LineRules, width: int | None) -> bool:
    """Whether a line end is only a break inside a paragraph; `wrapped`: whether the line is not the first one of it."""
    if line.blank or following.blank or following.text.startswith("\t"):
        return False
    end, start = line.text.rstrip(BLANKS), following.text.lstrip(BLANKS)
    if (ITEM.match(start) and not end.endswith("-")) or (_KEY.match(start) and _KEY.match(line.text.lstrip(BLANKS))):
        return False
    if start.rstrip(BLANKS).endswith(":") and ITEM.match(line.text.lstrip(BLANKS)) and start[0].isupper():
        return False  # a numbered heading, and below it the words that open a list
    if end.endswith((":", ";")) and start.rstrip(BLANKS).endswith((";", ".")):  # an item of a list without marks
        return False
    if rules.act.match(end) and not start.isupper():
        return False
    if start[0].islower() or end.endswith("-"):
        return True
    if width and len(end) + len(start.split(maxsplit=1)[0]) >= width and not end.endswith((":", ";")):
        return not rules.heading.match(start)  # the next word had no room
    if end.endswith(ENDS[:5]):
        return False
    if rules.heading.match(start) or rules.act.match(start) or rules.paper.match(start):
        return False
    if end.isupper() and (start[0].isupper() or start[0].isdigit()) and not start.isupper() and " " in end:
        return False  # a heading in capitals, and below it a title or a sentence
    narrow = WRAPPED if wrapped and line.text.lstrip(BLANKS)[0].islower() else NARROW
    if start[0].isdigit() or start[0] == "№":  # a day or number apart from its issuer
        return not stands_below(end, start.rstrip(BLANKS))
    if max(len(end), len(start)) > WIDE or (end[0] == "(" and end[-1] == ")"):
        return False
    return start[0] in '("«“' or (len(end) < narrow and len(start) < NARROW)


def stands_below(line: str, title: str) -> bool:
    """Whether a line is a title below a stamp, and no part of it: its first word had room above, and no stop ends it."""
    return len(title) > NARROW and len(line) + len(title.split(maxsplit=1)[0]) < len(title) and not title.endswith(ENDS)
