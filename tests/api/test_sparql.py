from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api.query_errors import QueryFailedError, QuerySyntaxError, WorkerLostError, WorkerStartError
from api.workers import QueryRequest, Worker

ALL = "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s"
QUERY = {"Content-Type": "application/sparql-query"}
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r FILTER(?a != ?p) }"
TABLES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
GRAPHS = {
    "turtle": "text/turtle; charset=utf-8",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}


def count_rows(response: httpx.Response) -> int:
    if response.headers["content-type"].startswith("text/"):
        return len(response.text.splitlines()) - 1
    return len(
        list(
            ox.parse_query_results(
                response.content, format=ox.QueryResultsFormat.from_media_type(response.headers["content-type"])
            )
        )
    )


@pytest.mark.parametrize(("name", "media"), TABLES.items())
def test_select_is_answered_in_each_format(client: httpx.Client, name: str, media: str) -> None:
    by_name = client.get("/sparql", params={"query": ALL, "format": name})
    by_accept = client.get("/sparql", params={"query": ALL}, headers={"Accept": media.partition(";")[0]})
    assert by_name.status_code == by_accept.status_code == 200
    assert by_name.headers["content-type"] == by_accept.headers["content-type"] == media
    assert by_name.content == by_accept.content
    assert count_rows(by_name) == 40
    assert "сап 7" in by_name.text


@pytest.mark.parametrize(("name", "media"), GRAPHS.items())
def test_construct_is_answered_in_each_format(client: httpx.Client, name: str, media: str) -> None:
    query = "CONSTRUCT { ?s <https://w3id.org/jarlyk/ns#text> ?o } WHERE { ?s ?p ?o }"
    by_name = client.get("/sparql", params={"query": query, "format": name})
    by_accept = client.get("/sparql", params={"query": query}, headers={"Accept": media.partition(";")[0]})
    assert by_name.headers["content-type"] == by_accept.headers["content-type"] == media
    kind = {"turtle": "TURTLE", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD", "rdfxml": "RDF_XML"}[name]
    assert len(list(ox.parse(by_accept.content, format=getattr(ox.RdfFormat, kind)))) == 40


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_ask_is_answered_in_each_format(client: httpx.Client, name: str) -> None:
    assert "true" in client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "format": name}).text


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.9", TABLES["xml"]),
        ("text/turtle, text/csv;q=0.1", TABLES["csv"]),
        ("*/*", TABLES["json"]),
        ("application/json", TABLES["json"]),
        ("text/xml", TABLES["xml"]),
        ("text/*", TABLES["csv"]),
        ("application/sparql-results+json;q=0, */*;q=0.1", TABLES["xml"]),
        ("application/json;q=0.2, text/*;q=0.1", TABLES["json"]),
        ("", TABLES["json"]),
        (",,;q=1", TABLES["json"]),
    ],
)
def test_accept_is_weighed(client: httpx.Client, accept: str, media: str) -> None:
    assert client.get("/sparql", params={"query": ALL}, headers={"Accept": accept}).headers["content-type"] == media


@pytest.mark.parametrize(
    ("wanted", "table", "graph"),
    [
        (["xml"], "application/sparql-results+xml", "application/rdf+xml"),
        (["JSON"], "application/sparql-results+json", "application/ld+json"),
        (["application/rdf xml"], None, "application/rdf+xml"),
        (["json-ld", "application/ld+json,application/x-json+ld"], None, "application/ld+json"),
        (["application/x-unknown,text/csv", "tsv"], "text/csv", None),
        (["n3"], None, "text/turtle"),
        (["csv", "turtle"], "text/csv", "text/turtle"),
    ],
)
def test_a_format_is_taken_as_clients_name_it(
    client: httpx.Client, wanted: list[str], table: str | None, graph: str | None
) -> None:
    for query, media in ((ALL, table), ("CONSTRUCT WHERE { ?s ?p ?o }", graph)):
        response = client.get("/sparql", params={"query": query, "format": wanted}, headers={"Accept": "application/x-other"})
        assert response.status_code == (200 if media else 400)
        assert response.headers["content-type"].partition(";")[0] == (media or "application/problem+json")


def test_a_header_in_several_lines_is_one_list(client: httpx.Client) -> None:
    lines = [("Accept", "application/sparql-results+xml;q=0.3"), ("Accept", "text/csv;q=0.9")]
    assert client.get("/sparql", params={"query": ALL}, headers=lines).headers["content-type"] == TABLES["csv"]


