"""The words that open a list, and an item read as the sentence that it stands for with these words before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.blocks import Block
from extractors.duties.clauses import GOVERNOR, Clause, mark, sign
from extractors.duties.expressions import BothCases
from extractors.duties.marking import Piece, moved
from extractors.duties.predicates import part
from extractors.duties.rules import DutyWords
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading

_OBLIQUE = re.compile(f"[{sign('genitive')}{sign('dative')}]")


@dataclass(frozen=True, slots=True)
class OpenedList:
    """The clauses that the items of a list stand for, and the normalised ends of the sentences that are thereby read."""

    clauses: list[Clause] = field(default_factory=list)
    read: set[int] = field(default_factory=set)


def opening_of(whole: Clause, table: DutyWords) -> Clause:
    """The words of the opening that each item shares: bodies and no more, where what stands round them only announces a list."""
    whole = whole._replace(opening=(whole.start, whole.end))
    text = BothCases.of(whole.marked.rstrip(" :"))
    match = next(filter(None, (pattern.fullmatch(text) for pattern in table.openings)), None)
    if match is None:
        return cut(whole, 0, len(text.text))
    listed = _listed(whole, *match.span("list"), table) if "list" in match.re.groupindex else None
    group = "keep" if "keep" in match.re.groupindex else "list"
    opening = listed or cut(whole, *match.span(group))
    owned = bool(text.text[match.end(group) :].strip())  # 'the functions of the Ministry': what its items tell, the Ministry does
    marked = _OBLIQUE.sub(sign("nominative"), opening.marked) if owned else opening.marked
    return opening._replace(marked=marked, bare=True)


def _listed(whole: Clause, start: int, end: int, table: DutyWords) -> Clause:
    """The bodies of a list in which others stand that are not named as bodies: those in the case of the first one."""
    places = [
        place
        for place in sorted(whole.bodies)
        if start <= place < end and not table.governed.search(whole.marked, max(0, place - GOVERNOR), place)
    ]
    alike = [(place, place + 1) for place in places if whole.marked[place] in (whole.marked[places[0]], sign("unmarked"))]
    return part(whole, *alike, between=", ")._replace(start=whole.start, end=whole.end)


def cut(clause: Clause, start: int, end: int) -> Clause:
    """A stretch of the clause, which keeps the span of the whole."""
    return part(clause, (start, end))._replace(start=clause.start, end=clause.end)


def joined(reading: Reading, bodies: BodyIndex, opening: Clause, item: Block, span: tuple[int, int], table: DutyWords) -> Clause:
    """An item as the sentence that it stands for: the words of the opening and those of the `span`."""
    clause = mark(reading, item, *span, bodies.outermost(*reading.text.original(*span)), table.cases)
    shift = len(opening.marked) + 1
    named = {place + shift: mention for place, mention in clause.bodies.items()}
    return clause._replace(
        marked=f"{opening.marked} {clause.marked}",
        pieces=(*opening.pieces, Piece(shift - 1, 1, span[0], span[0]), *moved(clause.pieces, shift)),
        bodies={**opening.bodies, **named},
        opening=opening.opening,
        shared=len(opening.marked),
        bare=opening.bare,
    )
