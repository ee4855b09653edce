"""The dates that a deadline fixes: '2019 жылғы 10 қаңтарға және 10 шілдеге қарай' fixes two, 'жыл сайын' none."""

from __future__ import annotations

import re
from datetime import date

from extractors.tables.words import TableWords

_CENTURY = 2000
_YEAR_FOLLOWS = re.compile(r"\s?,?\s?((?:19|20)\d\d)(?!\d)")


def due_dates(lower: str, words: TableWords) -> tuple[str, ...]:
    """The full dates of a normalised lower-case text, as ISO strings in its order; a day without a year is none."""
    found: list[str] = []
    year: int | None = None
    waiting: list[tuple[int, str]] = []  # months and days that share the year of the next
    for match in words.dates.finditer(lower):
        if match["year"]:
            year = int(match["year"])
        elif match["y"]:
            _add(found, int(match["y"]), int(match["m"]), match["d"])
        elif match["y3"]:
            _add(found, _CENTURY + int(match["y3"]), int(match["n3"]), match["d3"])
        elif match["y2"]:
            _add(found, int(match["y2"]), int(match["n2"]), match["d2"])
        else:
            month, day = next(place for place in range(1, 13) if match[f"m{place}"]), match["day"] or match["after"]
            own = _year_of(lower, match.end(), year, words)
            if own is None and day and words.conjunctions.match(lower[match.end() :].lstrip(" ,")):
                waiting.append((month, day))
                continue
            for earlier in waiting:
                _add(found, own, *earlier)
            waiting = []
            _add(found, own, month, day)
    return tuple(dict.fromkeys(found))


def _year_of(lower: str, end: int, before: int | None, words: TableWords) -> int | None:
    """The year of a day: the one printed before it where the language puts it there, else the one that follows at once."""
    if words.year_first and before is not None:
        return before
    following = _YEAR_FOLLOWS.match(lower, end)
    return int(following[1]) if following else before


def _add(found: list[str], year: int | None, month: int, day: str | None) -> None:
    if year is None or day is None:
        return
    try:
        found.append(date(year, month, int(day)).isoformat())
    except ValueError:  # 30 February is no date, and nothing is put in its place
        return