def test_datasets_of_the_request_and_of_the_query(client: httpx.Client) -> None:
    def count(query: str, **parameters: str) -> int:
        body = client.get("/sparql", params={"query": query, **parameters}).json()
        return int(body["results"]["bindings"][0]["n"]["value"])

    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(everything) == 40
    assert count(everything, **{"default-graph-uri": "https://example.org/g0"}) == 20
    assert count(named, **{"named-graph-uri": "https://example.org/g1"}) == 20
    assert count(everything, **{"named-graph-uri": "https://example.org/g1"}) == 0
    from_one = everything.replace("{", "FROM <https://example.org/g0> {", 1)
    assert count(from_one) == 20
    assert count(from_one, **{"default-graph-uri": "https://example.org/none"}) == 0


def test_a_bad_query_is_told_with_line_and_column(client: httpx.Client) -> None:
    problem = client.get("/sparql", params={"query": "SELECT *\n{ ?s ?p }"}).json()
    assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 10)
    assert "line 2, column 10" in problem["detail"]


@pytest.mark.parametrize("name", ["json", "csv", "tsv", "xml"])
def test_rows_beyond_the_limit_are_cut_and_the_header_says_so(make_client: Callable[..., httpx.Client], name: str) -> None:
    client = make_client(row_limit=7)
    response = client.get("/sparql", params={"query": ALL, "format": name})
    assert response.headers["x-jarlyk-truncated"] == "rows=7"
    assert count_rows(response) == 7
    assert response.headers["x-jarlyk-rows"] == "at-least=8"
    whole = client.get("/sparql", params={"query": ALL + " LIMIT 7"}).headers
    assert "x-jarlyk-truncated" not in whole and "x-jarlyk-rows" not in whole


def test_triples_beyond_the_limit_are_cut(make_client: Callable[..., httpx.Client]) -> None:
    response = make_client(row_limit=7).get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }"})
    assert response.headers["x-jarlyk-truncated"] == "rows=7"
    assert len(list(ox.parse(response.content, format=ox.RdfFormat.TURTLE))) == 7


@pytest.mark.parametrize("name", ["json", "tsv"])
def test_bytes_beyond_the_limit_are_cut_after_a_whole_row(make_client: Callable[..., httpx.Client], name: str) -> None:
    client = make_client(row_limit=1_000_000, answer_limit_mb=1)
    response = client.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "format": name})
    assert response.headers["x-jarlyk-truncated"] == f"bytes={1024 * 1024}"
    assert 1_000 < count_rows(response) < 40**3


def test_a_query_past_its_deadline_is_killed_and_the_next_is_answered(make_client: Callable[..., httpx.Client]) -> None:
    client = make_client(query_deadline_s=0.5)
    response = client.get("/sparql", params={"query": SLOW})
    assert response.status_code == 503
    assert response.json()["deadline_s"] == 0.5
    assert "after 0.5 s" in response.json()["detail"]
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_a_query_without_bound_in_memory_is_stopped_and_the_next_is_answered(make_client: Callable[..., httpx.Client]) -> None:
    client = make_client(query_memory_mb=400, query_deadline_s=120.0)
    hungry = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o } ORDER BY ?a ?g"
    response = client.get("/sparql", params={"query": hungry})
    assert response.status_code == 503
    assert "memory" in response.json()["detail"]
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_a_client_that_goes_away_frees_its_worker(make_client: Callable[..., httpx.Client]) -> None:
    client = make_client(query_deadline_s=300.0, queue_wait_s=100.0)
    with pytest.raises(httpx.ReadTimeout):
        client.get("/sparql", params={"query": SLOW}, timeout=1.0)
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True  # there is one worker only


