"""What a sentence on money is made of: sums with their units, years, sources and brackets, and which source a sum is of."""

from __future__ import annotations

import re

from extractors.tables.money import MoneyUnit, PrintedNumber, find_numbers, printed
from extractors.tables.words import TableWords
from extractors.text import MatchText

DASH = re.compile(r"\s?[-:]\s")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGE = re.compile(r"(?<!\d)(?:19|20)\d\d\s?-\s?(?:19|20)\d\d(?!\d)")
_BEFORE = 15  # characters before a number where its currency is looked for
_CLAUSE_END = re.compile(r"[\d,;(]")
_FOLLOWING = 60  # characters after a sum in which its source may follow


def source_later(lower: str, start: int, words: TableWords) -> tuple[int, str] | None:
    """The source that the words after a part of a sum name, before the next number: where it stands, and its key."""
    following = _CLAUSE_END.search(lower, start)
    stop = min(following.start() if following else len(lower), start + _FOLLOWING)
    searched = ((key, pattern.search(lower, start, stop)) for key, pattern in words.sources.items() if key != "total")
    return min(((match.start(), key) for key, match in searched if match), default=None)


def tokens_of(view: MatchText, first: int, words: TableWords) -> list[tuple[str, int, str, PrintedNumber | None]]:
    """Brackets, sources, years and numbers of a sentence in their order."""
    lower = view.lower
    ranges = [match.span() for match in _RANGE.finditer(lower)]
    found: list[tuple[str, int, str, PrintedNumber | None]] = []
    for place, sign in enumerate(lower):
        if sign in "()":
            found.append(("open" if sign == "(" else "close", place, "", None))
    for key, pattern in words.sources.items():
        found += [("source", match.start(), key, None) for match in pattern.finditer(lower)]
    for number in find_numbers(view.cased, words.decimal):
        if any(start <= number.start < end for start, end in ranges):
            continue
        if _YEAR.fullmatch(number.as_printed) and _is_year(lower, number, words):
            found.append(("year", number.start, number.as_printed, None))
        else:
            found.append(("number", number.start, "", number))
    return sorted((token for token in found if token[1] >= first), key=lambda token: token[1])


def _is_year(lower: str, number: PrintedNumber, words: TableWords) -> bool:
    """Whether four figures are a year: followed by a word for it or a dash, and by no unit of money."""
    following = lower[number.end : number.end + 20]
    return unit_of(lower, number, words) is None and bool(
        words.year.match(following.lstrip(" -")) or DASH.match(following) or following.startswith((",", ")"))
    )


def unit_of(lower: str, number: PrintedNumber, words: TableWords) -> MoneyUnit | None:
    """The money that a number counts: a scale word straight after it if any, then a currency, or a currency straight before."""
    place, scale = _skip(lower, number.end), 1
    for factor, pattern in words.scales.items():
        match = pattern.match(lower[place : place + _FOLLOWING])  # cut off: a figure may stand right before
        if match:
            place, scale = _skip(lower, place + match.end()), factor
            break
    before = lower[max(0, number.start - _BEFORE) : number.start].rstrip()
    for code, pattern in words.currencies.items():
        if pattern.match(lower[place : place + _FOLLOWING]) or any(
            match.end() == len(before) for match in pattern.finditer(before)
        ):
            return MoneyUnit(scale, code)
    return MoneyUnit(scale, None) if scale > 1 else None


def source_after(lower: str, number: PrintedNumber, words: TableWords) -> tuple[int, str] | None:
    """The source that follows a sum: '60 million tenge from the local budget'; where it stands, and its key."""
    place = after_unit(lower, number, words)
    joint = words.budget_from.match(lower, place)
    if joint is None:
        return None
    stop = place + _FOLLOWING
    found = [
        (match.start(), key)
        for key, pattern in words.sources.items()
        for match in [pattern.search(lower, joint.end(), stop)]
        if match
    ]
    between = lower[joint.end() : min(found)[0]] if found else ","
    return None if any(sign in between for sign in ",;(") else min(found)


def source_behind_dash(lower: str, number: PrintedNumber, words: TableWords) -> tuple[int, str] | None:
    """The source that a dash parts from its sum: '60 million tenge - local budgets'; where it stands, and its key."""
    place = lower.find("-", after_unit(lower, number, words) - 1)
    dash = DASH.match(lower, max(place - 1, 0)) if place >= 0 else None
    between = lower[after_unit(lower, number, words) : place].strip(" .") if dash else "-"
    return source_later(lower, dash.end(), words) if dash and between == "" else None


def stands_before(pattern: re.Pattern[str], lower: str, place: int) -> bool:
    """Whether what a pattern finds stands just before a place."""
    before = lower[:place].rstrip(" :-")
    return any(match.end() == len(before) for match in pattern.finditer(before))


def after_unit(lower: str, number: PrintedNumber, words: TableWords) -> int:
    """Where what follows a number, its scale and its currency begins."""
    place = _skip(lower, number.end)
    for pattern in (*words.scales.values(), *words.currencies.values()):
        match = pattern.match(lower[place : place + _FOLLOWING])
        place = _skip(lower, place + match.end()) if match else place
    return place


def _skip(lower: str, place: int) -> int:
    """The next character that is neither blank nor the stop of an abbreviation."""
    return place + len(lower[place:]) - len(lower[place:].lstrip(" ."))


def moved_to(text: str, start: int, view: MatchText, number: PrintedNumber) -> PrintedNumber:
    """The number at its place in the document, as printed there."""
    first, last = view.original(number.start, number.end)
    return PrintedNumber(start + first, start + last, printed(text[start + first : start + last]), number.amount)
