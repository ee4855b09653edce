"""Manners of HTTP: entity tags, compression, other origins, and what the service says of itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest
from rdflib import DCAT, FOAF, RDF, VOID, Graph, Literal, Namespace, URIRef

from api.guard import inspect
from api.settings import Settings
from graph.graphs import REVIEW, graph_name
from tests.api.conftest import EXAMPLE, publish, serving

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
ALL = {"query": "SELECT * { ?s ?p ?o }"}
LISTS = Path(__file__).resolve().parents[1] / "ontology" / "vocabularies"
MEDIA = ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
DESCRIBED = ["/sparql", "/.well-known/void"]


def read(response: httpx.Response) -> Graph:
    assert response.status_code == 200, response.text
    kind = ox.RdfFormat.from_media_type(response.headers["content-type"])
    triples = (quad.triple for quad in ox.parse(response.content, format=kind))
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


def unknown_terms(graph: Graph) -> set[str]:
    """The terms of listed vocabularies that do not exist."""
    found = set()
    for path in LISTS.glob("terms_*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        namespace = next(line.removeprefix("# Namespace: ") for line in lines if line.startswith("# Namespace: "))
        used = {str(term) for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(namespace)}
        found |= {term for term in used if term != namespace and term.removeprefix(namespace) not in lines}
    return found


@pytest.mark.parametrize(
    ("query", "lasting"),
    [
        ("SELECT ?now { ?now ?p ?o }", True),
        ("SELECT * { ?s ?p 'NOW()' }", True),
        ("PREFIX now: <urn:x> SELECT * { ?s now:rand ?o }", True),
        ("SELECT (NOW() AS ?t) {}", False),
        ("SELECT (now() AS ?t) {}", False),
        ("SELECT * { ?s ?p ?o } ORDER BY RAND()", False),
        ("SELECT (STRUUID() AS ?t) {}", False),
        (r"SELECT (\u004eOW() AS ?t) {}", False),
    ],
)
def test_queries_whose_answer_changes_by_itself_are_known(query: str, lasting: bool) -> None:
    assert inspect(query).lasting is lasting


def test_an_answer_that_is_held_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/sparql", params=ALL)
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    for held in (tag, f'"other", {tag}', tag.removeprefix("W/")):
        again = client.get("/sparql", params=ALL, headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("etag", "vary", "cache-control"):
            assert again.headers[name] == first.headers[name]
    for other in ('"other"', "*"):
        assert client.get("/sparql", params=ALL, headers={"If-None-Match": other}).status_code == 200


def test_every_other_answer_has_another_tag(client: httpx.Client) -> None:
    graph = {"default-graph-uri": "https://example.org/g0"}
    answers = [
        client.get("/sparql", params=ALL),
        client.get("/sparql", params=ALL | {"format": "xml"}),
        client.get("/sparql", params=ALL, headers={"Accept": "text/csv"}),
        client.get("/sparql", params=ALL | graph),
        client.get("/sparql", params=ALL | {"named-graph-uri": "https://example.org/g0"}),
        client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o . }"}),
        *(client.get(path) for path in DESCRIBED),
    ]
    assert len({answer.headers["etag"] for answer in answers}) == len(answers)
    by_name = client.get("/sparql", params=ALL | {"format": "csv"})
    assert by_name.headers["etag"] == answers[2].headers["etag"]


def test_a_new_generation_has_new_tags(
    make_client: Callable[..., httpx.Client], publish_rows: Callable[..., None], tmp_path: Path
) -> None:
    publish_rows(tmp_path, 1, 1)
    client = make_client(store=tmp_path)
    asked = [("/sparql", ALL), *((path, {}) for path in DESCRIBED)]
    old = [client.get(path, params=params).headers["etag"] for path, params in asked]
    publish_rows(tmp_path, 2, 2)
    for (path, params), tag in zip(asked, old, strict=True):
        assert client.get(path, params=params, headers={"If-None-Match": tag}).status_code == 200


def test_what_has_no_lasting_answer_has_no_tag(client: httpx.Client) -> None:
    assert "etag" not in client.get("/sparql", params={"query": "SELECT (RAND() AS ?n) {}"}).headers
    assert "etag" not in client.post("/sparql", data=ALL).headers
    assert "etag" not in client.get("/sparql", params={"query": "SELECT * {"}).headers


@pytest.mark.parametrize(
    ("path", "params", "accepted", "coding"),
    [
        ("/sparql", ALL, "gzip, br", "br"),
        ("/sparql", ALL, "gzip, br;q=0.5", "gzip"),
        ("/sparql", ALL, "identity", None),
        ("/sparql", ALL, "gzip;q=0, br", "br"),
        ("/sparql", ALL, "gzip;q=0, br;q=0", None),
        ("/sparql", ALL, "GZIP;q=0.5", "gzip"),
        ("/sparql", ALL, "*", "gzip"),
        ("/sparql", ALL, "*;q=0", None),
        ("/sparql", {"query": "ASK {}"}, "gzip", None),
        ("/.well-known/void", {}, "gzip", "gzip"),
        ("/en/sparql", {}, "gzip", "gzip"),
        ("/static/jarlyk.css", {}, "gzip", "gzip"),
    ],
)
def test_long_answers_are_packed_for_those_who_take_it(
    client: httpx.Client, path: str, params: dict[str, str], accepted: str, coding: str | None
) -> None:
    packed = client.get(path, params=params, headers={"Accept-Encoding": accepted})
    assert packed.headers.get("content-encoding") == coding
    assert packed.content == client.get(path, params=params, headers={"Accept-Encoding": "identity"}).content
    if coding:
        assert "Accept-Encoding" in packed.headers["vary"]


def test_what_is_asked_about_again_varies_as_the_answer_did(client: httpx.Client) -> None:
    first = client.get("/sparql", params=ALL, headers={"Accept-Encoding": "gzip"})
    again = client.get("/sparql", params=ALL, headers={"If-None-Match": first.headers["etag"]})
    assert again.headers["vary"] == first.headers["vary"] == "Accept, Accept-Encoding"


ORIGIN = {"Origin": "https://elsewhere.example"}


@pytest.mark.parametrize(
    ("method", "path", "params"),
    [
        ("GET", "/sparql", ALL),
        ("HEAD", "/sparql", ALL),
        ("GET", "/sparql", {"query": "SELECT"}),
        ("GET", "/sparql", {}),
        ("PUT", "/sparql", {}),
        ("GET", "/.well-known/void", {}),
        ("GET", "/api/questions", {}),
    ],
)
def test_programs_of_other_sites_may_read_the_data(client: httpx.Client, method: str, path: str, params: dict[str, str]) -> None:
    for headers in (ORIGIN, {}):
        answer = client.request(method, path, params=params, headers=headers)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers
        exposed = answer.headers["access-control-expose-headers"]
        assert {"ETag", "Link", "X-Jarlyk-Truncated"} <= {name.strip() for name in exposed.split(",")}


@pytest.mark.parametrize(("path", "is_data"), [("/sparql", True), ("/en/sparql", False)])
def test_a_fault_has_the_headers_of_every_answer(
    make_client: Callable[..., httpx.Client], monkeypatch: pytest.MonkeyPatch, path: str, is_data: bool
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a fault of our own")

    client = make_client()
    monkeypatch.setattr("api.routers.sparql.describe_service", fail)
    monkeypatch.setattr("api.routers.writing.service_of", fail)
    answer = client.get(path)
    assert answer.status_code == 500
    assert "a fault of our own" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers.get("access-control-allow-origin") == ("*" if is_data else None)


def test_pages_are_for_people(client: httpx.Client) -> None:
    assert "access-control-allow-origin" not in client.get("/en/sparql", headers=ORIGIN).headers


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void", "/api/questions", "/id/body/kg/bridges"])
def test_a_program_of_another_site_is_told_beforehand_what_it_may_send(client: httpx.Client, path: str) -> None:
    wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type,if-none-match"}
    answer = client.options(path, headers=ORIGIN | wanted)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert {"Content-Type", "If-None-Match"} <= set(answer.headers["access-control-allow-headers"].split(", "))


def test_options_tell_what_the_endpoint_takes(client: httpx.Client) -> None:
    plain = client.options("/sparql")
    assert plain.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert "access-control-allow-methods" not in plain.headers
    assert "application/sparql-query" in plain.headers["accept-post"]


@pytest.mark.parametrize("path", DESCRIBED)
@pytest.mark.parametrize("media", MEDIA)
def test_descriptions_come_in_each_format(client: httpx.Client, path: str, media: str) -> None:
    response = client.get(path, headers={"Accept": media})
    assert response.headers["content-type"].partition(";")[0] == media
    assert "Accept" in response.headers["vary"]
    assert len(read(response)) == len(read(client.get(path)))


@pytest.mark.parametrize("path", DESCRIBED)
def test_descriptions_use_terms_that_exist(reader: httpx.Client, path: str) -> None:
    assert unknown_terms(read(reader.get(path))) == set()


def test_the_service_describes_itself(client: httpx.Client) -> None:
    graph = read(client.get("/sparql"))
    service = URIRef(f"{client.base_url}/sparql")
    assert (service, RDF.type, SD.Service) in graph
    assert (service, SD.endpoint, service) in graph
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph
    assert (service, SD.feature, SD.BasicFederatedQuery) not in graph
    assert {FORMATS["SPARQL_Results_JSON"], FORMATS.Turtle, FORMATS["JSON-LD"]} <= set(graph.objects(service, SD.resultFormat))
    dataset = graph.value(service, SD.defaultDataset)
    assert graph.value(graph.value(dataset, SD.defaultGraph), VOID.triples) == Literal(40)
    names = {str(graph.value(named, SD.name)) for named in graph.objects(dataset, SD.namedGraph)}
    assert names == {"https://example.org/g0", "https://example.org/g1"}


def test_the_data_is_described(reader: httpx.Client) -> None:
    graph = read(reader.get("/.well-known/void"))
    dataset = graph.value(URIRef(f"{reader.base_url}/.well-known/void"), FOAF.primaryTopic)
    assert {(dataset, RDF.type, VOID.Dataset), (dataset, RDF.type, DCAT.Dataset)} <= set(graph)
    assert graph.value(dataset, VOID.sparqlEndpoint) == URIRef(f"{reader.base_url}/sparql")
    assert graph.value(dataset, VOID.uriSpace) == Literal("https://w3id.org/jarlyk/id/")
    languages = {title.language for title in graph.objects(dataset, URIRef("http://purl.org/dc/terms/title"))}
    assert languages == {"ky", "kk", "ru", "en"}
    count = reader.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"}).text.split()[1]
    assert graph.value(dataset, VOID.triples) == Literal(int(count))
    measure = URIRef("https://w3id.org/jarlyk/ns#Measure")
    (partition,) = graph.subjects(VOID["class"], measure)
    counted = reader.get("/sparql", params={"query": f"SELECT ?m {{ ?m a <{measure}> }}", "format": "csv"}).text.split()
    assert graph.value(partition, VOID.entities) == Literal(len(counted) - 1)


def test_the_description_leads_to_the_files_and_to_single_nodes(reader: httpx.Client) -> None:
    graph = read(reader.get("/.well-known/void"))
    dataset = graph.value(URIRef(f"{reader.base_url}/.well-known/void"), FOAF.primaryTopic)
    for dump in graph.objects(dataset, VOID.dataDump):
        assert reader.get(str(dump)).status_code == 200
        (distribution,) = graph.subjects(DCAT.downloadURL, dump)
        media = str(graph.value(distribution, DCAT.mediaType)).removeprefix("https://www.iana.org/assignments/media-types/")
        assert reader.get(str(dump)).headers["content-type"].startswith(media)
    assert len(set(graph.objects(dataset, VOID.dataDump))) == 5
    assert len(set(graph.objects(dataset, DCAT.distribution))) == 9  # the files, and the endpoint
    lookup = str(graph.value(dataset, VOID.uriLookupEndpoint))
    for example in graph.objects(dataset, VOID.exampleResource):
        found = read(reader.get(lookup + quote(str(example), safe="")))
        assert set(found.predicate_objects(example))


def test_a_default_graph_out_of_which_a_review_strikes_is_not_called_the_union(tmp_path: Path) -> None:
    quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c"), graph_name(EXAMPLE, REVIEW))
    publish(tmp_path, 1, [quad])
    with serving(Settings(store=tmp_path, workers=1)) as client:
        assert not list(read(client.get("/sparql")).subjects(SD.feature, SD.UnionDefaultGraph))


def test_what_cannot_be_listed_in_full_is_left_out(make_client: Callable[..., httpx.Client]) -> None:
    graph = read(make_client(row_limit=1).get("/sparql"))
    assert not list(graph.objects(None, SD.namedGraph))  # there are two
    assert set(graph.objects(None, VOID.triples)) == {Literal(40)}  # of the one property


def test_a_licence_is_stated_only_where_one_is_set(make_client: Callable[..., httpx.Client]) -> None:
    licence = "https://creativecommons.org/publicdomain/zero/1.0/"
    assert licence not in make_client().get("/.well-known/void").text
    assert licence in make_client(data_licence=licence).get("/.well-known/void").text


@pytest.mark.parametrize(
    ("accept", "where"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/ru/sparql"),
        ("text/html;q=0.4, text/turtle;q=0.3", "/ru/sparql"),
        ("text/turtle, text/html;q=0.5", None),
        ("*/*", None),
    ],
)
def test_a_browser_is_shown_the_page_instead(client: httpx.Client, accept: str, where: str | None) -> None:
    response = client.get("/sparql", headers={"Accept": accept, "Accept-Language": "ru"})
    assert response.status_code == (303 if where else 200)
    assert response.headers.get("location") == where
    assert response.headers["vary"].startswith("Accept")


def test_answers_link_to_the_descriptions(client: httpx.Client) -> None:
    for path, params in (("/sparql", ALL), ("/sparql", {}), ("/.well-known/void", {})):
        links = client.get(path, params=params).links
        assert links["describedby"]["url"] == "/.well-known/void"
        assert links["service-desc"]["url"] == "/sparql"


@pytest.mark.parametrize("host", ["a b<c>", 'a"b', "a\\b", "[::1", "a{b}", "a:b:c", "-", "x" * 300, "ө.kg".encode()])
def test_a_host_that_is_none_is_not_written_into_answers(client: httpx.Client, host: str | bytes) -> None:
    answer = client.get("/.well-known/void", headers={b"Host": host})
    assert answer.status_code in (200, 400)
    if answer.status_code == 200 and host not in ("-", "x" * 300):
        text = host.decode() if isinstance(host, bytes) else host
        assert f"//{text}" not in answer.text


def test_pages_about_errors_depend_on_what_was_accepted(client: httpx.Client) -> None:
    page = client.get("/sparql", params={"query": "SELECT"}, headers={"Accept": "text/html,*/*;q=0.1"})
    assert (page.status_code, page.headers["vary"].split(", ")[0]) == (400, "Accept")
