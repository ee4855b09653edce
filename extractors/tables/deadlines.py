"""The dates that a deadline fixes: '2019 жылғы 10 қаңтарға және 10 шілдеге қарай' fixes two, 'жыл сайын' none."""

from __future__ import annotations

import re
from datetime import date

from extractors.tables.words import TableWords

_YEAR_FOLLOWS = re.compile(r"\s?,?\s?((?:19|20)\d\d)(?!\d)")


def due_dates(lower: str, words: TableWords) -> tuple[str, ...]:
    """The full dates of a normalised lower-case text, as ISO strings in its order; a day without a year is none."""
    found: list[str] = []
    year: int | None = None
    for match in words.dates.finditer(lower):
        if match["year"]:
            year = int(match["year"])
        elif match["y"]:
            _add(found, int(match["y"]), int(match["m"]), match["d"])
        else:
            month = next(place for place in range(1, 13) if match[f"m{place}"])
            _add(found, _year_of(lower, match.end(), year, words), month, match["day"] or match["after"])
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
