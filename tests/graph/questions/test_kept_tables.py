"""Kept tables: what the build counts for questions, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Store

from graph.build import build
from graph.generation import open_current
from graph.graphs import KEPT, graph_name
from graph.kept_tables import NAMESPACE, is_derived, kept_tables, queries
from graph.questions import ask
from ontology.iri import DEFAULT_BASE

_SETS = "PREFIX sets: <https://w3id.org/jarlyk/kept/topic-sets#> SELECT ?matter ?set { ?row sets:matter ?matter ; sets:set ?set }"


def test_a_row_has_a_property_for_each_variable(work_engine: Any) -> None:
    quads = list(kept_tables(work_engine.store, DEFAULT_BASE))
    assert {quad.graph_name for quad in quads} == {graph_name(DEFAULT_BASE, KEPT)}
    assert {quad.predicate.value.removeprefix(NAMESPACE).partition("#")[0] for quad in quads} == {"", *queries()}
    assert all(is_derived(quad) for quad in quads)


def test_the_topics_of_a_duty_stand_in_order(work_engine: Any) -> None:
    sets = [row["set"].value.split() for row in work_engine.select(_SETS)]
    assert sets and all(topics == sorted(set(topics)) and len(topics) > 1 for topics in sets)


def test_tables_of_another_build_are_not_taken_over(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    foreign = tmp_path / "foreign.nt"
    foreign.write_text(f'<urn:row> <{NAMESPACE}topic-sets#set> "urn:a urn:b" .\n', encoding="utf-8")
    build([papers, foreign], tmp_path / "store", toy["read"])
    store = Store.read_only(str(open_current(tmp_path / "store").store_path))
    kept = {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph()) if is_derived(quad)}
    assert kept and "urn:row" not in {triple.subject.value for triple in kept}


def test_tables_change_no_answer(work_engine: Any, unnumbered_engine: Any) -> None:
    assert ask(work_engine, "mandate-overlap").rows == ask(unnumbered_engine, "mandate-overlap").rows
