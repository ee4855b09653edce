"""`silent-pair`: two bodies are tied to one topic, and no document that was searched prescribes a tie between them.

A *topic* is a task of a programme (or the programme itself, where its measures stand under no task), reached through a body's
measures, indicators and functions. A *tie* is anything that both hold a mandate on (a joint measure, an agreement that is asked,
a report with its recipient), one of them coordinating what holds the topic, or a line of subordination or succession.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from graph.facts import CARRYING, GROUP_KINDS, Facts
from graph.findings.finding import HIGH, LOW, MEDIUM, Finding, Node, Part
from graph.findings.no_coordinator import areas

Pair = tuple[str, str]
Duties = Mapping[str, Mapping[str, list[str]]]  # topic -> body -> its mandates there


def find(facts: Facts) -> Iterator[Finding]:
    """The weight of a pair is the number of duties that the less charged of the two has in the topics that they share."""
    topics = _duties_by_topic(facts)
    tied = _tied(facts)
    shared: dict[Pair, list[str]] = defaultdict(list)
    for topic, bodies in sorted(topics.items(), key=lambda entry: _order(facts, entry[0])):
        silent = (pair for pair in combinations(sorted(bodies), 2) if pair not in tied and not _in_one_line(facts, *pair))
        for pair in silent:
            shared[pair].append(topic)
    for pair, common in sorted(shared.items()):
        duties = [tuple(len(topics[topic][body]) for body in pair) for topic in common]
        weight = sum(min(counts) for counts in duties)
        evidence = facts.evidence(*(m for topic in common for body in pair for m in topics[topic][body]))
        first, second = pair
        parts: dict[str, Part] = {
            "first": Node(first),
            "second": Node(second),
            "topics": "; ".join(_topic_name(facts, topic) for topic in common),
            "first_duties": sum(counts[0] for counts in duties),
            "second_duties": sum(counts[1] for counts in duties),
        }
        yield Finding("silent-pair", pair, _severity(weight, len(common)), evidence, parts=parts)


def _duties_by_topic(facts: Facts) -> Duties:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for mandate in facts.mandates:
        topic = _topic(facts, mandate.concerns)
        if topic and mandate.role in CARRYING and facts.body_kinds.get(mandate.holder) not in GROUP_KINDS:
            found[topic][mandate.holder].append(mandate.iri)
    return found


def _topic(facts: Facts, matter: str) -> str | None:
    if matter not in facts.matters:
        return None
    above = list(facts.chain(matter))
    tasks = [iri for iri in above if iri in facts.matters and facts.matters[iri].kind == "task"]
    if tasks:
        return tasks[0]
    acts = [iri for iri in above if iri in facts.acts]
    return acts[0] if acts and facts.matters[matter].kind == "measure" else None


def _tied(facts: Facts) -> set[Pair]:
    """Pairs that both hold a mandate on one matter, and all pairs with a body that coordinates their common area."""
    holders: dict[str, set[str]] = defaultdict(set)
    for mandate in facts.mandates:
        if mandate.concerns in facts.matters:
            holders[mandate.concerns].add(mandate.holder)
    tied = {pair for bodies in holders.values() for pair in combinations(sorted(bodies), 2)}
    for mandates in areas(facts).values():
        bodies = sorted({m.holder for m in mandates})
        coordinators = {m.holder for m in mandates if m.role == "coordinator"}
        tied |= {pair for pair in combinations(bodies, 2) if coordinators & set(pair)}
    return tied


def _in_one_line(facts: Facts, first: str, second: str) -> bool:
    return any(
        upper in line.get(lower, frozenset())
        for line in (facts.superiors, facts.forebears)
        for lower, upper in ((first, second), (second, first))
    )


def _topic_name(facts: Facts, topic: str) -> str:
    matter = facts.matters.get(topic)
    if matter is None:
        return next(iter(sorted(facts.names.get(topic, {}).values())), topic)
    return f"{matter.number}. {matter.text}" if matter.number else matter.text


def _order(facts: Facts, topic: str) -> tuple[str, int, str]:
    """As the topics stand in the documents."""
    first = next(iter(facts.places.get(topic, ())), None)
    return (first.file, first.start, topic) if first else ("", 0, topic)


def _severity(weight: int, topics: int) -> str:
    return HIGH if topics > 1 and weight > 2 else MEDIUM if weight > 1 else LOW
