"""The passport of a programme: a two-column table whose left cells name what the right ones say, or lines 'Label: value'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.list_marks import mark_of
from extractors.tables.context import TableContext
from extractors.tables.grid import Cell, Table
from extractors.tables.money import find_numbers, money_unit
from extractors.tables.responsible import read_holders
from extractors.tables.words import PASSPORT_ROLES, TableWords
from extractors.text import normalise, small
from ontology import iri
from ontology.records import Body, Evidence, Label, Mandate, Unresolved

METHOD = "table:passport"
_LINE = re.compile(r"(?m)^[ \u00a0]*(?P<label>[^\W\d_][^\n:]{2,70}):[ \u00a0]+(?P<value>\S[^\n]*)$")
_SAID = re.compile(r"[^\s\u00a0\ufeff](?:[^\n]*[^\s\u00a0\ufeff])?")  # what a line says
_MAX_LABEL = 80
_MAX_ROW = 8  # lines from a label to the next
_FEWEST = 3  # keys of a passport without marks
_COVERED = 0.6  # a label says little else than the words that name the row
_PERSON = re.compile(r"[^\W\d_a-zа-яәғқңөұүһі][^\W\d_]+(?:[ -][^\W\d_a-zа-яәғқңөұүһі][^\W\d_]*\.?){1,2}")
_MARK = re.compile(r"(?:(?P<number>\d{1,2})[.)][ \u00a0]*|[-–•][ \u00a0]*)?")  # of an item
_CUT = re.compile(r"\n\s*|;\s+(?=\d{1,2}[.)]\s)")  # between items
_SEMICOLON = re.compile(r";\s+")
_LETTER = re.compile(r"[^\W\d_]")
_ROW_NUMBER = re.compile(r"\d{1,2}[.)]?")
_TAIL = " .;,\u00a0"
_MAX_FUNDER = 200  # characters: a longer text on funding is prose, not a list of funders


class PassportEntry(NamedTuple):
    """A row of a passport: its key (one of `[passport]`) and the span of what it says."""

    key: str
    start: int
    end: int
    words: TableWords
    printed_as: str  # 'table' or 'line'
    label: str = ""  # its label, normalised and in lower case


class PassportBodies(NamedTuple):
    """The bodies that a passport names: mandates towards the programme, and officials who are named in person."""

    mandates: tuple[Mandate, ...]
    persons: tuple[Body, ...]
    unresolved: tuple[Unresolved, ...]


def find_entries(context: TableContext, tables: Sequence[Table]) -> tuple[PassportEntry, ...]:
    """The rows of the document's passports; a row may have two keys ('sources of funding' names funders and sums)."""
    return (*_table_entries(context, tables), *_line_entries(context, tables), *_stacked_entries(context, tables))


def list_items(context: TableContext, start: int, end: int) -> Iterator[tuple[str | None, int, int]]:
    """The items of a list in a cell: the number, and where the words stand without their final stop.

    Each stands on a line, behind its number within a line, or behind a semicolon. Where items bear marks, a line without one goes
    on with the item above it.
    """
    spans = list(_pieces(context.text, start, end, _CUT))
    marks = [mark for first, last in spans for mark in [_MARK.match(context.text, first, last)] if mark]
    if len(spans) == 1 and not marks[0][0]:
        spans = list(_pieces(context.text, start, end, _SEMICOLON))
        marks = [mark for first, last in spans for mark in [_MARK.match(context.text, first, last)] if mark]
    found: list[tuple[str | None, int, int]] = []
    marked = bool(marks and marks[0][0])
    for mark, (_, last) in zip(marks, spans, strict=True):
        if found and marked and not mark[0]:
            number, first, _ = found.pop()
        else:
            number, first = mark["number"], mark.end()
        found.append((number, first, first + len(context.text[first:last].rstrip(_TAIL))))
    yield from (item for item in found if _LETTER.search(context.text, item[1], item[2]))