def test_queries_beyond_the_queue_are_turned_away(make_client: Callable[..., httpx.Client]) -> None:
    client = make_client(query_deadline_s=1.5, queue_limit=1, workers=1)
    kinds: list[str] = []
    threads = [
        threading.Thread(target=lambda: kinds.append(client.get("/sparql", params={"query": SLOW}).json()["type"]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(kind.rpartition("/")[2] for kind in kinds) == ["busy", "busy", "deadline", "deadline"]


def test_a_busy_service_says_when_to_come_back(make_client: Callable[..., httpx.Client]) -> None:
    response = make_client(workers=0, queue_wait_s=0.0).get("/sparql", params={"query": "ASK {}"})
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0


def test_without_a_published_graph_the_service_says_what_to_do(make_client: Callable[..., httpx.Client], tmp_path: Path) -> None:
    response = make_client(store=tmp_path).get("/sparql", params={"query": "ASK {}"})
    assert response.status_code == 503
    assert "jarlyk build" in response.json()["detail"]


def test_a_new_generation_is_taken_over(
    make_client: Callable[..., httpx.Client], publish_rows: Callable[..., None], tmp_path: Path
) -> None:
    publish_rows(tmp_path, 1, 1)
    client = make_client(store=tmp_path)

    def count() -> str:
        body = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
        return str(body["results"]["bindings"][0]["n"]["value"])

    assert count() == "1"
    publish_rows(tmp_path, 2, 2)
    assert count() == "2"


@pytest.fixture
def listener() -> Iterator[tuple[str, list[object]]]:
    hits: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        stop = threading.Event()

        def accept() -> None:
            while not stop.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                connection.close()
                hits.append(address)

        thread = threading.Thread(target=accept)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", hits
        stop.set()
        thread.join()


CALLS = [
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?u {{ <{url}> }} SERVICE ?u {{ ?s ?p ?o }} }}",
    "PREFIX : <{url}> SELECT * {{ SERVICESILENT:x {{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("call", [*CALLS, "SELECT * FROM <{url}> {{ ?s ?p ?o }}", "LOAD <{url}>"])
def test_the_service_makes_no_outgoing_connection(client: httpx.Client, listener: tuple[str, list[object]], call: str) -> None:
    url, hits = listener
    client.get("/sparql", params={"query": call.format(url=url)})
    client.get("/sparql", params={"query": "ASK {}", "default-graph-uri": url})
    assert hits == []


@pytest.mark.parametrize("call", CALLS)
def test_a_worker_has_no_network_even_without_the_guard(published: Path, listener: tuple[str, list[object]], call: str) -> None:
    url, hits = listener
    with Worker(published / "generations/000001/store") as worker:
        worker.start()
        if not worker.isolated:
            pytest.skip("this system does not let a process leave its network namespace")
        with contextlib.suppress(QueryFailedError, QuerySyntaxError):  # whatever the engine says; only the listener matters
            worker.ask(QueryRequest(call.format(url=url), "json"), 20.0)
    assert hits == []


def test_a_worker_without_a_store_says_so(tmp_path: Path) -> None:
    with Worker(tmp_path / "none") as worker, pytest.raises(WorkerStartError, match="none"):
        worker.ask(QueryRequest("ASK {}", "json"), 20.0)


def test_braces_that_nest_too_deep_end_only_their_worker(client: httpx.Client) -> None:
    depth = 20_000
    assert client.post("/sparql", headers=QUERY, content="ASK " + "{" * depth + "}" * depth).status_code in (400, 503)
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_a_long_query_is_read_too(client: httpx.Client) -> None:
    query = "ASK { ?s ?p ?o } # " + "ab " * 9000
    assert client.post("/sparql", headers=QUERY, content=query).json()["boolean"] is True


def test_a_worker_tells_syntax_from_death(published: Path) -> None:
    with Worker(published / "generations/000001/store") as worker:
        with pytest.raises(QuerySyntaxError):
            worker.ask(QueryRequest("SELECT", "json"), 20.0)
        assert json.loads(worker.ask(QueryRequest("ASK {}", "json"), 20.0).body)["boolean"] is True
        worker.kill()
        with pytest.raises(WorkerLostError):
            worker.ask(QueryRequest("ASK {}", "json"), 20.0)


def test_json_ld_is_written_in_the_names_of_our_context(client: httpx.Client) -> None:
    query = (
        'CONSTRUCT { ?s a <https://w3id.org/jarlyk/ns#Law> ; <https://w3id.org/jarlyk/ns#partOf> ?s } WHERE { ?s ?p "сап 7"@ky }'
    )
    told = client.get("/sparql", params={"query": query}, headers={"Accept": "application/ld+json"}).json()
    (node,) = told["@graph"]
    assert node == {"id": "https://example.org/s7", "type": "Law", "partOf": "https://example.org/s7"}
    assert told["@context"]["partOf"] == {"@id": "jk:partOf", "@type": "@id"}
