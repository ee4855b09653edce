from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.build import build
from graph.engine import Engine
from graph.generation import open_current
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
