"""`fragmentation`: one topic is spread over several bodies of a state by different duties, and no coordinator was found for it.

A topic counts where several bodies answer for different duties on it in areas without a coordinator (see `no_coordinator`), and
nobody coordinates any duty on it. Bodies that carry out one duty together are no fragmentation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.facts import GROUP_KINDS, RESPONSIBLE, Facts, Mandate
from graph.findings.finding import HIGH, LOW, MEDIUM, Finding, Node, Nodes, Part
from graph.findings.no_coordinator import areas

_BODIES, _MORE, _MANY = 5, 8, 12  # from so many bodies on a topic is spread, from so many on it is a medium, a high one


def find(facts: Facts) -> Iterator[Finding]:
    """One finding for each topic and state."""
    led = _led(facts)
    spread: dict[tuple[str, str], list[Mandate]] = defaultdict(list)
    coordinated: set[tuple[str, str]] = set()
    for mandate in facts.mandates:
        state = _state(facts, mandate)
        for topic in facts.topics.get(mandate.concerns, ()):
            if mandate.role == "coordinator":
                coordinated.add((topic, state))
            elif mandate.role in RESPONSIBLE and mandate.iri not in led:
                spread[topic, state].append(mandate)
    for (topic, state), mandates in sorted(spread.items()):
        first = {m.holder: m for m in reversed(mandates) if facts.body_kinds.get(m.holder) not in GROUP_KINDS}
        if (topic, state) not in coordinated and len(first) >= _BODIES and len({m.concerns for m in mandates}) > 1:
            severity = HIGH if len(first) >= _MANY else MEDIUM if len(first) >= _MORE else LOW
            bodies = tuple(sorted(first))
            parts: dict[str, Part] = {"topic": Node(topic), "count": len(bodies), "bodies": Nodes(bodies)}
            evidence = facts.evidence(*(m.iri for m in first.values()))
            yield Finding("fragmentation", (topic,), severity, evidence, parts=parts, mark=state)


def _led(facts: Facts) -> set[str]:
    """The mandates of areas that somebody coordinates or leads as a whole."""
    return {
        mandate.iri
        for mandates in areas(facts).values()
        if any(m.role == "coordinator" or (m.role == "lead" and m.concerns in facts.acts) for m in mandates)
        for mandate in mandates
    }


def _state(facts: Facts, mandate: Mandate) -> str:
    """The state of the act that gives the mandate, or in which the duty stands; empty where it is not known."""
    acts = (facts.acts.get(iri) for iri in (mandate.assigned_by or "", *facts.chain(mandate.concerns)))
    return next((act.state for act in acts if act and act.state), "")
