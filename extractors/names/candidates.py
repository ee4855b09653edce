"""Proposes bodies that no table knows: a capital word, modifiers, and a head noun such as 'ministry' or 'service'.

Languages with suffixes have the head last; there the name starts after the name of the body it is a part of, after the name of
a state, or with a capital inside a sentence. In the others it starts with the head noun, or is a row of capital words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from extractors.blocks import Block
from extractors.kept_patterns import compiled
from extractors.names.covered import Covered, Owner
from extractors.names.inflection import declined
from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.open_names import in_nominative, open_name
from extractors.names.tables import NameWords
from extractors.phrases import any_of, any_word
from extractors.reading import Reading
from extractors.text import normalise_pattern
from extractors.word_finder import FoundWord, WordFinder
from ontology.iri import document_body_key
from ontology.records import Unresolved

NO_STATE = "the state whose body is meant is not known"  # why a name stays open that only bodies of other states bear
_MAX_WORDS = 9  # between the start of a name and its head
_FREE_WORDS = 5  # the same where the name of neither a state nor a body stands before
_UNIT_REACH = 140  # characters before a unit's head noun in which the body stands that it is a part of
_OWNS = re.compile(r"[нтд][ыиуүі][нң]\Z")  # the genitive
_AWAY = re.compile(r"(?:[ыиуүіөо]н(?:[аеоө]|ан|ен|он|өн)|мен|[гғкқ][аеоө])\Z")  # an oblique case: such a name owns nothing
_LOCATIVE = re.compile(r"[ыиуүі]н[дт][аеоө]\Z")  # such a word tells where something is: it opens no name
_SMALL = re.compile(r"(?: (?![^\W_]+(?:ып|ип|уп|үп|іп|ат|ет|йт)[ ,])[a-zа-яёңүөәғқұһі][^\W_]*,?){0,12} ")
_REACH = 60  # characters before a name that are searched for the name of its state


class _Heads(NamedTuple):
    words: NameWords
    kinds: dict[str, tuple[str, str]]  # stem: kind, base form
    country: re.Pattern[str]  # ends with the name of a state before that of its body
    bare: frozenset[str]  # stems without their possessive: they count behind a topic word only
    topic: re.Pattern[str]  # a word behind the topic of a council, and adjectives of the head behind it
    definition: re.Pattern[str]  # a bracket that defines a short form
    word: re.Pattern[str]

    def is_head(self, word: str) -> bool:
        """Whether a word is a head noun."""
        return self.word.match(word.lower()) is not None


class CandidateFinder:
    """Finds what may be a body by the form of its name. Built once."""

    def __init__(self, tables: Sequence[NameWords]) -> None:
        self._heads = {table.language: _heads(table) for table in tables}
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
        for block, head in reading.places(self.finders):
            if blocks is not None and block.start not in blocks:
                continue
            made = self._candidate(reading, self._heads[block.language], head, block, covered)
            if made:
                found.append(made)
                labels |= {made.key} if _is_label(reading, block, made) else set()
        return [mention for mention in found if mention.key not in labels]

    def _candidate(self, reading: Reading, heads: _Heads, head: FoundWord, block: Block, covered: Covered) -> BodyMention | None:
        if covered.inside(head.start, head.end):
            return None
        kind, base = heads.kinds[head.word]
        made = (self._closed if heads.words.suffixed else self._open)(reading, heads, head, block, covered, base)
        if made is None:
            return None
        start, end, name, parent = made
        key = document_body_key(reading.document.key, f"{parent} {name}" if parent else name)
        raw = reading.text.original(start, end)
        return BodyMention(*raw, key, NameMatch(*raw, (key,), "candidate", name, heads.words.language, kind, None, parent))

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
        start, parent = _start_of(text, head.start, limit, covered, heads, defined, topic, base in words.top_heads)
        if bare and not topic and (start is None or parent or not _named_bare(text, start, head.start, limit, words)):
            return None
        if start is None and base in words.unit_heads:
            start, parent = _start_of_unit(text, head.start, limit, covered, words)
        if start is None or covered.holds(start, suffix.end()):
            return None
        name = _printed(reading, start, head.start) + _cased_like(text[head.start], head.word if bare else base)
        return parent.start if parent else start, suffix.end(), name, parent.key if parent else None

    def _open(
        self, reading: Reading, heads: _Heads, head: FoundWord, block: Block, covered: Covered, base: str
    ) -> tuple[int, int, str, str | None] | None:
        """A name whose head noun stands first, or ends a row of capital words."""
        text = reading.text.cased
        bounds = reading.span(block)[0], reading.text.normal(block.end - 1) + 1
        if _word_at(reading.text.lower, head.start) not in heads.kinds:
            return None  # a head noun in the plural
        unit = base in heads.words.unit_heads
        found = open_name(text, head.start, bounds, heads.words, covered.registered_from, heads.is_head, unit)
        if found is None or covered.holds(found.start, found.own_end):
            return None
        head_end = head.end
        while head_end < len(text) and text[head_end].isalnum():
            head_end += 1
        printed = base if heads.words.inflections else text[head.start : head_end]
        own = base.capitalize() if found.start == head.start else printed
        front = _printed(reading, found.start, head.start)
        front = in_nominative(front, base) if heads.words.inflections else front
        name = front + own + _printed(reading, head_end, found.own_end)
        return found.start, found.end, name, found.parent


def still_open(reading: Reading, unresolved: Sequence[Unresolved]) -> list[Unresolved]:
    """The names that are not to be proposed: one of other states alone may be of the document's own, as a body no table knows."""
    return [name for name in unresolved if name.reason != NO_STATE or reading.jurisdiction is None]


