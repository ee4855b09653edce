"""The default graph: the union of all named graphs, written out.

pyoxigraph can treat the union as the default graph at query time, but does not merge: a triple that five documents state gives
five rows, and every count is wrong. So each change of a named graph is carried over into the default graph, as a set; queries
then need no option, run faster, and mean the same on any other engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

_AT_ONCE = 200_000  # quads that wait for a bulk load: some 100 MB
_FILL = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def fill_default_graph(store: Store) -> None:
    """Writes the union anew; for a store that was filled in one go."""
    store.clear_graph(DefaultGraph())
    store.update(_FILL)


def replace_graph(store: Store, graph: NamedNode, quads: Iterable[Quad]) -> int:
    """Makes the named graph hold just these quads, and the default graph follow; returns how many quads changed.

    Not one transaction: for the copy that a build works on, never for a store that is read from.
    """
    with union_writer(store) as writer:
        return writer.replace_graph(graph, quads)


@contextmanager
def union_writer(store: Store) -> Iterator[UnionWriter]:
    """A writer of many graphs; what waits is in the store when the block ends."""
    writer = UnionWriter(store)
    yield writer
    writer.flush()


class UnionWriter:
    """Changes named graphs with the default graph following. Additions wait, to be loaded many at a time, which is quicker."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[Quad] = []

    def replace_graph(self, graph: NamedNode, quads: Iterable[Quad]) -> int:
        """Makes the named graph hold just these quads; returns how many changed."""
        old = set(self._store.quads_for_pattern(None, None, None, graph))
        new = _as_stored(quads) if old else set(quads)
        self._add(new - old)
        gone = old - new
        if gone:
            self.flush()
        for quad in gone:
            self._store.remove(quad)
            self._remove_from_union(quad)
        if not new:
            self._store.remove_graph(graph)
        return len(new - old) + len(gone)

    def flush(self) -> None:
        """Loads what waits."""
        if self._waiting:
            self._store.bulk_extend(self._waiting)
            self._waiting.clear()

    def _add(self, quads: set[Quad]) -> None:
        self._waiting += quads
        self._waiting += [Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads]
        if len(self._waiting) > _AT_ONCE:
            self.flush()

    def _remove_from_union(self, quad: Quad) -> None:
        everywhere = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if all(isinstance(other.graph_name, DefaultGraph) for other in everywhere):
            self._store.remove(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))


def _as_stored(quads: Iterable[Quad]) -> set[Quad]:
    """The quads as a store gives them back: numbers are kept by value, so 1.0 comes back as 1 and would look like another."""
    store = Store()
    store.extend(quads)
    return set(store)
