"""Documents, bodies and instruments → triples.

In a document's graph the names of a registered body are `skos:altLabel`: its `skos:prefLabel` stands in the registry, one for
each language. The titles of an instrument are `dcterms:title` and `skos:altLabel`, since several documents may call one act
differently; which of them is preferred is decided over the whole graph (see `graph.labels`).
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from graph.classes import classes_of_body, classes_of_instrument
from graph.mapping_money import map_allocations
from graph.scope import Scope
from graph.terms import DCTERMS, ELI, FOAF, JK, ORG, SKOS, concept, date, tagged, year
from ontology.iri import LANGUAGE_IRIS, expression_key
from ontology.records import Body, Document, Extraction, Instrument, Label


def map_document(scope: Scope, document: Document) -> None:
    """The file that was read."""
    node = scope.node(document.key)
    scope.triples.add_types(node, [JK.Document, FOAF.Document])
    scope.triples.add(node, JK.fileName, Literal(document.file_name))
    scope.triples.add(node, JK.sha256, Literal(document.sha256))
    scope.triples.add_text(node, DCTERMS.language, document.language)
    if document.kind:
        scope.triples.add(node, JK.documentKind, concept("document-kind", document.kind))


def map_body(scope: Scope, body: Body) -> None:
    """An actor, as far as this document speaks of it."""
    node = scope.node(body.key)
    scope.triples.add_types(node, classes_of_body(body.kind))
    scope.triples.add(node, JK.bodyKind, concept("body-kind", body.kind) if body.kind else None)
    _add_jurisdiction(scope, node, body.jurisdiction)
    preferred = {} if body.registered else _first_by_language(body.names)
    scope.triples.add(node, SKOS.prefLabel, *preferred.values())
    _add_aliases(scope, node, (*body.names, *body.aliases), set(preferred.values()))
    scope.triples.add(node, ORG.subOrganizationOf, scope.optional_node(body.parent))
    scope.evidence.attach(node, JK.mention, body.mentions)


def map_instrument(scope: Scope, instrument: Instrument) -> None:
    """An act or policy paper, as far as this document speaks of it."""
    node = scope.node(instrument.key)
    triples = scope.triples
    triples.add_types(node, classes_of_instrument(instrument.type))
    triples.add(node, ELI.type_document, concept("instrument-type", instrument.type))
    _add_jurisdiction(scope, node, instrument.jurisdiction)
    triples.add(node, DCTERMS.title, *(tagged(title.text, title.language) for title in instrument.titles))
    _add_aliases(scope, node, (*instrument.titles, *instrument.aliases), set())
    triples.add_text(node, ELI.number, instrument.number)
    triples.add(node, ELI.date_document, date(instrument.date) if instrument.date else None)
    triples.add(node, ELI.passed_by, scope.optional_node(instrument.issuer))
    triples.add(node, JK.periodStart, year(instrument.period_start) if instrument.period_start else None)
    triples.add(node, JK.periodEnd, year(instrument.period_end) if instrument.period_end else None)
    map_allocations(scope, node, instrument.funding)
    scope.evidence.attach(node, JK.mention, instrument.mentions)


def map_expression(scope: Scope, extraction: Extraction, act: Instrument) -> None:
    """The text of an act in the language of the document: the file embodies it, it realizes the act (ELI 1.x, after FRBR).

    It is the document's own: nothing says that two files of one act in one language hold the same version. A document of no
    known language gives none.
    """
    document = extraction.document
    language = LANGUAGE_IRIS.get(document.language)
    if language is None:
        return
    node, work, manifestation = scope.node(expression_key(document.key, act.key)), scope.node(act.key), scope.node(document.key)
    scope.triples.add_types(node, [ELI.LegalExpression])
    scope.triples.add(node, ELI.realizes, work)
    scope.triples.add(node, ELI.language, NamedNode(language))
    scope.triples.add(node, ELI.version_date, date(extraction.version_date) if extraction.version_date else None)
    own = [title for title in act.titles if title.language == document.language]
    scope.triples.add(node, ELI.title, *(tagged(title.text, title.language) for title in own[:1]))
    scope.triples.add_types(manifestation, [ELI.Format])
    scope.triples.add(manifestation, ELI.embodies, node)
    scope.triples.add(node, ELI.is_embodied_by, manifestation)
    scope.triples.add(work, ELI.is_realized_by, node)


def _add_jurisdiction(scope: Scope, node: NamedNode, jurisdiction: str | None) -> None:
    if jurisdiction:
        scope.triples.add(node, ELI.jurisdiction, concept("jurisdiction", jurisdiction))


def _first_by_language(names: Iterable[Label]) -> dict[str, Literal]:
    first: dict[str, Literal] = {}
    for name in names:
        first.setdefault(name.language, tagged(name.text, name.language))
    return first


def _add_aliases(scope: Scope, node: NamedNode, names: Iterable[Label], preferred: set[Literal]) -> None:
    for name in names:
        label = tagged(name.text, name.language)
        if label not in preferred:
            scope.triples.add(node, SKOS.altLabel, label)
