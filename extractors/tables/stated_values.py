"""Values with their years as running text states them: '2024 - 65 %', '70 % by 2027', 'by 2030 to 14 %', '65 % (2024)'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.phrases import alternation
from extractors.tables.money import parse_number
from extractors.tables.words import TableWords, ValueWords

_YEAR = r"(?<!\d)(?P<y{0}>(?:19|20)\d\d)(?!\d)"
_VALUE = r"(?<![\d.,])(?P<v{0}>\d{{1,3}}(?:\s\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?(?!\d))"
_BETWEEN = " ,;:.-()"
_MAX_BETWEEN = 2  # words
_A_YEAR = r"(?:19|20)\d\d(?!\d)"
_UNIT = r"(?:%|[^\W\d_]+)"


class StatedValue(NamedTuple):
    """A value at `[start, end)` of the text that was searched, and the unit that it bears."""

    start: int
    end: int
    year: int
    as_printed: str
    amount: Decimal
    unit: str | None


def find_values(lower: str, start: int, end: int, words: TableWords) -> Iterator[StatedValue]:
    """The values of a stretch of normalised text in lower case, in their order; ranges of years and dates are none."""
    for match in _pattern(words.values).finditer(lower, start, end):
        form = next(name for name in "abcd" if match[f"y{name}"])
        number, unit = parse_number(match[f"v{form}"], words.decimal), match[f"u{form}"]
        if number is not None and not (unit and words.dates.match(unit)):
            yield StatedValue(*match.span(), int(match[f"y{form}"]), number.as_printed, number.amount, unit)


def are_all(lower: str, start: int, end: int, values: Sequence[StatedValue]) -> bool:
    """Whether a stretch says little besides its values: at most a word or two between them, as 'target', and none behind them."""
    edges = [start, *(edge for value in values for edge in (value.start, value.end)), end]
    *between, after = [lower[first:last].strip(_BETWEEN) for first, last in zip(edges[::2], edges[1::2], strict=True)]
    return not after and all(len(gap.split()) <= _MAX_BETWEEN and not any(map(str.isdigit, gap)) for gap in between)


@cache
def _pattern(words: ValueWords) -> re.Pattern[str]:
    before, after, up_to = (alternation(phrases) for phrases in words)
    year, value = ([part.format(form) for form in "abcd"] for part in (_YEAR, _VALUE))
    return compiled(
        rf"{year[0]}(?:\s?-?\s?[^\W\d_]{{1,8}}\.?)?\)?(?:\s?:\s?|\s?-\s?(?!{_A_YEAR})){value[0]}(?:\s?(?P<ua>{_UNIT}))?"
        rf"|{value[1]}\s?(?P<ub>%|[^\W\d_]+(?:\s[^\W\d_]+)?)\s?{before}\s{year[1]}"
        rf"|{value[3]}\s?(?P<ud>%)\s?\({year[3]}(?:\s?-?\s?[^\W\d_]{{1,8}}\.?)?\)"
        rf"|{year[2]}\s?-?\s?(?:{after}\s(?:-\s)?(?:{up_to}\s)?|{up_to}\s){value[2]}\s?(?P<uc>{_UNIT})"
    )
