"""The ontology's files as graphs, parsed once a session."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """`jarlyk.ttl`."""
    return Graph().parse(ONTOLOGY / "jarlyk.ttl")


@pytest.fixture(scope="session")
def concepts() -> Graph:
    """All vocabularies together."""
    graph = Graph()
    for path in sorted((ONTOLOGY / "vocabularies").glob("*.ttl")):
        graph.parse(path)
    return graph
