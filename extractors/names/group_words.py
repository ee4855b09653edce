"""The `groups` tables of the languages, typed: what narrows a noun, heads of groups, what gives a group a part.

The keys are explained in languages/ky/groups.toml.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.text import normalise_pattern
from extractors.word_tables import LANGUAGES, WordTable, load_table
from ontology.errors import DataError

_USES = ("qualified", "role", "people", "plain", "unit", "council", "delegate")
_ORDERS = ("before", "around")
CASES = ("nominative", "genitive", "dative", "instrumental", "prepositional")


class GroupHead(NamedTuple):
    """Nouns in the plural, in the nominative, by which a group of this kind goes; how far each counts says `use`."""

    kind: str
    use: str  # how far it counts: see languages/ky/groups.toml
    words: tuple[str, ...]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]
    joins: bool = False  # whether they make one group with a bare noun of bodies before a comma: 'ministries, state committees'


class GroupWords(NamedTuple):
    """All that a language says about open classes of actors; words are as matchers see them, in lower case."""

    language: str
    order: str  # 'before': all that narrows a noun stands before it; 'around': adjectives before it, the rest after it
    qualifier_endings: tuple[str, ...]
    objects: tuple[str, ...]
    qualifiers: frozenset[str]
    forms: dict[str, str]
    genitive: tuple[str, ...]
    noun_endings: tuple[str, ...]
    agents: tuple[str, ...]
    closers: tuple[str, ...]
    finite: tuple[str, ...]
    passive: tuple[str, ...]
    verbs: tuple[str, ...]
    empty: tuple[str, ...]
    links: frozenset[str]
    tied: frozenset[str]
    classing: frozenset[str]  # adjectives that tell a class of bodies without such an ending as adjectives made of nouns have
    pairs: frozenset[str]
    beside: tuple[str, ...]
    breaks: frozenset[str]
    threats: tuple[str, ...]
    partner_after: tuple[str, ...]
    partner_before: tuple[str, ...]
    joints: tuple[str, ...]
    addressed: tuple[str, ...]
    plurals: tuple[tuple[str, tuple[str, ...]], ...]
    heads: tuple[GroupHead, ...]
    kinds: tuple[tuple[str, tuple[str, ...]], ...]

    def narrows(self, word: str) -> bool:
        """Whether a word before a noun is one that narrows it: by its ending, or as the table says."""
        ending = len(word) > 3 and word.endswith(self.qualifier_endings) and not word.endswith(self.objects)
        return ending or word in self.qualifiers

    def head_forms(self) -> dict[str, tuple[GroupHead, str, str | None]]:
        """Each form of a head noun: its row, its nominative, and its case where the form tells it."""
        found: dict[str, tuple[GroupHead, str, str | None]] = {}
        for head in self.heads:
            for base in head.words:
                declined = [self._declined(word) for word in base.split(" ")]
                found[base] = (head, base, CASES[0] if declined[-1] else None)
                for number, case in enumerate(CASES[1:] if declined[-1] else ()):
                    words = (forms[number] if forms else word for word, forms in zip(base.split(" "), declined, strict=True))
                    found.setdefault(" ".join(words), (head, base, case))
        return found

    def _declined(self, word: str) -> list[str]:
        """The oblique cases of a word in the plural, in the order of `CASES`; none where the language tells none."""
        ending, forms = next(((e, f) for e, f in self.plurals if word.endswith(e)), ("", ()))
        return [word.removesuffix(ending) + form for form in forms]

    def kind_of(self, name: str, otherwise: str) -> str:
        """The kind of a group by the words that narrow its noun."""
        padded = f" {name}"
        return next((kind for kind, stems in self.kinds if any(f" {stem}" in padded for stem in stems)), otherwise)


def load_group_words() -> tuple[GroupWords, ...]:
    """The `groups` tables of all languages. Raises DataError."""
    return tuple(read_group_words(load_table(language, "groups"), language) for language in LANGUAGES)


def read_group_words(table: WordTable, language: str) -> GroupWords:
    """The words of a `groups` table. Raises DataError."""
    words = GroupWords(
        language=language,
        order=_one_of(table, "order", _ORDERS),
        qualifier_endings=_normal(table, "qualifier_endings"),
        objects=_normal(table, "objects"),
        qualifiers=frozenset(_normal(table, "qualifiers")),
        forms=dict(sorted(table.mapping("forms").items(), key=lambda item: -len(item[0]))),
        genitive=_normal(table, "genitive"),
        noun_endings=_normal(table, "noun_endings"),
        agents=_normal(table, "agents"),
        closers=_normal(table, "closers"),
        finite=_normal(table, "finite"),
        passive=_normal(table, "passive"),
        verbs=_normal(table, "verbs"),
        empty=_normal(table, "empty"),
        links=frozenset(_normal(table, "links")),
        tied=frozenset(_normal(table, "tied")),
        classing=frozenset(_normal(table, "classing")),
        pairs=frozenset(_normal(table, "pairs")),
        beside=_normal(table, "beside"),
        breaks=frozenset(_normal(table, "breaks")),
        threats=_normal(table, "threats"),
        partner_after=_normal(table, "partner_after"),
        partner_before=_normal(table, "partner_before"),
        joints=_normal(table, "joints"),
        addressed=_normal(table, "addressed"),
        plurals=tuple(_plural(row) for row in table.rows("plurals")),
        heads=tuple(_head(row) for row in table.rows("heads")),
        kinds=tuple(_kind(row) for row in table.rows("kinds")),
    )
    table.done()
    return words


def _normal(table: WordTable, key: str) -> tuple[str, ...]:
    return tuple(normalise_pattern(text).lower() for text in table.texts(key))


def _one_of(table: WordTable, key: str, allowed: tuple[str, ...]) -> str:
    value = table.text(key)
    if value not in allowed:
        raise DataError(f"{table.place}: '{key}' is '{value}'; use one of {', '.join(allowed)}")
    return value


def _plural(row: WordTable) -> tuple[str, tuple[str, ...]]:
    made = row.text("ending"), row.texts("forms")
    row.done()
    if len(made[1]) != len(CASES) - 1:
        raise DataError(f"{row.place}: 'forms' must hold four oblique cases, not {len(made[1])}")
    return made


def _head(row: WordTable) -> GroupHead:
    made = GroupHead(
        row.text("kind"),
        _one_of(row, "use", _USES),
        _normal(row, "words"),
        row.texts("examples"),
        row.texts("near_misses"),
        row.flag("joins", default=False),
    )
    row.done()
    return made


def _kind(row: WordTable) -> tuple[str, tuple[str, ...]]:
    made = row.text("kind"), _normal(row, "words")
    row.done()
    return made


def starts_with_word(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the phrases, at the start of a text, each followed by any ending."""
    return compiled("(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")" if words else "(?!)")
