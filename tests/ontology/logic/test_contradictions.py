"""Each kind of mistake is caught, and by the axiom that is there for it: without the axiom the same facts are consistent."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from rdflib import OWL, Graph, Namespace, URIRef
from rdflib.collection import Collection

TABLE = tomllib.loads(Path(__file__).with_name("contradictions.toml").read_text(encoding="utf-8"))


def _iri(graph: Graph, short: str) -> URIRef:
    prefix, _, name = short.partition(":")
    return Namespace(dict(graph.namespaces())[prefix])[name]


def _without(axioms: Graph, row: Mapping[str, Any]) -> Graph:
    """The axioms less those that the row names; each name must strike out something."""
    left = Graph()
    for triple in axioms:
        left.add(triple)
    for pattern in row.get("without", []):
        subject, predicate, value = [*(_iri(axioms, name) for name in pattern.split()), None][:3]
        assert (subject, predicate, value) in left, pattern
        left.remove((subject, predicate, value))
    if "apart" in row:
        pair = {_iri(axioms, name) for name in row["apart"]}
        lists = [node for node, members in axioms.subject_objects(OWL.members) if pair <= set(Collection(axioms, members))]
        assert lists, row["apart"]
        for node in lists:
            left.remove((node, None, None))
    return left


@pytest.fixture(scope="module")
def answers(axioms: Graph, ask: Any, turtle: Callable[[str], Graph]) -> dict[str, bool]:
    """For each kind 'with' and 'without' the axiom: whether the facts are consistent."""
    graphs = {"nothing": axioms}
    for kind, row in TABLE.items():
        facts = turtle(row["data"])
        graphs[f"{kind} with"] = axioms + facts
        graphs[f"{kind} without"] = _without(axioms, row) + facts
    return ask("consistency", graphs)  # type: ignore[no-any-return]


def test_the_axioms_alone_are_consistent(answers: dict[str, bool]) -> None:
    assert answers["nothing"]


@pytest.mark.parametrize("kind", TABLE)
def test_a_mistake_is_caught(kind: str, answers: dict[str, bool]) -> None:
    assert not answers[f"{kind} with"]


@pytest.mark.parametrize("kind", TABLE)
def test_it_is_caught_by_its_own_axiom(kind: str, answers: dict[str, bool]) -> None:
    assert answers[f"{kind} without"]


def test_the_kinds_are_many_and_each_is_said_in_words() -> None:
    assert len(TABLE) >= 12
    assert len({row["mistake"] for row in TABLE.values()}) == len(TABLE)
