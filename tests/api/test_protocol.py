"""The SPARQL 1.1 Protocol as a black box: what a read-only endpoint must do with each kind of request.

The graphs are those that the tests of the standard name; the queries are our own.
"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest

from api.settings import Settings
from tests.api.conftest import publish, serving

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
ONE, TWO, THREE = (DATA.format(number) for number in (1, 2, 3))
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
BOTH = f"ASK {{ <{ONE}> a ?a . <{TWO}> a ?b }}"
NOT_THREE = f"ASK {{ <{ONE}> a ?a . <{TWO}> a ?b OPTIONAL {{ <{THREE}> a ?c }} FILTER (!BOUND(?c)) }}"
NAMED = f"ASK {{ GRAPH ?g {{ <{ONE}> a ?a }} GRAPH ?h {{ <{TWO}> a ?b }} }}"
NO_THREE = f"ASK {{ GRAPH ?g {{ <{THREE}> a ?a }} }}"
FULL = f"ASK {{ <{THREE}> a ?a GRAPH ?g {{ <{ONE}> a ?b }} GRAPH ?h {{ <{TWO}> a ?c }} }}"
FROM_THREE = f"ASK FROM <{THREE}> {{ GRAPH ?g {{ <{ONE}> a ?b }} }}"
FROM_NAMED = f"ASK FROM NAMED <{THREE}> {{ GRAPH ?g {{ <{THREE}> a ?b }} }}"
DEFAULTS = [("default-graph-uri", ONE), ("default-graph-uri", TWO)]
NAMES = [("named-graph-uri", ONE), ("named-graph-uri", TWO)]
EVERY = [("default-graph-uri", THREE), *NAMES]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("protocol")
    document = ox.NamedNode("http://xmlns.com/foaf/0.1/Document")
    graphs = [ox.NamedNode(iri) for iri in (ONE, TWO, THREE)]
    publish(folder, 1, [ox.Quad(graph, ox.NamedNode(TYPE), document, graph) for graph in graphs])
    with serving(Settings(store=folder, workers=1)) as running:
        yield running


def ways(query: str, parameters: list[tuple[str, str]]) -> list[dict[str, object]]:
    """The same query in every way that the protocol knows."""
    form = [("query", query), *parameters]
    return [
        {"method": "GET", "params": form},
        {"method": "POST", "data": to_fields(form)},
        {"method": "POST", "params": parameters, "data": {"query": query}},
        {"method": "POST", "params": parameters, "headers": QUERY, "content": query},
    ]


def to_fields(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {name: [value for other, value in pairs if other == name] for name, _ in pairs}


DATASETS: list[tuple[str, str, list[tuple[str, str]], bool]] = [
    ("the default graph of the service is the union", f"ASK {{ <{ONE}> a ?a . <{TWO}> a ?b . <{THREE}> a ?c }}", [], True),
    ("two default graphs are merged", BOTH, DEFAULTS, True),
    ("only they", NOT_THREE, DEFAULTS, True),
    ("default graphs alone: no named graph", NAMED, DEFAULTS, False),
    ("a default graph that is not there", BOTH, [("default-graph-uri", "http://example.org/none")], False),
    ("two named graphs", NAMED, NAMES, True),
    ("only they by GRAPH", NO_THREE, NAMES, False),
    ("named graphs alone: the default graph is empty", "ASK { ?s ?p ?o }", NAMES, False),
    ("a default graph and named graphs", FULL, EVERY, True),
    ("a third graph is not among them", NO_THREE, EVERY, False),
    ("the request overrules FROM", FROM_THREE, NAMES, True),
    ("the request overrules FROM NAMED", FROM_NAMED, NAMES, False),
    ("FROM NAMED where the request says nothing", FROM_NAMED, [], True),
]


@pytest.mark.parametrize("way", range(4), ids=["get", "form", "form and address", "body"])
@pytest.mark.parametrize(("what", "query", "parameters", "expected"), DATASETS, ids=[case[0] for case in DATASETS])
def test_the_dataset_of_a_query(
    endpoint: httpx.Client, what: str, query: str, parameters: list[tuple[str, str]], expected: bool, way: int
) -> None:
    response = endpoint.request(url="/sparql", **ways(query, parameters)[way])
    assert response.status_code == 200, response.text
    assert response.json()["boolean"] is expected


FORMS = [
    ("SELECT * { ?s ?p ?o }", "application/sparql-results+json"),
    ("ASK {}", "application/sparql-results+json"),
    ("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle; charset=utf-8"),
    (f"DESCRIBE <{ONE}>", "text/turtle; charset=utf-8"),
]


@pytest.mark.parametrize("way", range(4), ids=["get", "form", "form and address", "body"])
@pytest.mark.parametrize(("query", "media"), FORMS)
def test_each_form_has_a_format_where_none_is_asked_for(endpoint: httpx.Client, query: str, media: str, way: int) -> None:
    request = endpoint.build_request(url="/sparql", **ways(query, [])[way])
    del request.headers["Accept"]
    response = endpoint.send(request)
    assert (response.status_code, response.headers["content-type"]) == (200, media)


ACCEPTED: list[tuple[str, dict[str, object]]] = [
    ("a form", {"method": "POST", "headers": FORM, "content": "query=ASK%20%7B%7D"}),
    ("a form with a charset", {"method": "POST", "headers": {"Content-Type": f"{FORM['Content-Type']}; charset=UTF-8"}, "content": "query=ASK%7B%7D"}),
    ("capitals in the type", {"method": "POST", "headers": {"Content-Type": "Application/SPARQL-Query"}, "content": "ASK {}"}),
    ("HEAD", {"method": "HEAD", "params": {"query": "ASK {}"}}),
    ("OPTIONS", {"method": "OPTIONS"}),
    ("an unknown parameter", {"method": "GET", "params": {"query": "ASK {}", "timeout": "30"}}),
    ("no query", {"method": "GET"}),
]  # fmt: skip
REFUSED: list[tuple[str, dict[str, object], int]] = [
    ("parameters without a query", {"method": "GET", "params": {"default-graph-uri": ONE}}, 400),
    ("an empty query", {"method": "GET", "params": {"query": ""}}, 400),
    ("an empty form", {"method": "POST", "headers": FORM, "content": ""}, 400),
    ("two queries", {"method": "GET", "params": [("query", "ASK {}"), ("query", "ASK {}")]}, 400),
    ("two queries in a form", {"method": "POST", "headers": FORM, "content": "query=ASK%7B%7D&query=ASK%7B%7D"}, 400),
    ("a query in the address and in the form", {"method": "POST", "params": {"query": "ASK {}"}, "headers": FORM, "content": "query=ASK%20%7B%7D"}, 400),
    ("a query in the address and in the body", {"method": "POST", "params": {"query": "ASK {}"}, "headers": QUERY, "content": "ASK {}"}, 400),
    ("PUT", {"method": "PUT", "params": {"query": "ASK {}"}}, 405),
    ("DELETE", {"method": "DELETE", "params": {"query": "ASK {}"}}, 405),
    ("PATCH", {"method": "PATCH", "params": {"query": "ASK {}"}}, 405),
    ("text/plain", {"method": "POST", "headers": {"Content-Type": "text/plain"}, "content": "ASK {}"}, 415),
    ("no content type", {"method": "POST", "content": b"ASK {}"}, 415),
    ("a form without content type", {"method": "POST", "content": b"query=ASK%20%7B%7D"}, 415),
    ("a packed query", {"method": "POST", "headers": {**QUERY, "Content-Encoding": "gzip"}, "content": b"ASK {}"}, 415),
    ("an update without content type", {"method": "POST", "content": b"update=CLEAR%20ALL"}, 415),
    ("an update as text/plain", {"method": "POST", "headers": {"Content-Type": "text/plain"}, "content": "CLEAR ALL"}, 415),
    ("UTF-16 said", {"method": "POST", "headers": {"Content-Type": "application/sparql-query; charset=utf-16"}, "content": "ASK {}".encode("utf-16")}, 415),
    ("UTF-16 unsaid", {"method": "POST", "headers": QUERY, "content": "ASK {}".encode("utf-16")}, 400),
    ("an update in UTF-16", {"method": "POST", "headers": UPDATE, "content": "CLEAR ALL".encode("utf-16")}, 403),
    ("a form that is no UTF-8", {"method": "POST", "headers": FORM, "content": "query=%ff%fe"}, 400),
    ("update in the address", {"method": "GET", "params": {"update": "CLEAR ALL"}}, 403),
    ("update in a form", {"method": "POST", "headers": FORM, "content": "update=CLEAR%20ALL"}, 403),
    ("update as the body", {"method": "POST", "headers": UPDATE, "content": "CLEAR ALL"}, 403),
    ("an update that cannot be read", {"method": "POST", "headers": UPDATE, "content": "CLEAR NOTHING AT"}, 403),
    ("two updates", {"method": "POST", "headers": FORM, "content": "update=CLEAR%20ALL&update=CLEAR%20ALL"}, 403),
    ("using-graph-uri with an update", {"method": "POST", "params": {"using-graph-uri": ONE}, "headers": UPDATE, "content": "CLEAR ALL"}, 403),
    ("using-named-graph-uri with a query", {"method": "GET", "params": {"query": "ASK {}", "using-named-graph-uri": ONE}}, 403),
    ("an update where a query should be", {"method": "GET", "params": {"query": "DELETE WHERE { ?s ?p ?o }"}}, 403),
    ("SERVICE", {"method": "GET", "params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"}}, 403),
    ("a relative graph", {"method": "GET", "params": {"query": "ASK {}", "default-graph-uri": "none"}}, 400),
    ("an unknown format", {"method": "GET", "params": {"query": "ASK {}", "format": "turtle"}}, 400),
    ("an impossible Accept", {"method": "GET", "params": {"query": "ASK {}"}, "headers": {"Accept": "image/png"}}, 406),
    ("a long address", {"method": "GET", "params": {"query": "ASK {} #" + "x" * 20_000}}, 414),
    ("a long body", {"method": "POST", "headers": QUERY, "content": "ASK {} #" + "x" * 300_000}, 413),
    ("a query that cannot be read", {"method": "GET", "params": {"query": "SELECT * { ?s ?p "}}, 400),
    ("an unknown prefix", {"method": "GET", "params": {"query": "SELECT * { ?s nope:x ?o }"}}, 400),
]  # fmt: skip


@pytest.mark.parametrize(("what", "sent"), ACCEPTED, ids=[case[0] for case in ACCEPTED])
def test_what_is_accepted(endpoint: httpx.Client, what: str, sent: dict[str, object]) -> None:
    response = endpoint.request(url="/sparql", **sent)
    assert response.status_code in (200, 204), response.text


@pytest.mark.parametrize(("what", "sent", "status"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_refused_changes_nothing(endpoint: httpx.Client, what: str, sent: dict[str, object], status: int) -> None:
    response = endpoint.request(url="/sparql", **sent)
    assert response.status_code == status, response.text
    problem = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert problem["status"] == status
    assert problem["type"].startswith("https://w3id.org/jarlyk/problem/")
    assert {"title", "detail", "instance"} <= set(problem)
    count = endpoint.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"}).text
    assert count.split() == ["n", "3"]


def test_a_method_that_is_not_allowed_is_answered_with_those_that_are(endpoint: httpx.Client) -> None:
    refused = endpoint.put("/sparql", params={"query": "ASK {}"})
    allowed = refused.headers["allow"]
    assert {method.strip() for method in allowed.split(",")} == {"GET", "HEAD", "POST", "OPTIONS"}
    assert refused.json()["detail"] == f"PUT is not possible here; use one of {allowed}"


def test_a_slash_at_the_end_is_the_same_endpoint(endpoint: httpx.Client) -> None:
    assert endpoint.post("/sparql/", data={"query": "ASK {}"}).json()["boolean"] is True
    assert endpoint.get("/sparql/").headers["etag"] == endpoint.get("/sparql").headers["etag"]


def test_head_has_the_headers_of_get_and_no_body(endpoint: httpx.Client) -> None:
    asked = {"query": "SELECT * { ?s ?p ?o }"}
    got, head = endpoint.get("/sparql", params=asked), endpoint.head("/sparql", params=asked)
    changing = ("date",)
    assert {k: v for k, v in head.headers.items() if k not in changing} == {
        k: v for k, v in got.headers.items() if k not in changing
    }
    assert head.content == b""


# The tests of the standard by their names (w3c/rdf-tests, sparql11/protocol), each with a query of our own that asks the same.
# What it should be answered with: a truth, or the kind of answer.
TABLE = {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
GRAPH = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}
W3C_ANSWERED: dict[str, tuple[dict[str, object], bool | set[str]]] = {
    "query_post_form": ({"method": "POST", "params": {"default-graph-uri": DATA.format(0)}, "headers": FORM, "content": "query=ASK%20%7B%7D"}, True),
    "query_dataset_default_graphs_get": ({"method": "GET", "params": [("query", BOTH), *DEFAULTS]}, True),
    "query_dataset_default_graphs_post": ({"method": "POST", "params": DEFAULTS, "headers": QUERY, "content": BOTH}, True),
    "query_dataset_named_graphs_post": ({"method": "POST", "params": NAMES, "headers": QUERY, "content": NAMED}, True),
    "query_dataset_named_graphs_get": ({"method": "GET", "params": [("query", NAMED), *NAMES]}, True),
    "query_dataset_full": ({"method": "POST", "params": EVERY, "headers": QUERY, "content": FULL}, True),
    "query_multiple_dataset": ({"method": "POST", "params": NAMES, "headers": QUERY, "content": FROM_THREE}, True),
    "query_get": ({"method": "GET", "params": {"query": "ASK {}"}}, True),
    "query_content_type_select": ({"method": "POST", "data": {"query": FORMS[0][0]}}, TABLE),
    "query_content_type_ask": ({"method": "POST", "data": {"query": FORMS[1][0]}}, TABLE),
    "query_content_type_construct": ({"method": "POST", "data": {"query": FORMS[2][0]}}, GRAPH),
    "query_content_type_describe": ({"method": "POST", "data": {"query": FORMS[3][0]}}, GRAPH),
    "query_post_direct": ({"method": "POST", "headers": QUERY, "content": "ASK {}"}, True),
}  # fmt: skip
INSERT = f"INSERT DATA {{ GRAPH <{ONE}> {{ <urn:a> <urn:b> <urn:c> }} }}"
USING = {"using-graph-uri": [ONE, TWO], "using-named-graph-uri": [ONE, TWO]}
W3C_REFUSED: dict[str, dict[str, object]] = {
    "bad_query_method": {"method": "PUT", "params": {"query": "ASK {}"}},
    "bad_multiple_queries": {"method": "GET", "params": {"query": ["ASK {}", "SELECT * {}"]}},
    "bad_query_wrong_media_type": {"method": "POST", "headers": {"Content-Type": "text/plain"}, "content": "ASK {}"},
    "bad_query_missing_form_type": {"method": "POST", "content": b"query=ASK%20%7B%7D"},
    "bad_query_missing_direct_type": {"method": "POST", "content": b"ASK {}"},
    "bad_query_non_utf8": {"method": "POST", "headers": {"Content-Type": f"{QUERY['Content-Type']}; charset=UTF-16"}, "content": "ASK {}".encode("utf-16")},
    "bad_query_syntax": {"method": "GET", "params": {"query": "ASK {"}},
    "bad_update_get": {"method": "GET", "params": {"update": INSERT}},
    "bad_multiple_updates": {"method": "POST", "data": {"update": [INSERT, "CLEAR ALL"]}},
    "bad_update_wrong_media_type": {"method": "POST", "headers": {"Content-Type": "text/plain"}, "content": INSERT},
    "bad_update_missing_form_type": {"method": "POST", "content": b"update=CLEAR%20ALL"},
    "bad_update_non_utf8": {"method": "POST", "headers": {"Content-Type": f"{UPDATE['Content-Type']}; charset=UTF-16"}, "content": INSERT.encode("utf-16")},
    "bad_update_syntax": {"method": "POST", "data": {"update": "INSERT {"}},
    "bad_update_dataset_conflict": {"method": "POST", "data": {"update": f"WITH <{ONE}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}", "using-named-graph-uri": TWO}},
    # An endpoint that takes updates would carry these out; this one refuses them all.
    "update_dataset_default_graph": {"method": "POST", "data": {"update": INSERT, "using-graph-uri": ONE}},
    "update_dataset_default_graphs": {"method": "POST", "data": {"update": INSERT, "using-graph-uri": USING["using-graph-uri"]}},
    "update_dataset_named_graphs": {"method": "POST", "data": {"update": INSERT, "using-named-graph-uri": USING["using-named-graph-uri"]}},
    "update_dataset_full": {"method": "POST", "data": {"update": INSERT, **USING}},
    "update_post_form": {"method": "POST", "data": {"update": INSERT}},
    "update_post_direct": {"method": "POST", "headers": UPDATE, "content": INSERT},
    "update_base_uri": {"method": "POST", "headers": UPDATE, "content": "INSERT DATA { <a> <b> <c> }"},
}  # fmt: skip


def test_no_test_of_the_standard_is_left_out() -> None:
    assert len(W3C_ANSWERED) + len(W3C_REFUSED) == 34


@pytest.mark.parametrize("name", W3C_ANSWERED)
def test_what_the_standard_wants_answered(endpoint: httpx.Client, name: str) -> None:
    sent, expected = W3C_ANSWERED[name]
    request = endpoint.build_request(url="/sparql", **sent)
    del request.headers["Accept"]
    response = endpoint.send(request)
    assert response.status_code == 200, response.text
    if isinstance(expected, bool):
        assert response.json()["boolean"] is expected
    else:
        assert response.headers["content-type"].partition(";")[0] in expected


@pytest.mark.parametrize("name", W3C_REFUSED)
def test_what_the_standard_wants_refused_and_every_update(endpoint: httpx.Client, name: str) -> None:
    response = endpoint.request(url="/sparql", **W3C_REFUSED[name])
    assert 400 <= response.status_code < 500
    if name.startswith("update_"):
        assert response.status_code == 403
    assert endpoint.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"}).text.split() == [
        "n",
        "3",
    ]
