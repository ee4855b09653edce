"""The small graph of the questions, with its findings written in."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from graph.findings.catalogue import find_all
from graph.graphs import FINDINGS, graph_name
from graph.union import replace_graph
from ontology.iri import DEFAULT_BASE

_MODULE: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[1] / "questions" / "plan_store.py"))


@pytest.fixture(scope="session")
def plan_tools() -> dict[str, Any]:
    return _MODULE


@pytest.fixture(scope="session")
def findings_of(plan_tools: dict[str, Any]) -> Any:
    """From extractions to an engine over their graph and its findings."""

    def made(*extractions: Any) -> Any:
        store = plan_tools["plan_store"](extractions or None)
        engine = plan_tools["StoreEngine"](store)
        replace_graph(store, graph_name(DEFAULT_BASE, FINDINGS), list(find_all(engine, DEFAULT_BASE)))
        return engine

    return made


@pytest.fixture(scope="session")
def found_engine(findings_of: Any) -> Any:
    return findings_of()
