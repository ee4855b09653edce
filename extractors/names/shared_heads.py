"""Groups that share a head noun with the next: 'private and public organisations' is two, the first by its adjective alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.names.group_phrases import words_before
from extractors.names.group_words import GroupWords
from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.tables import NameWords
from extractors.reading import Reading
from extractors.text import small
from extractors.wording import with_hyphens
from ontology.iri import document_body_key

_PLURAL = re.compile(r"\w*[лдт][аеоө]р")  # the head in the plural, without its suffixes
_FORMS = ("collective", "group")
_MIN_ADJECTIVE = 4  # letters of an adjective that is told by its ending


def heads_shared(
    reading: Reading, mentions: Sequence[BodyMention], words: GroupWords, names: NameWords, known: dict[str, str]
) -> Iterator[BodyMention]:
    """The mentions of groups whose head stands only in the name of the group behind them, in a language with its heads last.

    `known`: forms of the collectives of the tables, with their names. A mention goes to the end of the shared head; its own words
    are the adjective, where its stem ends.
    """
    if words.order != "before":
        return
    text = reading.text
    taken = [(text.normal(m.start), text.normal(m.end - 1) + 1) for m in mentions]
    for mention in mentions:
        if mention.match.form not in _FORMS or mention.match.language != words.language:
            continue
        place = _adjective(text.lower, text.normal(mention.start), words, names)
        if place is None or any(start < place[1] and place[0] < end for start, end in taken):
            continue
        yield _mention(reading, mention, place, known)


def _adjective(lower: str, start: int, words: GroupWords, names: NameWords) -> tuple[int, int] | None:
    """The adjective that a conjunction parts from what stands at the place: one made of a noun, or one that tells a class."""
    joint = next((f" {c} " for c in names.conjunctions if lower.endswith(f" {c} ", 0, start)), None)
    if joint is None:
        return None
    end = start - len(joint)
    before = list(_first_words(lower, end + 1))
    if not before or before[0][1] in words.breaks - words.tied:
        return None
    place, word = before[0]
    relational = len(word) > _MIN_ADJECTIVE and word.endswith(names.relational)
    if not relational and word not in words.classing:
        return None
    if word in words.tied:  # 'international', in two words
        return (before[1][0], end) if len(before) > 1 else None
    return place, end


def _first_words(lower: str, place: int) -> Iterator[tuple[int, str]]:
    for _, found in zip(range(2), words_before(lower, place, -1), strict=False):
        yield found


def _mention(reading: Reading, second: BodyMention, place: tuple[int, int], known: dict[str, str]) -> BodyMention:
    written = reading.text.lower[place[1] : reading.text.normal(second.end - 1) + 1].rpartition(" ")[2]
    name = f"{reading.text.lower[slice(*place)]} {_head(written, second.match.name)}"
    name = known.get(name, name)
    key = document_body_key(reading.document.key, name)
    raw = reading.text.original(place[0], reading.text.normal(second.end - 1) + 1)
    stem = reading.text.original(*place)[1]
    name = with_hyphens(name, reading.text.printed(*raw))
    match = NameMatch(*raw, (key,), "collective", name, second.match.language, second.match.kind, stem)
    return BodyMention(*raw, key, match)


def _head(written: str, name: str) -> str:
    """The shared noun in the nominative: up to the ending of a plural, else as the name behind ends."""
    if plural := _PLURAL.match(written):
        return plural[0]
    last = small(name.rpartition(" ")[2])
    return last if written.startswith(last[:-1]) else written
