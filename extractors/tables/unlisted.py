"""Bodies that an item of a column of executors names and no table knows: an abbreviation, a proper name, or a group.

The column says that the item is a body. Of an abbreviation that no body of the document bears, by definition or by its initials
(`names/initials.py`), nothing says what it stands for: its name is what is printed, and it has no kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extractors.names.group_words import GroupWords, load_group_words
from extractors.tables.grid import cell_between
from extractors.wording import collapse
from ontology import iri
from ontology.records import Body, Evidence, Label

METHOD = "table:executors"
_SHORT = re.compile(r"[^\W\d_]{2,10}")
_ROMAN = re.compile(r"[IVXLCІХ]+")
_PROPER = re.compile(r"[^\W\d_a-zа-яәғқңөұүһі][^\W\d_]+(?:(?: (?:of|for|the))? [^\W\d_a-zа-яәғқңөұүһі][^\W\d_]+){1,4}")
_MAX_GROUP = 120  # characters of the name of a group
_MAX_BEFORE = 3  # words before its head, where the head stands first
_TRUST = 0.7
_MAX_ABBREVIATIONS = 3  # of a unit and the bodies that it is a part of


class UnlistedBodies:
    """The bodies of a document that its tables alone name, with all the places where they do."""

    def __init__(self, document: str, jurisdiction: str | None) -> None:
        self._document, self._jurisdiction = document, jurisdiction
        self._bodies: dict[str, Body] = {}

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The bodies in the order in which they were found."""
        return tuple(self._bodies.values())

    def find(self, text: str, start: int, end: int, language: str) -> tuple[str, int, int] | None:
        """The key of the body that an item is, and where its name stands; None where it is of no such form."""
        cell = cell_between(text, start, end)
        kind = _kind_of(cell.text, cell.lower, language)
        if cell.blank or kind == "":
            return None
        name = collapse(cell.text)
        key = iri.document_body_key(self._document, name)
        known = self._bodies.get(key)
        place = Evidence(cell.start, cell.end, METHOD, _TRUST)
        mentions = (*known.mentions, place) if known else (place,)
        self._bodies[key] = Body(key, kind, self._jurisdiction, (Label(name, language),), tuple(dict.fromkeys(mentions)))
        return key, cell.start, cell.end


def is_abbreviation(text: str) -> bool:
    """Whether a word looks like one of initials: most of its letters are capitals, two at least."""
    capitals = sum(map(str.isupper, text))
    short = _SHORT.fullmatch(text) is not None and _ROMAN.fullmatch(text) is None
    return short and capitals > 1 and capitals * 2 >= len(text)


def _kind_of(text: str, lower: str, language: str) -> str | None:
    """The kind of a group, None of an abbreviation or a proper name; empty where the words are none of these."""
    parts = text.split()
    if 0 < len(parts) <= _MAX_ABBREVIATIONS and all(map(is_abbreviation, parts)):
        return None
    words = _groups()[language]
    found = _head(lower.split(), words) if len(text) <= _MAX_GROUP else None
    if found:
        return words.kind_of(lower, found)
    return None if _PROPER.fullmatch(text) else ""  # a name whose words bear capitals, with no noun of a body: 'Red Crescent'


def _head(said: list[str], words: GroupWords) -> str | None:
    """The kind of the head noun, in the plural, of a group: the last word, or one of the first, of the language's order."""
    forms = _nominatives(words)
    if words.order == "before":
        last = said[-1] if said else ""
        return next((kind for base, kind in forms.items() if last.startswith(base) and len(last) - len(base) <= 1), None)
    return next((forms[word] for word in said[: _MAX_BEFORE + 1] if word in forms), None)


@cache
def _groups() -> Mapping[str, GroupWords]:
    return {words.language: words for words in load_group_words()}


def _nominatives(words: GroupWords) -> dict[str, str]:
    """The head nouns of bodies in the plural, each with its kind; those of people and of what may be anything are none."""
    return {base: head.kind for head in words.heads if head.use in ("qualified", "plain") for base in head.words}
