"""The state itself as an actor: only where its plain name opens a sentence as its subject, else it is a mere place or owner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.kept_patterns import compiled
from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.tables import CountryWords, NameWords
from extractors.reading import Reading
from extractors.text import normalise_pattern
from extractors.word_finder import WordFinder
from ontology.iri import document_body_key

_GENITIVE = ("нын", "нин", "дын", "дин", "ның", "нің", "дың", "дің", "тың", "тің")
_ARTICLE = "The "
_VERBAL_NOUN = r"(?: [^\W_]+){1,8} [^\W_]+(?:уы|уі|үуі|уусу|үүсү|ушу|үшү)(?![^\W_])"  # with the possessive of its subject


class StateFinder:
    """Finds the sentences whose subject is a state. Built once."""

    def __init__(self, tables: Sequence[NameWords]) -> None:
        self._subject = {table.language: _subject(table) for table in tables}
        self._word_subject = {table.language: _subject(table, "(?<![дтн])") for table in tables}  # an object may follow
        self._verbal = {table.language: compiled(_VERBAL_NOUN) for table in tables}
        self._names = {
            table.language: {
                form: country.nominative[0]
                for country in table.countries
                for form in (*map(normalise_pattern, country.nominative), *_genitives(country, table))
            }
            | {normalise_pattern(name): name for name in table.abroad}
            for table in tables
        }
        self._words = {table.language: frozenset(table.state_words) for table in tables}
        self._own = {
            (table.language, country.jurisdiction): country.nominative[0] for table in tables for country in table.countries
        }
        self.finders = {
            language: WordFinder(map(str.lower, (*names, *self._words[language]))) for language, names in self._names.items()
        }

    def find(self, reading: Reading, mentions: Sequence[BodyMention]) -> list[BodyMention]:
        """The mentions of states as actors, outside the mentions found so far."""
        taken = {mention.start for mention in mentions}
        found: list[BodyMention] = []
        for block, name in reading.places(self.finders):
            printed = reading.text.cased[name.start : name.end]
            start, end = reading.span(block)
            first = (
                name.start - len(_ARTICLE) if reading.text.cased.startswith(_ARTICLE, name.start - len(_ARTICLE)) else name.start
            )
            opens = first == start or reading.text.cased[max(0, first - 2)] in ".!?"
            base = self._base(printed, block.language, reading.jurisdiction)
            if block.kind in ("heading", "cell") or not opens or base is None:
                continue
            told = self._verbal if printed.endswith(_GENITIVE) else self._subject
            told = self._word_subject if printed in self._words[block.language] else told
            if not told[block.language].match(reading.text.cased, name.end, end):
                continue
            raw = reading.text.original(name.start, name.end)
            key = document_body_key(reading.document.key, base)
            if raw[0] not in taken:
                found.append(BodyMention(*raw, key, NameMatch(*raw, (key,), "state", base, block.language, "state")))
        return found

    def _base(self, printed: str, language: str, own: str | None) -> str | None:
        """The name of the state that the words stand for: 'the State' for that of the document."""
        if printed in self._words[language]:
            return self._own.get((language, own or ""))
        return self._names[language].get(printed)


def _subject(words: NameWords, stem: str = "") -> re.Pattern[str]:
    """What follows a state's name: a word in small letters that does not belong to it, as 'people' does in 'the people of'."""
    owned = "|".join(map(re.escape, words.final_vowels))
    not_owned = rf"(?! [^\W_]+{stem}(?:{owned})(?:н[^\W_]*)?(?![^\W_]))" if owned else ""
    return compiled(rf"(?= [a-zа-яёңүөәғқұһі0-9]){not_owned}")


def _genitives(country: CountryWords, words: NameWords) -> tuple[str, ...]:
    """The genitives of a state's name, where they are the subjects of verbal nouns: 'the Republic's chairing of ...'."""
    return tuple(form for form in country.before if words.suffixed and form.endswith(_GENITIVE))
