"""People's verdicts: what a rejecting review strikes out leaves the default graph, and stays in its own graph for all to see.

Of several reviews of one fact the latest decides. With a fact goes what cannot stand without it: the mandates and links of a
rejected body or act, the money, values and topics of a rejected measure, and a direct triple that no other fact supports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from graph.classes import link_shortcut, role_shortcut
from graph.graphs import REVIEW, graph_name
from graph.terms import DCTERMS, JK, PROV, RDF, concept
from graph.union import fill_default_graph
from ontology.errors import DataError
from ontology.records import NOT_BINDING

REJECTED = "rejected"


def apply_reviews(store: Store, base: str) -> frozenset[NamedNode]:
    """Writes the default graph anew without what reviews reject; returns the nodes that were struck out."""
    if not any(True for _ in store.quads_for_pattern(None, None, None, graph_name(base, REVIEW))):
        return frozenset()
    fill_default_graph(store)
    struck = _with_dependants(store, _rejected(store, base))
    shortcuts = {shortcut for node in struck for shortcut in _shortcuts(store, node)}
    for quad in [quad for node in struck for quad in _about(store, node)]:
        store.remove(quad)
    supported = {shortcut for node in _facts(store) for shortcut in _shortcuts(store, node)} if shortcuts else set()
    for quad in shortcuts - supported:
        store.remove(quad)
    return frozenset(struck)


def _rejected(store: Store, base: str) -> set[NamedNode]:
    query = f"""
        SELECT ?node ?verdict {{ GRAPH {graph_name(base, REVIEW)} {{
            ?review {JK.reviews} ?node ; {JK.verdict} ?verdict OPTIONAL {{ ?review {PROV.endedAtTime} ?time }}
        }} }} ORDER BY ?time ?review"""
    rows = store.query(query)
    latest: dict[NamedNode, str] = {}
    if isinstance(rows, QuerySolutions):
        for row in rows:
            node, verdict = row["node"], row["verdict"]
            if isinstance(node, NamedNode) and verdict is not None:
                latest[node] = str(getattr(verdict, "value", ""))
    return {node for node, verdict in latest.items() if verdict == REJECTED}


def _with_dependants(store: Store, struck: Iterable[NamedNode]) -> set[NamedNode]:
    found: set[NamedNode] = set()
    waiting = list(struck)
    while waiting:
        node = waiting.pop()
        if node in found:
            continue
        found.add(node)
        for predicate in (JK.holder, JK.concerns, JK.source, JK.target):
            waiting += _named(q.subject for q in store.quads_for_pattern(None, predicate, node, DefaultGraph()))
        about = _named(q.subject for q in store.quads_for_pattern(None, JK.about, node, DefaultGraph()))
        waiting += [subject for subject in about if JK.TopicAssignment in _values(store, subject, RDF.type)]
        for predicate in (JK.funding, JK.value):
            waiting += _named(q.object for q in store.quads_for_pattern(node, predicate, None, DefaultGraph()))
    return found


def _about(store: Store, node: NamedNode) -> Iterator[Quad]:
    """What the default graph says of a node; the reviews of it stay."""
    yield from store.quads_for_pattern(node, None, None, DefaultGraph())
    for quad in store.quads_for_pattern(None, None, node, DefaultGraph()):
        if quad.predicate != JK.reviews:
            yield quad


def _facts(store: Store) -> list[NamedNode]:
    kinds = (JK.Mandate, JK.InstrumentLink, JK.TopicAssignment)
    return [
        node
        for kind in kinds
        for node in _named(q.subject for q in store.quads_for_pattern(None, RDF.type, kind, DefaultGraph()))
    ]


def _shortcuts(store: Store, node: NamedNode) -> Iterator[Quad]:
    """The direct triples that a mandate, a link or a topic stands behind: none where the mandate binds nobody."""
    if any(concept("deontic", kind) in _values(store, node, JK.deontic) for kind in NOT_BINDING):
        return
    for topic in _values(store, node, JK.topic):
        for about in _values(store, node, JK.about):
            mandates = _named(q.subject for q in store.quads_for_pattern(None, JK.concerns, about, DefaultGraph()))
            yield from (Quad(subject, DCTERMS.subject, topic, DefaultGraph()) for subject in (about, *mandates))
    for start, kind, end in ((JK.holder, JK.role, JK.concerns), (JK.source, JK.linkType, JK.target)):
        for notation in (key.value.rsplit("/", 1)[-1] for key in _values(store, node, kind)):
            predicate = role_shortcut(notation) if kind == JK.role else _link_shortcut(notation)
            if predicate is not None:
                for subject in _values(store, node, start):
                    yield from (Quad(subject, predicate, value, DefaultGraph()) for value in _values(store, node, end))


def _link_shortcut(notation: str) -> NamedNode | None:
    try:
        return link_shortcut(notation)
    except DataError:
        return None  # a link type of a loaded RDF file; the shapes will say so


def _values(store: Store, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    return _named(q.object for q in store.quads_for_pattern(node, predicate, None, DefaultGraph()))


def _named(terms: Iterable[object]) -> list[NamedNode]:
    return [term for term in terms if isinstance(term, NamedNode)]
