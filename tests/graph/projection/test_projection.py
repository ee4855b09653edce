"""The network of bodies and instruments: what becomes an edge, what stands near, and the exports."""

from __future__ import annotations

import io
import runpy
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph.facts_loading import load_facts
from graph.network_export import NETWORK_FORMATS, flat
from graph.projection import most_connected, neighbourhood, project
from ontology.iri import DEFAULT_BASE

TOOLS: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[1] / "questions" / "plan_store.py"))
G2, JUSTICE = f"{DEFAULT_BASE}act/g2", f"{DEFAULT_BASE}body/kz/justice"


@pytest.fixture(scope="module")
def network() -> nx.MultiDiGraph:
    return project(load_facts(TOOLS["StoreEngine"](TOOLS["plan_store"]())), "ru")


def test_mandates_on_measures_become_one_edge_for_each_role_to_the_programme(network: nx.MultiDiGraph) -> None:
    edge = network.edges[JUSTICE, G2, "executor"]
    assert (edge["weight"], len(edge["facts"]), len(edge["evidence"])) == (2, 2, 2)  # a measure of its plan and an indicator
    assert set(network[f"{DEFAULT_BASE}body/kz/supreme-court"][G2]) == {"by_agreement"}
    assert f"{DEFAULT_BASE}act/a2" not in network  # the plan is a part of the programme
    assert network.nodes[G2] == {"label": "Программа судов", "kind": "instrument", "type": "programme"}
    assert network.nodes[JUSTICE]["type"] == "state"


def test_links_between_instruments_are_edges(network: nx.MultiDiGraph) -> None:
    links = {(s[-3:], t[-3:], r) for s, t, r in network.edges(keys=True) if "/act/" in s}
    assert links == {("/d7", "l10", "amends"), ("/g2", "/g1", "succeeds"), ("p45", "/g2", "approves"), ("p45", "l10", "based_on")}


def test_neighbourhood_is_the_node_with_all_that_touches_it(network: nx.MultiDiGraph) -> None:
    near = neighbourhood(network, JUSTICE)
    assert set(near) == {JUSTICE, G2}
    assert len(neighbourhood(network, G2)) == 7
    assert len(neighbourhood(network, JUSTICE, [f"{DEFAULT_BASE}body/kz/interior"])) == 3
    assert not neighbourhood(network, f"{DEFAULT_BASE}body/nowhere")


def test_most_connected_keeps_the_limit_and_nothing_alone(network: nx.MultiDiGraph) -> None:
    part = most_connected(network, 3)
    assert G2 in part
    assert len(part) <= 3
    assert all(part.degree(node) for node in part)
    assert set(most_connected(network, 100)) == set(network)


@pytest.mark.parametrize("name", NETWORK_FORMATS)
def test_export_is_the_same_each_time_and_can_be_read_back(name: str, network: nx.MultiDiGraph) -> None:
    store = TOOLS["plan_store"]()
    written = [io.BytesIO(), io.BytesIO()]
    for stream in written:
        NETWORK_FORMATS[name](store, stream)
    assert written[0].getvalue() == written[1].getvalue()
    read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[name](io.BytesIO(written[0].getvalue()))
    assert set(read) == set(network)
    assert read.number_of_edges() == network.number_of_edges()


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    bad = nx.MultiDiGraph()
    bad.add_node("a", label="x\x0by\x00", kind="body", type="")
    assert flat(bad).nodes["a"]["label"] == "x�y�"
