"""The real documents against the facts made by hand: the figures that the project promises, measured by the shared scorer."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from extractors.pipeline import Extractor
from graph.export import write_nquads
from graph.mapping import to_quads
from ontology.iri import DEFAULT_BASE
from ontology.registered import load_registry

pytestmark = pytest.mark.corpus

KYRGYZ = "000_9d3f728dc4637835.txt"
KAZAKH = "002_0234370f4939cc0a.txt"

# (document, row of the report, the least F1)
PROMISED = [
    (KAZAKH, "measures", 1.0),
    (KAZAKH, "measure fields", 0.97),
    (KAZAKH, "indicators", 1.0),
    (KAZAKH, "indicator values", 1.0),
    (KAZAKH, "budgets", 0.95),
    (KAZAKH, "instruments", 0.90),
    (KAZAKH, "actors", 0.90),
    (KYRGYZ, "instruments", 0.90),
    (KYRGYZ, "links", 0.75),
    (KYRGYZ, "actors", 0.85),
    (KAZAKH, "mandates, strict", 0.95),
    (KYRGYZ, "mandates, strict", 0.85),
    (KYRGYZ, "mandates, lenient", 0.85),
    (KYRGYZ, "tasks", 0.95),
]


@pytest.fixture(scope="module")
def scorer(root: Path, eval_dir: Path) -> Any:
    """The shared scorer, loaded the way `make eval` does."""
    return runpy.run_path(str(root / "scripts" / "scoring.py"))["load_scorer"](eval_dir)


@pytest.fixture(scope="module")
def graph_file(corpus_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    extractor = Extractor.load(load_registry())
    quads = [q for path in sorted(corpus_dir.glob("*.txt")) for q in to_quads(extractor.read(path), DEFAULT_BASE)]
    target = tmp_path_factory.mktemp("gold") / "graph.nq"
    write_nquads(quads, target)
    return target


@pytest.fixture(scope="module")
def reports(graph_file: Path, corpus_dir: Path, eval_dir: Path, scorer: Any) -> dict[str, Any]:
    found = scorer.score_files(scorer.load_graph(graph_file), scorer.gold_files([eval_dir]), corpus_dir)
    return {report.name: report for report in found}


@pytest.mark.parametrize(("document", "row", "least"), PROMISED, ids=[f"{d[:3]} {r}" for d, r, _ in PROMISED])
def test_figure_is_kept(document: str, row: str, least: float, reports: dict[str, Any]) -> None:
    figures = reports[document].rows[row]
    assert figures.figures()["f1"] >= least, (figures.figures(), figures.missed, figures.wrong)


def test_mandates_of_tables_are_kept(reports: dict[str, Any]) -> None:
    mandates = reports[KAZAKH].rows["mandates, strict"]
    assert mandates.figures()["f1"] >= 0.95, (mandates.figures(), mandates.missed, mandates.wrong)


@pytest.mark.parametrize("document", [KYRGYZ, KAZAKH])
def test_every_fact_quotes_its_document_truly(document: str, reports: dict[str, Any]) -> None:
    report = reports[document]
    assert report.facts > 100
    assert report.quoted == report.facts
    assert report.unsupported == []


def test_all_five_documents_have_facts_with_true_quotes(graph_file: Path, corpus_dir: Path, scorer: Any) -> None:
    graph = scorer.load_graph(graph_file)
    names = sorted(path.name for path in corpus_dir.glob("*.txt"))
    for name in names:
        report = scorer.score_document(graph, {"doc": name}, scorer.read_text(corpus_dir, name))
        assert report.notes == [], name
        assert report.facts > 0, name
        assert report.quoted == report.facts, name
        assert report.unsupported == [], name
