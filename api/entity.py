"""All that a page shows of one node, gathered from the graph."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from api.asking import GraphAsked, Names, Row, Term
from api.errors import NotFoundInDocumentsError
from graph.terms import PREFIXES
from ontology.terms import JK

SECTIONS = ("places", "mandates", "links", "parts", "money", "values", "findings", "tied", "subjects", "fields", "covered")
# From the most telling class to the least: a programme is an instrument, a state body is a body.
_KINDS = (
    (JK.Document, "document"),
    (JK.Body, "body"),
    (JK.Person, "body"),
    (JK.Instrument, "instrument"),
    (JK.Measure, "measure"),
    (JK.Task, "task"),
    (JK.Indicator, "indicator"),
    (JK.Function, "function"),
    (JK.Mandate, "mandate"),
    (JK.InstrumentLink, "link"),
    (JK.Finding, "finding"),
    (JK.Allocation, "allocation"),
    (JK.Unresolved, "unresolved"),
    (JK.TopicAssignment, "subject"),
    (JK.Topic, "topic"),
    (JK.Inference, "inference"),
    (PREFIXES["org"] + "ChangeEvent", "event"),
    (PREFIXES["skos"] + "Concept", "concept"),
)
_NAMING = frozenset(PREFIXES["skos"] + name for name in ("prefLabel", "altLabel", "inScheme", "topConceptOf", "definition")) | {
    PREFIXES["rdf"] + "type",
    PREFIXES["dcterms"] + "title",
    PREFIXES["rdfs"] + "label",
}
# Shown in sections of their own, with their evidence, or from the other end.
_ELSEWHERE = (
    *(JK.BASE + name for name in ("sha256", "explanation", "approves", "carriesOut", "succeeds", "creates")),
    *(PREFIXES["eli"] + name for name in ("based_on", "amends", "repeals", "cites")),
    *(PREFIXES["org"] + name for name in ("hasSubOrganization", "hasUnit")),
    *(PREFIXES["dcterms"] + name for name in ("replaces", "isReplacedBy", "subject")),
)
_HIDDEN = _NAMING | set(_ELSEWHERE)
_TEXTS = frozenset({"measure", "task", "indicator", "function"})  # kinds whose text is the heading of the page
# The order of a reader's questions: what it is, whose, when, how; then all else.
_ORDER = (
    *("type_document", "bodyKind", "findingType", "jurisdiction", "number", "inferredNumber", "date_document"),
    *("passed_by", "periodStart", "periodEnd", "in_force", "subOrganizationOf", "is_part_of", "partOf"),
    *("holder", "role", "concerns", "assignedBy", "deontic", "level", "unit", "deadline", "dueBy", "completionForm", "secret"),
    *("fundingNote", "budgetCode", "dataSource", "validFrom", "validTo", "counterpartOf", "severity", "about", "scope"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a document: `start` and `end` count its code points."""

    document: str
    start: int
    end: int
    quote: str
    method: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property and its values; `why` holds for each value the inference that drew it, if a rule did."""

    property: str
    values: tuple[Term, ...]
    why: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table, with every place of the documents that says so."""

    row: Row
    places: tuple[Place, ...]

    def __getitem__(self, name: str) -> str | None:
        """The value of a column, None where it is empty."""
        term = self.row.get(name)
        return None if term is None else term.value


