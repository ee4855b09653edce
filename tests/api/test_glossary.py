"""The ontology and the vocabularies over HTTP: pages in four languages with an anchor for each term, RDF that says what the files say."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from api.glossary import read_ontology, read_scheme, scheme_keys
from api.translation import LANGUAGES
from ontology.iri import DEFAULT_BASE, numbered_act_key

FILES = Path(__file__).resolve().parents[2] / "ontology"
FORMATS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
}


def _triples(data: bytes, form: ox.RdfFormat) -> set[tuple[str, ...]]:
    """The triples without blank nodes, and how many there are with them."""
    quads = list(ox.parse(data, form))
    named = {(str(q.subject), str(q.predicate), str(q.object)) for q in quads if "_:" not in f"{q.subject}{q.object}"}
    return named | {("triples", str(len(quads)), "")}


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("path", ["/ontology", "/vocabulary/role"])
def test_each_format_says_what_the_file_says(path: str, extension: str, reader: httpx.Client) -> None:
    media, form = FORMATS[extension]
    table = FILES / ("jarlyk.ttl" if path == "/ontology" else "vocabularies/role.ttl")
    by_end, by_header = reader.get(f"{path}.{extension}"), reader.get(path, headers={"Accept": media})
    assert by_end.headers["content-type"].split(";")[0] == media == by_header.headers["content-type"].split(";")[0]
    assert by_end.content == by_header.content
    assert _triples(by_end.content, form) == _triples(table.read_bytes(), ox.RdfFormat.TURTLE)
    assert by_end.headers["access-control-allow-origin"] == "*"


def test_the_axioms_survive_json_ld(reader: httpx.Client) -> None:
    quads = ox.parse(reader.get("/ontology.jsonld").content, ox.RdfFormat.JSON_LD)
    plain = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
    served = Graph().parse(data=plain, format="nt")
    assert isomorphic(served, Graph().parse(FILES / "jarlyk.ttl"))


def test_a_program_that_does_not_say_is_given_turtle_as_it_was_written(reader: httpx.Client) -> None:
    assert reader.get("/ontology").content == (FILES / "jarlyk.ttl").read_bytes()


@pytest.mark.parametrize(("path", "place"), [("/ontology", "ontology"), ("/vocabulary/role/lead", "vocabulary/role#lead")])
def test_a_browser_is_sent_to_the_page_in_its_language(path: str, place: str, reader: httpx.Client) -> None:
    answer = reader.get(path, headers={"Accept": "text/html", "Accept-Language": "kk,ru;q=0.5"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/kk/{place}")
    assert "Accept-Language" in answer.headers["vary"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_every_term_with_its_words(language: str, reader: httpx.Client) -> None:
    answer = reader.get(f"/{language}/ontology")
    assert answer.status_code == 200
    page = answer.text.replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">")
    for entry in read_ontology().entries:
        assert f'<div class="entry" id="{entry.key}"' in page
        for texts in (entry.labels, entry.definitions, entry.examples):
            assert texts[language] in page, entry.key


@pytest.mark.parametrize("key", scheme_keys())
def test_each_vocabulary_has_a_page_with_its_concepts(key: str, reader: httpx.Client) -> None:
    answer = reader.get(f"/ky/vocabulary/{key}")
    assert answer.status_code == 200
    assert all(f'id="{entry.key}"' in answer.text for entry in read_scheme(key).entries)


def test_a_vocabulary_in_several_files_is_one() -> None:
    topics = read_scheme("topic")
    assert len(topics.entries) > 100
    assert topics.titles["en"] == "topic"
    assert "topic-borders" not in scheme_keys()
    assert {entry.key: dict(entry.said) for entry in topics.entries}["customs"]["broader"]


@pytest.mark.parametrize("path", ["/vocabulary/none", "/ontology.doc", "/vocabulary/role.doc", "/en/vocabulary/none"])
def test_what_is_not_there_is_not_found(path: str, reader: httpx.Client) -> None:
    assert reader.get(path).status_code == 404


def test_who_holds_the_ontology_is_not_sent_it_again(reader: httpx.Client) -> None:
    tag = reader.get("/ontology.ttl").headers["etag"]
    assert reader.get("/ontology.ttl", headers={"If-None-Match": tag}).status_code == 304


def test_the_context_is_served_as_it_is_kept(reader: httpx.Client) -> None:
    answer = reader.get("/context.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.content == (FILES / "context.jsonld").read_bytes()
    assert answer.headers["access-control-allow-origin"] == "*"


def test_expressions_are_told_in_order() -> None:
    entries = {entry.key: dict(entry.said) for entry in read_ontology().entries}
    assert [part.value.rsplit("#")[-1] for part in entries["partOf"]["range"][0]] == ["Task", "or", "Instrument"]
    assert [part.value.rsplit("#")[-1] for part in entries["formedFrom"]["propertyChainAxiom"][0]] == [
        "resultedFrom",
        "then",
        "originalOrganization",
    ]
    assert [part.value.rsplit("#")[-1] for part in entries["confidence"]["range"][0]] == ["decimal", "≥ 0, ≤ 1"]
    assert {parts[0].value.rsplit("#")[-1] for parts in entries["approves"]["disjointWith"]} == {
        "carriesOut",
        "repeals",
        "succeeds",
    }
    assert entries["approvedBy"]["inverseOf"][0][0].value.endswith("#approves")
    assert entries["approves"]["inverseOf"][0][0].value.endswith("#approvedBy")


def test_a_drawn_fact_leads_to_why_it_stands(reader: httpx.Client) -> None:
    act = DEFAULT_BASE + numbered_act_key("KG", "resolution", "2024-03-05", "7/а")
    page = reader.get("/en/entity", params={"iri": act}).text
    why = re.search(r'<a class="hint" href="(/en/id/inference/[0-9a-f]{12})">why\?</a>', page)
    assert why
    told = reader.get(why[1]).text
    assert "Drawn from" in told
    assert '<a href="/en/ontology#' in told
