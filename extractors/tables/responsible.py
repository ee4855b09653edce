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
from extractors.text import normalise, small
from ontology.records import Unresolved

_BRACKETS = re.compile(r"\([^()]*\)")
_SEPARATOR = re.compile(
    r"[,;•/]|<br ?/?>|\n[^\S\n]*\n(?!\s*\()"
    r"|\n\s*(?:[-–—]|\d{1,2}[.)])\s"  # the next item of a list of lines
    r"|[.\n]\s*(?=[^\W\d_][^:,;()\n]{2,40}:)"  # a label follows
)
_LABEL = re.compile(r"([^\W\d_][^:,;()\n]{2,40}?)(?::\s*|\s[-–—]\s)(?=\S)")
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
        found, unknown = read_holders(context, cell.start, cell.end, words, _ROLES[column], method, named=True)
        unresolved += unknown
        for holder in found:
            holders.setdefault(holder.key, holder)
    return list(holders.values()), unresolved


def read_holders(
    context: TableContext, start: int, end: int, words: TableWords, role: str, method: str, named: bool = False
) -> tuple[list[Holder], list[Unresolved]]:
    """The bodies that a list names, and the items that name none. `role` is what each holds where the list adds nothing.

    `named`: whether each item names a body for sure, so that an abbreviation that nothing explains is one too.
    """
    holders: dict[tuple[str, str], Holder] = {}
    unresolved: list[Unresolved] = []
    matches = sorted(context.resolve(start, end), key=lambda match: (match.start, -match.end))
    for first, last in _items(context.text, start, end, matches):
        label = _LABEL.match(context.text, first, last)
        labelled = _labelled(label[1], words) if label else None
        if label and labelled:  # 'co-executors: ...' holds for the items after it too
            role, first = labelled, label.end()
        inner = _outside_brackets(context.text, first, last, matches)
        for begin, stop, helps in _parts(context.text, first, last, inner, words):
            names = [match for match in inner if begin <= match.start and match.end <= stop]
            head = (names[-1] if words.head_last else names[0]) if names else None
            own = "partner" if helps else role
            holder = _holder(context.text, begin, stop, head, words, own) if head else None
            if holder is None and named:
                holder = _unlisted(context, begin, stop, words, own)
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
    if any(m.end() - m.start() >= _COVERED * len(lower) for m in words.notes["agreement"].finditer(lower)):
        return "by_agreement"
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


def _parts(text: str, start: int, end: int, matches: Sequence[NamedBody], words: TableWords) -> Iterator[tuple[int, int, bool]]:
    """The item, cut where a name is followed by a conjunction, or by nothing but the next name; and who of them only helps."""
    place, helps = _after(words.conjunctions, text, start, end) or start, False
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        suffix = _SUFFIX.match(text, match.end, end)
        after = _SPACE.match(text, suffix.end() if suffix else match.end, end)
        stop = after.end() if after else match.end
        support = _after(words.notes["support"], text, stop, end)
        conjunction = support or _after(words.conjunctions, text, stop, end)
        if conjunction is not None:
            yield place, stop, helps or (support is not None and words.head_last)
            place, helps = conjunction, support is not None and not words.head_last
        elif following is not None and following.start == stop:
            yield place, stop, helps
            place = stop
    yield place, end, helps


def _after(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    """Where what follows the words that stand at a place begins; None where others stand there."""
    view = normalise(text[start:end])
    match = pattern.match(view.lower)
    return start + view.original(match.start(), match.end())[1] if match else None


def _unlisted(context: TableContext, start: int, end: int, words: TableWords, role: str) -> Holder | None:
    """The body that an item names in a way that no table knows."""
    own = _BRACKETS.search(context.text, start, end)
    stop = own.start() if own else end
    notes = small(" ".join(_BRACKETS.findall(context.text[start:end])))
    found = context.unlisted.find(context.text, start, stop, words.language)
    if found is None:
        return None
    agreement = words.notes["agreement"].search(notes) is not None and role != "partner"
    key, first, last = found
    last = _notes_end(context.text, last, end, words) if agreement else last
    told = "by_agreement" if agreement else "lead" if words.notes["lead"].search(notes) else role
    return Holder(first, last, key, told)


def _holder(text: str, start: int, end: int, match: NamedBody, words: TableWords, role: str) -> Holder | None:
    """The holder that a part of an item names; None where the name is not its head."""
    after = text[match.end : end]
    suffix = _SUFFIX.match(after) if words.head_last else None
    notes = small(" ".join(_BRACKETS.findall(after)))
    rest = small(_BRACKETS.sub("", after[suffix.end() :] if suffix else after))
    agreement = words.notes["agreement"].search(notes) or words.notes["agreement"].search(rest)
    told = rest
    for note in ("agreement", "lead", "summary"):
        told = words.notes[note].sub("", told)
    beside = told if words.head_last else small(text[start : match.start])
    if _LETTERS.search(beside):
        return None
    stop = _notes_end(text, match.end, end, words) if agreement else match.end
    lead = words.notes["lead"].search(notes) or words.notes["lead"].fullmatch(rest.strip(" -.,"))
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
