"""The registry, the vocabularies and the ontology → the graphs `registry` and `vocabulary`.

The registry is curated: each row names its source, and its relations are direct triples without evidence in a document.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.classes import classes_of_body, classes_of_instrument
from graph.graphs import REGISTRY, VOCABULARY, graph_name
from graph.terms import DCTERMS, ELI, JK, ORG, PROV, RDFS, SKOS, SKOSXL, concept, date, day_start, tagged, year
from graph.triples import Triples
from ontology.iri import DEFAULT_BASE, absolute, digest
from ontology.registered import RegisteredAct, RegisteredBody, RegisteredEvent, Registry
from ontology.registry_records import FormerName

_WIKIDATA = "http://www.wikidata.org/entity/"
_NEXT = ("ru", "ky", "kk", "en")  # where a body has no name in the language that is asked for


def registry_quads(registry: Registry, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """All bodies, acts and events of the registry."""
    writer = _RegistryWriter(base)
    for body in registry.bodies.values():
        writer.write_body(body)
    for act in registry.acts.values():
        writer.write_act(act)
    names = {body.key: body.names for body in registry.bodies.values()}
    for event in registry.events.values():
        writer.write_event(event)
        writer.write_event_names(event, names)
    yield from writer.triples


def vocabulary_quads(base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """The concepts, and what the ontology says of named terms; its nameless axioms stay in its own file."""
    graph = graph_name(base, VOCABULARY)
    folder = files("ontology")
    tables = sorted(
        (t for t in folder.joinpath("vocabularies").iterdir() if t.name.endswith(".ttl")), key=lambda table: table.name
    )
    for table in (folder.joinpath("jarlyk.ttl"), *tables):
        for statement in parse(table.read_bytes(), RdfFormat.TURTLE):
            if isinstance(statement.subject, NamedNode) and isinstance(statement.object, NamedNode | Literal):
                yield Quad(statement.subject, statement.predicate, statement.object, graph)


class _RegistryWriter:
    """Writes rows of the registry into its graph."""

    def __init__(self, base: str) -> None:
        self._base = base
        self.triples = Triples(graph_name(base, REGISTRY).value)

    def write_body(self, body: RegisteredBody) -> None:
        """A body with its names, its parent, its dates and whose place it took."""
        node = self._node(body.key)
        add = self.triples.add
        self.triples.add_types(node, classes_of_body(body.kind))
        add(node, JK.bodyKind, concept("body-kind", body.kind))
        self._write_common(node, body)
        self._write_names(node, body.names, (body.aliases, body.weak_names))
        for former in body.former:
            self._write_former(node, body, former)
        add(node, ORG.subOrganizationOf, self._node(body.parent) if body.parent else None)
        add(node, JK.validFrom, date(body.valid_from) if body.valid_from else None)
        add(node, JK.validTo, date(body.valid_to) if body.valid_to else None)
        add(node, JK.counterpartOf, *(self._node(key) for key in body.counterpart_of))
        add(node, JK.successorOf, *(self._node(key) for key in body.predecessors))

    def write_event(self, event: RegisteredEvent) -> None:
        """A change of bodies, with the act that brought it about: never `owl:sameAs` between bodies of different dates.

        The date is a `dcterms:date` whatever its precision; a whole day is also the `prov:endedAtTime` of the change: the new
        bodies begin as that day begins (PROV-O asks for an `xsd:dateTime`).
        """
        node = self._node(event.key)
        add = self.triples.add
        self.triples.add_types(node, [ORG.ChangeEvent, PROV.Activity])
        add(node, JK.changeKind, concept("change-kind", event.kind))
        add(node, ELI.jurisdiction, concept("jurisdiction", event.jurisdiction))
        self.triples.add_text(node, JK.registrySource, event.source)
        if event.date:
            add(node, DCTERMS.date, date(event.date))
            add(node, PROV.endedAtTime, day_start(event.date) if len(event.date) == len("YYYY-MM-DD") else None)
        add(node, PROV.used, self._node(event.act) if event.act else None)
        for key in event.before:
            add(node, ORG.originalOrganization, self._node(key))
            add(self._node(key), ORG.changedBy, node)
        for key in event.after:
            add(node, ORG.resultingOrganization, self._node(key))
            add(self._node(key), ORG.resultedFrom, node)

    def write_event_names(self, event: RegisteredEvent, names: Mapping[str, Mapping[str, str]]) -> None:
        """What a change is called, for those who ask for `skos:prefLabel` and those who ask for `rdfs:label`."""
        for language, kind in _change_kinds()[event.kind].items():
            before, after = (_listed(keys, names, language) for keys in (event.before, event.after))
            template = _label_templates()["change" if event.after else "end"][language]
            label = template.format(kind=kind, before=before, after=after)
            if event.date:
                label = _label_templates()["dated"][language].format(label=label, date=event.date)
            for predicate in (SKOS.prefLabel, RDFS.label):
                self.triples.add(self._node(event.key), predicate, tagged(label, language))

    def write_act(self, act: RegisteredAct) -> None:
        """An act with its titles, its number and date, who passed it, what approved it and what it continues."""
        node = self._node(act.key)
        add = self.triples.add
        self.triples.add_types(node, classes_of_instrument(act.type))
        add(node, ELI.type_document, concept("instrument-type", act.type))
        self._write_common(node, act)
        self._write_names(node, act.titles, (act.aliases,))
        self.triples.add_text(node, ELI.number, act.number)
        add(node, ELI.date_document, date(act.date) if act.date else None)
        add(node, ELI.passed_by, self._node(act.issuer) if act.issuer else None)
        add(node, JK.periodStart, year(act.period_start) if act.period_start else None)
        add(node, JK.periodEnd, year(act.period_end) if act.period_end else None)
        add(node, JK.succeeds, *(self._node(key) for key in act.succeeds))
        if act.approved_by:
            add(self._node(act.approved_by), JK.approves, node)

    def _write_common(self, node: NamedNode, row: RegisteredBody | RegisteredAct) -> None:
        self.triples.add(node, ELI.jurisdiction, concept("jurisdiction", row.jurisdiction))
        self.triples.add_text(node, JK.registrySource, row.source)
        if row.wikidata:
            self.triples.add(node, SKOS.closeMatch, NamedNode(_WIKIDATA + row.wikidata))

    def _write_names(self, node: NamedNode, names: Mapping[str, str], others: tuple[Mapping[str, tuple[str, ...]], ...]) -> None:
        for language, name in names.items():
            self.triples.add(node, SKOS.prefLabel, tagged(name, language))
        for aliases in others:
            for language, listed in aliases.items():
                different = (tagged(alias, language) for alias in listed if alias != names.get(language))
                self.triples.add(node, SKOS.altLabel, *different)

    def _write_former(self, node: NamedNode, body: RegisteredBody, former: FormerName) -> None:
        """A name of a time as a SKOS-XL label with its dates; the flat label stands beside it (SKOS Reference, B.3.4.1).

        A name that the body bears again is its preferred one: the same words may be no preferred and other label at once.
        """
        add = self.triples.add
        label = self._node(f"{body.key}/name/{digest(former.language, former.text, former.valid_from, former.valid_to)}")
        preferred = body.names.get(former.language) == former.text
        add(node, SKOSXL.prefLabel if preferred else SKOSXL.altLabel, label)
        self.triples.add_types(label, [SKOSXL.Label])
        add(label, SKOSXL.literalForm, tagged(former.text, former.language))
        add(label, JK.validFrom, date(former.valid_from) if former.valid_from else None)
        add(label, JK.validTo, date(former.valid_to) if former.valid_to else None)
        self.triples.add_text(label, JK.registrySource, former.source)

    def _node(self, key: str) -> NamedNode:
        return NamedNode(absolute(self._base, key))


def _listed(keys: Iterable[str], names: Mapping[str, Mapping[str, str]], language: str) -> str:
    """The names of bodies in a language, or in whichever of ours they have one."""
    known = (names.get(key, {}) for key in keys)
    return ", ".join(next((of[code] for code in (language, *_NEXT) if code in of), "") or "…" for of in known)


@cache
def _label_templates() -> dict[str, dict[str, str]]:
    """How a label of a change is put together, by what there is to tell and by language."""
    return tomllib.loads(files("ontology").joinpath("event_labels.toml").read_text(encoding="utf-8"))


@cache
def _change_kinds() -> dict[str, dict[str, str]]:
    """What each kind of change is called, by language."""
    table = files("ontology").joinpath("vocabularies", "change-kind.ttl").read_bytes()
    found: dict[str, dict[str, str]] = {}
    for statement in parse(table, RdfFormat.TURTLE):
        subject, label = statement.subject, statement.object
        if statement.predicate == SKOS.prefLabel and isinstance(subject, NamedNode) and isinstance(label, Literal):
            found.setdefault(subject.value.rsplit("/", 1)[-1], {})[label.language or ""] = label.value
    return found
