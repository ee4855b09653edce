"""The small parts that citations are made of: dates, numbers, periods and quoted titles, in one stretch of normalised text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from extractors.acts.tables import CitationTable
from extractors.text import MatchText

_BLANK = re.compile(r" (?:(?<![^\W\d_] )|(?![^\W\d_]))")  # one that does not part letters
REGISTRATION_REACH = 45  # characters before a number sign in which a word of registration makes it another's number
CENTURY_PIVOT = 70  # a two-digit year up to this is of this century
_YEAR = re.compile(r"\d\d(?:(?<=1[89]|20)\d\d|\.\d\d\.\d\d)")
# What a stretch must hold for a number to be in it. It opens with one set of characters, so that the search skips all others.
_NUMBER_SIGN = re.compile(
    r"[№#n/ \d](?:(?<=[№#])|(?<=\bn)(?:(?:o|umber)?\b|o?(?=\d))|(?<=/)res/|(?<=\d)(?: ?\((?:19|20)|\d/\d|\d\d (?:рез|қар))"
    r"|(?:(?<=ion )|(?<=ions )|(?<=ци[яию] ))\d{3})"
)
_WORLD = {"un": "UN", "eu": "INT"}  # by the first word of a row's identifier
_OPENERS = " ([-/\n"
_CLOSERS = " .,;:)]!?-/\n"


class Token(NamedTuple):
    """A part of a citation at `[start, end)` of the normalised text. `value`: ISO date, number as printed, 'from-to' or title."""

    kind: str  # 'date', 'number', 'period', 'quote'
    start: int
    end: int
    value: str
    attributive: bool = True
    world: str | None = None  # whose numbers are written so: "UN", or "INT" for acts of a Union
    year: str | None = None  # printed with such a number


@dataclass(slots=True)
class Tokens:
    """The tokens of a stretch, found by where they end or start."""

    all: list[Token] = field(default_factory=list)
    ends: dict[int, Token] = field(default_factory=dict)
    starts: dict[int, Token] = field(default_factory=dict)
    _by_kind: dict[str, list[Token]] = field(default_factory=dict)
    _around: dict[str, list[int]] = field(default_factory=dict)

    def add(self, token: Token) -> None:
        """Keeps a token; of two that end (or start) at one place the first stays."""
        self.all.append(token)
        self._by_kind, self._around = {}, {}
        self.ends.setdefault(token.end, token)
        self.starts.setdefault(token.start, token)

    def covering(self, kind: str, position: int) -> Token | None:
        """The innermost token of the kind around a position."""
        found = self._sorted().get(kind, [])
        place = bisect_right(found, position, key=_start) - 1
        while place >= 0 and found[place].end <= position:
            place = self._around[kind][place]
        return found[place] if place >= 0 else None

    def of(self, kind: str, start: int, end: int) -> list[Token]:
        """The tokens of the kind that start in `[start, end)`, in the order of their starts."""
        found = self._sorted().get(kind, [])
        return found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]

    def _sorted(self) -> dict[str, list[Token]]:
        """The tokens by kind in the order of their starts; for each is noted, too, which of its kind stands round it."""
        if not self._by_kind:
            for token in sorted(self.all, key=lambda t: (t.start, -t.end)):
                found, around = self._by_kind.setdefault(token.kind, []), self._around.setdefault(token.kind, [])
                outer = len(found) - 1
                while outer >= 0 and found[outer].end < token.end:
                    outer = around[outer]
                found.append(token)
                around.append(outer)
        return self._by_kind


def _start(token: Token) -> int:
    return token.start


def scan(text: MatchText, start: int, end: int, table: CitationTable) -> Tokens:
    """All tokens of `[start, end)`; periods before dates, longer ones first."""
    tokens = Tokens()
    lower = text.lower
    if _YEAR.search(lower, start, end):
        _scan_periods(tokens, lower, start, end, table)
        _scan_dates(tokens, lower, start, end, table)
    if _NUMBER_SIGN.search(lower, start, end):
        _scan_numbers(tokens, text, start, end, table)
    for quote in quotes(text.cased, start, end):
        tokens.add(quote)
    return tokens


class _Taken:
    """Stretches that do not overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def take(self, start: int, end: int) -> bool:
        """Adds a stretch; False where it overlaps another."""
        place = bisect_left(self._spans, (start, end))
        before, after = self._spans[max(0, place - 1) : place], self._spans[place : place + 1]
        if any(other > start for _, other in before) or any(other < end for other, _ in after):
            return False
        self._spans.insert(place, (start, end))
        return True


