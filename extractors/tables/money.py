"""Numbers and units of money as they are printed: with line breaks of narrow cells, marks of footnotes and scale words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from extractors.tables.words import TableWords
from extractors.text import normalise

_NUMBER = re.compile(r"[\s.,]*\d[\d\s.,]*")
_RUNNING = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|(?<![\d.,])\d+(?:[.,]\d+)*(?!\d)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_BREAK = re.compile(r"[^\S\n]*\n\s*")
_WHITE = re.compile(r"\s+")
_LEAD, _TRAIL = "* \t\r\n\u00a0\ufeff", "*% \t\r\n\u00a0\ufeff"
_MARKS = "* \t\r\n\v\f\x85\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff"
_NOTHING = frozenset(("", "-", "–", "—", "х", "x", "Х", "X"))


class PrintedNumber(NamedTuple):
    """A number that is printed at `[start, end)` of the text that was searched."""

    start: int
    end: int
    as_printed: str  # line breaks inside it removed, other white space made plain blanks
    amount: Decimal


class MoneyUnit(NamedTuple):
    """What a sum is counted in: the scale to multiply it by, and the currency (ISO 4217) if printed."""

    scale: int
    currency: str | None


@lru_cache(maxsize=1024)  # most cells of a column of figures are alike, and are looked at again for each column
def is_nothing(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, a cross, or marks only."""
    return text.strip(_MARKS) in _NOTHING


@lru_cache(maxsize=1024)
def parse_number(text: str, decimal: str = ",") -> PrintedNumber | None:
    """The number that a cell consists of, marks of footnotes and a percent sign left out; None where it says anything else.

    `decimal` is the language's decimal sign; it settles only what is ambiguous ('1,000').
    """
    body = text.lstrip(_LEAD)
    start = len(text) - len(body)
    body = body.rstrip(_TRAIL)
    if not _NUMBER.fullmatch(body):
        return None
    parts = body.split()
    amount = _amount("".join(parts), decimal)
    if amount is None:
        return None
    return PrintedNumber(start, start + len(body), body if parts == [body] else printed(body), amount)


def printed(body: str) -> str:
    """A number as printed: a line break inside it is one of the narrow cell and goes, other white space becomes a blank."""
    return _WHITE.sub(" ", _BREAK.sub("", body)).strip()


def find_numbers(text: str, decimal: str = ",") -> Iterator[PrintedNumber]:
    """The numbers of a running text, groups of thousands joined."""
    for match in _RUNNING.finditer(text):
        amount = _amount(_WHITE.sub("", match[0]), decimal)
        if amount is not None:
            yield PrintedNumber(match.start(), match.end(), printed(match[0]), amount)


def money_unit(lower: str, languages: Iterable[TableWords]) -> MoneyUnit | None:
    """The scale and currency that a normalised lower-case text names ('млн. теңге'); None where it names no currency."""
    for words in languages:
        currency = next((code for code, pattern in words.currencies.within(lower) if pattern.search(lower)), None)
        if currency is not None:
            return MoneyUnit(scale_of(lower, words), currency)
    return None


def printed_unit(text: str, words: TableWords) -> str | None:
    """The unit that stands with a sum in running text, as printed ('млн. тенге'); None where there is no scale or currency."""
    view = normalise(text)
    for pattern in words.currencies.values():
        for currency in pattern.finditer(view.lower):
            scales = [m for scale in words.scales.values() for m in scale.finditer(view.lower, 0, currency.start())]
            near = [m.start() for m in scales if not view.lower[m.end() : currency.start()].strip(" .")]
            start, end = view.original(min(near, default=currency.start()), currency.end())
            return text[start:end]
    return None


def scale_of(lower: str, words: TableWords) -> int:
    """What the scale word in a normalised lower-case text multiplies by; 1 without one."""
    return next((scale for scale, pattern in words.scales.items() if pattern.search(lower)), 1)


def _amount(figures: str, decimal: str) -> Decimal | None:
    """The value of a number without white space."""
    commas, points = figures.count(","), figures.count(".")
    if commas and points:  # the sign that comes last is the decimal sign
        group = "," if figures.rfind(".") > figures.rfind(",") else "."
        figures = figures.replace(group, "").replace(",", ".")
    elif commas > 1 or (commas and decimal == "." and _GROUPED.fullmatch(figures)):
        figures = figures.replace(",", "")
    elif points > 1:
        figures = figures.replace(".", "")
    else:
        figures = figures.replace(",", ".")
    return Decimal(figures) if _PLAIN.fullmatch(figures) else None
