"""Who carries something out and by when, in brackets behind it: 'Draft a regulation (MoJ, UNODC; by May 2025)'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.tables.context import TableContext
from extractors.tables.deadlines import due_dates
from extractors.tables.responsible import Holder, read_holders
from extractors.tables.words import TableWords
from extractors.text import small

_BRACKET = re.compile(r"[ \u00a0]*\(([^()]*(?:\([^()]*\)[^()]*)*)\)[ \u00a0.;]*\Z")
_PIECE = re.compile(r"[^;]*[^;\s][^;]*")
_LETTER = re.compile(r"[^\W\d_]")
_MAX_BESIDE = 10  # letters of a deadline beside its date: 'by the end of'
_MAX_DEADLINE = 60


class Bracket(NamedTuple):
    """What brackets at the end of a stretch say; `start` is where the words before them end."""

    start: int
    holders: tuple[Holder, ...]
    deadline: str | None
    due_by: tuple[str, ...]


def read_bracket(context: TableContext, start: int, end: int, method: str) -> Bracket | None:
    """The brackets at the end of a stretch, where each part of them is a list of known bodies or a deadline; else None."""
    match = _BRACKET.search(context.text, start, end)
    if match is None:
        return None
    words = context.words_at(start)
    holders: list[Holder] = []
    deadline: str | None = None
    for piece in _PIECE.finditer(context.text, *match.span(1)):
        if deadline is None and _is_deadline(context, *piece.span(), words):
            deadline = piece[0]
            continue
        found, unresolved = read_holders(context, *piece.span(), words, "executor", method)
        if unresolved or not found or _says_more(context.text, *piece.span(), found, words):
            return None
        holders += found
    if not holders and deadline is None:
        return None
    due = due_dates(small(deadline), words) if deadline else ()
    return Bracket(match.start(), tuple(holders), context.clean(deadline) if deadline else None, due)


def _says_more(text: str, start: int, end: int, holders: Sequence[Holder], words: TableWords) -> bool:
    """Whether a list says more than the names of its bodies: 'guidelines of the Organization' names none who carries out."""
    rest = list(text[start:end])
    for holder in holders:
        rest[holder.start - start : holder.end - start] = " " * (holder.end - holder.start)
    return len(_LETTER.findall(words.conjunctions.sub(" ", small("".join(rest))))) > _MAX_BESIDE * len(holders) // 2


def _is_deadline(context: TableContext, start: int, end: int, words: TableWords) -> bool:
    """Whether a stretch says little besides a date, a year or how often something is done."""
    if end - start > _MAX_DEADLINE or context.resolve(start, end):
        return False
    lower = small(context.text[start:end])
    if not (words.dates.search(lower) or words.standing.search(lower)):
        return False
    for pattern in (words.dates, words.standing, words.year):
        lower = pattern.sub(" ", lower)
    return len(_LETTER.findall(lower)) <= _MAX_BESIDE
