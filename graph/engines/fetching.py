"""What is published at an endpoint → a store in memory, for what needs all of it (exports)."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from graph.engines.dataset import Dataset
from graph.engines.errors import CutAnswerError
from graph.engines.remote import RemoteEngine

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_COUNT = "SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }"


def fetch_store(engine: RemoteEngine) -> Store:
    """The default graph and the named graphs, each counted: an engine may cut an answer without a word.

    Raises:
        EngineError: it cannot be reached, or cuts its answers.
    """
    store = Store()
    for name in (engine.graph, *engine.named_graphs()):
        graph = DefaultGraph() if name == engine.graph else NamedNode(name)
        over = Dataset((name,))
        triples = {quad.triple for quad in parse(engine.query(_ALL, "ntriples", over), format=RdfFormat.N_TRIPLES)}
        counted = engine.select(_COUNT, over)[0]["triples"]
        wanted = int(counted.value) if isinstance(counted, Literal) else 0
        if len(triples) != wanted:
            raise CutAnswerError(engine.endpoint.url, f"{len(triples)} of {wanted} triples came: Virtuoso's ResultSetMaxRows")
        store.bulk_extend(Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
    return store
