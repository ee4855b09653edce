"""What the analyses and pictures work on: bodies, their mandates and what these concern, as plain records in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

CARRYING = ("lead", "executor", "by_agreement")  # the roles that carry something out
RESPONSIBLE = (*CARRYING, "developer")  # those that answer for it
GROUP_KINDS = frozenset({"group", "person"})  # holders that are no single body


@dataclass(frozen=True, slots=True)
class Place:
    """An evidence, with what its order in the documents follows from."""

    file: str
    start: int
    iri: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """A body holds a role towards something; all are IRIs but the role."""

    iri: str
    holder: str
    role: str
    concerns: str
    assigned_by: str | None


@dataclass(frozen=True, slots=True)
class Matter:
    """What can be a duty: `kind` is measure, task, indicator or function. `part_of` is what it stands in."""

    iri: str
    kind: str
    number: str | None
    text: str
    language: str
    part_of: str | None
    secret: bool


@dataclass(frozen=True, slots=True)
class Act:
    """An instrument: `type` and `state` are notations; years are None where none is printed; `year` is that of its date."""

    iri: str
    type: str
    state: str | None
    period_start: int | None
    period_end: int | None
    year: int | None


@dataclass(frozen=True, slots=True)
class ActLink:
    """How one act bears on another."""

    iri: str
    source: str
    type: str
    target: str


@dataclass(frozen=True, slots=True)
class Facts:
    """One reading of the whole graph.

    Attributes:
        mandates: those that lay a duty, a power or a ban on a body.
        concerned: what any mandate concerns, one that binds nobody too: somebody is named for it.
        names: by IRI and language.
        superiors: the bodies above a body, near and far; `forebears` those that it came from.
        places: the evidence or the mentions of each node, in the order of the documents.
        documents: the names of the files.
        act_parents: the instrument that an act is a part of.
        succeeded: acts that another one continues or repeals, whoever says so (the registry too).
        topics: what a task, measure, indicator or function is about.
    """

    mandates: tuple[Mandate, ...]
    concerned: frozenset[str]
    matters: Mapping[str, Matter]
    acts: Mapping[str, Act]
    links: tuple[ActLink, ...]
    body_kinds: Mapping[str, str]
    superiors: Mapping[str, frozenset[str]]
    forebears: Mapping[str, frozenset[str]]
    names: Mapping[str, Mapping[str, str]]
    places: Mapping[str, tuple[Place, ...]]
    documents: tuple[str, ...]
    act_parents: Mapping[str, str]
    succeeded: frozenset[str]
    topics: Mapping[str, tuple[str, ...]]

    def evidence(self, *facts: str) -> tuple[str, ...]:
        """The evidence of these facts, each once, in the order of the documents."""
        found = {place for fact in facts for place in self.places.get(fact, ())}
        return tuple(dict.fromkeys(place.iri for place in sorted(found, key=lambda p: (p.file, p.start, p.iri))))

    def chain(self, iri: str) -> Iterator[str]:
        """What a fact stands in, from the nearest upward, each once even where it is said to stand in itself."""
        seen = {iri}
        matter = self.matters.get(iri)
        while matter is not None and matter.part_of is not None and matter.part_of not in seen:
            seen.add(matter.part_of)
            yield matter.part_of
            matter = self.matters.get(matter.part_of)

    def whole(self, act: str) -> str:
        """The instrument that an act is, in the end, a part of (a plan's programme); the act itself where it is none's part."""
        seen: set[str] = set()
        while act in self.act_parents and act not in seen:
            seen.add(act)
            act = self.act_parents[act]
        return act
