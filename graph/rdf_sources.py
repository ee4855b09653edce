"""RDF files that are loaded as they are.

The triples of a Turtle, N-Triples or JSON-LD file stand in a graph named by the file's content; N-Quads and TriG keep their own
graphs. Blank nodes become IRIs, numbered in the order of the file: what is published has none, and the same file gives the same
names each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from graph.sources import Source
from ontology.errors import DocumentError
from ontology.iri import absolute, document_key

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
}


def rdf_quads(source: Source, base: str) -> Iterator[Quad]:
    """The quads of one RDF file.

    Raises:
        DocumentError: the file does not follow its format, or says more than RDF 1.1 can.
    """
    graph = absolute(base, document_key(source.sha256))
    naming = _Naming(source.path, graph)
    try:
        with source.path.open("rb") as stream:
            for quad in parse(stream, _FORMATS[source.path.suffix.lower()], base_iri=graph):
                yield naming.named(quad)
    except (SyntaxError, ValueError) as error:
        raise DocumentError(f"{source.path}: {error}; correct that place") from error
    except OSError as error:
        raise DocumentError(f"{source.path}: cannot be read: {error.strerror}") from error


class _Naming:
    """Gives the blank nodes of one file their IRIs."""

    def __init__(self, path: Path, graph: str) -> None:
        self._path = path
        self._graph = NamedNode(graph)
        self._nodes: dict[BlankNode, NamedNode] = {}

    def named(self, quad: Quad) -> Quad:
        """The quad without blank nodes, and in a named graph."""
        value = quad.object if isinstance(quad.object, Literal) else self._node(quad.object)
        graph = self._graph if isinstance(quad.graph_name, DefaultGraph) else self._node(quad.graph_name)
        return Quad(self._node(quad.subject), quad.predicate, value, graph)

    def _node(self, node: object) -> NamedNode:
        if isinstance(node, NamedNode):
            return node
        if isinstance(node, BlankNode):
            return self._nodes.setdefault(node, NamedNode(f"{self._graph.value}/node/{len(self._nodes) + 1}"))
        raise DocumentError(f"{self._path}: has a triple term; RDF 1.1 has none, state it as a node of its own")
