"""Collectives that a document says to be one body: 'the authorised body is the Ministry of ...'. From there on they name it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.kept_patterns import compiled
from extractors.names.mentions import BodyMention
from extractors.names.tables import NameWords
from extractors.reading import Reading
from extractors.sentences import sentence_bounds

COPULA_REACH = 120  # characters behind a name in which the copula of a language with the verb last stands
_BRACKET = re.compile(r"^ ?\([^)]*\)")


def equated(reading: Reading, mentions: Sequence[BodyMention], tables: Mapping[str, NameWords]) -> list[BodyMention]:
    """The mentions with collectives in the singular replaced by the body that a sentence equates them with."""
    singular = {m.key for m in mentions if m.match.form == "collective" and m.match.kind == "state"}
    same: dict[str, BodyMention] = {}
    saying: set[tuple[int, int]] = set()
    for key in sorted(singular):
        pairs = [(m, found) for m in mentions if m.key == key for found in _equal(reading, m, mentions, tables)]
        if len({found.key for _, found in pairs}) == 1:
            same[key] = pairs[0][1]
            saying |= {(m.start, m.end) for m, _ in pairs}  # there it is what is said of the body, and names nothing
    kept = (m for m in mentions if m.key not in same or (m.start, m.end) not in saying)
    return [_replaced(m, same[m.key]) if m.key in same else m for m in kept]


def _replaced(mention: BodyMention, body: BodyMention) -> BodyMention:
    match = mention.match._replace(candidates=(body.key,), form="defined", kind=body.match.kind, parent=body.match.parent)
    return mention._replace(key=body.key, match=match)


def _equal(
    reading: Reading, mention: BodyMention, mentions: Sequence[BodyMention], tables: Mapping[str, NameWords]
) -> list[BodyMention]:
    """The one body that the sentence of a mention says it to be."""
    block = reading.block_at(mention.start)
    words = tables[mention.match.language]
    if block is None or not words.copulas:
        return []
    text = reading.text
    place = text.normal(mention.start)
    for start, end in sentence_bounds(text.cased, *reading.span(block)):
        if start <= place < end:
            first, last = text.original(start, end)
            return _said(reading, mention, [m for m in mentions if first <= m.start < last], words)
    return []


def _said(reading: Reading, mention: BodyMention, others: Sequence[BodyMention], words: NameWords) -> list[BodyMention]:
    text = reading.text.lower
    copula = compiled(rf"(?<!\w)(?:{'|'.join(map(re.escape, words.copulas))})(?!\w)")
    outer = [m for m in others if m.match.form != "collective" and not any(_holds(o, m) for o in others)]
    for other in outer:
        first, second = sorted((mention, other), key=lambda m: m.start)
        between = text[reading.text.normal(first.end) : reading.text.normal(second.start)]
        after = _BRACKET.sub("", text[reading.text.normal(second.end - 1) + 1 :][:COPULA_REACH]).lstrip()
        if words.suffixed:
            told = other is second and "," not in between and copula.match(after) is not None
        else:
            told = copula.search(between) is not None and between.count(",") == 0
        if told:
            return [other]
    return []


def _holds(outer: BodyMention, inner: BodyMention) -> bool:
    return outer is not inner and outer.start <= inner.start and inner.end <= outer.end
