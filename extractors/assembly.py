"""Joins what the stages found into one Extraction: facts that two stages read become one record with the places of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from extractors.acts.index import InstrumentIndex
from extractors.acts.instruments import InstrumentFacts
from extractors.duties.mandates import DutyFacts, approvals
from extractors.names.mentions import BodyIndex
from extractors.reading import Reading
from extractors.tables.activities import concerning
from extractors.tables.budgets import merge_allocations
from extractors.tables.facts import TableFacts
from ontology.records import Extraction, Function, Instrument, InstrumentLink, Mandate, Unresolved

# A document's kind by the type of its instrument (notations of 'document-kind' and 'instrument-type').
_KINDS = {
    **{
        same: same
        for same in ("programme", "concept", "strategy", "law", "decree", "resolution", "order", "action-plan", "treaty")
    },
    "constitutional-law": "law",
    "code": "law",
    "project": "project-page",
}
_PAGES = ("project", "study")  # a page on a project tells of it and is not its text
_Said = TypeVar("_Said", bound=Mandate | Function)


def assemble(
    reading: Reading,
    bodies: BodyIndex,
    acts: InstrumentFacts,
    links: Sequence[InstrumentLink],
    tables: TableFacts,
    duties: DutyFacts,
    unresolved: Sequence[Unresolved],
) -> Extraction:
    """All that the stages found in one document, each fact once."""
    main = acts.index.main
    by_key = {instrument.key: instrument for instrument in acts.instruments}
    mandates, functions = concerning(reading.document.key, tables.measures, duties.mandates, duties.functions)
    approved = approvals(reading.document.key, links, by_key, bodies, main)
    return Extraction(
        document=replace(reading.document, kind=_kind(acts, reading.document.kind)),
        bodies=(*bodies.bodies.values(), *tables.bodies),
        instruments=tuple(_funded(instrument, acts.index, tables) for instrument in acts.instruments),
        links=tuple(links),
        tasks=tables.tasks,
        functions=_once((*tables.functions, *functions)),
        measures=tables.measures,
        indicators=tables.indicators,
        mandates=_once((*tables.mandates, *approved, *mandates)),
        unresolved=(*reading.unread, *unresolved, *acts.unresolved, *tables.unresolved),
        own=tuple(dict.fromkeys(own.key for own in acts.index.own if own.type not in _PAGES)),
        version_date=acts.version,
    )


def _kind(acts: InstrumentFacts, told: str) -> str:
    """The kind of the document: that of the instrument which it sets out, else what the words of its title tell."""
    main = acts.index.main or acts.index.project
    type_ = next((own.type for own in acts.index.own if own.key == main), None)
    return _KINDS.get(type_ or "", told)


def _funded(instrument: Instrument, acts: InstrumentIndex, tables: TableFacts) -> Instrument:
    """The instrument with the sums that the document prints for it: for its programme, and for the plan of that."""
    main = acts.main or acts.project
    own = tables.budget if instrument.key == main else ()
    plan = tables.plan_budget if instrument.key == (acts.plan or main) else ()
    return replace(instrument, funding=merge_allocations((*own, *plan))) if own or plan else instrument


def _once(facts: Iterable[_Said]) -> tuple[_Said, ...]:
    """Each fact once, with the places of all that say it."""
    found: dict[str, _Said] = {}
    for fact in facts:
        if fact.key in found:
            places = dict.fromkeys((*found[fact.key].evidence, *fact.evidence))
            found[fact.key] = replace(found[fact.key], evidence=tuple(places))
        else:
            found[fact.key] = fact
    return tuple(found.values())
