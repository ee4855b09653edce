"""What a node is tied to in one step, counted by relation, direction and kind; and the shortest ways between two nodes."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.asking import GraphAsked, bind, read_query
from api.entity import kind_of_classes
from graph.terms import PREFIXES

_AT_ONCE = 400  # nodes in one query
_TOPIC = PREFIXES["dcterms"] + "subject"  # a way over a topic would tie everything to everything


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two nodes, seen from `node`.

    Attributes:
        relation: the concept of a role or of a link's type, or a property.
        direction: `out` where the node is the holder, source or subject; else `in`.
        facts: the mandates or links that say so.
    """

    node: str
    relation: str
    direction: str
    other: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """All ties of one node, in a lasting order. `truncated`: there are more than one answer may hold."""

    edges: tuple[Edge, ...]
    kinds: Mapping[str, str]
    truncated: bool

    def counts(self) -> list[tuple[str, str, str, int]]:
        """Relation, direction, kind of the other node, and how many such nodes there are; the most first."""
        found = Counter((edge.relation, edge.direction, self.kinds[edge.other]) for edge in self.edges)
        return [(*key, count) for key, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))]

    def chosen(self, relation: str, direction: str, kind: str) -> list[Edge]:
        """The ties of one relation, direction and kind; an empty text stands for all."""
        return [
            edge
            for edge in self.edges
            if relation in ("", edge.relation) and direction in ("", edge.direction) and kind in ("", self.kinds[edge.other])
        ]


async def read_neighbourhood(asked: GraphAsked, iri: str) -> Neighbourhood:
    """The ties of a node."""
    edges, truncated = await _edges(asked, [iri])
    return Neighbourhood(tuple(edges), await read_kinds(asked, (edge.other for edge in edges)), truncated)


async def read_kinds(asked: GraphAsked, iris: Iterable[str]) -> dict[str, str]:
    """The kind of page of each node."""
    wanted = sorted(set(iris))
    found = await read_classes(asked, wanted)
    return {iri: kind_of_classes(found.get(iri, ())) for iri in wanted}


async def read_classes(asked: GraphAsked, iris: Iterable[str]) -> dict[str, set[str]]:
    """The classes of those nodes that have any."""
    found: dict[str, set[str]] = {}
    for chunk in _chunks(sorted(set(iris))):
        for row in await asked.rows("kinds", node=chunk):
            if row["node"] is not None and row["class"] is not None:
                found.setdefault(row["node"].value, set()).add(row["class"].value)
    return found


@dataclass(frozen=True, slots=True)
class Ways:
    """The shortest ways between two nodes. `whole` is False where a limit was met: there may be others."""

    ways: tuple[tuple[Edge, ...], ...]
    whole: bool


class WaySearch:
    """Looks for the shortest ways from both ends, a step at a time from the end that has reached fewer nodes."""

    def __init__(self, asked: GraphAsked, most_nodes: int) -> None:
        self._asked = asked
        self._most_nodes = most_nodes
        self._cut = False

    async def find(self, start: str, end: str, steps: int, limit: int) -> Ways:
        """At most `limit` ways of at most `steps` ties, each of the shortest length there is."""
        if start == end:
            return Ways(((),), True)
        sides: tuple[_Side, _Side] = (_Side(start), _Side(end))
        for _ in range(steps):
            side = min(sides, key=lambda each: len(each.frontier))
            if not side.frontier:
                break
            if sum(len(each.depth) for each in sides) > self._most_nodes:
                self._cut = True
                break
            await self._step(side)
            meeting = sides[0].depth.keys() & sides[1].depth.keys()
            if meeting:
                ways = tuple(itertools.islice(_joined(sides, sorted(meeting)), limit + 1))
                return Ways(ways[:limit], len(ways) <= limit and not self._cut)
        return Ways((), not self._cut)

    async def _step(self, side: _Side) -> None:
        reached: dict[str, list[Edge]] = {}
        for chunk in _chunks(side.frontier):
            edges, truncated = await _edges(self._asked, chunk)
            self._cut = self._cut or truncated
            for edge in edges:
                if edge.relation != _TOPIC and edge.other not in side.depth:
                    reached.setdefault(edge.other, []).append(edge)
        side.take(reached)


class _Side:
    """What was reached from one end: each node with its distance and the ties by which it was reached first."""

    def __init__(self, end: str) -> None:
        self.depth = {end: 0}
        self.by: dict[str, list[Edge]] = {}
        self.frontier = [end]

    def take(self, reached: Mapping[str, list[Edge]]) -> None:
        """One step further."""
        distance = max(self.depth.values()) + 1
        self.depth |= dict.fromkeys(reached, distance)
        self.by |= reached
        self.frontier = sorted(reached)

    def ways_to(self, node: str) -> Iterator[tuple[Edge, ...]]:
        """The ways from the end to a node."""
        if node not in self.by:
            yield ()
            return
        for edge in self.by[node]:
            for before in self.ways_to(edge.node):
                yield (*before, edge)


def _joined(sides: tuple[_Side, _Side], meeting: Sequence[str]) -> Iterator[tuple[Edge, ...]]:
    first, second = sides
    shortest = min(first.depth[node] + second.depth[node] for node in meeting)
    for node in meeting:
        if first.depth[node] + second.depth[node] == shortest:
            for before in first.ways_to(node):
                for after in second.ways_to(node):
                    yield (*before, *(turned(edge) for edge in reversed(after)))


def turned(edge: Edge) -> Edge:
    """The same tie seen from its other node."""
    return Edge(edge.other, edge.relation, "in" if edge.direction == "out" else "out", edge.node, edge.facts)


async def _edges(asked: GraphAsked, nodes: Iterable[str]) -> tuple[list[Edge], bool]:
    """The ties of nodes; several facts that say the same are one tie. And whether there are more."""
    rows, truncated = await asked.select_limited(bind(read_query("edges"), {"node": nodes}))
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for row in rows:
        node, relation, direction, other = (row[name] for name in ("node", "relation", "direction", "other"))
        if node is None or relation is None or direction is None or other is None:
            continue
        facts = found.setdefault((node.value, relation.value, direction.value, other.value), [])
        if row["fact"] is not None:
            facts.append(row["fact"].value)
    return [Edge(*key, tuple(sorted(set(facts)))) for key, facts in sorted(found.items())], truncated


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))
