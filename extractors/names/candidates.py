"""Proposes bodies that no table knows: a capital word, modifiers, and a head noun such as 'ministry' or 'service'.

Languages with suffixes have the head last; there the name starts after the name of the body it is a part of, after the name of
a state, or with a capital inside a sentence. In the others it starts with the head noun, or is a row of capital words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from extractors.blocks import Block
from extractors.kept_patterns import compiled
from extractors.names.closed_names import Owners, Start, fills_line, start_of, start_of_unit
from extractors.names.covered import Covered, word_end
from extractors.names.inflection import declined
from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.open_names import Lexicon, in_nominative, open_name
from extractors.names.tables import NameWords
from extractors.phrases import any_of
from extractors.reading import Reading
from extractors.text import normalise_pattern
from extractors.word_finder import FoundWord, WordFinder
from ontology.iri import document_body_key
from ontology.records import Unresolved

NO_STATE = "the state whose body is meant is not known"  # why a name stays open that only bodies of other states bear
_REACH = 60  # characters before a name that are searched for the name of its state


class _Heads(NamedTuple):
    words: NameWords
    kinds: dict[str, tuple[str, str]]  # stem: kind, base form
    owners: Owners
    abroad: re.Pattern[str]  # a name that says that it is of another state
    bare: frozenset[str]  # stems without their possessive: they count behind a topic word only
    topic: re.Pattern[str]  # a word behind the topic of a council, and adjectives of the head behind it
    definition: re.Pattern[str]  # a bracket that defines a short form
    lexicon: Lexicon


class CandidateFinder:
    """Finds what may be a body by the form of its name. Built once."""

    def __init__(self, tables: Sequence[NameWords], topics: Callable[[str], Collection[str]]) -> None:
        """`topics` are what the ministries of a language are for, in small letters."""
        self._heads = {table.language: _heads(table, frozenset(topics(table.language))) for table in tables}
        self.finders = {language: WordFinder(heads.kinds) for language, heads in self._heads.items()}

    def find(
        self,
        reading: Reading,
        mentions: Sequence[BodyMention],
        unresolved: Sequence[Unresolved] = (),
        blocks: Collection[int] | None = None,
    ) -> list[BodyMention]:
        """The candidates outside the mentions found so far and the names that stay open; only in the blocks that start there."""
        covered = Covered(reading, mentions, unresolved)
        found: list[BodyMention] = []
        labels: set[str] = set()
        for block, head in self._places(reading):
            if blocks is not None and block.start not in blocks:
                continue
            made = self._candidate(reading, self._heads[block.language], head, block, covered)
            if made:
                found.append(made)
                covered.add_owner(reading.text.normal(made.start), reading.text.normal(made.end - 1) + 1, made.key)
                labels |= {made.key} if _is_label(reading, block, made) else set()
        return sorted(mention for mention in found if mention.key not in labels)

    @property
    def kinds(self) -> dict[str, dict[str, tuple[str, str]]]:
        """Of each language the head nouns in all forms, with their kind and their base form."""
        return {language: heads.kinds for language, heads in self._heads.items()}

    def _places(self, reading: Reading) -> Iterator[tuple[Block, FoundWord]]:
        """Where the head nouns stand, owners before what they own: from the end on where owners stand behind."""
        places = list(reading.places(self.finders))
        yield from ((block, head) for block, head in places if self._heads[block.language].words.suffixed)
        yield from ((block, head) for block, head in reversed(places) if not self._heads[block.language].words.suffixed)

    def _candidate(self, reading: Reading, heads: _Heads, head: FoundWord, block: Block, covered: Covered) -> BodyMention | None:
        if covered.inside(head.start, head.end):
            return None
        kind, base = heads.kinds[head.word]
        made = (self._closed if heads.words.suffixed else self._open)(reading, heads, head, block, covered, base)
        if made is None:
            return None
        start, end, name, parent = made
        if name.lower() in heads.words.things:
            return None
        if parent and not parent.startswith("body/") and _is_office(base, heads.words):
            return None  # which of the officers of a body it is
        key = document_body_key(reading.document.key, f"{parent} {name}" if parent else name)
        raw = reading.text.original(start, end)
        form = "foreign" if not parent and heads.abroad.search(normalise_pattern(name)) else "candidate"
        return BodyMention(*raw, key, NameMatch(*raw, (key,), form, name, heads.words.language, kind, None, parent))

    def _closed(
        self, reading: Reading, heads: _Heads, head: FoundWord, block: Block, covered: Covered, base: str
    ) -> tuple[int, int, str, str | None] | None:
        """A name whose head noun stands last."""
        text, words = reading.text.cased, heads.words
        suffix = words.suffix.match(reading.text.lower, head.end)
        limit = reading.span(block)[0]
        bare = head.word in heads.bare
        if suffix is None:
            return None
        topic = heads.topic.search(text, max(limit, head.start - _REACH), head.start) is not None
        if bare and topic and suffix.groupdict().get("plural"):
            return None  # a group, and no name of one body
        if bare and not topic and base not in words.unit_heads:
            return None
        defined = heads.definition.match(reading.text.lower, suffix.end()) is not None
        found = start_of(text, head.start, limit, covered, heads.owners, defined, topic, base)
        stop = reading.text.normal(block.end - 1) + 1
        if found.place is None and not bare and block.kind != "cell" and fills_line(text, limit, head.start, suffix.end(), stop):
            found = Start(limit, told=True) if not suffix["case"] else found
        start, parent = found.place, found.parent
        if bare and not topic and not found.told and not _named_bare(text, found, head.start, limit, words):
            return None
        if start is None and not bare and base in words.unit_heads:
            start, parent, _ = start_of_unit(text, head.start, limit, covered, words)
        if start is None or covered.holds(start, suffix.end()):
            return None
        if not parent and (bearer := heads.owners.bearer.search(text, max(limit, start - _REACH), start)):
            start = bearer.start("name")
        apart = not parent or (parent.key.startswith("body/") and start < head.start)
        own = start if apart or not parent else parent.start  # such a name is told with its owner
        name = _printed(reading, own, head.start) + _cased_like(text[head.start], head.word if bare else base)
        return parent.start if parent else start, suffix.end(), name, parent.key if parent else None

    def _open(
        self, reading: Reading, heads: _Heads, head: FoundWord, block: Block, covered: Covered, base: str
    ) -> tuple[int, int, str, str | None] | None:
        """A name whose head noun stands first, or ends a row of capital words."""
        text = reading.text.cased
        bounds = reading.span(block)[0], reading.text.normal(block.end - 1) + 1
        if text[head.start : word_end(text, head.end)].lower() not in heads.kinds:
            return None  # a head noun in the plural
        found = open_name(text, head.start, bounds, heads.lexicon, covered.owner_from, base)
        if found is None or covered.holds(found.start, found.own_end):
            return None
        head_end = word_end(text, head.end)
        printed = base if heads.words.inflections else text[head.start : head_end]
        own = base.capitalize() if found.start == head.start else printed
        front = _printed(reading, found.start, head.start)
        front = in_nominative(front, base) if heads.words.inflections else front
        name = front + own + _printed(reading, head_end, found.own_end)
        return found.start, found.end, name, found.parent


def _is_office(base: str, words: NameWords) -> bool:
    return any(officer.pattern.fullmatch(normalise_pattern(base).lower()) for officer in words.officers)


def still_open(reading: Reading, unresolved: Sequence[Unresolved]) -> list[Unresolved]:
    """The names that are not to be proposed: one of other states alone may be of the document's own, as a body no table knows."""
    return [name for name in unresolved if name.reason != NO_STATE or reading.jurisdiction is None]


