from __future__ import annotations

import pytest

from graph.engines.dataset import Dataset, Needs, needs_of


@pytest.mark.parametrize(
    ("query", "needs"),
    [
        ("SELECT * { ?s ?p ?o }", Needs(False, False, False)),
        ("SELECT * FROM <urn:g> { ?s ?p ?o }", Needs(True, False, False)),
        ("select * from named <urn:g> { graph ?g { ?s ?p ?o } }", Needs(True, True, False)),
        ("SELECT * { GRAPH<urn:g>{ ?s ?p ?o } }", Needs(False, True, False)),
        ('SELECT * { ?graph ?from "GRAPH FROM" } # FROM GRAPH', Needs(False, False, False)),
        ("SELECT * { ?s <urn:FROM/GRAPH> '''FROM ' GRAPH''' ; from:x graph:y , :GRAPH }", Needs(False, False, False)),
        ('DEFINE get:soft "replace" SELECT * { ?s ?p ?o }', Needs(False, False, True)),
        ("SELECT (bif:exec(?x) AS ?y) { ?x ?p ?o }", Needs(False, False, True)),
        ("SELECT (<sql:run>(?x) AS ?y) { ?x ?p ?o }", Needs(False, False, True)),
        ("# SELECT\nSELECT DISTINCT * { ?s ?p ?o }", Needs(False, False, False, True)),
        ("SELECT ?s { { SELECT DISTINCT ?s { ?s ?p ?o } } }", Needs(False, False, False)),
        ("SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }", Needs(False, False, False)),
        ('SELECT * { ?define ?bif "define bif: <sql:x>" }', Needs(False, False, False)),
    ],
)
def test_what_a_query_says_of_its_dataset(query: str, needs: Needs) -> None:
    assert needs_of(query) == needs


def test_the_dataset_as_parameters_of_the_protocol() -> None:
    assert Dataset().form() == {}
    assert Dataset(("urn:a",), ("urn:b", "urn:c")).form() == {
        "default-graph-uri": ["urn:a"],
        "named-graph-uri": ["urn:b", "urn:c"],
    }
