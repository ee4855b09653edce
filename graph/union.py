"""The default graph: the union of all named graphs, written out.

pyoxigraph can treat the union as the default graph at query time, but does not merge: a triple that five documents state gives
five rows, and every count is wrong. So each change of a named graph is carried over into the default graph, as a set; queries
then need no option, run faster, and mean the same on any other engine.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

_FILL = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def fill_default_graph(store: Store) -> None:
    """Writes the union anew; for a store that was filled in one go."""
    store.clear_graph(DefaultGraph())
    store.update(_FILL)


def replace_graph(store: Store, graph: NamedNode, quads: Iterable[Quad]) -> int:
    """Makes the named graph hold just these quads, and the default graph follow; returns how many quads changed.

    Not one transaction: for the copy that a build works on, never for a store that is read from.
    """
    old = set(store.quads_for_pattern(None, None, None, graph))
    new = _as_stored(quads) if old else set(quads)
    added, gone = new - old, old - new
    store.bulk_extend(added)
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in added)
    for quad in gone:
        store.remove(quad)
        _remove_from_union(store, quad)
    if not new:
        store.remove_graph(graph)
    return len(added) + len(gone)


def _as_stored(quads: Iterable[Quad]) -> set[Quad]:
    """The quads as a store gives them back: numbers are kept by value, so 1.0 comes back as 1 and would look like another."""
    store = Store()
    store.extend(quads)
    return set(store)


def _remove_from_union(store: Store, quad: Quad) -> None:
    everywhere = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    if all(isinstance(other.graph_name, DefaultGraph) for other in everywhere):
        store.remove(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
