"""Lists of bodies: the cell that names who carries something out, the rows of a passport, the line that names the partners.

A body holds the role only where its name is the head of an item: in 'the Academy of the Ministry' the ministry is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.tables.alignment import AlignedRow
from extractors.tables.context import NamedBody, TableContext
from extractors.tables.words import TableWords
from extractors.text import small
from ontology.records import Unresolved

_BRACKETS = re.compile(r"\([^()]*\)")
_SEPARATOR = re.compile(
    r"[,;•]|<br ?/?>|\n[^\S\n]*\n(?!\s*\()"
    r"|\n\s*(?:[-–—]|\d{1,2}[.)])\s"  # the next item of a list of lines
    r"|[.\n]\s*(?=[^\W\d_][^:,;()\n]{2,40}:)"  # a label follows
)
_LABEL = re.compile(r"([^\W\d_][^:,;()\n]{2,40}):\s*(?=\S)")
_COVERED = 0.6  # a label says little else than the words of a heading
_SUFFIX = re.compile(r"[-–]?[^\W\d_]{1,6}(?!\w)")
_SPACE = re.compile(r"(?:\s|/|\([^()]*\))*")
_ROLES = {"lead": "lead", "responsible": "executor", "co_executor": "executor", "partner": "partner"}
_LETTERS = re.compile(r"[^\W\d_]{2}")


class Holder(NamedTuple):
    """A body of the list, with its evidence: the name and what is said of its agreement."""

    start: int
    end: int
    key: str
    role: str


def row_holders(context: TableContext, row: AlignedRow, words: TableWords, method: str) -> tuple[list[Holder], list[Unresolved]]:
    """The bodies that the cells of a row name, each in the role of its column."""
    holders: dict[str, Holder] = {}
    unresolved: list[Unresolved] = []
    for column, cell in row.holders:
        found, unknown = read_holders(context, cell.start, cell.end, words, _ROLES[column], method)
        unresolved += unknown
        for holder in found:
            holders.setdefault(holder.key, holder)
    return list(holders.values()), unresolved


def read_holders(
    context: TableContext, start: int, end: int, words: TableWords, role: str, method: str
) -> tuple[list[Holder], list[Unresolved]]:
    """The bodies that a list names, and the items that name none. `role` is what each holds where the list adds nothing."""
    holders: dict[tuple[str, str], Holder] = {}
    unresolved: list[Unresolved] = []
    matches = sorted(context.resolve(start, end), key=lambda match: (match.start, -match.end))
    for first, last in _items(context.text, start, end, matches):
        label = _LABEL.match(context.text, first, last)
        labelled = _labelled(label[1], words) if label else None
        if label and labelled:  # 'co-executors: ...' holds for the items after it too
            role, first = labelled, label.end()
        inner = _outside_brackets(context.text, first, last, matches)
        for begin, stop in _parts(context.text, first, last, inner, words):
            names = [match for match in inner if begin <= match.start and match.end <= stop]
            head = (names[-1] if words.head_last else names[0]) if names else None
            holder = _holder(context.text, begin, stop, head, words, role) if head else None
            if holder is not None:
                holders.setdefault((holder.key, holder.role), holder)
            elif names or _says_something(context.text[begin:stop], words):
                reason = (
                    "a known body is named, but not as the head of this item" if names else "no known body is named in this item"
                )
                unresolved.append(context.unresolved("body", begin, stop, reason, method))
    return list(holders.values()), unresolved


def _labelled(label: str, words: TableWords) -> str | None:
    """The role that a label within a cell gives, as the heading of a column does."""
    lower = small(label).strip()
    found = [(m.end() - m.start(), _ROLES[key]) for key in _ROLES for m in words.columns[key].finditer(lower)]
    length, role = max(found, default=(0, ""))
    return role if length >= _COVERED * len(lower) else None


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


def _parts(text: str, start: int, end: int, matches: Sequence[NamedBody], words: TableWords) -> Iterator[tuple[int, int]]:
    """The item, cut where a name is followed by a conjunction, or by nothing but the next name."""
    place = start
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        suffix = _SUFFIX.match(text, match.end, end)
        after = _SPACE.match(text, suffix.end() if suffix else match.end, end)
        stop = after.end() if after else match.end
        conjunction = words.conjunctions.match(text[stop:end].lower())
        if conjunction:
            yield place, stop
            place = stop + conjunction.end()
        elif following is not None and following.start == stop:
            yield place, stop
            place = stop
    yield place, end


def _holder(text: str, start: int, end: int, match: NamedBody, words: TableWords, role: str) -> Holder | None:
    """The holder that a part of an item names; None where the name is not its head."""
    after = text[match.end : end]
    suffix = _SUFFIX.match(after) if words.head_last else None
    notes = small(" ".join(_BRACKETS.findall(after)))
    rest = small(_BRACKETS.sub("", after[suffix.end() :] if suffix else after))
    agreement = words.notes["agreement"].search(notes) or words.notes["agreement"].search(rest)
    beside = words.notes["agreement"].sub("", rest) if words.head_last else small(text[start : match.start])
    if _LETTERS.search(beside):
        return None
    stop = _notes_end(text, match.end, end, words) if agreement else match.end
    lead = words.notes["lead"].search(notes)
    if agreement and role != "partner":  # a partner carries out nothing, however it came to be one
        return Holder(match.start, stop, match.key, "by_agreement")
    return Holder(match.start, stop, match.key, "lead" if lead else role)


def _notes_end(text: str, start: int, end: int, words: TableWords) -> int:
    """Where the note of agreement after a name ends."""
    for match in _BRACKETS.finditer(text, start, end):
        if words.notes["agreement"].search(small(match[0])):
            return match.end()
    return start + len(text[start:end].rstrip(" \u00a0\r\n.,;"))


def _says_something(text: str, words: TableWords) -> bool:
    """Whether an item without a name is more than a note in brackets or marks."""
    return bool(_LETTERS.search(words.conjunctions.sub("", small(_BRACKETS.sub("", text)))))
