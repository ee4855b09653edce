"""Collectives that share a head: 'central and local executive bodies' names two, the first by its modifier alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractors.mentions import BodyMention, NameMatch
from extractors.name_tables import Collective, NameWords
from extractors.reading import Reading
from extractors.selection import Chosen
from ontology.iri import document_body_key

Known = Mapping[tuple[str, str | None], str]  # name and state: key of a registered body


def coordinated(reading: Reading, chosen: Sequence[Chosen], tables: Mapping[str, NameWords], known: Known) -> list[BodyMention]:
    """The mentions of collectives whose head stands only at the end of the next one's name."""
    return [mention for group in chosen for mention in _before(reading, group, tables, known)]


def _before(reading: Reading, group: Chosen, tables: Mapping[str, NameWords], known: Known) -> Iterator[BodyMention]:
    pattern = next((found.pattern for found in group.readings if found.pattern.form == "collective"), None)
    if pattern is None:
        return
    words = tables[pattern.language]
    before = reading.text.lower[max(0, group.start - 80) : group.start]
    joint = next((c for c in words.conjunctions if before.endswith(f" {c} ")), None)
    if joint is None:
        return
    before = before[: -len(joint) - 2]
    parts = pattern.stem.split(" ")
    for cut in range(1, len(parts)):
        for modifier, row in words.modifiers.get(head_key(" ".join(parts[cut:]), words), ()):
            if before.endswith(modifier) and not before[: -len(modifier)][-1:].isalnum() and modifier != " ".join(parts[:cut]):
                start = group.start - len(joint) - 2 - len(modifier)
                yield _mention(reading, start, group.end, row, pattern.language, known)
                return


def head_key(head: str, words: NameWords) -> str:
    """The head of a collective without its possessive ending, so that both forms of it meet."""
    return head.removesuffix(next((vowel for vowel in words.final_vowels if head.endswith(vowel)), ""))


def _mention(reading: Reading, start: int, end: int, row: Collective, language: str, known: Known) -> BodyMention:
    key = known.get((row.name, reading.jurisdiction)) or document_body_key(reading.document.key, row.name)
    raw = reading.text.original(start, end)
    return BodyMention(*raw, key, NameMatch(*raw, (key,), "collective", row.name, language, row.kind))
