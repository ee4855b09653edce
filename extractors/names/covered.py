"""Where bodies are named already, in positions of the normalised text: what a later search must leave alone or may lean on."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from typing import NamedTuple

from extractors.names.mentions import BodyMention
from extractors.reading import Reading
from ontology.records import Unresolved


class Owner(NamedTuple):
    """A body whose mention stands at the edge of another name."""

    start: int
    end: int
    key: str


class Covered:
    """The stretches that name bodies, suffixes included, and the names that stay open."""

    def __init__(self, reading: Reading, mentions: Sequence[BodyMention], unresolved: Sequence[Unresolved] = ()) -> None:
        places = [(m.start, m.end, m.key) for m in mentions] + [(u.evidence.start, u.evidence.end, "") for u in unresolved]
        self._spans = sorted(Owner(*_words(reading, start, end), key) for start, end, key in places)
        self._cased = reading.text.cased
        self._owners: set[str] = set()  # keys of bodies that no table knows, which may own others
        self._ends: dict[int, Owner] = {}
        self._starts: dict[int, Owner] = {}
        for owner in self._spans:
            self._ends.setdefault(owner.end, owner)
            self._starts[owner.start] = owner

    def add(self, start: int, end: int, key: str) -> None:
        """Another stretch."""
        insort(self._spans, Owner(start, end, key))
        owner = Owner(start, word_end(self._cased, end), key)
        self._ends.setdefault(owner.end, owner)
        self._starts.setdefault(start, owner)

    def add_owner(self, start: int, end: int, key: str) -> None:
        """Another stretch, which names a body that others may be a part of as they may be of a registered one."""
        self._owners.add(key)
        self.add(start, end, key)

    def holds(self, start: int, end: int) -> bool:
        """Whether a mention starts in the stretch's last word, or holds it whole."""
        return any((s <= start and end <= e) or (s > start and e >= end) for s, e, _ in self._near(end))

    def inside(self, start: int, end: int) -> bool:
        """Whether the stretch is a part of the name of a known body, and no more than that."""
        return any(s <= start and end <= e for s, e, _ in self._near(end))

    def touches(self, start: int, end: int) -> bool:
        """Whether a mention overlaps the stretch."""
        return any(e > start for _, e, _ in self._near(end))

    def ending(self, end: int) -> Owner | None:
        """The body whose mention ends there, suffixes included: the longest where several do."""
        owner = self._ends.get(end)
        return owner if owner and owner.key else None

    def starting(self, start: int) -> Owner | None:
        """The body whose mention starts there: the longest where several do."""
        owner = self._starts.get(start)
        return owner if owner and owner.key else None

    def owner_from(self, start: int) -> tuple[int, str] | None:
        """The end and key of the longest body, registered or an owner, whose mention starts there."""
        place = bisect_left(self._spans, (start, 0, ""))
        found = [(e, key) for s, e, key in self._spans[place : place + 6] if s == start and self._may_own(key)]
        return max(found, default=None)

    def owner_before(self, place: int, floor: int) -> Owner | None:
        """The body, registered or an owner, whose mention ends last before a place, and not before the floor; the longest one."""
        ending = [(e, -s, key) for s, e, key in self._near(place) if floor <= e < place and self._may_own(key)]
        end, start, key = max(ending, default=(0, 0, ""))
        return Owner(-start, end, key) if key else None

    def _may_own(self, key: str) -> bool:
        return key.startswith("body/") or key in self._owners

    def _near(self, end: int) -> list[Owner]:
        place = bisect_left(self._spans, (end, 0, ""))
        return self._spans[max(0, place - 8) : place]


def _words(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The normalised span of a stretch to the end of its last word; each is looked for once in a document."""
    known = reading.words_at.get((start, end))
    if known is None:
        text = reading.text
        known = reading.words_at[start, end] = text.normal(start), word_end(text.cased, text.normal(end - 1) + 1)
    return known


def word_end(text: str, place: int) -> int:
    """The end of the word that goes on at a place."""
    while place < len(text) and text[place].isalnum():
        place += 1
    return place