def _pieces(text: str, start: int, end: int, cut: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    edges = [start, *(edge for match in cut.finditer(text, start, end) for edge in match.span()), end]
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        lead = len(text[first:last]) - len(text[first:last].lstrip())
        if text[first:last].strip():
            yield first + lead, last


def read_bodies(context: TableContext, entries: Sequence[PassportEntry]) -> PassportBodies:
    """Who develops, approves, carries out, co-ordinates, funds or is a partner, as the passport says."""
    mandates: dict[str, Mandate] = {}
    persons: list[Body] = []
    unresolved: list[Unresolved] = []
    for entry in entries:
        if entry.key not in PASSPORT_ROLES or (entry.key == "funder" and _is_prose(context, entry)):
            continue
        holders, unknown = read_holders(context, entry.start, entry.end, entry.words, entry.key, METHOD)
        person = None if holders else _person(context, entry)
        if person is not None:
            persons.append(person)
            mandate = context.mandate(person.key, entry.key, context.programme, context.programme, person.mentions[0])
            mandates.setdefault(mandate.key, mandate)
            continue
        unresolved += unknown
        for holder in holders:
            evidence = Evidence(holder.start, holder.end, METHOD)
            mandate = context.mandate(holder.key, holder.role, context.programme, context.programme, evidence)
            mandates.setdefault(mandate.key, mandate)
    return PassportBodies(tuple(mandates.values()), tuple(persons), tuple(unresolved))


def _table_entries(context: TableContext, tables: Sequence[Table]) -> Iterator[PassportEntry]:
    for table in tables:
        pairs = [(cells[-2], cells[-1]) for row in table.rows for cells in [row.cells] if len(cells) == 2 or _is_numbered(cells)]
        found = [
            (label, value, keys, words)
            for label, value in pairs
            if not value.blank
            for words, keys in [_keys(context, label)]
            if keys
        ]
        if len(found) < 2:
            continue
        for label, value, keys, words in found:
            for key in keys:
                yield PassportEntry(key, value.start, value.end, words, "table", label.lower)


def _is_numbered(cells: Sequence[Cell]) -> bool:
    """Whether a row is one of three cells, the first of them its number."""
    return len(cells) == 3 and (cells[0].blank or _ROW_NUMBER.fullmatch(cells[0].text) is not None)


def _keys(context: TableContext, label: Cell) -> tuple[TableWords, list[str]]:
    words = context.words_at(label.start)
    return words, _matching(label.lower, words, 0.0)


def _matching(lower: str, words: TableWords, covered: float) -> list[str]:
    """The keys whose words the label has: of those that name bodies the one with the longest match, and likewise of the rest."""
    found: dict[str, int] = {}
    for key, pattern in words.passport.within(lower):
        match = pattern.search(lower)
        if match and match.end() - match.start() >= covered * len(lower):
            found[key] = match.end() - match.start()
    bodies = [key for key in found if key in PASSPORT_ROLES]
    others = [key for key in found if key not in PASSPORT_ROLES]
    longest = max(found.values(), default=0)
    best = [max(keys, key=lambda key: found[key]) for keys in (bodies, others) if keys]
    return [key for key in best if found[key] == longest or set(best) == {"funder", "funding"}]


def _line_entries(context: TableContext, tables: Sequence[Table]) -> Iterator[PassportEntry]:
    """Labelled lines outside tables. A label that comes again and again belongs to the items of a list, not to a passport."""
    inside = [(table.start, table.end) for table in tables]
    lines = [m for m in _LINE.finditer(context.text) if not any(start <= m.start("label") < end for start, end in inside)]
    counts = Counter(small(match["label"]) for match in lines)
    for match in lines:
        words = context.words_at(match.start("label"))
        lower = small(match["label"]).strip()
        if counts[small(match["label"])] > 1:
            continue
        block = context.reading.block_at(match.start("label"))
        broken = (
            block is not None
            and block.start == match.start("label")
            and _LINE.search(context.text, match.end(), block.end) is None
        )
        end = block.end if broken and block is not None else match.start("value") + len(match["value"].rstrip())
        for key in _matching(lower, words, _COVERED):
            yield PassportEntry(key, match.start("value"), end, words, "line", lower)


def _stacked_entries(context: TableContext, tables: Sequence[Table]) -> Iterator[PassportEntry]:
    """Labels on lines of their own, each above what it says: what is left of a table without marks.

    The label of who developed the programme must be one of them: the others may be headings of running text as well.
    """
    lines: list[re.Match[str]] = []
    start = 0
    for table in sorted(tables, key=lambda table: table.start):
        lines += _SAID.finditer(context.text, start, table.start)
        start = table.end
    lines += _SAID.finditer(context.text, start)
    labels = [(place, small(line[0]).rstrip(" :*")) for place, line in enumerate(lines[:-1]) if len(line[0]) <= _MAX_LABEL]
    developers = [words.passport["developer"] for words in context.languages_used]
    if not any(pattern.search(label) for _, label in labels for pattern in developers):
        return
    run: list[tuple[int, list[str], re.Match[str]]] = []
    for place, label in labels:
        line = lines[place]
        keys = _matching(label, context.words_at(line.start()), _COVERED)
        if not keys or label.endswith("."):
            continue
        if run and place - run[-1][0] > _MAX_ROW:
            yield from _of_stack(context, lines, run)
            run = []
        run.append((place, keys, line))
    yield from _of_stack(context, lines, run)


def _of_stack(
    context: TableContext, lines: Sequence[re.Match[str]], run: Sequence[tuple[int, list[str], re.Match[str]]]
) -> Iterator[PassportEntry]:
    keys = {key for _, keys, _ in run for key in keys}
    if "developer" not in keys or len(keys) < _FEWEST:
        return
    for (place, found, line), following in zip(run, [*run[1:], None], strict=True):
        stop = min(following[0] if following else len(lines), place + _MAX_ROW)
        last = place + 1
        while last + 1 < stop and mark_of(context.text, *lines[last + 1].span()) is not None:
            last += 1
        if place + 1 < stop:
            for key in found:
                yield PassportEntry(
                    key, lines[place + 1].start(), lines[last].end(), context.words_at(line.start()), "table", small(line[0])
                )


def _is_prose(context: TableContext, entry: PassportEntry) -> bool:
    body = context.text[entry.start : entry.end]
    lower = small(body)
    budget = any(pattern.search(lower) for pattern in entry.words.sources.values())
    counted = money_unit(lower, [entry.words]) is None and any(True for _ in find_numbers(body))
    return budget or counted or len(body) > _MAX_FUNDER


def _person(context: TableContext, entry: PassportEntry) -> Body | None:
    """The official whom a line names in person; None where the words do not look like a personal name."""
    name = normalise(context.text[entry.start : entry.end]).cased.strip(" .;")
    if entry.key not in ("coordinator", "monitor") or not _PERSON.fullmatch(name):
        return None
    evidence = Evidence(entry.start, entry.start + len(context.text[entry.start : entry.end].rstrip(" .;")), METHOD, 0.9)
    key = iri.document_body_key(context.reading.document.key, name)
    label = Label(name, context.reading.language_at(entry.start))
    return Body(key, "person", context.reading.jurisdiction, (label,), (evidence,))
