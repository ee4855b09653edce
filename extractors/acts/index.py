"""Where instruments are named: the mentions of the instrument stage, looked up by the stages after it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import NamedTuple

from extractors.acts.records import Citation

_POLICIES = ("programme", "strategy", "concept", "action-plan")
_TELLING = ("project", "study")  # papers that tell of bodies and set no duties


class InstrumentMention(NamedTuple):
    """The instrument `key` is named at `text[start:end]` of the document. `form`: 'citation', 'title' or 'short'."""

    start: int
    end: int
    key: str
    form: str
    citation: Citation  # as it was read; its offsets are of the normalised text


class OwnInstrument(NamedTuple):
    """An instrument that the document itself sets out, from the place of its title on."""

    key: str
    type: str
    start: int


class InstrumentIndex:
    """The mentions of a document in the order of the text, outer before inner, and the document's own instruments."""

    def __init__(self, mentions: tuple[InstrumentMention, ...], own: tuple[OwnInstrument, ...]) -> None:
        self.mentions = tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.key)))
        self.own = tuple(sorted(own, key=lambda o: o.start))
        self._starts = [mention.start for mention in self.mentions]

    @cached_property
    def main(self) -> str | None:
        """The key of what gives the document its substance: first policy paper, else first act; no project or study."""
        policies = [own for own in self.own if own.type in _POLICIES]
        acts = [own for own in self.own if own.type not in _TELLING]
        return next((own.key for own in (policies or acts)), None)

    @cached_property
    def project(self) -> str | None:
        """The key of the project whose page the document is, when it is one."""
        return next((own.key for own in self.own if own.type == "project"), None)

    @cached_property
    def study(self) -> str | None:
        """The key of the study that the document is, when it is one: it tells of bodies and assigns nothing."""
        return next((own.key for own in self.own if own.type == "study"), None)

    @cached_property
    def act(self) -> str | None:
        """The key of the document's own act (law, decree, resolution), when it has one."""
        return next((own.key for own in self.own if own.type not in (*_POLICIES, *_TELLING, "regulation")), None)

    @cached_property
    def plan(self) -> str | None:
        """The key of the document's own action plan, when it has one."""
        return next((own.key for own in self.own if own.type == "action-plan"), None)

    def owner_at(self, position: int) -> str | None:
        """The key of the own instrument whose text stands at the position; before the first title that first one."""
        before = [own.key for own in self.own if own.start <= position]
        return before[-1] if before else next((own.key for own in self.own), None)

    def in_act(self, position: int) -> bool:
        """Whether the own instrument whose text stands there is an act, and no policy paper or project."""
        key = self.owner_at(position)
        return any(own.key == key and own.type not in (*_POLICIES, *_TELLING, "regulation") for own in self.own)

    def find(self, start: int, end: int) -> list[InstrumentMention]:
        """The mentions that lie wholly within `[start, end)`, inner ones of nested names included."""
        found = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [mention for mention in found if mention.end <= end]

    def outermost(self, start: int, end: int) -> list[InstrumentMention]:
        """The mentions within `[start, end)` that stand in no longer mention there."""
        kept: list[InstrumentMention] = []
        for mention in self.find(start, end):
            if not kept or mention.end > kept[-1].end:
                kept.append(mention)
        return kept