def is_proposed(name: Unresolved, candidates: Sequence[BodyMention]) -> bool:
    """Whether a name that stayed open is proposed as a body of the document's own state."""
    place = name.evidence
    return name.reason == NO_STATE and any(c.start <= place.start and place.end <= c.end for c in candidates)


def _word_at(text: str, start: int) -> str:
    end = start
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def _is_label(reading: Reading, block: Block, mention: BodyMention) -> bool:
    """Whether a row of capital words is what a form asks for: 'Convening Agency: ...'."""
    if mention.match.language != "en" or mention.start != block.start or " of " in mention.match.name:
        return False
    return reading.document.text[mention.end : mention.end + 1] == ":" and mention.end + 1 < block.end


def _heads(words: NameWords) -> _Heads:
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
    countries = any_word(form for country in words.countries for form in country.before)
    return _Heads(
        words,
        kinds,
        compiled(rf"{countries} \Z"),
        frozenset(bare),
        compiled(rf" {any_of(words.topic_words)} (?:[^\W_]+ ){{0,3}}\Z" if words.topic_words else r"(?!)"),
        compiled(rf" ?\({any_of(words.markers)}"),
        compiled(rf"{any_of(kinds)}(?![^\W_])"),
    )


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


def _start_of(
    text: str, head: int, limit: int, covered: Covered, heads: _Heads, defined: bool, topic: bool, top: bool
) -> tuple[int | None, Owner | None]:
    """Where the name before a head noun at the end starts, and the body that it is a part of.

    Names that tell their `topic` are longer, and are told from other words at the start of a sentence too; so is a `top` name
    that has but one word before its head.
    """
    best: tuple[int | None, Owner | None] = (None, None)
    for number, start in enumerate(_words_before(text, head, limit)):
        if number and text[start : text.index(" ", start)].lower() in heads.words.name_stops:
            return best
        attached = next((word for word in heads.words.attached if text.endswith(f" {word} ", limit, start)), None)
        parent = covered.ending(start - 1 if attached is None else start - len(attached) - 2)
        if parent and attached is None and _owns_nothing(text, parent, text[start : text.find(" ", start)], top):
            return (start, None) if text[start].isupper() else best
        if parent:
            return (start, parent) if text[start].isupper() else best
        country = heads.country.search(text, max(limit, start - _REACH), start)
        if country:
            return (country.start(), None) if number and text[start].isupper() else (None, None)
        opens = start == limit or text[max(0, start - 2)] in ".!?;"
        far = _MAX_WORDS if topic else _FREE_WORDS
        if number and number < far and text[start].isupper() and (defined or topic or not opens or (top and number == 1)):
            best = (start, None) if not _LOCATIVE.search(text, start, text.index(" ", start)) else best
    return best


def _owns_nothing(text: str, before: Owner, first: str, top: bool) -> bool:
    """Whether the name before is no owner of a name: in an oblique case, or in none before a name that opens with an owner.

    A `top` name has none but in the genitive.
    """
    if _AWAY.search(text, before.start, before.end):
        return True
    return (top or _OWNS.search(first) is not None) and not _OWNS.search(text, before.start, before.end)


def _named_bare(text: str, start: int, head: int, limit: int, words: NameWords) -> bool:
    """Whether an adjective with a capital, inside a sentence, stands alone before a head noun without a possessive."""
    adjective = text[start:head].strip()
    inside = start > limit and text[start - 2 : start - 1] not in (".", "!", "?", ";", ":", '"')
    return inside and " " not in adjective and adjective.endswith(words.relational)


def _start_of_unit(text: str, head: int, limit: int, covered: Covered, words: NameWords) -> tuple[int | None, Owner | None]:
    """Where the name of a unit starts that is written small, behind the known body that it is a part of."""
    owner = covered.registered_before(head, max(limit, head - _UNIT_REACH))
    if owner is None or not _OWNS.search(text, owner.start, owner.end):
        return None, None
    between = text[owner.end : head]
    if not _SMALL.fullmatch(between) or any(word in words.name_stops for word in between.lower().split()):
        return None, None
    return owner.end + 1, owner


def _words_before(text: str, head: int, limit: int) -> Iterator[int]:
    """The starts of the words before a place, from the right, as far as only blanks part them."""
    place = head
    for _ in range(_MAX_WORDS):
        yield place
        if place - 1 < limit or text[place - 1] != " ":
            return
        start = place - 1
        while start > limit and (text[start - 1].isalnum() or text[start - 1] == "_"):
            start -= 1
        if start == place - 1:
            return
        place = start
