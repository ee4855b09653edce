"""Collectives that share a head: 'central and local executive bodies' names two, the first by its modifier alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.names.inflection import declined
from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.selection import Chosen
from extractors.names.tables import Collective, NameWords
from extractors.reading import Reading
from extractors.text import normalise_pattern
from ontology.iri import document_body_key

_MAX_SHARED = 4  # modifiers before the last one that share a head
_NUMBER = re.compile(r"(?<!\d)\d+\Z")
_FIRST_NUMBER = re.compile(r"^\d+")
PLACES = 160  # characters in which the places of local bodies are listed
Known = Mapping[tuple[str, str | None], str]  # name and state: key of a registered body


class HeadWords(NamedTuple):
    """The words of one language, and for each head of a collective the modifiers that it takes, each with its row."""

    words: NameWords
    modifiers: dict[str, tuple[tuple[str, Collective], ...]]


def head_words(words: NameWords) -> HeadWords:
    """The modifiers of all collectives, in all cases where the language has such."""
    found: dict[str, dict[str, Collective]] = {}
    for name, collective in [(name, row) for row in words.collectives for name in (row.name, *row.forms)]:
        plain = normalise_pattern(name).lower()
        for form in declined(plain, words) if words.inflections else (plain,):
            parts = form.split(" ")
            for cut in range(1, len(parts)):
                found.setdefault(head_key(" ".join(parts[cut:]), words), {}).setdefault(" ".join(parts[:cut]), collective)
    return HeadWords(words, {head: tuple(modifiers.items()) for head, modifiers in found.items()})


def coordinated(reading: Reading, chosen: Sequence[Chosen], tables: Mapping[str, HeadWords], known: Known) -> list[BodyMention]:
    """The mentions of collectives whose head stands only at the end of the next one's name."""
    return [mention for group in chosen for mention in _before(reading, group, tables, known)]


def numbered(
    reading: Reading, mentions: Sequence[BodyMention], tables: Mapping[str, HeadWords], known: Known
) -> list[BodyMention]:
    """Bodies whose names are one but for a number, named together: '1 and 2 Committees' names the first by its number alone."""
    lower, found = reading.text.lower, []
    for mention in mentions:
        if not mention.match.name[:1].isdigit() or mention.match.form != "full":
            continue
        end = reading.text.normal(mention.start)
        joint = next(
            (f" {c} " for c in tables[mention.match.language].words.conjunctions if lower.endswith(f" {c} ", 0, end)), ", "
        )
        number = _NUMBER.search(lower, max(0, end - len(joint) - 8), end - len(joint)) if lower.endswith(joint, 0, end) else None
        name = _FIRST_NUMBER.sub(number[0], mention.match.name) if number else ""
        key = next((k for (other, _), k in known.items() if other == name), None) if name else None
        if number and key:
            start, own = reading.text.original(*number.span())
            match = mention.match._replace(start=start, candidates=(key,), name=name, stem_end=own)
            found.append(BodyMention(start, mention.end, key, match))
    return found


def _before(reading: Reading, group: Chosen, tables: Mapping[str, HeadWords], known: Known) -> Iterator[BodyMention]:
    pattern = next((found.pattern for found in group.readings if found.pattern.form == "collective"), None)
    if pattern is None:
        return
    words, modifiers = tables[pattern.language].words, tables[pattern.language].modifiers
    start, parts = group.start, pattern.stem.split(" ")
    joints = (*(f" {conjunction} " for conjunction in words.conjunctions), ", ")
    for _ in range(_MAX_SHARED):  # the last two are parted by a conjunction or a comma, those before them by commas
        found = _modifier(reading.text.lower, start, joints, parts, modifiers, words)
        if found is None:
            return
        start, end, row = found
        yield _mention(reading, (start, end, group.end), row, pattern.language, known)
        joints = (", ",)


def _modifier(
    lower: str,
    place: int,
    joints: Sequence[str],
    parts: Sequence[str],
    modifiers: Mapping[str, tuple[tuple[str, Collective], ...]],
    words: NameWords,
) -> tuple[int, int, Collective] | None:
    """The modifier of the shared head that stands before a place, with its row."""
    joint = next((j for j in joints if lower.endswith(j, 0, place)), None)
    if joint is None:
        return None
    end = place - len(joint)
    found: list[tuple[int, int, Collective]] = []
    for cut in range(1, len(parts)):
        for modifier, row in modifiers.get(head_key(" ".join(parts[cut:]), words), ()):
            start = end - len(modifier)
            whole = lower.endswith(modifier, 0, end) and not lower[max(0, start - 1) : start].isalnum()
            if whole and modifier != " ".join(parts[:cut]):
                found.append((start, end, row))
    return min(found, key=lambda each: each[0], default=None)


