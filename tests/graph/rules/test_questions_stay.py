"""What rules add changes no answer: direct properties are never drawn, so no question gives a row twice or a new one."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from graph.graphs import INFERRED, graph_name
from graph.question_headers import load_questions
from graph.questions import ask
from graph.rules import rule_steps
from graph.union import replace_graph
from ontology.iri import DEFAULT_BASE

PLAN: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[1] / "questions" / "plan_store.py"))


@pytest.fixture(scope="module")
def engines() -> tuple[Any, Any]:
    """The small graph of the questions without and with what the rules draw from it."""
    plain, drawn = PLAN["plan_store"](), PLAN["plan_store"]()
    quads = [quad for step in rule_steps(DEFAULT_BASE) for quad in step(drawn)]
    assert replace_graph(drawn, graph_name(DEFAULT_BASE, INFERRED), quads) > 50
    return PLAN["StoreEngine"](plain), PLAN["StoreEngine"](drawn)


def test_no_question_changes_with_the_rules(engines: tuple[Any, Any]) -> None:
    answered = 0
    for name in load_questions():
        before, after = (ask(engine, name).plain_rows() for engine in engines)
        assert after == before, name
        answered += bool(before)
    assert answered > 10
