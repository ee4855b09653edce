"""A collector of the triples of one named graph: each once, in the order of their writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.terms import RDF

Object = NamedNode | Literal


class Triples:
    """Writes triples into one named graph; what is said twice is kept once, what is None is left out."""

    def __init__(self, graph: str) -> None:
        self.graph = NamedNode(graph)
        self._quads: dict[Quad, None] = {}

    def add(self, subject: NamedNode, predicate: NamedNode, *values: Object | None) -> None:
        """One triple for each value that is not None."""
        for value in values:
            if value is not None:
                self._quads[Quad(subject, predicate, value, self.graph)] = None

    def add_types(self, subject: NamedNode, classes: Iterable[NamedNode]) -> None:
        """The classes of a node."""
        self.add(subject, RDF.type, *classes)

    def add_text(self, subject: NamedNode, predicate: NamedNode, text: str | None) -> None:
        """A plain string; an empty one is left out."""
        if text:
            self.add(subject, predicate, Literal(text))

    def __iter__(self) -> Iterator[Quad]:
        return iter(self._quads)

    def __len__(self) -> int:
        return len(self._quads)
