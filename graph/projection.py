"""The graph as a network of bodies and instruments, for pictures, measures and exports.

A body's mandates on measures, tasks, indicators and functions are drawn together into one edge for each role to the instrument
that they stand in, in the end (a plan's measure counts for the programme). Links between instruments are edges too. Each edge
knows its mandates (or link) and their evidence, so that a reader can always get to the sentences.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable

import networkx as nx

from graph.facts import Facts, Mandate
from graph.findings.wording import name_of

BODY, INSTRUMENT = "body", "instrument"
Edge = tuple[str, str, str]  # source, target, kind


def project(facts: Facts, language: str = "en") -> nx.MultiDiGraph:
    """The network of all bodies and instruments that an edge ties to another.

    Nodes are IRIs with `kind` (body or instrument), `type` (a notation) and `label` in the language. The key of an edge is its
    `role` (the notation of a role or link type); `weight` is the number of mandates or links, `facts` and `evidence` are IRIs.
    """
    edges: dict[Edge, list[str]] = defaultdict(list)
    for mandate in facts.mandates:
        for target in _targets(facts, mandate):
            edges[mandate.holder, target, mandate.role].append(mandate.iri)
    for link in facts.links:
        source, target = facts.whole(link.source), facts.whole(link.target)
        if source != target and link.type != "part_of":
            edges[source, target, link.type].append(link.iri)
    network = nx.MultiDiGraph()
    for node in sorted({node for source, target, _ in edges for node in (source, target)}):
        network.add_node(node, label=name_of(node, language, facts), **_kind(facts, node))
    for (source, target, role), found in sorted(edges.items()):
        unique = tuple(dict.fromkeys(found))
        network.add_edge(source, target, key=role, role=role, weight=len(unique), facts=unique, evidence=facts.evidence(*unique))
    return network


def neighbourhood(network: nx.MultiDiGraph, iri: str, more: Iterable[str] = ()) -> nx.MultiDiGraph:
    """The node, all that an edge ties it to, the nodes `more`, and the edges among them. Empty where the node has no edge."""
    if iri not in network:
        return network.subgraph(())
    near = {iri, *nx.all_neighbors(network, iri), *(node for node in more if node in network)}
    return network.subgraph(near)


def most_connected(network: nx.MultiDiGraph, limit: int) -> nx.MultiDiGraph:
    """What is left when the node with the fewest edges is taken away again and again, down to so many nodes."""
    left = set(network)
    degrees = dict(network.degree())
    queue = [(degree, node) for node, degree in degrees.items()]
    heapq.heapify(queue)
    while queue and len(left) > limit:
        degree, node = heapq.heappop(queue)
        if node in left and degree == degrees[node]:  # else an entry from before a neighbour was taken away
            left.remove(node)
            for near in set(nx.all_neighbors(network, node)) & left:
                degrees[near] -= network.number_of_edges(node, near) + network.number_of_edges(near, node)
                heapq.heappush(queue, (degrees[near], near))
    part = network.subgraph(left)
    return part.subgraph([node for node in part if part.degree(node)])


def _targets(facts: Facts, mandate: Mandate) -> list[str]:
    """The instruments that a mandate counts for, or the body that it concerns."""
    if mandate.concerns in facts.body_kinds:
        return [mandate.concerns]
    bearers = (mandate.concerns, *facts.chain(mandate.concerns))
    wholes = Counter(facts.whole(iri) for iri in bearers if iri in facts.acts)
    if not wholes and mandate.assigned_by and mandate.assigned_by in facts.acts:
        wholes[facts.whole(mandate.assigned_by)] += 1
    return sorted(wholes)


def _kind(facts: Facts, node: str) -> dict[str, str]:
    if node in facts.acts:
        return {"kind": INSTRUMENT, "type": facts.acts[node].type}
    return {"kind": BODY, "type": facts.body_kinds.get(node, "")}
