"""Lines that portals and word processors leave in a text and that are no part of the document: tabs, captions of pictures."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from extractors.kept_patterns import compiled
from ontology.parsed_toml import parsed_toml

_LONGEST = 2000  # characters of a stretch that may be nothing else


@cache
def _pattern() -> re.Pattern[str]:
    table = parsed_toml(Path(__file__).with_name("portals.toml"))
    line = "|".join(table["any"]["leftovers"])
    return compiled(rf"\s*(?:(?:{line})\s*)+")


def is_leftover(text: str) -> bool:
    """Whether a stretch holds such lines only."""
    return len(text) <= _LONGEST and _pattern().fullmatch(text) is not None