def is_proposed(name: Unresolved, candidates: Sequence[BodyMention]) -> bool:
    """Whether a name that stayed open is proposed as a body of the document's own state."""
    place = name.evidence
    return name.reason == NO_STATE and any(c.start <= place.start and place.end <= c.end for c in candidates)


def _is_label(reading: Reading, block: Block, mention: BodyMention) -> bool:
    """Whether a row of capital words is what a form asks for: 'Convening Agency: ...'."""
    if mention.match.language != "en" or mention.start != block.start or " of " in mention.match.name:
        return False
    return reading.document.text[mention.end : mention.end + 1] == ":" and mention.end + 1 < block.end


def _heads(words: NameWords, topics: frozenset[str]) -> _Heads:
    kinds: dict[str, tuple[str, str]] = {}
    bare: dict[str, tuple[str, str]] = {}
    for head in words.heads:
        for base in head.words:
            stem = normalise_pattern(base).lower()
            for form in declined(stem, words) if words.inflections else (stem,):
                kinds[form] = (head.kind, base)
            if words.suffixed:
                bare |= dict.fromkeys(_without_possessive(stem, words), (head.kind, base))
    bare = {stem: kind for stem, kind in bare.items() if stem not in kinds}
    kinds |= bare
    return _Heads(
        words,
        kinds,
        Owners.of(words, topics),
        _abroad(words),
        frozenset(bare),
        compiled(rf" {any_of(words.topic_words)} (?:[^\W_]+ ){{0,3}}\Z" if words.topic_words else r"(?!)"),
        compiled(rf" ?\({any_of(words.markers)}"),
        _lexicon(words, kinds, topics),
    )


