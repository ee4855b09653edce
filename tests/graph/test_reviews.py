from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.build import build, take_in_reviews
from graph.engine import Engine
from graph.errors import StoreError
from graph.export import export_file
from graph.generation import open_current
from graph.layout import Layout
from graph.written_reviews import Review, write_review
from ontology.iri import DEFAULT_BASE, document_key, fact_key
from ontology.records import Extraction

PREFIXES = "PREFIX jk: <https://w3id.org/jarlyk/ns#> PREFIX org: <http://www.w3.org/ns/org#> "
BODY = f"<{DEFAULT_BASE}body/kz/toy-ministry>"
Judge = Callable[..., Engine]


@pytest.fixture
def judge(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> Judge:
    """Builds the three papers with verdicts on nodes: (node, verdict, day of December 2026)."""

    def engine(*verdicts: tuple[str, str, int]) -> Engine:
        lines = []
        for node, verdict, day in verdicts:
            review = f"<https://example.org/review/{verdict}/{day}>"
            time = f'"2026-12-{day:02d}T12:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
            lines.append(
                f"{review} a jk:Review, prov:Activity ; jk:reviews <{node}> ; jk:verdict '{verdict}' ; "
                f"jk:reviewer 'A. Judge' ; prov:endedAtTime {time} ."
            )
        prefixes = "@prefix jk: <https://w3id.org/jarlyk/ns#> . @prefix prov: <http://www.w3.org/ns/prov#> ."
        (tmp_path / "review.trig").write_text(
            f"{prefixes} <{DEFAULT_BASE}graph/review> {{ {' '.join(lines)} }}", encoding="utf-8"
        )
        build([papers, tmp_path / "review.trig"], tmp_path / "store", toy["read"])
        return Engine.of_generation(open_current(tmp_path / "store"))

    return engine


@pytest.fixture
def first(papers: Path, toy: dict[str, Any]) -> Extraction:
    """What was read out of the first paper."""
    extraction: Extraction = toy["read"](papers / "a.txt")
    return extraction


def test_a_rejected_mandate_leaves_the_default_graph_with_its_shortcut(judge: Judge, first: Extraction) -> None:
    mandate, measure = (DEFAULT_BASE + key for key in (first.mandates[0].key, first.measures[0].key))
    engine = judge((mandate, "rejected", 1))
    assert not engine.ask(f"ASK {{ <{mandate}> ?p ?o }}")
    assert engine.ask(f"ASK {{ GRAPH ?g {{ <{mandate}> ?p ?o }} }}")
    assert not engine.ask(f"{PREFIXES} ASK {{ {BODY} jk:responsibleFor <{measure}> }}")
    assert len(engine.select(f"{PREFIXES} SELECT ?m {{ ?m a jk:Mandate }}")) == 2
    assert engine.ask(f"{PREFIXES} ASK {{ ?review jk:reviews <{mandate}> }}")


def test_the_latest_verdict_decides(judge: Judge, first: Extraction) -> None:
    mandate = DEFAULT_BASE + first.mandates[0].key
    there = f"ASK {{ <{mandate}> ?p ?o }}"
    assert judge((mandate, "accepted", 3), (mandate, "rejected", 2)).ask(there)
    assert not judge((mandate, "rejected", 4)).ask(there)  # earlier reviews outlive the build
    assert judge((mandate, "accepted", 5)).ask(there)


def test_a_shortcut_that_another_fact_supports_stays(judge: Judge, first: Extraction) -> None:
    link = DEFAULT_BASE + first.links[0].key
    engine = judge((link, "rejected", 1))
    assert not engine.ask(f"ASK {{ <{link}> ?p ?o }}")
    assert engine.ask(f"{PREFIXES} ASK {{ ?act jk:creates {BODY} }}")  # the other two papers say it too


def test_what_hangs_on_a_rejected_measure_goes_with_it(judge: Judge, first: Extraction) -> None:
    measure = first.measures[0]
    engine = judge((DEFAULT_BASE + measure.key, "rejected", 1))
    for key in (measure.key, measure.funding[0].key, first.mandates[0].key, first.topics[0].key):
        assert not engine.ask(f"ASK {{ <{DEFAULT_BASE + key}> ?p ?o }}")


def test_a_rejected_topic_leaves_with_its_direct_triples_and_the_fact_stays(judge: Judge, first: Extraction) -> None:
    engine = judge((DEFAULT_BASE + first.topics[0].key, "rejected", 1))
    for key in (first.measures[0].key, first.mandates[0].key):
        assert engine.ask(f"ASK {{ <{DEFAULT_BASE + key}> a ?class }}")
        assert not engine.ask(f"ASK {{ <{DEFAULT_BASE + key}> <http://purl.org/dc/terms/subject> ?topic }}")
    assert engine.ask("ASK { ?other <http://purl.org/dc/terms/subject> ?topic }")  # of the other two papers


def test_a_verdict_on_what_is_not_there_is_no_fault(judge: Judge) -> None:
    absent = DEFAULT_BASE + fact_key(document_key("0" * 64), "mandate", "gone")
    assert len(judge((absent, "rejected", 1)).select(f"{PREFIXES} SELECT ?m {{ ?m a jk:Mandate }}")) == 3


def written(store: Path, *verdicts: tuple[str, str, int]) -> None:
    for node, verdict, day in verdicts:
        write_review(Layout(store).reviews, Review(node, verdict, "A. Judge", "", f"2026-12-{day:02d}T12:00:00Z"), DEFAULT_BASE)


def exported(store: Path) -> bytes:
    output = store.with_suffix(".nq")
    export_file(open_current(store).open_store(), "nquads", output)
    return output.read_bytes()


def test_reviews_are_taken_in_as_a_build_would(papers: Path, tmp_path: Path, toy: dict[str, Any], first: Extraction) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    mandate, measure = (DEFAULT_BASE + key for key in (first.mandates[0].key, first.measures[0].key))
    verdicts = [(mandate, "rejected", 1), (measure, "rejected", 2), (mandate, "accepted", 3), (measure, "accepted", 4)]
    for store in (one, other):
        build([papers], store, toy["read"])
    assert take_in_reviews(one, lambda base: ()) is None
    for n in range(1, len(verdicts) + 1):
        for store in (one, other):
            written(store, verdicts[n - 1])
        before = open_current(one)
        report = take_in_reviews(one, lambda base: ())
        build([papers], other, toy["read"])
        assert report is not None and report.generation == n + 1 and not report.read
        assert exported(one) == exported(other)
        assert open_current(one).manifest == open_current(other).manifest
        assert before.open_store() is not None  # what was published stays as it is for those who read it
    assert take_in_reviews(one, lambda base: ()) is None
    assert build([papers], one, toy["read"]).read == ()  # and a build goes on from it


def test_reviews_wait_for_a_build_where_the_graph_is_of_another_version(
    papers: Path, tmp_path: Path, toy: dict[str, Any], first: Extraction, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    build([papers], store, toy["read"])
    written(store, (DEFAULT_BASE + first.mandates[0].key, "rejected", 1))
    monkeypatch.setattr("graph.build.package_fingerprint", lambda *names: "other")
    with pytest.raises(StoreError, match="wait for the next build"):
        take_in_reviews(store, lambda base: ())
    assert open_current(store).number == 1


def test_reviews_wait_where_what_is_derived_came_from_a_file(
    papers: Path, tmp_path: Path, toy: dict[str, Any], first: Extraction
) -> None:
    store, file = tmp_path / "store", tmp_path / "more.nq"
    file.write_text(f"<urn:a> <urn:b> <urn:c> <{DEFAULT_BASE}graph/inferred> .\n", encoding="utf-8")
    build([papers, file], store, toy["read"])
    written(store, (DEFAULT_BASE + first.mandates[0].key, "rejected", 1))
    with pytest.raises(StoreError, match="wait for the next build"):
        take_in_reviews(store, lambda base: ())
