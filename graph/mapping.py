"""What was read out of one document → the quads of the document's own named graph.

Every relation that may be disputed is a node with its evidence; the direct triples beside it (`jk:responsibleFor`, `eli:cites`)
serve easy queries. No blank nodes, no times of day, no order of reading: the same extraction gives the same quads.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, Quad

from graph.classes import link_shortcut, role_shortcut
from graph.mapping_entities import map_body, map_document, map_expression, map_instrument
from graph.mapping_evidence import EvidenceWriter
from graph.mapping_facts import map_function, map_indicator, map_measure, map_task
from graph.mapping_topics import map_topics
from graph.scope import Scope
from graph.terms import JK, concept, tagged
from graph.triples import Triples
from ontology.iri import DEFAULT_BASE, absolute, fact_key
from ontology.records import NOT_BINDING, Extraction, InstrumentLink, Mandate, Unresolved


def to_quads(extraction: Extraction, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """All quads of one document, each once.

    Args:
        extraction: what the extractor read out of the document.
        base: the IRI under which the data is published.

    Raises:
        DataError: a notation that the vocabularies do not know, or a place outside the text.
    """
    triples = Triples(absolute(base, extraction.document.key))
    scope = Scope(base, triples, EvidenceWriter(extraction.document, base, triples))
    map_document(scope, extraction.document)
    _map_entities(scope, extraction)
    _map_facts(scope, extraction)
    for link in extraction.links:
        _map_link(scope, link)
    for mandate in extraction.mandates:
        _map_mandate(scope, mandate)
    map_topics(scope, extraction.topics, extraction.mandates)
    for unresolved in extraction.unresolved:
        _map_unresolved(scope, extraction.document.key, unresolved)
    scope.evidence.write()
    yield from triples


def _map_entities(scope: Scope, extraction: Extraction) -> None:
    for body in extraction.bodies:
        map_body(scope, body)
    for instrument in extraction.instruments:
        map_instrument(scope, instrument)
        if instrument.key in extraction.own:
            map_expression(scope, extraction, instrument)


def _map_facts(scope: Scope, extraction: Extraction) -> None:
    for task in extraction.tasks:
        map_task(scope, task)
    for function in extraction.functions:
        map_function(scope, function)
    for measure in extraction.measures:
        map_measure(scope, measure)
    for indicator in extraction.indicators:
        map_indicator(scope, indicator)


def _map_link(scope: Scope, link: InstrumentLink) -> None:
    node = scope.start_fact(link.key, JK.InstrumentLink)
    source, target = scope.node(link.source), scope.node(link.target)
    scope.triples.add(node, JK.source, source)
    scope.triples.add(node, JK.target, target)
    scope.triples.add(node, JK.linkType, concept("link-type", link.link_type))
    scope.evidence.attach(node, JK.evidence, link.evidence)
    scope.triples.add(source, link_shortcut(link.link_type), target)


def _map_mandate(scope: Scope, mandate: Mandate) -> None:
    node = scope.start_fact(mandate.key, JK.Mandate)
    holder, target = scope.node(mandate.holder), scope.node(mandate.concerns)
    scope.triples.add(node, JK.holder, holder)
    scope.triples.add(node, JK.role, concept("role", mandate.role))
    scope.triples.add(node, JK.concerns, target)
    scope.triples.add(node, JK.assignedBy, scope.optional_node(mandate.assigned_by))
    scope.triples.add(node, JK.deontic, concept("deontic", mandate.deontic))
    scope.evidence.attach(node, JK.evidence, mandate.evidence)
    shortcut = role_shortcut(mandate.role)
    if shortcut is not None and mandate.deontic not in NOT_BINDING:
        scope.triples.add(holder, shortcut, target)


def _map_unresolved(scope: Scope, document: str, unresolved: Unresolved) -> None:
    place = unresolved.evidence
    key = fact_key(document, "unresolved", unresolved.kind, unresolved.text, unresolved.reason, f"{place.start}-{place.end}")
    node = scope.start_fact(key, JK.Unresolved)
    scope.triples.add(node, JK.unresolvedKind, Literal(unresolved.kind))
    scope.triples.add(node, JK.text, tagged(unresolved.text, None))
    scope.triples.add(node, JK.reason, Literal(unresolved.reason))
    scope.evidence.attach(node, JK.evidence, [place])
