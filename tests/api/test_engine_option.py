"""Commands and the service over a SPARQL endpoint: the same answers as over the folder, and what is told when it is away."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from api.cli import DONE, FAILED, REPORTED, WRONG_USE, run
from api.settings import Settings
from tests.api.conftest import publish, serving
from tests.engine_servers import Server, oxigraph_server, virtuoso_server

Command = Callable[..., tuple[int, str, str]]
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def server(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Oxigraph with the library, published by the command."""
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as running:
        assert run(["publish", "--store", str(library), "--engine", running.query, "--graph-store", running.graph_store]) == DONE
        yield running


@pytest.fixture(scope="module")
def remote(library: Path, server: Server) -> Iterator[httpx.Client]:
    with serving(Settings(store=library, page_rows=50, engine=server.query)) as client:
        yield client


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "who-is-responsible", "--format", "json"),
        ("ask", "names-of-body", "--format", "csv"),
        ("findings", "--format", "json"),
    ],
)
def test_commands_that_read_answer_alike(arguments: tuple[str, ...], jarlyk: Command, library: Path, server: Server) -> None:
    over_folder = jarlyk(*arguments, "--store", library)
    assert over_folder[0] == DONE and len(over_folder[1]) > 100
    assert jarlyk(*arguments, "--engine", server.query) == over_folder


@pytest.mark.parametrize("form", ["nquads", "turtle", "graphml"])
def test_an_export_is_the_same_byte_by_byte(form: str, jarlyk: Command, library: Path, server: Server, tmp_path: Path) -> None:
    for name, source in (("folder", ("--store", library)), ("engine", ("--engine", server.query))):
        assert jarlyk("export", *source, "--format", form, "--output", tmp_path / name)[0] == DONE
    assert (tmp_path / "engine").read_bytes() == (tmp_path / "folder").read_bytes()


@pytest.mark.parametrize(
    "query",
    [
        COUNT,
        "ASK { ?s ?p ?o }",
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g",
        "SELECT ?o FROM <urn:no> { ?s ?p ?o }",
    ],
)
def test_a_query_answers_alike(query: str, jarlyk: Command, library: Path, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "query.rq"
    file.write_text(query, encoding="utf-8")
    assert jarlyk("query", file, "--engine", server.query) == jarlyk("query", file, "--store", library)


def test_a_picture_is_drawn(jarlyk: Command, library: Path, server: Server, tmp_path: Path) -> None:
    for name, source in (("folder", ("--store", library)), ("engine", ("--engine", server.query))):
        assert jarlyk("view", *source, "--output", tmp_path / name)[0] == DONE
    assert (tmp_path / "engine").read_bytes() == (tmp_path / "folder").read_bytes()


def test_an_engine_that_is_away_or_empty_is_told(jarlyk: Command, tmp_path: Path) -> None:
    code, _, told = jarlyk("ask", "orphan-measures", "--engine", "http://127.0.0.1:1/query")
    assert code == FAILED and told.startswith("jarlyk: http://127.0.0.1:1/query: the SPARQL engine cannot be reached")
    with oxigraph_server(tmp_path) as empty:
        code, _, told = jarlyk("findings", "--engine", empty.query)
        assert code == FAILED and "run 'jarlyk publish --engine URL' first" in told
        code, told, _ = jarlyk("doctor", "--engine", empty.query, "--store", tmp_path / "none")
        assert code == REPORTED and "not ok  engine: " in told


def test_doctor_tells_of_a_sound_engine(jarlyk: Command, library: Path, server: Server) -> None:
    code, told, _ = jarlyk("doctor", "--store", library, "--engine", server.query)
    assert code == DONE and "ok      engine: http" in told and "ok      engine's rows: it gives 10001 rows" in told


def test_doctor_tells_of_an_engine_that_cuts_answers(
    jarlyk: Command, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with virtuoso_server(tmp_path, rows=500) as virtuoso:
        monkeypatch.setenv("JARLYK_ENGINE_LOGIN", virtuoso.login)
        arguments = ("--store", library, "--engine", virtuoso.query)
        assert jarlyk("publish", *arguments, "--graph-store", virtuoso.graph_store)[0] == DONE
        code, told, _ = jarlyk("doctor", *arguments)
        assert code == REPORTED and "at most 500 rows" in told and "raise ResultSetMaxRows" in told
        code, _, told = jarlyk("export", "--engine", virtuoso.query, "--format", "nquads", "--output", tmp_path / "out")
        assert code == FAILED and "triples came: Virtuoso's ResultSetMaxRows" in told
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("more", [(), ("--graph-store", "http://a/", "--update", "http://b/")])
def test_publish_wants_one_way_to_write(more: tuple[str, ...], jarlyk: Command, library: Path) -> None:
    assert jarlyk("publish", "--store", library, "--engine", "http://127.0.0.1:1/", *more)[0] == WRONG_USE


def test_publish_writes_a_file_for_a_bulk_loader(jarlyk: Command, library: Path, tmp_path: Path) -> None:
    code, told, _ = jarlyk("publish", "--store", library, "--output", tmp_path / "all.nq")
    assert code == DONE and f"{len((tmp_path / 'all.nq').read_bytes().splitlines())} quads" in told


@pytest.mark.parametrize(
    "path", ["/en/", "/en/questions/who-is-responsible", "/ru/findings", "/api/questions/names-of-body", "/health/ready"]
)
def test_pages_are_the_same(path: str, remote: httpx.Client, reader: httpx.Client) -> None:
    ours, theirs = remote.get(path), reader.get(path)
    own = str(theirs.request.url).removesuffix(path), str(ours.request.url).removesuffix(path)
    assert (ours.status_code, ours.text) == (theirs.status_code, theirs.text.replace(*own))
    assert ours.status_code == httpx.codes.OK


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "turtle", "ntriples"])
def test_the_endpoint_answers_alike(form: str, remote: httpx.Client, reader: httpx.Client) -> None:
    graph = form in ("turtle", "ntriples")
    query = "CONSTRUCT WHERE { ?s a ?class }" if graph else "SELECT ?s ?class { ?s a ?class } ORDER BY ?s ?class LIMIT 40"
    answers = [client.get("/sparql", params={"query": query, "format": form}) for client in (remote, reader)]
    assert answers[0].headers["content-type"] == answers[1].headers["content-type"]
    assert sorted(answers[0].content.splitlines()) == sorted(answers[1].content.splitlines())


