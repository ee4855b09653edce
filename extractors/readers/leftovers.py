"""Lines that portals and word processors leave in a text and that are no part of the document: tabs, captions of pictures."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_LONGEST = 2000  # characters of a stretch that may be nothing else


@cache
def _pattern() -> re.Pattern[str]:
    table = tomllib.loads(files("extractors.readers").joinpath("portals.toml").read_text("utf-8"))
    line = "|".join(table["any"]["leftovers"])
    return re.compile(rf"\s*(?:(?:{line})\s*)+")


def is_leftover(text: str) -> bool:
    """Whether a stretch holds such lines only."""
    return len(text) <= _LONGEST and _pattern().fullmatch(text) is not None
