"""Phrases of the word tables as patterns over the text that the matchers see.

A word ends where it ends, unless a `*` stands for whatever suffix follows: 'жауапты орындаушы*' finds 'Жауапты орындау-шылар'.
A blank may be printed as any white space or none ('млн. теңге' finds 'млн.теңге').
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.text import normalise_pattern

NOTHING = re.compile(r"(?!)")


def _pattern(phrase: str) -> str:
    body = normalise_pattern(phrase).lower()
    escaped = re.escape(body).replace(r"\*", r"\w*").replace(r"\ ", r"\s*")
    before = r"(?<!\w)" if body[0].isalnum() else ""
    after = r"(?!\w)" if body[-1].isalnum() else ""
    return before + escaped + after


def alternation(phrases: Iterable[str]) -> str:
    """The source of one pattern for all the phrases, the longest first; it matches nothing where there is none."""
    found = [_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    return "(?:" + "|".join(found) + ")" if found else NOTHING.pattern


def first_words(phrases: Iterable[str]) -> tuple[str, ...]:
    """What a text must hold for any of the phrases to be in it: cheap to look for before the pattern is tried."""
    bodies = (normalise_pattern(phrase).lower() for phrase in phrases)
    return tuple(sorted({body.split("*")[0].split(" ")[0] for body in bodies}))


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all the phrases, to be searched in normalised text in lower case."""
    return re.compile(alternation(phrases))
