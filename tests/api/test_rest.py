"""The data beside SPARQL: nodes, neighbours, ways, files, exports, pages of lists, and problems in four languages."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store, parse

import api.routers.questions
import graph.questions
from api.exports import FORMATS
from api.settings import Settings
from api.translation import LANGUAGES, load_words
from graph.generation import open_current
from ontology.iri import DEFAULT_BASE
from tests.api.conftest import serving
from tests.api.library import HOSTILE, TEXTS

BODY, OLD = f"{DEFAULT_BASE}body/kg/bridges", f"{DEFAULT_BASE}act/kg/bridges-old"
ACT = f"{DEFAULT_BASE}act/kg/resolution/2024-03-05/7-а"


def test_a_node_is_told_with_its_places(reader: httpx.Client) -> None:
    told = reader.get("/api/entity", params={"iri": BODY, "lang": "kk"}).json()
    assert (told["iri"], told["type"], told["name"], told["language"]) == (BODY, "body", "Көпір министрлігі", "kk")
    assert {"Көпүрө министрлиги", "Ministry of Bridges", "КМ"} <= {name["name"] for name in told["names"]}
    files = {document["iri"]: document["files"][0] for document in reader.get("/api/documents").json()["documents"]}
    assert told["places"] and all(TEXTS[files[p["document"]]][p["start"] : p["end"]] == p["quote"] for p in told["places"])
    roles = {record["role"]["iri"].rpartition("/")[2] for record in told["sections"]["mandates"]}
    assert roles == {"executor", "by_agreement"} and told["counts"]["mandates"] == len(told["sections"]["mandates"])
    assert reader.get(told["page"]).status_code == 200 and reader.get(told["data"]["ttl"]).status_code == 200


def test_records_of_a_node_are_bounded(reader: httpx.Client) -> None:
    told = reader.get("/api/entity", params={"iri": BODY, "size": 1}).json()
    assert len(told["sections"]["mandates"]) == len(told["places"]) == 1 < told["counts"]["mandates"]


def test_neighbours_are_counted_and_shown_by_pages(reader: httpx.Client) -> None:
    whole = reader.get("/api/neighbours", params={"iri": BODY, "lang": "en"}).json()
    counts = {(r["relation"].rpartition("/")[2], r["direction"], r["type"]): r["count"] for r in whole["relations"]}
    assert counts["executor", "out", "measure"] == 2 and counts["executor", "out", "task"] == 1
    assert sum(counts.values()) == whole["total"] == len(whole["neighbours"]) and not whole["truncated"]
    tasks = reader.get("/api/neighbours", params={"iri": BODY, "type": "task", "direction": "out"}).json()
    assert [n["type"] for n in tasks["neighbours"]] == ["task"] and tasks["neighbours"][0]["facts"]
    first = reader.get("/api/neighbours", params={"iri": BODY, "size": 2})
    seen, answer = list(first.json()["neighbours"]), first
    while "next" in answer.links:
        answer = reader.get(answer.links["next"]["url"])
        seen += answer.json()["neighbours"]
    assert seen == reader.get("/api/neighbours", params={"iri": BODY}).json()["neighbours"]
    assert "last" in first.links and "prev" in answer.links


def test_the_shortest_way_goes_over_facts(reader: httpx.Client) -> None:
    found = reader.get("/api/paths", params={"from": BODY, "to": OLD, "lang": "ru"}).json()
    (way,) = found["paths"]
    ends = [(step["from"], step["to"]) for step in way]
    assert ends[0][0] == BODY and ends[-1][1] == OLD and all(a[1] == b[0] for a, b in itertools.pairwise(ends))
    assert [(s["relation"].rpartition("/")[2].rpartition("#")[2], s["direction"]) for s in way] == [
        ("executor", "out"),
        ("partOf", "out"),
        ("succeeds", "out"),
    ]
    assert way[0]["facts"] and way[2]["facts"] and not found["truncated"]
    assert {node["iri"] for node in found["nodes"]} == {end for pair in ends for end in pair}
    back = reader.get("/api/paths", params={"from": OLD, "to": BODY}).json()["paths"]
    assert [[(s["to"], s["from"]) for s in reversed(w)] for w in back] == [ends]
    assert reader.get("/api/paths", params={"from": BODY, "to": OLD, "steps": 2}).json()["paths"] == []
    assert reader.get("/api/paths", params={"from": BODY, "to": BODY}).json()["paths"] == [[]]


@pytest.mark.parametrize("path", ["/api/entity?iri=", "/api/neighbours?iri=", "/api/paths?from=", "/data?iri="])
def test_a_node_that_is_not_there_is_not_found(reader: httpx.Client, path: str) -> None:
    unknown = f"{DEFAULT_BASE}body/kg/none"
    assert reader.get(f"{path}{unknown}" + (f"&to={BODY}" if "paths" in path else "")).status_code == 404


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/entity", "iri"),
        ("/api/entity?iri=no%20iri", "iri"),
        (f"/api/entity?iri={BODY}&size=0", "size"),
        (f"/api/entity?iri={BODY}&lang=de", "lang"),
        (f"/api/neighbours?iri={BODY}&page=0", "page"),
        (f"/api/neighbours?iri={BODY}&size=1001", "size"),
        (f"/api/neighbours?iri={BODY}&direction=up", "direction"),
        (f"/api/neighbours?iri={BODY}&relation=x", "relation"),
        (f"/api/paths?from={BODY}&to={OLD}&steps=9", "steps"),
        ("/api/search?q=a&page=x", "page"),
        ("/api/search?q=a&jurisdiction=kg", "jurisdiction"),
        ("/api/search?q=" + "a" * 201, "q"),
        ("/api/findings?type=none", "type"),
        ("/api/documents?size=-1", "size"),
        ("/api/questions?lang=xx", "lang"),
        ("/api/questions?lang=+", "lang"),
        ("/api/view?lang=xx", "lang"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named_in_four_languages(reader: httpx.Client, path: str, name: str) -> None:
    details = set()
    for language in LANGUAGES:
        answer = reader.get(path, headers={"Accept-Language": language})
        problem = answer.json()
        assert (answer.status_code, problem["status"], answer.headers["content-type"]) == (400, 400, "application/problem+json")
        assert answer.headers["content-language"] == language and "Accept-Language" in answer.headers["vary"]
        assert problem["title"] == load_words(language)("problem.bad-request")
        assert problem["detail"].startswith(name) and problem["instance"] == path.partition("?")[0]
        details.add(problem["detail"])
    assert len(details) == len(LANGUAGES)


def test_search_is_bounded_by_state_and_turned_by_pages(reader: httpx.Client) -> None:
    def found(**more: object) -> httpx.Response:
        return reader.get("/api/search", params={"q": "копуро", **more})

    every = found().json()["results"]
    assert {"body", "instrument", "task", "measure"} <= {hit["type"] for hit in every}
    assert {hit["iri"] for hit in found(jurisdiction="KG").json()["results"]} >= {BODY, ACT}
    assert found(jurisdiction="KZ").json()["results"] == []
    first = found(size=1)
    assert first.json()["more"] and "next" in first.links and f"page={len(every)}" in first.links["last"]["url"]
    assert (
        first.json()["total"] == first.json()["atLeast"] == len(every) and first.headers["x-jarlyk-rows"] == f"total={len(every)}"
    )
    pages, answer = [*first.json()["results"]], first
    while "next" in answer.links:
        answer = reader.get(answer.links["next"]["url"])
        pages += answer.json()["results"]
    assert [hit["iri"] for hit in pages] == [hit["iri"] for hit in every]
    assert [hit["label"] for hit in reader.get("/api/search", params={"q": "минис мос", "type": "body"}).json()["results"]] == [
        "Министерство мостов"
    ]


def test_findings_are_turned_by_pages(reader: httpx.Client) -> None:
    whole = reader.get("/api/findings", params={"lang": "ky"}).json()
    first = reader.get("/api/findings", params={"lang": "ky", "size": 1})
    assert whole["total"] == len(whole["findings"]) == first.json()["pages"] > 0
    assert first.json()["findings"] == whole["findings"][:1] and "first" in first.links


def test_what_is_held_is_not_sent_again(reader: httpx.Client) -> None:
    asked = (
        "/api/questions",
        "/api/questions/monitors",
        "/api/questions/monitors?format=csv",
        "/ky/",
        "/ky/questions/monitors?page=1",
        "/api/view?lang=ky",
    )
    data = (f"/api/entity?iri={BODY}", "/api/documents", "/api/search?q=мост", "/api/export", "/data/body/kg/bridges.nt")
    tags = set()
    for path in (*asked, *data):
        first = reader.get(path)
        again = reader.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
        assert again.headers["etag"] == first.headers["etag"] and first.headers["cache-control"] == "no-cache"
        tags.add(first.headers["etag"])
    assert len(tags) == len((*asked, *data))
    assert "etag" not in reader.get("/ky/questions/none").headers
    english = reader.get(f"/api/entity?iri={BODY}", headers={"Accept-Language": "en"})
    kyrgyz = reader.get(f"/api/entity?iri={BODY}", headers={"Accept-Language": "ky", "If-None-Match": english.headers["etag"]})
    assert kyrgyz.status_code == 200


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_the_whole_graph_can_be_fetched(
    reader: httpx.Client, form: object, library: Path, tmp_path: Path, jarlyk: Callable[..., object]
) -> None:
    name = getattr(form, "name")  # noqa: B009
    answer = reader.get(f"/api/export/{name}")
    assert answer.status_code == 200 and answer.headers["content-type"].split(";")[0] == getattr(form, "media_type")  # noqa: B009
    assert f".{form.extension}" in answer.headers["content-disposition"]
    jarlyk("export", "--store", library, "--format", name, "--output", tmp_path / "own")
    assert answer.content == (tmp_path / "own").read_bytes()


def test_a_file_is_fetched_in_parts(reader: httpx.Client) -> None:
    whole = reader.get("/api/export/nquads")
    part = reader.get("/api/export/nquads", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    assert reader.get("/api/export/docx").status_code == 404
    listed = reader.get("/api/export").json()["formats"]
    assert [entry["name"] for entry in listed] == list(FORMATS)


def test_a_file_that_takes_too_long_is_given_up(make_client: Callable[..., httpx.Client]) -> None:
    answer = make_client(export_deadline_s=0.01).get("/api/export/nquads")
    assert answer.status_code == 503 and answer.headers["retry-after"]


def test_the_triples_of_a_node_are_those_of_the_graph(reader: httpx.Client, library: Path) -> None:
    store: Store = open_current(library).open_store()
    triples = {quad.triple for quad in parse(reader.get("/data/body/kg/bridges.nt").content, RdfFormat.N_TRIPLES)}
    assert triples <= {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    for suffix, form in (("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD), ("rdf", RdfFormat.RDF_XML)):
        assert {quad.triple for quad in parse(reader.get(f"/data/body/kg/bridges.{suffix}").content, form)} == triples
    assert "jk:mention" not in reader.get("/data/body/kg/bridges.jsonld").json()["@graph"][0]
    chosen = reader.get("/data/body/kg/bridges", headers={"Accept": "application/ld+json"})
    assert chosen.headers["content-location"] == "/data/body/kg/bridges.jsonld" and chosen.json()["@context"]
    assert chosen.links["describes"]["url"] == BODY


def test_a_file_of_places_and_a_graph_are_told_too(reader: httpx.Client) -> None:
    query = "SELECT ?e { ?e a <https://w3id.org/jarlyk/ns#Evidence> } LIMIT 1"
    (row,) = reader.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1:]
    iri, _, fragment = row.partition("#")
    address = "/id/" + iri.removeprefix(DEFAULT_BASE)
    assert re.fullmatch(r"char=\d+,\d+", fragment)
    data = reader.get(reader.get(address, headers={"Accept": "text/turtle"}).headers["location"])
    assert data.status_code == 200 and f"#{fragment}>" in data.text
    page = reader.get(address, headers={"Accept": "text/html"}).headers["location"]
    assert re.fullmatch(r"/en/document/[0-9a-f]+", page) and f'id="{fragment}"' in reader.get(page).text
    assert reader.get("/data/graph/findings.nt").text.count("\n") > 10


def test_the_text_of_a_file_is_given_as_it_was_read(reader: httpx.Client) -> None:
    for document in reader.get("/api/documents").json()["documents"]:
        found = reader.get(document["iri"].replace(DEFAULT_BASE, "/id/"), headers={"Accept": "text/plain"})
        text = reader.get(found.headers["location"])
        assert text.headers["content-type"] == "text/plain; charset=utf-8"
        assert text.text == TEXTS[document["files"][0]] and document["text"].endswith(found.headers["location"])


def test_hostile_words_stay_data(reader: httpx.Client) -> None:
    iri = next(h["iri"] for h in reader.get("/api/search", params={"q": "script alert", "type": "body"}).json()["results"])
    answer = reader.get("/api/entity", params={"iri": iri})
    assert answer.headers["content-type"] == "application/json" and answer.headers["x-content-type-options"] == "nosniff"
    assert json.loads(answer.text)["name"] == HOSTILE


def test_what_is_put_together_of_many_rows_has_more_room_and_is_never_cut_silently(library: Path) -> None:
    with serving(Settings(store=library, row_limit=1)) as narrow:
        for path in ("/api/view?lang=ru", "/api/view?lang=ru&of=" + BODY):
            refused = narrow.get(path)
            assert refused.status_code == 400 and "10" in refused.json()["detail"], path
        answer = narrow.get("/api/questions/evidence-of").json()
        assert answer["truncated"] and len(answer["rows"]) == 10
        assert narrow.get("/api/questions/evidence-of?format=csv").headers["x-jarlyk-truncated"] == "rows=10"
    with serving(Settings(store=library, row_limit=1_000)) as wide:
        assert wide.get("/api/view?lang=ru").status_code == 200
        whole = wide.get("/api/questions/evidence-of").json()
        assert not whole["truncated"] and len(whole["rows"]) > 10
        assert whole["total"] == whole["atLeast"] == len(whole["rows"])
        first = wide.get("/api/questions/evidence-of?size=2")
        assert first.json()["total"] == len(whole["rows"]) and first.json()["more"]
        assert first.headers["x-jarlyk-rows"] == f"total={len(whole['rows'])}" and "last" in first.links


def test_where_counting_takes_too_long_it_is_said_how_many_rows_there_are_at_least(
    reader: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.routers.questions, "_COUNTING_S", 1e-9)
    first = reader.get("/api/questions/evidence-of?size=3")
    assert (first.json()["total"], first.json()["atLeast"], first.json()["pages"]) == (None, 4, None)
    assert first.headers["x-jarlyk-rows"] == "at-least=4" and "last" not in first.links


def test_the_documents_of_an_answer_are_looked_up_once_for_a_generation(
    make_client: Callable[..., httpx.Client], publish_rows: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[object] = []
    scope = graph.questions._scope
    monkeypatch.setattr(graph.questions, "_scope", lambda engine: looked_up.append(engine) or scope(engine))
    publish_rows(tmp_path, 1, 1)
    client = make_client(store=tmp_path)
    for _ in range(3):
        assert client.get("/api/questions/monitors").status_code == client.get("/ky/questions/same-name").status_code == 200
    assert len(looked_up) == 1
    publish_rows(tmp_path, 2, 2)
    assert client.get("/api/questions/monitors").status_code == 200 and len(looked_up) == 2
