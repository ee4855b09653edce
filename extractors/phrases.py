"""Phrases of the word tables as patterns over the text that the matchers see.

A word ends where it ends, unless a `*` stands for whatever suffix follows: 'жауапты орындаушы*' finds 'Жауапты орындау-шылар'.
A blank may be printed as any white space or none ('млн. теңге' finds 'млн.теңге').
"""

from __future__ import annotations

import re
from collections.abc import ItemsView, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from extractors.cues import CueIndex
from extractors.kept_patterns import compiled
from extractors.openings import OpenedPattern
from extractors.text import normalise_pattern

NOTHING = re.compile(r"(?!)")


def _pattern(phrase: str) -> str:
    body = normalise_pattern(phrase).lower()
    first = re.escape(body[0])
    escaped = re.escape(body[1:]).replace(r"\*", r"\w*").replace(r"\ ", r"\s*")
    before = rf"(?<!\w{first})" if body[0].isalnum() else ""  # behind the letter: a search skips to where a phrase may begin
    after = r"(?!\w)" if body[-1].isalnum() else ""
    return first + before + escaped + after


def any_of(words: Iterable[str]) -> str:
    """The source of a pattern for the longest of the words at a place: a tree over their letters, quick however many they are."""
    by_letter: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if word:
            by_letter.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    branches = [re.escape(letter) + (any_of(rests) if rests != [""] else "") for letter, rests in by_letter.items()]
    if not branches:
        return "" if ends else NOTHING.pattern
    tree = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{tree})?" if ends else tree


def any_word(words: Iterable[str]) -> str:
    """The same for words that must start where no letter or figure stands before them. A search skips to their first letters."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(re.escape(word[0]), []).append(word[1:])
    starts = (rf"{letter}(?<![^\W_]{letter}){any_of(rests)}" for letter, rests in by_letter.items())
    return f"(?:{'|'.join(starts)})" if by_letter else NOTHING.pattern


def alternation(phrases: Iterable[str]) -> str:
    """The source of one pattern for all the phrases, the longest first; it matches nothing where there is none."""
    found = [_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    return "(?:" + "|".join(found) + ")" if found else NOTHING.pattern


def first_words(phrases: Iterable[str]) -> tuple[str, ...]:
    """What a text must hold for any of the phrases to be in it: cheap to look for before the pattern is tried."""
    bodies = (normalise_pattern(phrase).lower() for phrase in phrases)
    return tuple(sorted({body.split("*")[0].split(" ")[0] for body in bodies}))


class PhraseTable(Mapping[str, re.Pattern[str]]):
    """One pattern for the phrases under each key, compiled when it is first asked for."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._phrases = phrases
        self._made: dict[str, re.Pattern[str]] = {}
        self._opened: dict[str, OpenedPattern] = {}

    def __getitem__(self, key: str) -> re.Pattern[str]:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = compile_phrases(self._phrases[key])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._phrases)

    def __len__(self) -> int:
        return len(self._phrases)

    def within(self, lower: str) -> Iterator[tuple[str, re.Pattern[str]]]:
        """The keys and patterns, in their order, of which a phrase may stand in a text: its first letters do."""
        return ((key, self[key]) for key in self._openings.find(lower))

    def opened(self, key: str) -> OpenedPattern:
        """The pattern of a key, for a search through a whole text."""
        made = self._opened.get(key)
        if made is None:
            made = self._opened[key] = OpenedPattern(self[key])
        return made

    @cached_property
    def _openings(self) -> CueIndex[str]:
        return CueIndex((key, first_words(phrases)) for key, phrases in self._phrases.items())

    def items(self) -> ItemsView[str, re.Pattern[str]]:
        """All keys with their patterns, in their order."""
        if len(self._made) < len(self._phrases):
            self._made = {key: self[key] for key in self._phrases}
        return self._made.items()


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all the phrases, to be searched in normalised text in lower case."""
    return compiled(alternation(phrases))
