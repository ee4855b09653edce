"""Which state a document speaks of: its institutions are meant where a name does not say whose they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

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
        self._told: dict[str, str] = {}
        for country in (country for table in tables for country in table.countries):
            for form in (*country.nominative, *country.before, *country.after):
                self._forms[form] = self._forms[form.upper()] = country.jurisdiction
            for word in country.told:
                self._told[word] = self._told[word.upper()] = country.jurisdiction
        self._pattern = compiled(any_word(self._forms))
        self._signs = compiled(any_word(self._told))

    def counts(self, text: MatchText) -> Counter[str]:
        """How often each state is named."""
        return Counter(self._forms[match[0]] for match in self._pattern.finditer(text.cased))

    def country(self, text: MatchText, language: str, title: int) -> str | None:
        """The state that the text clearly speaks of; else the one where its language is that of the state, or None.

        Where no state is named clearly, the only one that the title names is meant, the text up to the place `title`; and
        last that which the words tell that only the papers of one state have: its people, its parliament, its money.
        """
        counted = self.counts(text)
        found = _clear(counted)
        if found or language in _LANGUAGE_PRIOR:
            return found or _LANGUAGE_PRIOR.get(language)
        named = Counter(self._told[match[0]] for match in self._signs.finditer(text.cased, 0, title))
        if len(named) == 1:
            return next(iter(named))
        return _clear(counted + Counter(self._told[match[0]] for match in self._signs.finditer(text.cased)))


def _clear(counted: Mapping[str, int]) -> str | None:
    """The state that is named far more often than any other."""
    first = Counter(counted).most_common(2)
    return first[0][0] if first and (len(first) == 1 or first[0][1] >= _CLEAR * first[1][1]) else None
