from __future__ import annotations

import time

import pytest

from api.guard import QueryRefusedError, inspect

CALLS = [
    "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://a/> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://a/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://a/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.5SERVICE<http://a/> { } }",
    "SELECT * { ?s ?p true.SERVICE<http://a/> { } }",
    "SELECT * { ?s ?p ?o }#\nSERVICE <http://a/> {}",
    "SELECT * { ?s ?p ?o }#\rSERVICE <http://a/> {}",
    "SELECT * { SeRvIcE ?x { ?s ?p ?o } }",
    "PREFIX : <http://a/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX service: <http://a/> SELECT * { SERVICE service:x { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <http://a/> { ?s ?p ?o } }",
    r"SELECT * { SERV\U00000049CE <http://a/> { ?s ?p ?o } }",
    r'SELECT * { ?s ?p "\u0022 . SERVICE <http://a/> { ?a ?b "c" } }',
    r"SELECT * { # \u000A SERVICE <http://a/> { }",
    r"SELECT * { ?s <http://a/\u003E SERVICE <http://a/> {} }",
    "SELECT * { FILTER EXISTS { OPTIONAL { SERVICE <http://a/> {} } } }",
    "SELECT * { ?s ?p '''it's''' SERVICE <http://a/> {} }",
    'SELECT * { ?s ?p "a\\"" SERVICE <http://a/> {} #"\n }',
    "SELECT * { FILTER(1 <2) SERVICE <http://a/> {} FILTER(3> 2) }",
    "SELECT * { FILTER(?a<?b&&?c>?d) SERVICE<http://a/>{} }",
    '"SERVICE\n" SERVICE <http://a/>',
]
UPDATES = [
    "INSERT DATA { <a:b> <a:b> 1 }",
    "PREFIX x: <http://a/> delete where { ?s ?p ?o }",
    "LOAD <http://a/>",
    "load silent <http://a/> into graph <http://b/>",
    "CLEAR ALL",
    r"\u004COAD <http://a/>",
    "ASK {} ; DROP ALL",
    "WITH <http://a/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]
HARMLESS = [
    'SELECT * { ?s ?p "SERVICE <http://a/>" }',
    "SELECT * { ?s ?p 'LOAD <http://a/>' }",
    'SELECT * { ?s ?p """ "SERVICE" \n LOAD """ }',
    "SELECT * { ?s ?p '''SERVICE''' } # SERVICE",
    "SELECT * { ?s <http://a/SERVICE/LOAD> ?o }",
    "SELECT * { ?service $load ?INSERT }",
    "PREFIX ex: <http://a/> SELECT * { ?s ex:service ex:LOAD.SERVICE }",
    "PREFIX publicservice: <http://a/> SELECT * { ?s publicservice:x ?o }",
    'SELECT * { ?s ?p "x"@en-service . _:service ?p ?o }',
    "SELECT * { ?s ?p ?o } # it's SERVICE\n",
    "SELECT ?o (COUNT(*) AS ?n) FROM <http://g/> { ?s ?p ?o FILTER(?o < 5 && ?o > 2) } GROUP BY ?o",
]


@pytest.mark.parametrize("query", CALLS)
def test_inspect_refuses_a_call_to_another_server(query: str) -> None:
    with pytest.raises(QueryRefusedError) as caught:
        inspect(query)
    assert caught.value.reason == "service"


@pytest.mark.parametrize("query", UPDATES)
def test_inspect_refuses_an_update(query: str) -> None:
    with pytest.raises(QueryRefusedError) as caught:
        inspect(query)
    assert caught.value.reason == "update"


@pytest.mark.parametrize("query", HARMLESS)
def test_inspect_lets_a_harmless_query_pass(query: str) -> None:
    assert inspect(query).form == "SELECT"


def test_inspect_says_where_the_refused_word_stands() -> None:
    with pytest.raises(QueryRefusedError) as caught:
        inspect("SELECT *\n{ ?s ?p ?o .\n  SERVICE <http://a/> {} }")
    assert (caught.value.line, caught.value.column) == (3, 3)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("PREFIX ask: <http://a/> CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("BASE <http://select/> describe <x>", "DESCRIBE"),
        ("# SELECT\nASK {}", "ASK"),
        ("nonsense", None),
    ],
)
def test_inspect_tells_the_form(query: str, form: str | None) -> None:
    assert inspect(query).form == form


@pytest.mark.parametrize("piece", ["a.", '"', "'''", "<", "<a", "a:", "\\u00", "?", "_", "#", "1e", '"""', "%:"])
def test_inspect_takes_time_in_proportion_to_the_length(piece: str) -> None:
    def cpu(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        inspect(text)
        return time.process_time() - start

    assert cpu(100_000) < 5.0  # a quadratic scan takes minutes
