"""Which state a document speaks of: its institutions are meant where a name does not say whose they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.kept_patterns import compiled
from extractors.names.tables import NameWords
from extractors.phrases import any_word
from extractors.text import MatchText

_LANGUAGE_PRIOR = {"ky": "KG", "kk": "KZ"}  # where the text names no state at all
_CLEAR = 2  # the state must be named so many times as often as the next one


class CountryFinder:
    """Counts how often a text names each state. Built once."""

    def __init__(self, tables: Sequence[NameWords]) -> None:
        self._forms: dict[str, str] = {}
        for country in (country for table in tables for country in table.countries):
            for form in (*country.nominative, *country.before, *country.after):
                self._forms[form] = self._forms[form.upper()] = country.jurisdiction
        self._pattern = compiled(any_word(self._forms))

    def counts(self, text: MatchText) -> Counter[str]:
        """How often each state is named."""
        return Counter(self._forms[match[0]] for match in self._pattern.finditer(text.cased))

    def country(self, text: MatchText, language: str) -> str | None:
        """The state that the text clearly speaks of; else the one where its language is that of the state, or None."""
        counted = self.counts(text).most_common(2)
        if counted and (len(counted) == 1 or counted[0][1] >= _CLEAR * counted[1][1]):
            return counted[0][0]
        return _LANGUAGE_PRIOR.get(language)
