"""Where bodies are named: the matches of the names stage, settled by the bodies stage, and looked up by the stages after them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from ontology.records import Body

NESTED = 8  # mentions before a place among which one that holds it stands


class NameMatch(NamedTuple):
    """A stretch `text[start:end]` of the document that names a body, suffixes of written-out names included.

    `candidates` are the keys of the bodies that bear the name, more than one where the name is borne in several countries.
    """

    start: int
    end: int
    candidates: tuple[str, ...]
    # 'full', 'abbreviation', 'defined', 'collective', 'group', 'state', 'candidate', 'foreign', 'signature' or 'stand-in'
    form: str
    name: str  # the name in its base form, as the table or the definition has it
    language: str
    kind: str | None = None  # notation of 'body-kind', of a collective or an unregistered candidate
    stem_end: int | None = None  # where the name without its suffixes ends
    parent: str | None = None  # key of the body that an unregistered one is a part of


class BodyMention(NamedTuple):
    """A match that was settled: the body `key` is named at `text[start:end]`."""

    start: int
    end: int
    key: str
    match: NameMatch


class BodyIndex:
    """The mentions of a document in the order of the text. Inner mentions of a nested name stand after the outer one."""

    def __init__(self, mentions: tuple[BodyMention, ...], bodies: dict[str, Body]) -> None:
        self.mentions = tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.key)))
        self.bodies = bodies
        self._starts = [mention.start for mention in self.mentions]
        self._longest = max((mention.end - mention.start for mention in self.mentions), default=0)

    def find(self, start: int, end: int) -> list[BodyMention]:
        """The mentions that lie wholly within `[start, end)`, inner ones of nested names included."""
        found = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mention for mention in found if mention.end <= end]

    def covers(self, start: int, end: int) -> bool:
        """Whether a mention overlaps `[start, end)`."""
        place = bisect_left(self._starts, end)
        return any(mention.end > start for mention in self.mentions[max(0, place - NESTED) : place])

    def around(self, start: int, end: int) -> list[BodyMention]:
        """The mentions that hold `[start, end)` wholly."""
        last = bisect_right(self._starts, start)
        first = bisect_left(self._starts, start - self._longest)
        return [mention for mention in self.mentions[first:last] if mention.end >= end]

    def outermost(self, start: int, end: int) -> list[BodyMention]:
        """The mentions within `[start, end)` that stand in no longer mention there: what a list of bodies names.

        Of two that share a head ('central and local bodies') the first is cut to its own words, and both are kept.
        """
        kept: list[BodyMention] = []
        for mention in self.find(start, end):
            if not kept or mention.end > kept[-1].end:
                kept.append(mention)
            elif _shares_head(kept[-1], mention):
                kept[-1] = kept[-1]._replace(end=kept[-1].match.stem_end or kept[-1].end)
                kept.append(mention)
        return kept


def _shares_head(first: BodyMention, second: BodyMention) -> bool:
    """Whether the head of the second is the first one's too."""
    own = first.match.stem_end
    return first.match.form == "collective" and own is not None and own < second.start and second.end == first.end
