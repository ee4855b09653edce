"""`no-coordinator`: an instrument gives duties to several bodies, and no coordinator was found named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.facts import RESPONSIBLE, Facts, Mandate
from graph.findings.finding import HIGH, LOW, MEDIUM, Finding, Node, Part

_AREAS = frozenset({"programme", "strategy", "concept", "action-plan", "project"})
_FEW, _MANY = 5, 10  # bodies: from five on it is a medium one, from ten on a high one


def areas(facts: Facts) -> dict[str, list[Mandate]]:
    """The mandates of each area: a policy paper with all its parts and with the act that approves it."""
    approved = {link.source: facts.whole(link.target) for link in facts.links if link.type == "approves"}
    found: dict[str, list[Mandate]] = defaultdict(list)
    for mandate in facts.mandates:
        bearers = (mandate.assigned_by or "", mandate.concerns, *facts.chain(mandate.concerns))
        acts = {act for act in bearers if act in facts.acts}
        for area in sorted({approved.get(act, facts.whole(act)) for act in acts}):
            found[area].append(mandate)
    return {area: mandates for area, mandates in sorted(found.items()) if facts.acts[area].type in _AREAS}


def find(facts: Facts) -> Iterator[Finding]:
    """A lead for the whole counts as a coordinator; one for a single measure does not."""
    for area, mandates in areas(facts).items():
        first = {m.holder: m for m in reversed(mandates) if m.role in RESPONSIBLE}
        coordinated = any(m.role == "coordinator" or (m.role == "lead" and m.concerns in facts.acts) for m in mandates)
        if len(first) > 1 and not coordinated:
            severity = HIGH if len(first) >= _MANY else MEDIUM if len(first) >= _FEW else LOW
            evidence = facts.evidence(*(m.iri for m in first.values()))
            parts: dict[str, Part] = {"instrument": Node(area), "count": len(first)}
            yield Finding("no-coordinator", (area,), severity, evidence, parts=parts)
