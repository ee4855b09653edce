"""Kept tables: what the build counts for questions, row by row."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, Store

from graph.build import build
from graph.generation import open_current
from graph.graphs import KEPT, graph_name
from graph.kept_tables import NAMESPACE, holds_tables, is_derived, kept_tables, queries
from graph.questions import ask, load_questions
from graph.terms import boolean, integer
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


LOOKING_UP = sorted(name for name, question in load_questions().items() if "/kept/" in question.query)


@pytest.mark.parametrize("name", LOOKING_UP)
def test_tables_change_no_answer(name: str, work_engine: Any, unnumbered_engine: Any) -> None:
    """Nor do they where a node is named, or a day, for which they do not hold."""
    rows = ask(unnumbered_engine, name).rows
    assert ask(work_engine, name).rows == rows
    for parameter, column in (("body", "body"), ("instrument", "instrument"), ("topic", "topic"), ("date", None)):
        if parameter in load_questions()[name].parameters:
            at = [column.name for column in load_questions()[name].columns]
            value = str(getattr(rows[0][at.index(column)], "value", "")) if column in at and rows else "2024-05-01"
            if value.startswith("http") or column is None:
                assert ask(work_engine, name, {parameter: value}).rows == ask(unnumbered_engine, name, {parameter: value}).rows


def test_tables_are_not_asked_of_an_engine_that_counts_truths() -> None:
    """Virtuoso tells truths as numbers, and runs out of memory over some queries that use tables."""

    class Answers:
        def __init__(self, held: Literal) -> None:
            self.held = held

        def select(self, query: str) -> list[Any]:
            return [{"held": self.held}]

    assert holds_tables(Answers(boolean(True))) and not holds_tables(Answers(integer(1)))


def test_tables_of_another_version_are_not_looked_up(work_engine: Any) -> None:
    class Other:
        def select(self, query: str) -> Any:
            return work_engine.select(re.sub(r'= "\w+"', '= "another"', query))

    assert holds_tables(work_engine) and not holds_tables(Other())
