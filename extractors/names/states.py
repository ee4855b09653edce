"""The state itself as an actor: only where its plain name opens a sentence as its subject, else it is a mere place or owner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.tables import NameWords
from extractors.phrases import any_word
from extractors.reading import Reading
from extractors.text import normalise_pattern
from ontology.iri import document_body_key


class StateFinder:
    """Finds the sentences whose subject is a state. Built once."""

    def __init__(self, tables: Sequence[NameWords]) -> None:
        self._patterns = {table.language: _pattern(table) for table in tables}
        self._names = {
            table.language: {
                normalise_pattern(n): country.nominative[0] for country in table.countries for n in country.nominative
            }
            for table in tables
        }

    def find(self, reading: Reading, mentions: Sequence[BodyMention]) -> list[BodyMention]:
        """The mentions of states as actors, outside the mentions found so far."""
        taken = {mention.start for mention in mentions}
        found: list[BodyMention] = []
        for block, match in reading.places(self._patterns, reading.text.cased):
            opens = match.start() == reading.text.normal(block.start) or reading.text.cased[max(0, match.start() - 2)] in ".!?"
            if block.kind in ("heading", "cell") or not opens:
                continue
            raw = reading.text.original(*match.span())
            name = self._names[block.language][match[0]]
            key = document_body_key(reading.document.key, name)
            if raw[0] not in taken:
                found.append(BodyMention(*raw, key, NameMatch(*raw, (key,), "state", name, block.language, "state")))
        return found


def _pattern(words: NameWords) -> re.Pattern[str]:
    """A state's name before a word in small letters that does not belong to it, as 'people' does in 'the people of ...'."""
    names = any_word(n for country in words.countries for n in country.nominative)
    owned = "|".join(map(re.escape, words.final_vowels))
    not_owned = rf"(?! [^\W_]+(?:{owned})(?:н[^\W_]*)?(?![^\W_]))" if owned else ""
    return re.compile(rf"{names}(?= [a-zа-яёңүөәғқұһі]){not_owned}")
