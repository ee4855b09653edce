"""The small graph of the questions with its findings, and scenes of it."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from graph.findings.catalogue import find_all
from graph.graphs import FINDINGS, graph_name
from graph.union import replace_graph
from ontology.iri import DEFAULT_BASE

_PLAN = runpy.run_path(str(Path(__file__).parents[1] / "graph" / "questions" / "plan_store.py"))


@pytest.fixture(scope="session")
def plan_engine() -> Any:
    store = _PLAN["plan_store"]()
    engine = _PLAN["StoreEngine"](store)
    replace_graph(store, graph_name(DEFAULT_BASE, FINDINGS), list(find_all(engine, DEFAULT_BASE)))
    return engine
