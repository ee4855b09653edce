"""Stretches in a script that is not read: Kazakh in Latin letters, and what is written in Arabic ones. They are named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from extractors.language import Letters

MIN_LETTERS = 20  # less says too little
SHARE = 0.5  # of Arabic letters among all
MIN_WORDS = 2  # words of a language in its other script
_ARABIC_LETTERS = r"\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff"
_ARABIC = re.compile(f"[{_ARABIC_LETTERS}]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")


def script_of(text: str, tables: Sequence[Letters]) -> str | None:
    """The script of a stretch that cannot be read, in words; None where it can. One without `foreign_letters` can."""
    letters = len(_LETTER.findall(text))
    if letters < MIN_LETTERS:
        return None
    if len(_ARABIC.findall(text)) >= SHARE * letters:
        return "Arabic letters"
    lowered = text.lower()
    for table in tables:
        words = set(_WORD.findall(lowered)) & set(table.latin_words)
        if table.latin_letters and len(words) >= MIN_WORDS and any(letter in lowered for letter in table.latin_letters):
            return f"Latin letters of the language '{table.language}'"
    return None


def foreign_letters(text: str, tables: Sequence[Letters]) -> list[int]:
    """Where letters stand that none of the scripts has which are read."""
    return [match.start() for match in _foreign("".join([table.latin_letters for table in tables])).finditer(text)]


def stand_within(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places, which are in their order, is in the stretch."""
    first = bisect_left(places, start)
    return first < len(places) and places[first] < end


@cache
def _foreign(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, letters + letters.upper()))}{_ARABIC_LETTERS}]")


def unread(text: str, stretches: Iterable[tuple[int, int]], tables: Sequence[Letters]) -> Iterator[tuple[int, int, str]]:
    """The stretches that cannot be read, those that touch joined, each with its script."""
    start = end = -1
    known = ""
    letters = foreign_letters(text, tables)
    for first, last in stretches if letters else ():
        script = script_of(text[first:last], tables) if stand_within(letters, first, last) else None
        if script is None or script != known:
            if known:
                yield start, end, known
            start, known = first, script or ""
        end = last
    if known:
        yield start, end, known
