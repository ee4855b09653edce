from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.engine import Engine
from graph.errors import QueryError
from graph.generation import open_current

A, B, G, H = (NamedNode(f"https://example.org/{name}") for name in "abgh")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.of_quads([Quad(A, B, Literal("x", language="ky"), G), Quad(A, B, Literal("x", language="ky"), H)])


def test_what_two_graphs_say_is_one_row(engine: Engine) -> None:
    rows = engine.select("SELECT ?s ?missing ?o { ?s ?p ?o }")
    assert [list(row) for row in rows] == [["s", "missing", "o"]]
    assert rows[0]["o"] == Literal("x", language="ky")
    assert rows[0]["missing"] is None


def test_graphs_can_be_told_apart(engine: Engine) -> None:
    assert {row["g"] for row in engine.select("SELECT ?g { GRAPH ?g { ?s ?p ?o } }")} == {G, H}


def test_ask_and_bytes(engine: Engine) -> None:
    assert engine.ask("ASK { ?s ?p ?o }")
    assert not engine.ask("ASK { ?s ?p 1 }")
    assert len(json.loads(engine.query("SELECT * { ?s ?p ?o }", "json"))["results"]["bindings"]) == 1
    assert b"@ky" in engine.query("CONSTRUCT WHERE { ?s ?p ?o }", "ntriples")


def test_a_fault_in_the_query_has_a_place(engine: Engine) -> None:
    with pytest.raises(QueryError) as raised:
        engine.select("SELECT *\n{ ?s ?p }")
    assert (raised.value.line, raised.value.column) == (2, 10)


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [("SELECT * { ?s ?p ?o }", "turtle", "json"), ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "turtle")],
)
def test_a_format_that_does_not_fit_is_refused(query: str, name: str, said: str, engine: Engine) -> None:
    with pytest.raises(QueryError, match=said):
        engine.query(query, name)


def test_the_wrong_kind_of_query_is_refused(engine: Engine) -> None:
    with pytest.raises(QueryError, match="no SELECT"):
        engine.select("ASK { ?s ?p ?o }")
    with pytest.raises(QueryError, match="no ASK"):
        engine.ask("SELECT * { ?s ?p ?o }")


def test_no_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="run 'jarlyk build"):
        open_current(tmp_path)
