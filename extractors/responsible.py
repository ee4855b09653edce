"""Lists of bodies: the cell that names who carries something out, the rows of a passport, the line that names the partners.

A body holds the role only where its name is the head of an item: in 'the Academy of the Ministry' the ministry is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.table_context import NamedBody, TableContext
from extractors.table_words import TableWords
from extractors.text import normalise
from ontology.records import Unresolved

_BRACKETS = re.compile(r"\([^()]*\)")
_SEPARATOR = re.compile(r"[,;•]|\n[^\S\n]*\n(?!\s*\()")
_SUFFIX = re.compile(r"[-–]?[^\W\d_]{1,6}(?!\w)")
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Holder:
    """A body of the list, with its evidence: the name and what is said of its agreement."""

    start: int
    end: int
    key: str
    role: str


def read_holders(
    context: TableContext, start: int, end: int, words: TableWords, role: str, method: str
) -> tuple[list[Holder], list[Unresolved]]:
    """The bodies that a list names, and the items that name none. `role` is what each holds where the list adds nothing."""
    holders: dict[tuple[str, str], Holder] = {}
    unresolved: list[Unresolved] = []
    matches = sorted(context.resolve(start, end), key=lambda match: (match.start, -match.end))
    for first, last in _items(context.text, start, end, matches):
        inner = _outside_brackets(context.text, first, last, matches)
        parts = list(_parts(context.text, first, last, inner, words))
        found = [holder for part in parts if (holder := _holder(context.text, *part, words, role))]
        for holder in found:
            holders.setdefault((holder.key, holder.role), holder)
        if len(found) < len(parts) or (not parts and _says_something(context.text[first:last], words)):
            unresolved.append(context.unresolved("body", first, last, "no known body is the head of this item", method))
    return list(holders.values()), unresolved


def _outside_brackets(text: str, start: int, end: int, matches: Sequence[NamedBody]) -> list[NamedBody]:
    """The names within the item; those in brackets only where there are no others."""
    brackets = [match.span() for match in _BRACKETS.finditer(text, start, end)]
    inner = [match for match in matches if start <= match.start and match.end <= end]
    return [m for m in inner if not any(first < m.start < last for first, last in brackets)] or inner


def _items(text: str, start: int, end: int, matches: Sequence[NamedBody]) -> Iterator[tuple[int, int]]:
    """The items of the list, trimmed: parted at commas and blank lines that stand in no name and in no brackets."""
    closed = [(m.start, m.end) for m in matches] + [m.span() for m in _BRACKETS.finditer(text, start, end)]
    place = start
    for match in [*_SEPARATOR.finditer(text, start, end), None]:
        if match is not None and any(first <= match.start() < last for first, last in closed):
            continue
        stop = match.start() if match else end
        body = text[place:stop].strip()
        if body:
            first = place + text[place:stop].index(body[0])
            yield first, first + len(body)
        place = match.end() if match else end


def _parts(
    text: str, start: int, end: int, matches: Sequence[NamedBody], words: TableWords
) -> Iterator[tuple[int, int, NamedBody]]:
    """The item, parted between names that only a conjunction or a line end keeps apart; with the name that may head each part."""
    place = start
    for position, match in enumerate(matches):
        following = matches[position + 1] if position + 1 < len(matches) else None
        if following is None:
            yield place, end, match
        else:
            between = _BRACKETS.sub("", text[match.end : following.start])
            lower = normalise(between).lower
            parted = words.conjunctions.fullmatch(_SUFFIX.sub("", lower, count=1).strip() or lower.strip())
            if parted or words.conjunctions.fullmatch(lower.strip()) or not lower.strip(" /"):
                yield place, following.start, match
                place = following.start


def _holder(text: str, start: int, end: int, match: NamedBody, words: TableWords, role: str) -> Holder | None:
    """The holder that a part of an item names; None where the name is not its head."""
    after = text[match.end : end]
    notes = " ".join(_BRACKETS.findall(after))
    rest = _BRACKETS.sub("", after)
    lower = normalise(rest).lower
    agreement = words.notes["agreement"].search(normalise(notes).lower) or words.notes["agreement"].search(lower)
    lower = words.conjunctions.sub("", words.notes["agreement"].sub("", lower))
    if words.head_last:
        attached = _SUFFIX.match(rest)
        if _LETTERS.search(lower[attached.end() :] if attached else lower):
            return None
    elif _LETTERS.search(words.conjunctions.sub("", normalise(text[start : match.start]).lower)):
        return None
    stop = _notes_end(text, match.end, end, words) if agreement else match.end
    lead = words.notes["lead"].search(normalise(notes).lower)
    return Holder(match.start, stop, match.key, "by_agreement" if agreement else "lead" if lead else role)


def _notes_end(text: str, start: int, end: int, words: TableWords) -> int:
    """Where the note of agreement after a name ends."""
    for match in _BRACKETS.finditer(text, start, end):
        if words.notes["agreement"].search(normalise(match[0]).lower):
            return match.end()
    return start + len(text[start:end].rstrip(" \u00a0\r\n.,;"))


def _says_something(text: str, words: TableWords) -> bool:
    """Whether an item without a name is more than a note in brackets or marks."""
    return bool(_LETTERS.search(words.conjunctions.sub("", normalise(_BRACKETS.sub("", text)).lower)))
