"""Finds the short forms of instruments: 'the Programme' after its definition, 'this Law', 'the said resolution'.

A short form counts where the document defines it, where it follows 'this' or 'the said', where it names an instrument of the
document itself with a capital letter, and at the start of a sentence where only one instrument so named came before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.acts.citations import CitedRegion
from extractors.acts.records import ACTS, POLICIES, Anchor, Region

BACK_REACH = 1_500  # characters within which a bare word may take up an instrument named before
_NAMEABLE = ACTS | {"programme", "strategy", "concept", "action-plan", "project", "code", "other", "regulation", "treaty"}
_PARTIES = {"treaty"}  # 'this Agreement' is the paper itself, never one that was cited before


@dataclass(frozen=True, slots=True)
class Known:
    """An instrument that has been named: `key` is its place among the instruments, `end` where it was named (normalised)."""

    key: int
    type: str
    stem: str
    end: int


@dataclass(frozen=True, slots=True)
class ShortForm:
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
    ordered = sorted(known, key=lambda k: k.end)
    for place in cited:
        taken = [(c.start, c.end, c.head) for c in place.citations]
        for anchor in place.anchors:
            if anchor.plural or any(head == anchor.start for _, _, head in taken):
                continue
            form = _read(place.region, anchor, ordered, own, defined)
            if form is not None:
                yield form


def _read(
    region: Region, anchor: Anchor, known: Sequence[Known], own: Mapping[str, int], defined: Mapping[str, tuple[int, int]]
) -> ShortForm | None:
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
            key = _last(known, anchor)
        return (
            _made(region, anchor, start, key, "no instrument of this type has been named") if capital or key is not None else None
        )
    if anchor.row.key in own and anchor.row.key == "project" and demonstrative in words["articles"][:1]:
        return _made(region, anchor, start, own[anchor.row.key], "")  # on the page of a project, 'the project' is no other
    if demonstrative in words["demonstratives_said"]:
        key = _last(known, anchor)
        return _made(region, anchor, start, key, "no instrument of this type was named before") if key is not None else None
    name = region.text.lower[anchor.start : anchor.stem_end]
    definition = next((d for short, d in defined.items() if short.startswith(name) and len(short) - len(name) <= 3), None)
    if capital and definition is not None and anchor.start > definition[1]:
        return _made(region, anchor, start, definition[0], "")
    opens = region.sentence_start(anchor.start)
    if capital and not opens and anchor.row.key in own and anchor.row.key in _NAMEABLE and not _modified(region, anchor):
        return _made(region, anchor, start, own[anchor.row.key], "")
    if capital and opens:
        key = own.get(anchor.row.key, _only(known, anchor))
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


def _same_word(known: Known, anchor: Anchor) -> bool:
    return known.type == anchor.row.key or known.stem.endswith(anchor.stem)


def _last(known: Sequence[Known], anchor: Anchor) -> int | None:
    before = [k for k in known if k.end <= anchor.start and _same_word(k, anchor)]
    return before[-1].key if before else None


def _only(known: Sequence[Known], anchor: Anchor) -> int | None:
    """The instrument so named shortly before, when it is the only one."""
    before = {k.key for k in known if anchor.start - BACK_REACH <= k.end <= anchor.start and _same_word(k, anchor)}
    return before.pop() if len(before) == 1 else None
