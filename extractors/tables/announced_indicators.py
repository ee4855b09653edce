"""Indicators that a sentence lists with values of one year: 'by 2030: share of repeat crimes - at most 6 % (in 2024 - 11 %)'.

The items may be phrases too: 'are expected by 2028: a cut in the share of repeat crimes from 21 to 14 %; ...'.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.phrases import alternation
from extractors.tables.money import PrintedNumber, parse_number
from extractors.tables.stated_values import StatedValue, are_all, find_reached, find_values, is_measured, is_share
from extractors.tables.words import TableWords, ValueWords

_LEAD = re.compile(r"[^:.;]{10,200}:\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ITEM = re.compile(r"[^;]*[^;\s][^;]*")
_ROWS = ("target_indicator", "target_indicators", "result_indicator", "result_indicators", "results")
_LEAST = 2
_ENDS = " .;,"


class AnnouncedIndicator(NamedTuple):
    """An indicator at `[start, end)` of the text that was searched."""

    start: int
    end: int
    level: str  # 'target' where the sentence names indicators, 'result' where it names what is expected
    unit: str | None
    values: tuple[StatedValue, ...]


def read_announced(lower: str, words: TableWords) -> list[AnnouncedIndicator]:
    """The indicators of a paragraph whose opening words name indicators and one year; empty where any item is of another form."""
    lead = _LEAD.match(lower)
    years = _YEAR.findall(lead[0]) if lead else []
    named = lead is not None and any(
        words.columns["indicator"].search(lead[0]) or words.rows[key].search(lead[0]) for key in _ROWS
    )
    expected = lead is not None and words.expected.search(lead[0]) is not None
    if lead is None or not (named or expected) or len(years) != 1:
        return []
    level, year = "target" if named else "result", int(years[0])
    spans = [match.span() for match in _ITEM.finditer(lower, lead.end())]
    items = [_item(lower, *span, level, year, words) or _phrase(lower, *span, level, year, words) for span in spans]
    found = [item for item in items if item is not None]
    return found if len(found) == len(items) >= _LEAST else []


def _phrase(lower: str, start: int, end: int, level: str, year: int, words: TableWords) -> AnnouncedIndicator | None:
    """'a cut in the share of repeat crimes from 21 to 14 %'."""
    stated = list(find_values(lower, start, end, words))
    reached = None if stated else find_reached(lower, start, end, words, year)
    values = [reached] if reached else stated
    if not values or not (is_share(values[0].unit, words) or is_measured(lower[start:end], words)):
        return None
    first = start + len(lower[start:end]) - len(lower[start:end].lstrip())
    last = start + len(lower[start:end].rstrip(_ENDS))
    return AnnouncedIndicator(first, last, level, next((v.unit for v in values if v.unit), None), tuple(values))


def _item(lower: str, start: int, end: int, level: str, year: int, words: TableWords) -> AnnouncedIndicator | None:
    """'share of repeat crimes - at most 6 % (in 2024 - 11 %)'."""
    match = _pattern(words.values).fullmatch(lower[start:end].rstrip(_ENDS))
    number = parse_number(match["value"], words.decimal) if match else None
    if match is None or number is None:
        return None
    unit = match["unit"].strip() if match["unit"] and not _before(words.values).match(match["unit"].strip()) else None
    values = [_stated(start + match.start("value"), start + match.end("value"), year, number, unit)]
    if match["beside"]:
        inner = (start + match.start("beside"), start + match.end("beside"))
        beside = list(find_values(lower, *inner, words))
        if not are_all(lower, *inner, beside):
            return None
        values = [*(value for value in beside if value.year != year), *values]
    name = match["name"].rstrip(_ENDS)
    first = start + match.start("name")
    return AnnouncedIndicator(first, first + len(name), level, unit, tuple(values))


def _stated(start: int, end: int, year: int, number: PrintedNumber, unit: str | None) -> StatedValue:
    return StatedValue(start, end, year, number.as_printed, number.amount, unit)


@cache
def _before(words: ValueWords) -> re.Pattern[str]:
    """What opens words that are no unit: 'in a year'."""
    return compiled(alternation(words.before) if words.before else r"(?!)")


@cache
def _pattern(words: ValueWords) -> re.Pattern[str]:
    return compiled(
        rf"\s*(?P<name>[^\d\s(-][^()]*?)\s-\s(?:{alternation(words.up_to)}\s)?"
        r"(?P<value>\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?P<unit>\s?%|\s[^\W\d_]+(?:\s[^\W\d_]+){0,2})?"
        r"(?:\s?\((?P<beside>[^()]*)\))?"
    )
