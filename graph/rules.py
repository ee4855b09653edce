"""Rules: SPARQL queries in `rules/*.rq` whose answers stand in the graph `inferred`, with the rule and what they lean on.

Every rule says in its head what it draws, why, from which axioms of the ontology, and what it leaves undrawn. A rule answers with
`?subject ?property ?object ?premise`: the triple, and one node that it leans on. The triple is written as it is; beside it stands
a `jk:Inference` that names the rule and all premises, as a triple by itself cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from graph.graphs import INFERRED, graph_name
from graph.terms import JK, PROV, RDF
from ontology.iri import absolute, inference_key


def rule_steps(base: str) -> list[Callable[[Store], Iterator[Quad]]]:
    """One step for each rule, in the order of their file names."""
    tables = sorted(files("graph").joinpath("rules").iterdir(), key=lambda table: table.name)
    return [
        _step(table.name.removesuffix(".rq"), table.read_text(encoding="utf-8"), base)
        for table in tables
        if table.name.endswith(".rq")
    ]


def _step(rule: str, query: str, base: str) -> Callable[[Store], Iterator[Quad]]:
    def step(store: Store) -> Iterator[Quad]:
        answers = store.query(query)
        if isinstance(answers, QuerySolutions):
            for answer in answers:
                subject, predicate, value, premise = (answer[name] for name in ("subject", "property", "object", "premise"))
                if all(isinstance(term, NamedNode) for term in (subject, predicate, value, premise)):
                    yield from _drawn(rule, (subject, predicate, value), premise, base)

    return step


def _drawn(rule: str, triple: tuple[NamedNode, NamedNode, NamedNode], premise: NamedNode, base: str) -> Iterator[Quad]:
    """The triple, and beside it why it stands there."""
    graph = graph_name(base, INFERRED)
    subject, predicate, value = triple
    inference = NamedNode(absolute(base, inference_key(rule, subject.value, predicate.value, value.value)))
    yield Quad(subject, predicate, value, graph)
    yield Quad(inference, RDF.type, JK.Inference, graph)
    yield Quad(inference, JK.inferredSubject, subject, graph)
    yield Quad(inference, JK.inferredProperty, predicate, graph)
    yield Quad(inference, JK.inferredObject, value, graph)
    yield Quad(inference, JK.rule, Literal(rule), graph)
    yield Quad(inference, PROV.wasDerivedFrom, premise, graph)
