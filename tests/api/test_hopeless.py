"""What is said of a query that was too much, and that nothing is said of one that is not."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx
import pytest

from api.hopeless import find_hopeless
from api.translation import LANGUAGES

FOUND = [
    ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }", ["product", "everything", "everything"]),
    ("PREFIX jk: <http://a/> SELECT * { ?x a jk:B . ?y a jk:M ; jk:h ?z FILTER(?x != ?y) }", ["product"]),
    ("SELECT * { ?x <urn:a> 1 . { SELECT ?y { ?y <urn:b> ?z } } ?v <urn:c> 2 }", ["product"]),
    ("SELECT * { ?x a <urn:B> FILTER NOT EXISTS { ?m <urn:h> ?x ; <urn:a> ?t . ?t <urn:c> ?z } }", ["exists"]),
    ("SELECT * { ?x (<urn:a>|^<urn:b>)* ?y }", ["path"]),
    ("SELECT * { ?x <urn:l> ?t FILTER(contains(lcase(?t), 'a')) }", ["search"]),
    ("SELECT * { ?x <urn:l> ?t FILTER regex(?t, 'a') FILTER(?x != <urn:y>) }", ["search"]),
]
NOT_FOUND = [
    "SELECT * { ?x <urn:p> ?a . ?y <urn:p> ?b FILTER(?a = ?b) }",
    "SELECT * { ?x <urn:p> ?a BIND(STR(?a) AS ?b) ?y <urn:p> ?b }",
    "SELECT * { ?x <urn:p> ?a OPTIONAL { ?x <urn:q> ?b . ?b <urn:r> ?c } }",
    "SELECT * { ?x <urn:a>+ ?y . ?x a <urn:C> }",
    "SELECT * { <urn:x> <urn:a>* ?y }",
    "SELECT * { { ?a <urn:p> 1 } UNION { ?b <urn:q> 2 } }",
    "SELECT * { VALUES (?a ?b) { (1 2) } ?a <urn:p> ?c . ?b <urn:q> ?d }",
    "SELECT * { ?x a <urn:B> FILTER NOT EXISTS { ?m <urn:h> ?x } }",
    "CONSTRUCT { ?a ?b ?c . ?d ?e ?f } WHERE { ?a <urn:x> ?b ; <urn:y> ?c, ?d . ?d <urn:z> ?e, ?f }",
    "SELECT ?x { { SELECT ?x (COUNT(?y) AS ?n) { ?x <urn:a> ?y } GROUP BY ?x } ?x <urn:b> ?z }",
    'SELECT * { ?s <urn:p> "?a . ?b", [ a <urn:t> ; <urn:u> ?v ] . ?v <urn:w> 1.5 } # { ?a ?b ?c . ?d ?e ?f }',
    "SELECT", "} } {", "ASK {", "",
]  # fmt: skip


@pytest.mark.parametrize(("query", "kinds"), FOUND)
def test_what_takes_long_is_found(query: str, kinds: list[str]) -> None:
    assert [hint.kind for hint in find_hopeless(query)] == kinds


@pytest.mark.parametrize("query", NOT_FOUND)
def test_what_does_not_is_not(query: str) -> None:
    assert find_hopeless(query) == []


def test_the_pattern_and_its_line_are_told() -> None:
    (hint,) = find_hopeless("SELECT ?x\n{ ?x a <urn:B> .\n  ?y a <urn:M> }")
    assert (hint.pattern, hint.line) == ("?x a <urn:B> … ?y a <urn:M>", 3)


@pytest.mark.parametrize("piece", ["{", "{}", "{?a ?b ?c.", "?a ?b ?c.", "{?a ?b ?c}", "FILTER(", "(", "}", "OPTIONAL{?a ?b ?c}"])
def test_no_query_takes_long_to_be_read(piece: str) -> None:
    start = time.process_time()
    find_hopeless("SELECT * {" + piece * (100_000 // len(piece)))
    find_hopeless("SELECT * {" + "".join(f"?a{n} ?b{n} ?c{n} . " for n in range(8_000)) + "}")
    assert time.process_time() - start < 8.0  # what grows with the square takes minutes


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asked_too_much_is_told_what_to_try(make_client: Callable[..., httpx.Client], language: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) {\n?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r FILTER(?a != ?p) }"
    answer = make_client(query_deadline_s=0.3).get("/sparql", params={"query": query}, headers={"Accept-Language": language})
    problem = answer.json()
    assert answer.status_code == 503 and "retry-after" not in answer.headers  # it would be no better the next time
    assert problem["type"].endswith("/deadline") and answer.headers["content-language"] == language
    first = problem["hints"][0]
    assert (first["kind"], first["line"], first["pattern"]) == ("product", 2, "?a ?b ?c … ?d ?e ?f")
    assert "?a ?b ?c … ?d ?e ?f" in first["advice"] and first["advice"] in problem["detail"]
