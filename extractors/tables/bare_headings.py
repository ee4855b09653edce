"""Headings that bear no number: short lines of their own that end in no stop and state nothing."""

from __future__ import annotations

import re

from extractors.blocks import Block
from extractors.tables.words import TableWords

_MAX = 90
_NUMBER = re.compile(r"[\d.]+\s|[IVX]+\.?\s")
_ENDS = (".", ";", ",", ":", "!", "?", ")")
_COVERED = 0.6  # of a heading its words make up so much, besides the programme whose they are


def is_bare_heading(block: Block, text: str) -> bool:
    """Whether a block, with its text, looks like a heading: one short line with a capital, without a figure or a stop."""
    if block.kind not in ("paragraph", "heading") or len(text) > _MAX or "\n" in text or text.endswith(_ENDS):
        return False
    words = _NUMBER.sub("", text, count=1)
    return bool(words) and words[0].isupper() and not any(map(str.isdigit, words))


def heads(pattern: re.Pattern[str], lower: str, words: TableWords) -> bool:
    """Whether a heading in small letters says little else than what a pattern finds, of its programme and its carrying out."""
    own = words.carrying_out.sub(" ", words.instrument.sub(" ", lower))
    letters = sum(map(str.isalpha, own))
    return any(sum(map(str.isalpha, match[0])) >= _COVERED * letters for match in pattern.finditer(own))
