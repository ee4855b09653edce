"""Lists within a sentence or a block: items with numbers behind a colon, and parts that semicolons divide."""

from __future__ import annotations

import re

from extractors.blocks import Block
from extractors.duties.clauses import Clause, mark, sentences, sign
from extractors.duties.list_openings import OpenedList, joined, opening_of
from extractors.duties.rules import DutyWords
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading

MAX_LABEL = 40  # characters of a label
MAX_ARTICLE = 7  # characters before the name of a body that opens a part: 'to the'
_INLINE = re.compile(r":\s+(?=\(?[1аa]\)\s)")
_NEXT = re.compile(r"[;,.]\s+(?=\(?(?:\d{1,2}(?:-\d{1,2})?|[^\W\d_])\)\s)")
_INLINE_MARK = re.compile(r"[;,.\s]*(?:\(?(?:\d{1,2}(?:-\d{1,2})?|[^\W\d_])\)\s+)?")
_COLON = re.compile(r":\s+(?=[^\W\d_])")
_STOP = re.compile(r";\s")


def read_in_sentences(reading: Reading, bodies: BodyIndex, block: Block, table: DutyWords, found: OpenedList) -> None:
    """Adds the clauses of the lists that stand within a block."""
    _read_inline(reading, bodies, block, table, found)
    _read_labelled(reading, bodies, block, table, found)
    _read_carried(reading, bodies, block, table, found)


def _read_inline(reading: Reading, bodies: BodyIndex, block: Block, table: DutyWords, found: OpenedList) -> None:
    """Adds the clauses of lists whose items stand in the sentence that opens them: 'The Ministry: 1) keeps; 2) checks'.

    Items without numbers are told only behind bodies and no more: 'The Ministry: keeps; checks'.
    """
    raw = reading.document.text
    if block.kind == "cell" or raw.find(": ", block.start, block.end) < 0 or raw.find(";", block.start, block.end) < 0:
        return
    cased = reading.text.cased
    for start, end in sentences(reading, block.start, block.end):
        numbered = _INLINE.search(cased, start, end)
        colon = numbered or _COLON.search(cased, start, end)
        if not colon or cased.find(";", colon.end(), end) < 0 or not bodies.find(*reading.text.original(start, end)):
            continue
        named = bodies.outermost(*reading.text.original(start, colon.start()))
        opening = opening_of(mark(reading, block, start, colon.start(), named, table.cases), table)
        if not numbered and not opening.bare:
            continue
        found.read.add(end)
        first = colon.end()
        for last in (*(match.start() for match in (_NEXT if numbered else _STOP).finditer(cased, first, end)), end):
            bullet = _INLINE_MARK.match(cased, first, last)
            span = (bullet.end() if bullet else first, last)
            found.clauses.append(joined(reading, bodies, opening, block, span, table))
            first = last


def _read_labelled(reading: Reading, bodies: BodyIndex, block: Block, table: DutyWords, found: OpenedList) -> None:
    """Adds the clauses of what a label names behind the first semicolon too: 'Donors: the Bank - USD 5; the Fund - USD 3'."""
    raw = reading.document.text
    if block.kind == "cell" or raw.find(";", block.start, block.end) < 0:
        return
    first, *others = _between_semicolons(reading, block) or [(0, 0)]
    colon = reading.text.cased.find(": ", first[0], min(first[1], first[0] + MAX_LABEL))
    if colon < 0 or not others or bodies.find(*reading.text.original(first[0], colon)):
        return
    label = mark(reading, block, first[0], colon + 1, [], table.cases)
    label = label._replace(opening=(first[0], colon))
    for span in others:
        if not _opens_with_body(reading, bodies, span):
            return
        found.clauses.append(joined(reading, bodies, label, block, span, table))


def _read_carried(reading: Reading, bodies: BodyIndex, block: Block, table: DutyWords, found: OpenedList) -> None:
    """Adds the parts behind semicolons for which the first one says a word: 'Recommend to A to ...; to B to ...'."""
    if block.kind == "cell" or reading.document.text.find(";", block.start, block.end) < 0:
        return
    first, *others = _between_semicolons(reading, block) or [(0, 0)]
    said = table.carried.match(reading.text.lower[slice(*first)]) if others else None
    if said is None:
        return
    keep = (first[0] + said.start("keep"), first[0] + said.end("keep"))
    opening = mark(reading, block, *keep, [], table.cases)._replace(opening=keep)
    whole = mark(reading, block, *first, bodies.outermost(*reading.text.original(*first)), table.cases)
    parts = [part for part in others if _opens_with_body(reading, bodies, part)]
    clauses = [joined(reading, bodies, opening, block, part, table) for part in parts]
    bodied = [clause for clause in clauses if whole.bodies and _leading(clause) in (_leading(whole), sign("unmarked"))]
    if not bodied:
        return
    found.clauses.extend(bodied)
    found.read.update(clause.end for clause in bodied)
    if whole.end not in {end for _, end in sentences(reading, block.start, block.end)}:
        found.clauses.append(whole)


def _opens_with_body(reading: Reading, bodies: BodyIndex, part: tuple[int, int]) -> bool:
    start = reading.text.position(part[0])
    return any(mention.start - start <= MAX_ARTICLE for mention in bodies.find(*reading.text.original(*part))[:1])


def _leading(clause: Clause) -> str:
    """The sign of the body that it names first."""
    return clause.marked[min(clause.bodies)]


def _between_semicolons(reading: Reading, block: Block) -> list[tuple[int, int]]:
    """The parts of the first sentences of a block that only semicolons part."""
    cased = reading.text.cased
    found: list[tuple[int, int]] = []
    for start, end in sentences(reading, block.start, block.end):
        for match in _STOP.finditer(cased, start, end):
            found.append((start, match.start()))
            start = match.end()
        found.append((start, end))
        if cased[end : end + 1] != ";":
            break
    return found
