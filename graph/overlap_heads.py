"""Heads of `mandate-overlap`: which duty of which body is set against whose, on how many topics; found from sets of topics.

The rows of that question are pairs of duties. They grow with the square of the duties, so that not even one body's can be found
and sorted for a page. But they are sorted by how many topics are shared, topic, body, other body, and place, and all that decides
what comes first is in the few rows of the kept table `duties`: pairs of bodies are walked through in that order, and of each pair
the places of the first body. What both carry out together is left out, as in the question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from graph.naming import Row, Selects
from graph.question_binding import Terms
from graph.question_heads import Head, Heads
from graph.terms import integer

VARIABLES = ("sharedTopics", "topic", "body", "other", "matter", "place", "otherSet")
_FIRST, _TIMES, _MOST = 200, 4, 4_000  # pairs of duties in the first batch, how many times as many next, and in the last ones
_PREFIXES = """PREFIX jk: <https://w3id.org/jarlyk/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX duties: <https://w3id.org/jarlyk/kept/duties#>
PREFIX sets: <https://w3id.org/jarlyk/kept/topic-sets#>
"""
_DUTIES = """SELECT ?topic ?body ?state ?set ?from ?to WHERE {{
  {asked}
  ?row duties:topic ?topic ; duties:body ?body ; duties:state ?state ; duties:set ?set .
  OPTIONAL {{ ?row duties:from ?from }}
  OPTIONAL {{ ?row duties:to ?to }}
}}"""
_ON_TOPIC = "{{ SELECT DISTINCT ?topic WHERE {{ VALUES ?asked {{ {values} }} ?topic skos:broader? ?asked }} }}"
_OF_BODY = "{{ SELECT DISTINCT ?topic WHERE {{ VALUES ?asked {{ {values} }} ?its duties:body ?asked ; duties:topic ?topic }} }}"
_PLACES = """SELECT ?matter ?set ?place ?rank WHERE {{
  ?mandate jk:holder {body} ; dcterms:subject {topic} ; jk:concerns ?matter ; jk:evidence ?place .
  ?row sets:matter ?matter ; sets:set ?set .
  ?place jk:readingOrder ?rank .
}} ORDER BY ?rank"""


@dataclass(frozen=True, slots=True)
class _Duties:
    """A body's duties on a topic that have one set of topics, under acts of one term."""

    body: NamedNode
    state: object
    set: Literal
    topics: frozenset[str]
    term: tuple[str, str] | None

    def meets(self, other: _Duties) -> bool:
        """Whether they may be of one time: a term that is not known may."""
        if self.term is None or other.term is None:
            return True
        return self.term[0] <= other.term[1] and other.term[0] <= self.term[1]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two bodies that have duties on a topic, and which sets of the first are to be set against which of the other."""

    body: NamedNode
    other: NamedNode
    sets: Mapping[Literal, frozenset[Literal]]


def overlap_batches(engine: Selects, asked: Terms) -> Iterator[Heads]:
    """The heads in the order of the rows, those of one place together; few pairs of duties at first and then more each time.

    Args:
        engine: over a graph that holds the kept tables.
        asked: the values of the question's parameters; `topic` and `body` narrow the walk.
    """
    walk = _Walk(engine)
    held: list[Head] = []
    weight, size = 0, _FIRST
    for heads, pairs in walk.heads(asked):
        held += heads
        weight += pairs
        if weight >= size:
            yield Heads(VARIABLES, tuple(held))
            held, weight, size = [], 0, min(_TIMES * size, _MOST)
    if held:
        yield Heads(VARIABLES, tuple(held))


class _Walk:
    """The walk over one graph; the places of a body on a topic are fetched when a pair needs them, and once."""

    def __init__(self, engine: Selects) -> None:
        self._engine = engine
        self._fetched: dict[tuple[NamedNode, NamedNode], list[Row]] = {}

    def heads(self, asked: Terms) -> Iterator[tuple[list[Head], int]]:
        """The heads of one place after the other, each with the number of pairs of duties that they stand for."""
        duties = self._duties(asked)
        bodies = frozenset(asked.get("body", ()))
        most = max((len(each.topics) for on_topic in duties.values() for each in on_topic), default=0)
        for shared in range(most, 1, -1):
            for topic in sorted(duties, key=lambda node: node.value):
                for pair in _pairs(duties[topic], shared):
                    if not bodies or pair.body in bodies or pair.other in bodies:
                        yield from self._of_pair(shared, topic, pair)

    def _duties(self, asked: Terms) -> Mapping[NamedNode, list[_Duties]]:
        narrowed = [
            narrow.format(values=" ".join(str(value) for value in asked[name]))
            for name, narrow in (("topic", _ON_TOPIC), ("body", _OF_BODY))
            if asked.get(name)
        ]
        found: dict[NamedNode, list[_Duties]] = defaultdict(list)
        for row in self._engine.select(_PREFIXES + _DUTIES.format(asked="\n  ".join(narrowed))):
            topic, body, topics = row["topic"], row["body"], row["set"]
            if isinstance(topic, NamedNode) and isinstance(body, NamedNode) and isinstance(topics, Literal):
                found[topic].append(_Duties(body, row["state"], topics, frozenset(topics.value.split()), _term(row)))
        return found

    def _of_pair(self, shared: int, topic: NamedNode, pair: _Pair) -> Iterator[tuple[list[Head], int]]:
        others = self._places(topic, pair.other)
        together = {row["matter"] for row in others}
        pairs = {mine: sum(row["set"] in theirs for row in others) for mine, theirs in pair.sets.items()}
        for _, rows in groupby(self._places(topic, pair.body), key=lambda row: row["rank"]):
            heads: dict[Head, None] = {}
            weight = 0
            for row in rows:
                mine, matter, place = row["set"], row["matter"], row["place"]
                if not (isinstance(mine, Literal) and isinstance(matter, NamedNode) and isinstance(place, NamedNode)):
                    continue
                if matter not in together:
                    weight += pairs.get(mine, 0)
                    for theirs in sorted(pair.sets.get(mine, ()), key=lambda text: text.value):
                        heads[integer(shared), topic, pair.body, pair.other, matter, place, theirs] = None
            if weight:
                yield list(heads), weight

    def _places(self, topic: NamedNode, body: NamedNode) -> list[Row]:
        key = topic, body
        if key not in self._fetched:
            self._fetched[key] = list(self._engine.select(_PREFIXES + _PLACES.format(body=body, topic=topic)))
        return self._fetched[key]


def _term(row: Row) -> tuple[str, str] | None:
    begun, over = row["from"], row["to"]
    return (begun.value, over.value) if isinstance(begun, Literal) and isinstance(over, Literal) else None


def _pairs(duties: Iterable[_Duties], shared: int) -> Iterator[_Pair]:
    """The pairs of bodies of one state that have duties with so many topics in common, in order."""
    large = sorted((each for each in duties if len(each.topics) >= shared), key=lambda each: each.body.value)
    holders: dict[tuple[object, Literal], list[_Duties]] = defaultdict(list)
    for each in large:
        holders[each.state, each.set].append(each)
    for body, own in groupby(large, key=lambda each: each.body):
        found: dict[NamedNode, dict[Literal, set[Literal]]] = defaultdict(lambda: defaultdict(set))
        for mine in own:
            for (state, _), those in holders.items():
                if state == mine.state and len(mine.topics & those[0].topics) == shared:
                    for theirs in those:
                        if theirs.body.value > body.value and mine.meets(theirs):
                            found[theirs.body][mine.set].add(theirs.set)
        for other in sorted(found, key=lambda node: node.value):
            yield _Pair(body, other, {mine: frozenset(theirs) for mine, theirs in found[other].items()})
