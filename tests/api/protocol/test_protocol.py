"""The SPARQL 1.1 Protocol as a black box: what a read-only endpoint must do with each request of `requests.toml`."""

from __future__ import annotations

import http.client
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pyoxigraph as ox
import pytest

from api.settings import Settings
from tests.api.conftest import EXAMPLE, publish, serving

NAMES = {name: f"http://kasei.us/2009/09/sparql/data/data{n}.rdf" for n, name in enumerate(("none", "one", "two", "three"))}
GRAPHS = [ox.NamedNode(NAMES[name]) for name in ("one", "two", "three")]
KINDS = {
    "table": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"},
    "graph": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}
WAYS = ("get", "form", "form and address", "body")


def _named(value: Any) -> Any:
    if isinstance(value, str):
        for name, iri in NAMES.items():
            value = value.replace("{" + name + "}", iri)
    return [_named(item) for item in value] if isinstance(value, list) else value


def _read() -> dict[str, list[dict[str, Any]]]:
    table = tomllib.loads(Path(__file__).with_name("requests.toml").read_text(encoding="utf-8"))
    return {kind: [{key: _named(value) for key, value in row.items()} for row in rows] for kind, rows in table.items()}


REQUESTS = _read()
LONG = [
    {"name": "a long address", "method": "GET", "address": [["query", "ASK {} #" + "x" * 20_000]], "status": 414},
    {
        "name": "a long body",
        "method": "POST",
        "type": "application/sparql-query",
        "body": "ASK {} #" + "x" * 300_000,
        "status": 413,
    },
]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def media(self) -> str:
        return (self.headers["content-type"] or "").partition(";")[0]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("protocol")
    kind, document = (
        ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        ox.NamedNode("http://xmlns.com/foaf/0.1/Document"),
    )
    publish(folder, 1, [ox.Quad(graph, kind, document, graph) for graph in GRAPHS])
    with serving(Settings(store=folder, workers=1)) as running:
        yield running


