"""The `topics` tables of the languages as patterns: which words stand for which topic, under which endings.

A term is written as it stands in a text. In a language of suffixes (Kyrgyz, Kazakh) its last word may take any chain of them; in
one of endings (Russian, English) the ending of each word is cut and any other may stand in its place. Behind the mark `|` any
letters may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.names.tables import NameWords
from extractors.text import normalise_pattern
from extractors.word_tables import WordTable, load_table
from ontology.errors import DataError
from ontology.terms import NOTATIONS

MARK = "|"
_MIN_STEM = 3  # letters that are left of a word whose ending is cut
_VOWELS = "аеёиоуыэюяіөүұә"
_LETTERS, _END = r"[^\W\d_]*", r"(?![^\W_])"
_EDGES = re.compile(r"([^\w|]*)([\w|'+-]*)([^\w|]*)")


class TermPattern(NamedTuple):
    """A term: it starts with `opening`, letter for letter, and `rest` is what must follow."""

    topic: str  # notation of the scheme 'topic'
    term: str  # as the table has it
    opening: str
    rest: str  # a pattern

    def end(self, lower: str, position: int) -> int | None:
        """Where the term ends whose opening ends at the position; None where what follows it there is other than it must be."""
        match = _compiled(self.rest).match(lower, position)
        return match.end() if match else None


@cache  # most terms share what may follow them; one that is never met is never compiled
def _compiled(pattern: str) -> re.Pattern[str]:
    return compiled(pattern)


def load_term_patterns(names: Iterable[NameWords]) -> dict[str, tuple[TermPattern, ...]]:
    """The patterns of each language. Raises DataError where a table is faulty."""
    return {words.language: term_patterns(load_table(words.language, "topics"), words) for words in names}


def term_patterns(table: WordTable, words: NameWords) -> tuple[TermPattern, ...]:
    """The patterns of one table.

    Raises:
        DataError: a topic that the scheme does not have or that lacks its row, a term of two topics, a term without letters.
    """
    forms = _Forms.of(table.texts("endings"), words)
    rows = table.table("terms")
    owners: dict[str, str] = {}
    found: list[TermPattern] = []
    for topic in NOTATIONS["topic"]:
        for term in rows.texts(topic):
            if owners.setdefault(term, topic) != topic:
                raise DataError(f"{rows.place}: '{term}' stands under '{owners[term]}' and '{topic}'; leave it with one of them")
            found.append(_pattern(rows.place, topic, term, forms))
    rows.done()
    table.done()
    return tuple(found)


class _Forms(NamedTuple):
    """How the words of a language change."""

    endings: tuple[str, ...]  # the longest first
    any_ending: str  # a pattern
    suffixes: str  # a pattern
    softened: tuple[tuple[str, str], ...]  # a hard last consonant, and what it is before a vowel

    @classmethod
    def of(cls, endings: tuple[str, ...], words: NameWords) -> _Forms:
        any_ending = f"(?:{'|'.join(map(re.escape, endings))})?"
        # without names for its groups, since it may stand in a pattern twice
        suffixes = re.sub(r"\(\?P<\w+>", "(?:", words.suffix.pattern)
        softened = tuple((hard, soft) for soft, hard in words.softened.items())
        return cls(tuple(sorted(endings, key=len, reverse=True)), any_ending, suffixes, softened)


def _pattern(place: str, topic: str, term: str, forms: _Forms) -> TermPattern:
    parts = [_WordPattern.of(word, forms) for word in folded(normalise_pattern(term).lower()).split(" ")]
    if not parts[0].fixed:
        raise DataError(f"{place}: '{topic}' has '{term}', which does not begin with a letter; write it as texts do")
    if not forms.endings:
        parts[-1] = parts[-1].suffixed(forms)
    opening, rest = _joined(parts)
    return TermPattern(topic, term, opening, rest + _END)


def folded(lower: str) -> str:
    """The text with 'е' for each 'ё', as most texts have it; as long as it was."""
    return lower.replace("ё", "е")


class _WordPattern(NamedTuple):
    """A word: its `fixed` letters, what may follow them (a pattern, empty for nothing), and the marks behind the word."""

    fixed: str
    open: str
    marks: str = ""

    @classmethod
    def of(cls, word: str, forms: _Forms) -> _WordPattern:
        match = _EDGES.fullmatch(word)
        before, core, marks = match.groups() if match else ("", word, "")
        if MARK in core:
            return cls(before + core.partition(MARK)[0], _LETTERS, marks)
        cut = next((e for e in forms.endings if core.endswith(e) and len(core) - len(e) >= _MIN_STEM), "")
        stem = core[: len(core) - len(cut)]
        takes = forms.endings and core and core[-1].isalpha() and len(stem) >= _MIN_STEM
        return cls(before + stem, forms.any_ending if takes else "", marks)

    def suffixed(self, forms: _Forms) -> _WordPattern:
        """The word with any suffixes behind it; a last consonant that softens before a vowel may do so."""
        if self.open or self.marks:
            return self
        for hard, soft in forms.softened:
            if self.fixed.endswith(hard):
                either = f"(?:{hard}{forms.suffixes}|{soft}(?=[{_VOWELS}]){forms.suffixes})"
                return _WordPattern(self.fixed[: -len(hard)], either)
        return _WordPattern(self.fixed, forms.suffixes)


def _joined(parts: list[_WordPattern]) -> tuple[str, str]:
    """The letters that the words begin with, and the pattern of all that follows."""
    opening, rest = "", ""
    for place, part in enumerate(parts):
        letters = (" " if place else "") + part.fixed
        if rest:
            rest += re.escape(letters)
        else:
            opening += letters
        rest += part.open
        if part.marks:
            rest, opening = (rest + re.escape(part.marks), opening) if rest else (rest, opening + part.marks)
    return opening, rest