def head_key(head: str, words: NameWords) -> str:
    """The head of a collective without its possessive ending, so that both forms of it meet."""
    return head.removesuffix(next((vowel for vowel in words.final_vowels if head.endswith(vowel)), ""))


def _mention(reading: Reading, place: tuple[int, int, int], row: Collective, language: str, known: Known) -> BodyMention:
    """The mention from the modifier to the end of the shared head; its own words are the modifier, where its stem ends."""
    key = known.get((row.name, reading.jurisdiction)) or document_body_key(reading.document.key, row.name)
    raw, own = reading.text.original(place[0], place[2]), reading.text.original(place[0], place[1])[1]
    return BodyMention(*raw, key, NameMatch(*raw, (key,), "collective", row.name, language, row.kind, own))


def with_places(reading: Reading, mention: BodyMention, tables: Mapping[str, NameWords]) -> BodyMention:
    """The mention with the places whose local bodies are meant: 'of the regions, of the cities of A and B'."""
    if mention.match.form not in ("collective", "group", "full") or mention.match.kind != "local":
        return mention
    words, text = tables[mention.match.language], reading.text
    block = reading.block_at(mention.start)
    if block is None:
        return mention
    start, end = text.normal(mention.start), text.normal(mention.end - 1) + 1
    floor = max(text.normal(block.start), start - PLACES)
    before = words.places_before.search(text.cased[floor:start])
    after = words.places_after.match(text.cased, end, min(text.normal(block.end - 1) + 1, end + PLACES))
    if before is None and after is None:
        return mention
    first = text.original(floor + before.start(), start)[0] if before else mention.start
    last = text.original(start, after.end())[1] if after else mention.end
    return mention._replace(start=first, end=last, match=mention.match._replace(start=first, end=last))


def with_selectors(reading: Reading, mentions: Sequence[BodyMention], tables: Mapping[str, NameWords]) -> list[BodyMention]:
    """The mentions, of groups with the words before them that only tell which are meant: 'other state bodies'."""
    return [_selected(reading, mention, tables[mention.match.language].selectors) for mention in mentions]


def _selected(reading: Reading, mention: BodyMention, selectors: Sequence[str]) -> BodyMention:
    if mention.match.form not in ("collective", "group"):
        return mention
    lower, start = reading.text.lower, reading.text.normal(mention.start)
    while selector := next((s for s in selectors if _stands_before(lower, start, s)), ""):
        start -= len(selector) + 1
    first = reading.text.original(start, start + 1)[0]
    return mention if first == mention.start else mention._replace(start=first, match=mention.match._replace(start=first))


def _stands_before(text: str, place: int, word: str) -> bool:
    start = place - len(word) - 1
    return start >= 0 and text.startswith(f"{word} ", start) and not text[max(0, start - 1) : start].isalnum()


def of_one_place(mentions: Sequence[BodyMention]) -> list[BodyMention]:
    """The mentions; a local body said without its place, 'облыс әкімдігі', is the only one of its sort that is named with it."""
    named = {m.match.name.lower(): m for m in mentions if m.match.form in ("full", "candidate") and " " in m.match.name}
    return [_placed(mention, named) if _without_place(mention) else mention for mention in mentions]


def _without_place(mention: BodyMention) -> bool:
    return mention.match.form == "collective" and mention.match.kind == "local" and " " in mention.match.name


def _placed(mention: BodyMention, named: Mapping[str, BodyMention]) -> BodyMention:
    area, *_, head = mention.match.name.lower().split()
    alike = [m for name, m in named.items() if name.endswith(f" {head}") and f" {area}" in name]
    if len({m.key for m in alike}) != 1 or len(mention.match.name.split()) > 2:
        return mention
    match = mention.match._replace(candidates=(alike[0].key,), name=alike[0].match.name)
    return mention._replace(key=alike[0].key, match=match)
