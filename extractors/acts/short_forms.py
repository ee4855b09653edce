"""Finds the short forms of instruments: 'the Programme' after its definition, 'this Law', 'the said resolution'.

A short form counts where the document defines it, where it follows 'this' or 'the said', where it names an instrument of the
document itself with a capital letter, and at the start of a sentence where only one instrument so named came before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.acts.citations import CitedRegion
from extractors.acts.records import ACTS, POLICIES, Anchor, Region

MAX_SUFFIX = 3  # letters that a defined name may have beyond the word that stands for it
BACK_REACH = 1_500  # characters within which a bare word may take up an instrument named before
_NAMEABLE = ACTS | {"programme", "strategy", "concept", "action-plan", "project", "code", "other", "regulation", "treaty"}
_PARTIES = {"treaty"}  # 'this Agreement' is the paper itself, never one that was cited before


class Known(NamedTuple):
    """An instrument that has been named: `key` is its place among the instruments, `end` where it was named (normalised)."""

    key: int
    type: str
    stem: str
    end: int


class ShortForm(NamedTuple):
    """A short form at `[start, end)` of the normalised text; `key` is None where it could not be settled."""

    start: int
    end: int
    key: int | None
    anchor: Anchor
    region: Region
    reason: str


def find_short_forms(
    cited: Sequence[CitedRegion],
    known: Sequence[Known],
    own: Mapping[str, int],
    defined: Mapping[str, tuple[int, int]],
) -> Iterator[ShortForm]:
    """The short forms of the document. `own`: its instruments by type; `defined`: from short name to key and place defined."""
    named = _Named(known, defined)
    for place in cited:
        heads = {citation.head for citation in place.citations}
        for anchor in place.anchors:
            if anchor.plural or anchor.start in heads:
                continue
            form = _read(place.region, anchor, named, own)
            if form is not None:
                yield form


class _Named:
    """The instruments that have been named and the short names defined, to be found again wherever one of them is said."""

    def __init__(self, known: Sequence[Known], defined: Mapping[str, tuple[int, int]]) -> None:
        self._known = sorted(known, key=lambda k: k.end)
        self._alike: dict[tuple[str, str], tuple[list[int], list[int]]] = {}  # by type and stem: their ends and keys
        self._defined: dict[str, tuple[int, int]] = {}
        for short, place in defined.items():
            for length in range(max(0, len(short) - MAX_SUFFIX), len(short) + 1):
                self._defined.setdefault(short[:length], place)

    def definition(self, name: str) -> tuple[int, int] | None:
        """The key and the place of the first definition of a name, with a suffix or without."""
        return self._defined.get(name)

    def last(self, anchor: Anchor) -> int | None:
        """The instrument so named last before the place."""
        ends, keys = self._so_named(anchor)
        place = bisect_right(ends, anchor.start)
        return keys[place - 1] if place else None

    def only(self, anchor: Anchor) -> int | None:
        """The instrument so named shortly before, when it is the only one."""
        ends, keys = self._so_named(anchor)
        near = set(keys[bisect_left(ends, anchor.start - BACK_REACH) : bisect_right(ends, anchor.start)])
        return near.pop() if len(near) == 1 else None

    def _so_named(self, anchor: Anchor) -> tuple[list[int], list[int]]:
        word = anchor.row.key, anchor.stem
        if word not in self._alike:
            alike = [known for known in self._known if known.type == anchor.row.key or known.stem.endswith(anchor.stem)]
            self._alike[word] = [known.end for known in alike], [known.key for known in alike]
        return self._alike[word]


def _read(region: Region, anchor: Anchor, named: _Named, own: Mapping[str, int]) -> ShortForm | None:
    demonstrative = _before(region, anchor.start)
    words = region.table.words
    capital = region.text.cased[anchor.start].isupper()
    start = anchor.start
    if (
        demonstrative
        and anchor.row.key not in POLICIES
        and demonstrative
        in (
            *words["demonstratives_own"],
            *words["demonstratives_said"],
        )
    ):
        start = region.text.lower.rindex(demonstrative, region.start, anchor.start)
    if demonstrative in words["demonstratives_own"]:
        key = own.get(anchor.row.key)
        if key is None and anchor.row.key not in _PARTIES:
            key = named.last(anchor)
        return (
            _made(region, anchor, start, key, "no instrument of this type has been named") if capital or key is not None else None
        )
    if anchor.row.key in own and anchor.row.key == "project" and demonstrative in words["articles"][:1]:
        return _made(region, anchor, start, own[anchor.row.key], "")  # on the page of a project, 'the project' is no other
    if demonstrative in words["demonstratives_said"]:
        key = named.last(anchor)
        return _made(region, anchor, start, key, "no instrument of this type was named before") if key is not None else None
    name = region.text.lower[anchor.start : anchor.stem_end]
    definition = named.definition(name)
    if capital and definition is not None and anchor.start > definition[1]:
        return _made(region, anchor, start, definition[0], "")
    opens = region.sentence_start(anchor.start)
    if capital and not opens and anchor.row.key in own and anchor.row.key in _NAMEABLE and not _modified(region, anchor):
        return _made(region, anchor, start, own[anchor.row.key], "")
    if capital and opens:
        key = own.get(anchor.row.key, named.only(anchor))
        return _made(region, anchor, start, key, "") if key is not None else None
    return None


def _made(region: Region, anchor: Anchor, start: int, key: int | None, reason: str) -> ShortForm:
    return ShortForm(start, anchor.end, key, anchor, region, reason)


def _before(region: Region, position: int) -> str:
    words = region.text.lower[max(region.start, position - 60) : position].rstrip(" [").split(" ")
    return words[-1].strip('"(,') if words else ""


def _modified(region: Region, anchor: Anchor) -> bool:
    """Whether a capitalised word stands before it: then it is part of another name."""
    before = region.text.cased[max(region.start, anchor.start - 40) : anchor.start].rstrip(" [").split(" ")
    return bool(before and before[-1][:1].isupper() and not region.sentence_start(anchor.start - len(before[-1]) - 1))
