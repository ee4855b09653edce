"""What is published from real documents does not contradict the ontology: all that was read, drawn and found, in one reasoner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, RdfFormat, Triple, serialize
from rdflib import Graph

from extractors.pipeline import Extractor
from graph.build import BuildOptions, build
from graph.findings.catalogue import findings_step
from graph.generation import open_current
from graph.graphs import VOCABULARY, graph_name
from ontology.iri import DEFAULT_BASE
from ontology.registered import load_registry

_DATES = ("#date", "#gYear", "#gYearMonth")  # outside OWL 2's datatypes: read as strings, as ontology/reasoning.py does


@pytest.fixture(scope="module")
def published(corpus_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The named graphs of a build from the corpus, but for the vocabulary, whose axioms come from its own file."""
    store_dir = tmp_path_factory.mktemp("published")
    registry = load_registry()
    options = BuildOptions(registry=registry, steps=(findings_step(DEFAULT_BASE),))
    assert build([corpus_dir], store_dir, Extractor.load(registry).read, options).generation == 1
    store = open_current(store_dir).open_store()
    left_out = (DefaultGraph(), graph_name(DEFAULT_BASE, VOCABULARY))
    triples = {
        Triple(quad.subject, quad.predicate, _readable(quad.object))
        for quad in store.quads_for_pattern(None, None, None, None)
        if quad.graph_name not in left_out
    }
    return Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")


def _readable(term: Any) -> Any:
    return Literal(term.value) if isinstance(term, Literal) and term.datatype.value.endswith(_DATES) else term


@pytest.mark.corpus
def test_the_published_graph_is_consistent_with_the_ontology(published: Graph, axioms: Graph, concepts: Graph, ask: Any) -> None:
    assert len(set(published.subjects())) > 1000
    broken = Graph().parse(
        data="<https://w3id.org/jarlyk/id/body/kg/president> a <https://w3id.org/jarlyk/ns#Law> .", format="turtle"
    )
    graphs = {"published": axioms + concepts + published, "broken": axioms + concepts + published + broken}
    assert ask("consistency", graphs) == {"published": True, "broken": False}
