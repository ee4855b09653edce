"""Sentences with several predicates of one subject, cut into clauses of one each: 'The Ministry keeps X and publishes Y'.

Each later predicate is read as the sentence that it stands for, the words that it shares with the first put before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.duties.clauses import Clause, has_sign, sign
from extractors.duties.expressions import BothCases, Expression
from extractors.duties.marking import Piece, stretch
from extractors.names.mentions import BodyMention

MAX_PREDICATES = 12
MIN_WORDS = 2  # a predicate of one word has its object with the next: 'finds and stops crimes'


class Chain(NamedTuple):
    """One form of sentence with several predicates.

    Group `keep` of `shared` holds what all of them share, nothing where each has a subject of its own; group `first` the first
    predicate from its verb on, where a term may stand before it. Group `cut` of `border` is what stands between two predicates,
    group `apart` tells that the second is of another subject, which is no body; group `before` holds what of the later clause
    stands before the words that it shares, where they are said but once: 'A keeps the register, B - the archive'; group `carried`
    holds a noun of the first predicate for which a pronoun of the later one stands: 'A draws up a report and sends it to B'.
    `cues`: words of which one must stand in the sentence, in lower case.
    """

    shared: Expression
    border: Expression
    cues: tuple[str, ...]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


def predicates(clause: Clause, chains: tuple[Chain, ...], which: Expression | None = None) -> Iterator[Clause]:
    """The clauses of one predicate each that the sentence stands for; the sentence itself where it has but one.

    `which` finds what a relative clause says of a body: group `who` its signs, group `said` its words without the pronoun. It is
    read as a sentence of its own too, whose subject is the body, in whatever case that stands before the pronoun; and so is what
    goes on behind the comma that ends it.
    """
    both = BothCases.of(clause.marked)
    for number, chain in enumerate(chains):
        if not any(cue in both.lower for cue in chain.cues):
            continue
        shared = chain.shared.search(both)
        cuts = _cuts(both, shared, chain.border)[:MAX_PREDICATES] if shared else []
        if not shared or not cuts:
            continue
        parts = [part(clause, (0, cuts[0].start("cut")))]
        keep = shared.span("keep")
        ends = [cut.start("cut") for cut in cuts[1:]] + [len(clause.marked)]
        for cut, end in zip(cuts, ends, strict=True):
            start = cut.end("cut")
            own = chain.shared.search(BothCases(both.text[start:end], both.lower[start:end]))
            if own:  # a subject of its own, which the next ones share
                keep = (start + own.start("keep"), start + own.end("keep"))
            elif cut.groupdict().get("apart") is not None:  # a pronoun is the subject
                keep = (start, start)
            elif cut.groupdict().get("before") is not None:
                parts.append(part(clause, cut.span("before"), keep, (cut.end(), end)))
                continue
            elif cut.groupdict().get("carried") is not None:
                said = (keep, cut.span("carried"), (start, end)) if keep[0] < keep[1] else (cut.span("carried"), (start, end))
                parts.append(part(clause, *said))
                continue
            parts.append(part(clause, (start, end)) if own or keep[0] == keep[1] else part(clause, keep, (start, end)))
        for one in parts:
            yield from predicates(one, chains[number + 1 :], which)
        return
    yield clause
    for match in which.finditer(both) if which else ():
        yield from predicates(_as_subject(part(clause, match.span("who"), match.span("said"), between=""), match), chains)
        if both.text.startswith(", ", match.end()) and clause.marked[match.start("who")] == sign("nominative"):
            yield from predicates(part(clause, match.span("who"), (match.end() + 2, len(clause.marked))), chains)


def _as_subject(clause: Clause, match: re.Match[str]) -> Clause:
    """The clause with its first bodies, those of the match, in the nominative."""
    end = match.end("who") - match.start("who")
    subjects = "".join(sign("nominative") if has_sign(character) else character for character in clause.marked[:end])
    return clause._replace(marked=subjects + clause.marked[end:], bare=False)


def _cuts(both: BothCases, shared: re.Match[str], border: Expression) -> list[re.Match[str]]:
    """The borders between predicates that each have an object of their own, behind the first predicate's beginning."""
    cuts: list[re.Match[str]] = []
    start = shared.start("first") if shared.groupdict().get("first") is not None else shared.end("keep")
    for match in border.finditer(both, shared.end()):
        said_once = match.groupdict().get("before") is not None
        if said_once or (_tells(both.text[start : match.start("cut")]) and _tells(both.text[match.end("cut") :])):
            cuts.append(match)
            start = match.end("cut")
    return cuts


def _tells(words: str) -> bool:
    return len(words.split(None, MIN_WORDS)) >= MIN_WORDS


def part(clause: Clause, *spans: tuple[int, int], between: str = " ") -> Clause:
    """The clause that only the given stretches of the marked text make up, and what is put between two of them."""
    marked: list[str] = []
    pieces: list[Piece] = []
    bodies: dict[int, BodyMention] = {}
    length = 0
    for start, end in spans:
        if marked:
            place = clause.normal(start, start + 1)[0] if start < len(clause.marked) else clause.normal(0, len(clause.marked))[1]
            marked.append(between)
            pieces.append(Piece(length, len(between), place, place))
            length += len(between)
        bodies |= {length + place - start: mention for place, mention in clause.bodies.items() if start <= place < end}
        words = clause.marked[start:end]
        marked.append(words)
        pieces += stretch(clause.pieces, start, end, length)
        length += len(words)
    shared = clause.shared if len(spans) == 1 and spans[0][0] == 0 else 0
    return clause._replace(marked="".join(marked), pieces=tuple(pieces), bodies=bodies, shared=shared)
