"""Whether years are those of a plan or programme, and not of what was before it."""

from __future__ import annotations

import re
from collections.abc import Collection

_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?!\d)")


def is_planned(text: str, years: Collection[int]) -> bool:
    """Whether a period that a document names takes in all the years; True where it names none."""
    periods = [(int(match[1]), int(match[2])) for match in _PERIOD.finditer(text)]
    return not periods or any(first <= min(years, default=first) and max(years, default=last) <= last for first, last in periods)