def test_limits_hold_over_an_engine(library: Path, server: Server) -> None:
    with serving(Settings(store=library, engine=server.query, row_limit=3, answer_limit_mb=1)) as client:
        cut = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o }", "format": "csv"})
        assert cut.headers["x-jarlyk-truncated"] == "rows=3" and len(cut.text.splitlines()) == 4
        triples = client.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "ntriples"})
        assert triples.headers["x-jarlyk-truncated"] == "rows=3" and len(triples.text.splitlines()) == 3
        wide = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
        assert client.get("/sparql", params={"query": wide}).headers["x-jarlyk-truncated"] == "rows=3"
    with serving(Settings(store=library, engine=server.query, row_limit=10**6, answer_limit_mb=1)) as client:
        cut = client.get("/sparql", params={"query": wide + " LIMIT 20000", "format": "json"})
        assert cut.headers["x-jarlyk-truncated"] == "bytes=1048576"
        assert len(json.loads(cut.text)["results"]["bindings"]) > 100


@pytest.mark.parametrize(
    ("query", "status", "kind"),
    [
        ("SELECT * { ?s ?p }", 400, "query-failed"),
        ('DEFINE get:soft "replace" SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }', 400, "query-failed"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403, "query-refused"),
    ],
)
def test_what_cannot_be_asked_is_told(query: str, status: int, kind: str, remote: httpx.Client, server: Server) -> None:
    answer = remote.get("/sparql", params={"query": query})
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (status, kind)
    assert server.query not in answer.text


def test_an_engine_that_is_away_is_told_with_503_and_its_address_is_kept_back(library: Path, tmp_path: Path) -> None:
    with oxigraph_server(tmp_path) as server, serving(Settings(store=library, engine=server.query)) as client:
        unpublished = client.get("/en/questions/who-is-responsible")
        assert unpublished.status_code == 503
    with serving(Settings(store=library, engine=server.query)) as client:
        answer = client.get("/sparql", params={"query": COUNT})
        assert answer.status_code == 503 and answer.json()["type"].endswith("/engine-away") and "retry-after" in answer.headers
        page = client.get("/ky/questions/who-is-responsible", headers={"Accept": "text/html"})
        assert page.status_code == 503 and "Маалымат кампасы жооп бербейт" in page.text
        assert client.get("/health/ready").status_code == 503 and client.get("/health/live").status_code == 200
        for text in (unpublished.text, answer.text, page.text):
            assert server.query not in text


def test_only_the_generation_of_the_folder_is_asked(library: Path, server: Server, tmp_path: Path) -> None:
    """A newer build that nobody has published yet does not answer with older facts under newer pages."""
    folder = Path(shutil.copytree(library, tmp_path / "store"))
    with serving(Settings(store=folder, engine=server.query)) as client:
        assert client.get("/sparql", params={"query": COUNT}).status_code == 200
        publish(folder, 99, [])
        assert client.get("/sparql", params={"query": COUNT}).status_code == 503


def test_a_slow_query_is_left_at_its_deadline(library: Path, server: Server) -> None:
    with serving(Settings(store=library, engine=server.query, query_deadline_s=0.3)) as client:
        slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        assert client.get("/sparql", params={"query": slow}).status_code == 503
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