def _lexicon(words: NameWords, kinds: Collection[str], topics: frozenset[str]) -> Lexicon:
    head = compiled(rf"{any_of(kinds)}(?![^\W_])")
    states = [form for country in words.countries for form in country.after] + _proper(words.abroad_after)
    return Lexicon(
        words,
        lambda word: head.match(word.lower()) is not None,
        compiled(rf" {any_of(states)}(?![^\W_])" if states else "(?!)"),
        words.seat,
        topics,
    )


def _abroad(words: NameWords) -> re.Pattern[str]:
    """The names of other states where they own a body: at the start of its name, or at its end."""
    before, after = _proper(words.abroad_before), _proper(words.abroad_after)
    return compiled("|".join([rf"\A{any_of(before)} "] * bool(before) + [rf" {any_of(after)}\Z"] * bool(after)))


def _proper(names: Sequence[str]) -> list[str]:
    """Those that are the names of states, and no words for states at large."""
    return [normalise_pattern(name) for name in names if not name.islower()]


def _without_possessive(stem: str, words: NameWords) -> Iterator[str]:
    """A head noun without each possessive ending that it may bear: of 'кеңесі' it is one vowel, of 'комиссиясы' two letters."""
    for ending in words.final_vowels:
        if stem.endswith(ending) and len(stem) > len(ending) + 2:
            kept = stem.removesuffix(ending)
            yield kept[:-1] + words.softened[kept[-1]] if kept[-1] in words.softened else kept


def _printed(reading: Reading, start: int, end: int) -> str:
    """The words as printed, on one line: hyphens are kept, and the blanks at the edges."""
    if end <= start:
        return ""
    first, last = reading.text.original(start, end)
    words = reading.text.printed(first, last)
    text = reading.text.cased
    return (" " if text[start] == " " else "") + words + (" " if text[end - 1] == " " else "")


def _cased_like(letter: str, word: str) -> str:
    return word.capitalize() if letter.isupper() else word


def _named_bare(text: str, found: Start, head: int, limit: int, words: NameWords) -> bool:
    """Whether an adjective with a capital, inside a sentence, stands alone before a head noun without a possessive."""
    start = found.place
    if start is None or found.parent:
        return False
    adjective = text[start:head].strip()
    inside = start > limit and text[start - 2 : start - 1] not in (".", "!", "?", ";", ":", '"')
    return inside and " " not in adjective and adjective.endswith((*words.relational, *words.agents))
