"""Values with their years as running text states them: '2024 - 65 %', '70 % by 2027', 'by 2030 to 14 %', '65 % (2024)'.

Where the year stands elsewhere, a value to be reached is told by the words beside it: 'from 8 to 5 per cent', 'at least 6'.
What something changes by ('by 20 % until 2027') is no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.phrases import alternation, any_of
from extractors.tables.money import parse_number
from extractors.tables.words import TableWords, ValueWords

_YEAR = r"(?<!\d)(?P<y{0}>(?:19|20)\d\d)(?!\d)"
_VALUE = r"(?<![\d.,])(?P<v{0}>\d{{1,3}}(?:\s\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?(?!\d))"
_BETWEEN = " ,;:.-()"
_MAX_BETWEEN = 2  # words
_A_YEAR = r"(?:19|20)\d\d(?!\d)"
_ONE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


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
        form = next(name for name in "abcdef" if match[f"y{name}"])
        number = parse_number(match[f"v{form}"], words.decimal)
        unit = _unit(match[f"u{form}"], words.values) if form in "abcd" else None
        if number is None or (unit and words.dates.match(unit)) or _is_change(lower, match.start(f"v{form}"), end, words):
            continue
        yield StatedValue(*match.span(), int(match[f"y{form}"]), number.as_printed, number.amount, unit)


def find_reached(lower: str, start: int, end: int, words: TableWords, announced: int | None) -> StatedValue | None:
    """The one value of a stretch that is to be reached in the only year that it names, or in the one announced above it."""
    years = {int(year) for year in _ONE_YEAR.findall(lower[start:end])}
    year = years.pop() if len(years) == 1 else announced if not years else None
    found = [] if year is None else list(_reached(words.values).finditer(lower, start, end))
    said = [(match, next(form for form in "abc" if match[f"v{form}"])) for match in found]
    kept = [(match, form) for match, form in said if not _ONE_YEAR.fullmatch(match[f"v{form}"])]
    number = parse_number(kept[0][0]["v" + kept[0][1]], words.decimal) if len(kept) == 1 else None
    if number is None or year is None:
        return None
    match, form = kept[0]
    unit = _unit(match[f"u{form}"] or match[f"w{form}"], words.values)
    return StatedValue(
        match.start("told") if form == "c" else match.start(), match.end(), year, number.as_printed, number.amount, unit
    )


def is_measured(lower: str, words: TableWords) -> bool:
    """Whether a stretch names what has a value: a share, a number, a level."""
    return _nouns(words.values).search(lower) is not None


def is_share(unit: str | None, words: TableWords) -> bool:
    """Whether a unit is that of shares."""
    return unit is not None and _percent(words.values).match(unit) is not None


def are_all(lower: str, start: int, end: int, values: Sequence[StatedValue]) -> bool:
    """Whether a stretch says little besides its values: at most a word or two between them, as 'target', and none behind them."""
    edges = [start, *(edge for value in values for edge in (value.start, value.end)), end]
    *between, after = [lower[first:last].strip(_BETWEEN) for first, last in zip(edges[::2], edges[1::2], strict=True)]
    return not after and all(len(gap.split()) <= _MAX_BETWEEN and not any(map(str.isdigit, gap)) for gap in between)


def _unit(printed: str | None, words: ValueWords) -> str | None:
    """The unit without the ending of its case: 'пайыздан' counts in 'пайыз'."""
    if printed is None or not words.endings or _percent(words).match(printed) is None:
        return printed or None
    return next((printed.removesuffix(end) for end in words.endings if printed.endswith(end)), printed)


def _is_change(lower: str, start: int, end: int, words: TableWords) -> bool:
    """Whether a number tells by how much something changes."""
    before = lower[max(0, start - 12) : start].rstrip()
    said = re.search(rf"(?:{alternation(words.values.changed_by)})\Z", before) if words.values.changed_by else None
    return said is not None or _changing(words.values).match(lower, start, end) is not None


@cache
def _changing(words: ValueWords) -> re.Pattern[str]:
    number = r"\d[\d\s.,]*(?:\s?%|\s[^\W\d_]+?)?"
    return compiled(rf"{number}-?{any_of(words.endings)}\s{alternation(words.changing)}" if words.changing else r"(?!)")


@cache
def _nouns(words: ValueWords) -> re.Pattern[str]:
    return compiled(alternation(words.measure))


@cache
def _percent(words: ValueWords) -> re.Pattern[str]:
    return compiled(alternation(words.percent))


@cache
def _reached(words: ValueWords) -> re.Pattern[str]:
    """Values before or behind words that tell of a goal, or behind a dash at the end: number `va`, unit `ua` or `wa`."""
    number = r"(?<![\d.,-])(?P<v{0}>\d{{1,3}}(?:\s\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?(?!\d))"
    shares = alternation(phrase for phrase in words.percent if "*" not in phrase)
    value = rf"{number}(?:\s?(?P<u{{0}}>{shares.replace('{', '{{').replace('}', '}}')})|\s(?P<w{{0}}>[^\W\d_]+?))?"
    ending = rf"-?{any_of(words.endings)}" if words.endings else r"(?!)"
    reach = alternation((*words.up_to, *words.reach))
    behind = rf"(?:{reach}\s)?{value.format('a')}(?:{ending})\s{alternation(words.reached)}"
    before = rf"{reach}\s{value.format('b')}(?:{ending})?(?![^\W\d_])"
    last = rf"(?<=\s)-\s(?P<told>(?:{reach}\s)?{value.format('c')})[\s.;,]*\Z"
    return compiled(rf"{last}|{behind}|{before}")


@cache
def _pattern(words: ValueWords) -> re.Pattern[str]:
    before, after, up_to = (alternation(phrases) for phrases in (words.before, words.after, words.up_to))
    reach = alternation((*words.up_to, *words.reach))
    year, value = ([part.format(form) for form in "abcdef"] for part in (_YEAR, _VALUE))
    shares = alternation(phrase for phrase in words.percent if "*" not in phrase)
    unit = rf"(?:{shares}|[^\W\d_]+)"
    ending = rf"-?{any_of(words.endings)}(?![^\W\d_])" if words.endings else r"(?!)"
    return compiled(
        rf"{year[0]}(?:\s?-?\s?[^\W\d_]{{1,8}}\.?)?\)?(?:\s?:\s?|\s?-\s?(?!{_A_YEAR})){value[0]}(?:\s?(?P<ua>{unit}))?"
        rf"|{value[1]}\s?(?P<ub>{shares}|[^\W\d_]+(?:\s[^\W\d_]+)?)\s?{before}\s{year[1]}(?:\s?{after})?"
        rf"|{value[3]}(?:\s?(?P<ud>{unit}))?\s?\({year[3]}(?:\s?-?\s?[^\W\d_]{{1,8}}\.?)?\)"
        rf"|{year[2]}\s?-?\s?(?:{after}\s(?:-\s)?(?:{reach}\s){{0,2}}|{up_to}\s){value[2]}(?:{ending}|\s?(?P<uc>{unit}))"
        rf"|{reach}\s{value[4]}\s{before}\s{year[4]}(?:\s?{after})?"
        rf"|(?<=\(){value[5]}\s{before}\s{year[5]}(?:\s?{after})?"
    )
