"""Who a body does something with: 'jointly with the Ministry', 'with the participation of the Academy'.

Such words stand before or behind the duty, or between its holder and its verb; whoever they name shares the holder's target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.duties.clauses import Clause
from extractors.duties.expressions import BothCases, Expression

_STOP = re.compile(r"[;:]")
HOLDER = "holder"  # the role of the company through which a holder acts: its own
BESIDE = frozenset(("executor", "lead", "coordinator", "developer", "monitor", "reporter", "approver"))


class Company(NamedTuple):
    """One way of naming such bodies, in group `whom`, and the role that they have: one of the vocabulary, or HOLDER."""

    role: str
    cues: tuple[str, ...]  # words of which one must stand in the sentence, in lower case
    pattern: Expression
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


class Companion(NamedTuple):
    """Bodies that a sentence names so: their role, the places of their signs, and the stretch of the words in the marked text."""

    role: str
    places: tuple[int, ...]
    start: int
    end: int


def companions(clause: Clause, both: BothCases, start: int, companies: tuple[Company, ...]) -> Iterator[Companion]:
    """The company of the doer whose duty starts at a place of the marked text: from the stop before it to the next one."""
    stop = _STOP.search(clause.marked, start)
    start = max((match.end() for match in _STOP.finditer(clause.marked, 0, start)), default=0)
    end = stop.start() if stop else len(clause.marked)
    for company in companies:
        if not any(cue in both.lower for cue in company.cues):
            continue
        for match in company.pattern.finditer(both, start, end):
            first, last = match.span("whom")
            places = tuple(place for place in sorted(clause.bodies) if first <= place < last)
            yield Companion(company.role, places, *match.span())


def without(span: tuple[int, int], marked: str, found: list[Companion]) -> tuple[int, int]:
    """The span without the words of company at its edges."""
    start, end = span
    for companion in sorted(found, key=lambda c: c.end, reverse=True):
        if start < companion.start < end and companion.end >= len(marked[:end].rstrip(" ,")):
            end = companion.start
    for companion in sorted(found, key=lambda c: c.start):
        if start < companion.end < end and not marked[start : companion.start].strip(" ,"):
            start = companion.end
    return start, end