@dataclass(frozen=True, slots=True)
class Entity:
    """One node with what is known of it."""

    iri: str
    kind: str
    facts: tuple[Fact, ...]
    places: tuple[Place, ...]
    sections: dict[str, tuple[Record, ...]]
    names: Names

    def text(self, local_name: str) -> list[Literal]:
        """The literals of a property of our own."""
        return self._literals(JK.BASE + local_name)

    @property
    def definition(self) -> list[Literal]:
        """What a concept is, one text for each language."""
        return self._literals(PREFIXES["skos"] + "definition")

    def _literals(self, property_: str) -> list[Literal]:
        return [v for fact in self.facts if fact.property == property_ for v in fact.values if isinstance(v, Literal)]

    def nodes(self, local_name: str) -> list[str]:
        """The values of a property of ours that are nodes, by their IRIs."""
        return [iri for fact in self.facts if fact.property == JK.BASE + local_name for iri in _iris(fact.values)]

    @property
    def shown_facts(self) -> list[Fact]:
        """The facts that are shown as a list; names, texts and links have places of their own."""
        hidden = _HIDDEN | {JK.text} if self.kind in _TEXTS else _HIDDEN
        return sorted((fact for fact in self.facts if fact.property not in hidden), key=_rank)

    def records(self, section: str, side: str | None = None) -> list[Record]:
        """The rows of a section, or of one of its sides."""
        return [record for record in self.sections[section] if side is None or record["side"] == side]


async def read_entity(asked: GraphAsked, iri: str) -> Entity:
    """Gathers a node.

    Raises:
        NotFoundInDocumentsError: the graph says nothing of it.
    """
    try:
        NamedNode(iri)
    except ValueError:
        raise NotFoundInDocumentsError(f"{iri!r} is no IRI", ("told.no-iri", {"iri": iri})) from None
    facts = _facts(await asked.rows("facts", node=[iri]))
    if not facts:
        raise NotFoundInDocumentsError(f"nothing was found about {iri} in these documents", ("told.not-found", {"iri": iri}))
    rows = await asyncio.gather(*(asked.rows(section, node=[iri]) for section in SECTIONS))
    sections = {section: group_records(found) for section, found in zip(SECTIONS, rows, strict=True)}
    shown = [iri, *_iris(v for fact in facts for v in fact.values), *(fact.property for fact in facts)]
    shown += _iris(term for records in sections.values() for record in records for term in record.row.values())
    places = tuple(place for record in sections["places"] for place in record.places)
    documents = [place.document for records in sections.values() for record in records for place in record.places]
    return Entity(iri, kind_of(facts), facts, places, sections, await asked.names([*shown, *documents]))


def kind_of(facts: Sequence[Fact]) -> str:
    """The kind of page for a node with these facts."""
    return kind_of_classes({v.value for fact in facts if fact.property == PREFIXES["rdf"] + "type" for v in fact.values})


def kind_of_classes(classes: Collection[str]) -> str:
    """The kind of page for a node of these classes."""
    return next((kind for iri, kind in _KINDS if iri in classes), "other")


def group_records(rows: Iterable[Row]) -> tuple[Record, ...]:
    """Rows that differ only in their place become one record with several places."""
    groups: dict[tuple[str | None, ...], tuple[dict[str, Term | None], list[Place]]] = {}
    own = ("document", "start", "end", "quote", "method", "confidence")
    for row in rows:
        rest = {name: term for name, term in row.items() if name not in own}
        key = tuple(None if term is None else str(term) for term in rest.values())
        place = _place(row)
        known = groups.setdefault(key, (rest, []))[1]
        if place is not None and place not in known:
            known.append(place)
    return tuple(Record(rest, tuple(places)) for rest, places in groups.values())


def _facts(rows: Iterable[Row]) -> tuple[Fact, ...]:
    found: dict[str, list[tuple[Term, str | None]]] = {}
    for row in rows:
        name, value, why = row["property"], row["value"], row["inference"]
        if name is not None and value is not None:
            found.setdefault(name.value, []).append((value, why.value if why else None))
    return tuple(Fact(name, tuple(v for v, _ in said), tuple(why for _, why in said)) for name, said in found.items())


def _rank(fact: Fact) -> int:
    name = re.split(r"[/#]", fact.property)[-1]
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _place(row: Row) -> Place | None:
    text = {name: term.value for name, term in row.items() if term is not None}
    if not {"document", "start", "end", "quote"} <= text.keys():
        return None
    method, confidence = text.get("method", ""), text.get("confidence", "")
    return Place(text["document"], int(text["start"]), int(text["end"]), text["quote"], method, confidence)


def _iris(terms: Iterable[Term | None]) -> list[str]:
    return [term.value for term in terms if isinstance(term, NamedNode)]
