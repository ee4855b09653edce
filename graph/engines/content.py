"""What a generation is to an engine elsewhere: graphs by name, each as lines of N-Triples, and the pointer to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from graph.engine import Engine
from graph.engines.dataset import SD, generation_graph, pointer_graph
from graph.errors import store_errors
from graph.generation import Generation
from graph.terms import DCTERMS, RDF

AT_ONCE = 50_000  # triples in one request: some 8 MB


@dataclass(frozen=True, slots=True)
class Content:
    """A generation under the names that it has elsewhere. `replaces`: that of the generation before, still readable."""

    generation: Generation
    store: Store
    replaces: str = ""

    @property
    def graph(self) -> str:
        """The graph that holds the default graph."""
        return generation_graph(self.generation)

    @property
    def pointer(self) -> str:
        """The graph that is written last."""
        return pointer_graph(self.generation.manifest.base)

    def named_graphs(self) -> list[str]:
        """The graphs of documents and curated tables, in the order of their names."""
        return sorted(graph.value for graph in self.store.named_graphs() if isinstance(graph, NamedNode))

    def default_size(self) -> int:
        """How many triples the default graph holds."""
        rows = Engine(self.store).select("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }")
        counted = rows[0]["triples"]
        return int(counted.value) if isinstance(counted, Literal) else 0

    def named_size(self) -> int:
        """How many triples the named graphs hold."""
        return len(self.store) - self.default_size()

    def batches(self, graph: str | None) -> Iterator[bytes]:
        """A named graph, or (None) the default graph, in lines of N-Triples, some at a time; at least one batch."""
        quads, first = self._quads(graph), True
        while (triples := [quad.triple for quad in islice(quads, AT_ONCE)]) or first:
            first = False
            yield serialize(triples, format=RdfFormat.N_TRIPLES) or b""

    def pointer_triples(self) -> list[Triple]:
        """What the pointer says, in terms of SPARQL Service Description."""
        node = NamedNode(self.pointer)
        triples = [
            Triple(node, RDF.type, NamedNode(SD + "Dataset")),
            Triple(node, NamedNode(SD + "defaultGraph"), NamedNode(self.graph)),
        ]
        if self.replaces:
            triples.append(Triple(node, DCTERMS.replaces, NamedNode(self.replaces)))
        return triples + [Triple(node, NamedNode(SD + "namedGraph"), NamedNode(graph)) for graph in self.named_graphs()]

    def write(self, path: Path) -> int:
        """Writes all as N-Quads for an engine's own bulk loader; returns the number of lines. It appears when it is whole."""
        draft, lines = path.with_name(path.name + ".part"), 0
        with store_errors(path):
            try:
                with draft.open("wb") as stream:
                    for quads in self._batches_of_quads():
                        stream.write(serialize(quads, format=RdfFormat.N_QUADS) or b"")
                        lines += len(quads)
                draft.replace(path)
            finally:
                draft.unlink(missing_ok=True)
        return lines

    def _batches_of_quads(self) -> Iterator[list[Quad]]:
        for name in (None, *self.named_graphs()):
            graph, quads = NamedNode(name or self.graph), self._quads(name)
            while triples := [quad.triple for quad in islice(quads, AT_ONCE)]:
                yield [Quad(t.subject, t.predicate, t.object, graph) for t in triples]
        yield [Quad(t.subject, t.predicate, t.object, NamedNode(self.pointer)) for t in self.pointer_triples()]

    def _quads(self, graph: str | None) -> Iterator[Quad]:
        return iter(self.store.quads_for_pattern(None, None, None, NamedNode(graph) if graph else DefaultGraph()))
