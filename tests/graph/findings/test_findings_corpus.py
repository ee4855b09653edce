"""Questions and findings over the real documents: answers that were checked against their text by a reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.pipeline import Extractor
from graph.engine import Engine
from graph.findings.catalogue import find_all, list_findings
from graph.graphs import FINDINGS, graph_name
from graph.mapping import to_quads
from graph.questions import ask
from graph.registry_mapping import registry_quads, vocabulary_quads
from graph.union import replace_graph
from ontology.iri import DEFAULT_BASE
from ontology.registered import load_registry

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def corpus_engine(corpus_dir: Path) -> Engine:
    registry = load_registry()
    extractor = Extractor.load(registry)
    quads = {*registry_quads(registry, DEFAULT_BASE), *vocabulary_quads(DEFAULT_BASE)}
    for path in sorted(corpus_dir.glob("*.txt")):
        quads |= set(to_quads(extractor.read(path)))
    engine = Engine.of_quads(quads)
    replace_graph(engine.store, graph_name(DEFAULT_BASE, FINDINGS), list(find_all(engine, DEFAULT_BASE)))
    return engine


def test_executors_of_a_line_of_the_plan_are_those_of_its_cell(corpus_engine: Engine) -> None:
    rows = ask(corpus_engine, "who-is-responsible", {"measure": "17", "language": "kk"}).plain_rows()
    assert [(r["kind"], r["role"], r["quote"]) for r in rows] == [
        ("measure", "executor", "ДІАҚМ"),
        ("measure", "executor", "ЖАО"),
    ]


def test_programme_follows_its_predecessor_without_a_gap(corpus_engine: Engine) -> None:
    rows = ask(corpus_engine, "programme-succession").plain_rows()
    assert ("2018", "2017", 0) in {(r["periodStart"], r["predecessorEnd"], r["gapYears"]) for r in rows}


def test_misprinted_sums_are_found_and_no_others(corpus_engine: Engine) -> None:
    said = [f.explanation for f in list_findings(corpus_engine, "sum-mismatch")]
    pairs = ("478.5, the printed total is 487.5", "37.2, the printed total is 34.5", "132921.4, the printed total is 62921.4")
    for pair in pairs:
        assert any(pair in explanation for explanation in said), pair
    assert len(said) < 10


def test_silent_pairs_are_few_and_each_has_two_sides(corpus_engine: Engine) -> None:
    pairs = list_findings(corpus_engine, "silent-pair")
    assert 5 < len(pairs) < 40
    assert all(len(pair.about) == 2 and len(pair.evidence) > 1 for pair in pairs)