def _scan_periods(tokens: Tokens, lower: str, start: int, end: int, table: CitationTable) -> None:
    taken = _Taken()
    for row in table.periods:
        for match in row.pattern.finditer(lower, start, end):
            groups = match.groupdict()
            if (not groups.get("from") or groups["from"] <= groups["to"]) and taken.take(*match.span()):
                tokens.add(Token("period", *match.span(), f"{groups.get('from') or ''}-{groups['to']}"))


def _scan_dates(tokens: Tokens, lower: str, start: int, end: int, table: CitationTable) -> None:
    taken = _Taken((t.start, t.end) for t in tokens.all)
    for row in table.dates:
        for match in row.pattern.finditer(lower, start, end):
            value = read_date(match, table)
            if value and taken.take(*match.span()):
                tokens.add(Token("date", *match.span(), value, row.flag))


def read_date(match: re.Match[str], table: CitationTable) -> str | None:
    """The ISO date of a match of a date pattern, a year where no more is printed; None where there is no such day."""
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else _century(int(groups["yy"]))
    if not groups.get("day"):
        return str(year)
    month = table.month(groups["month"]) if groups.get("month") else int(groups["mm"])
    try:
        return date(year, month, int(groups["day"])).isoformat()
    except ValueError:
        return None


def _century(year: int) -> int:
    return 2000 + year if year <= CENTURY_PIVOT else 1900 + year


def _scan_numbers(tokens: Tokens, text: MatchText, start: int, end: int, table: CitationTable) -> None:
    for row in table.numbers:
        for match in row.pattern.finditer(text.lower, start, end):
            before = text.lower[max(start, match.start() - REGISTRATION_REACH) : match.start()]
            if any(word in before for word in table.words["registrations"]):
                continue
            year = match.groupdict().get("year")
            world = _WORLD.get(row.identifier.split("-")[0])
            tokens.add(Token("number", *match.span(), number_value(text, match), world=world, year=year))


def number_value(text: MatchText, match: re.Match[str]) -> str:
    """The number as printed, with white space between letters alone."""
    first, last = text.original(*match.span("number" if match["number"] else "directive"))
    return _BLANK.sub("", text.printed(first, last))


def quotes(cased: str, start: int, end: int) -> list[Token]:
    """The quoted stretches, nested ones too. A mark after white space opens; one before white space or a stop closes."""
    found: list[Token] = []
    stack: list[int] = []
    position = cased.find('"', start, end)
    while position >= 0:
        before = cased[position - 1] if position > start else " "
        after = cased[position + 1] if position + 1 < end else " "
        closes = bool(stack) and (after in _CLOSERS or (before not in _OPENERS and before != '"'))
        if after == '"' and before not in _OPENERS and stack:
            closes = True
        if closes and before in _OPENERS and after not in _CLOSERS:
            closes = False
        if closes:
            opened = stack.pop()
            found.append(Token("quote", opened, position + 1, cased[opened + 1 : position]))
        else:
            stack.append(position)
        position = cased.find('"', position + 1, end)
    if stack and found and stack[-1] < found[-1].start and cased[found[-1].end : end].strip(" .;") == "":
        opened, closed = stack[-1], found[-1].end  # '"On the Charter of the "Water" Service"': one mark closes both
        found.append(Token("quote", opened, closed, cased[opened + 1 : closed]))
    return found
