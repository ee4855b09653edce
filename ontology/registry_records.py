"""The records of the registry: bodies and acts that are known beforehand, whatever a document says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Names = Mapping[str, str]
NameLists = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a body bore for a time while it stayed the same body: a capital's akimat when the capital was renamed."""

    text: str
    language: str
    source: str
    valid_from: str | None = None  # dates as those of a body
    valid_to: str | None = None


@dataclass(frozen=True, slots=True)
class RegisteredBody:
    """A body of the registry. Mappings go from language (`ky`, `kk`, `ru`, `en`) to names in the nominative.

    `aliases` holds short forms and abbreviations; `abbreviations` only the latter. `weak_names` (`БП`, `Президент`) are too
    common to be matched in running text: they count where the document defines them or in a column of executors.
    `valid_from` and `valid_to` are ISO dates, `YYYY` or `YYYY-MM` where no more is known, and None where nothing is: what the row
    says, made more exact by the event that began or ended the body. The last day is the first of what came after.
    `former` are the names that it bore before; they stand among the aliases too, so that an old name is found in any document.
    `predecessors` and `successors` are drawn from the events by which one body took the place of another.
    """

    key: str
    identifier: str
    kind: str  # notation of the scheme 'body-kind'
    jurisdiction: str
    names: Names
    aliases: NameLists
    abbreviations: NameLists
    weak_names: NameLists
    source: str
    parent: str | None = None  # key of a body
    valid_from: str | None = None
    valid_to: str | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    counterpart_of: tuple[str, ...] = ()  # keys of the international bodies with which this one works for its state
    wikidata: str | None = None
    former: tuple[FormerName, ...] = ()

    def span(self, name: str) -> tuple[str | None, str | None]:
        """From when to when the body bore a name, as far as is known: a former name its own time, any other the body's."""
        spells = [former for former in self.former if former.text.casefold() == name.casefold()]
        if not spells or name in self.names.values():
            return self.valid_from, self.valid_to
        starts, ends = [spell.valid_from for spell in spells], [spell.valid_to for spell in spells]
        first = None if None in starts else min(start for start in starts if start)
        last = None if None in ends else max(end for end in ends if end)
        return first or self.valid_from, last or self.valid_to


@dataclass(frozen=True, slots=True)
class RegisteredEvent:
    """A change of bodies (`org:ChangeEvent`): what there was before, what came of it, when, and by which act.

    `kind` says what the bodies have in common: a renaming, merger, split, abolition and so on (`ontology.registry_events.KINDS`).
    """

    key: str
    identifier: str
    kind: str  # notation of the scheme 'change-kind'
    jurisdiction: str
    before: tuple[str, ...]  # keys of bodies
    after: tuple[str, ...]  # keys of bodies
    source: str
    date: str | None = None
    act: str | None = None  # key of an act


@dataclass(frozen=True, slots=True)
class RegisteredAct:
    """An act of the registry. A law's title is what stands in quotation marks; `aliases` are other ways to name it.

    `short_names` (`Концепция`, `ГКТС`) count only where the document defines them.
    """

    key: str
    identifier: str
    type: str  # notation of the scheme 'instrument-type'
    jurisdiction: str
    titles: Names
    aliases: NameLists
    short_names: NameLists
    source: str
    number: str | None = None
    date: str | None = None
    issuer: str | None = None  # key of a body
    period_start: int | None = None
    period_end: int | None = None
    approved_by: str | None = None  # key of an act
    succeeds: tuple[str, ...] = ()  # keys of acts
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Registry:
    """All registered bodies, acts and events by key.

    `ambiguous` are the names that more than one body of a state may bear at a time.
    """

    bodies: Mapping[str, RegisteredBody]
    acts: Mapping[str, RegisteredAct]
    ambiguous: frozenset[str] = frozenset()
    events: Mapping[str, RegisteredEvent] = field(default_factory=dict)