def send(endpoint: httpx.Client, row: dict[str, Any]) -> Answer:
    """Sends a request with these headers and no other."""
    headers = dict(row.get("headers", {}))
    body = row["body"].encode(row.get("encoding", "utf-8")) if "body" in row else None
    if "form" in row:
        body, headers["Content-Type"] = urlencode([*map(tuple, row["form"])]).encode(), "application/x-www-form-urlencoded"
    if "type" in row:
        headers["Content-Type"] = row["type"]
    path = "/sparql" + ("?" + urlencode([*map(tuple, row["address"])]) if row.get("address") else "")
    connection = http.client.HTTPConnection(endpoint.base_url.host, endpoint.base_url.port, timeout=60)
    connection.putrequest(row["method"], path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return Answer(answer.status, answer.headers, content)


def way(number: int, query: str, graphs: list[list[str]]) -> dict[str, Any]:
    """The same query in one of the ways that the protocol knows."""
    form = [["query", query], *graphs]
    return (
        {"method": "GET", "address": form},
        {"method": "POST", "form": form},
        {"method": "POST", "address": graphs, "form": [["query", query]]},
        {"method": "POST", "address": graphs, "type": "application/sparql-query", "body": query},
    )[number]


def assert_unchanged(endpoint: httpx.Client) -> None:
    query = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"}
    assert endpoint.get("/sparql", params=query).text.split() == ["n", "3"]


def named(kind: str) -> Any:
    rows = REQUESTS[kind] + (LONG if kind == "refused" else [])
    return pytest.mark.parametrize("row", rows, ids=[row["name"] for row in rows])


def test_no_test_of_the_standard_is_left_out() -> None:
    assert len({row["name"] for row in REQUESTS["standard"]}) == 34
    assert len({row["name"] for row in REQUESTS["draft"]}) == 14


@named("standard")
def test_what_the_standard_wants(endpoint: httpx.Client, row: dict[str, Any]) -> None:
    assert_as_wanted(endpoint, row)


@named("draft")
def test_what_the_draft_of_the_next_standard_wants(endpoint: httpx.Client, row: dict[str, Any]) -> None:
    assert_as_wanted(endpoint, row)


def assert_as_wanted(endpoint: httpx.Client, row: dict[str, Any]) -> None:
    answer = send(endpoint, row)
    if row.get("refused"):
        assert answer.status == 403 if row["name"].startswith("update_") else 400 <= answer.status < 500
        assert_unchanged(endpoint)
    elif "truth" in row:
        assert (answer.status, json.loads(answer.body)["boolean"]) == (200, row["truth"])
    elif "media" in row:
        assert (answer.status, answer.media) == (200, row["media"])
    else:
        assert answer.status == 200 and answer.media in KINDS[row["answer"]]


@named("accepted")
def test_what_is_accepted(endpoint: httpx.Client, row: dict[str, Any]) -> None:
    assert send(endpoint, row).status in (200, 204)


@named("refused")
def test_what_is_refused_changes_nothing(endpoint: httpx.Client, row: dict[str, Any]) -> None:
    answer = send(endpoint, row)
    assert answer.status == row["status"], answer.body
    problem = json.loads(answer.body)
    assert (answer.media, answer.headers["cache-control"]) == ("application/problem+json", "no-store")
    assert problem["status"] == row["status"]
    assert problem["type"].startswith("https://w3id.org/jarlyk/problem/")
    assert {"title", "detail", "instance"} <= set(problem)
    assert_unchanged(endpoint)


@pytest.mark.parametrize("number", range(4), ids=WAYS)
@named("dataset")
def test_the_dataset_of_a_query(endpoint: httpx.Client, row: dict[str, Any], number: int) -> None:
    answer = send(endpoint, way(number, row["query"], row["graphs"]))
    assert (answer.status, json.loads(answer.body)["boolean"]) == (200, row["truth"])


@pytest.mark.parametrize("number", range(4), ids=WAYS)
@pytest.mark.parametrize("row", REQUESTS["form"], ids=[row["query"] for row in REQUESTS["form"]])
def test_each_form_has_a_format_where_none_is_asked_for(endpoint: httpx.Client, row: dict[str, Any], number: int) -> None:
    answer = send(endpoint, way(number, row["query"], []))
    assert (answer.status, answer.headers["content-type"]) == (200, row["media"])


def test_a_method_that_is_not_allowed_is_answered_with_those_that_are(endpoint: httpx.Client) -> None:
    refused = endpoint.put("/sparql", params={"query": "ASK {}"})
    allowed = refused.headers["allow"]
    assert {method.strip() for method in allowed.split(",")} == {"GET", "HEAD", "POST", "OPTIONS"}
    assert refused.json()["detail"] == f"PUT is not possible here; use one of {allowed}"


def test_a_relative_address_is_one_of_the_data(endpoint: httpx.Client) -> None:
    # a service has a base of its own, which a BASE in the query overrules
    query = "SELECT (STR(<act/x>) AS ?iri) {}"
    assert endpoint.get("/sparql", params={"query": query, "format": "csv"}).text.split() == ["iri", f"{EXAMPLE}act/x"]
    own = f"BASE <http://example.net/> {query}"
    assert endpoint.get("/sparql", params={"query": own, "format": "csv"}).text.split() == ["iri", "http://example.net/act/x"]


def test_a_slash_at_the_end_is_the_same_endpoint(endpoint: httpx.Client) -> None:
    assert endpoint.post("/sparql/", data={"query": "ASK {}"}).json()["boolean"] is True
    assert endpoint.get("/sparql/").headers["etag"] == endpoint.get("/sparql").headers["etag"]


def test_head_has_the_headers_of_get_and_no_body(endpoint: httpx.Client) -> None:
    asked = {"query": "SELECT * { ?s ?p ?o }"}
    got, head = endpoint.get("/sparql", params=asked), endpoint.head("/sparql", params=asked)
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}
    assert head.content == b""
