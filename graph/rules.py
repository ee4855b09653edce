"""Rules: SPARQL CONSTRUCT queries in `rules/*.rq` whose results stand in the graph `inferred`, with what they were drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files

from pyoxigraph import NamedNode, Quad, QueryTriples, Store

from graph.graphs import INFERRED, graph_name


def rule_steps(base: str) -> list[Callable[[Store], Iterator[Quad]]]:
    """One step for each rule, in the order of their file names."""
    tables = sorted(files("graph").joinpath("rules").iterdir(), key=lambda table: table.name)
    return [_step(table.read_text(encoding="utf-8"), base) for table in tables if table.name.endswith(".rq")]


def _step(query: str, base: str) -> Callable[[Store], Iterator[Quad]]:
    graph = graph_name(base, INFERRED)

    def step(store: Store) -> Iterator[Quad]:
        triples = store.query(query)
        if isinstance(triples, QueryTriples):
            for triple in triples:
                if isinstance(triple.subject, NamedNode):
                    yield Quad(triple.subject, triple.predicate, triple.object, graph)

    return step
