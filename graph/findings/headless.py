"""`headless`: several bodies carry something out and none of them was found to be named as lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.facts import Facts, Mandate
from graph.findings.finding import HIGH, LOW, MEDIUM, Finding, Nodes, Part

_KINDS = ("measure", "task", "function")
_MANY = 5  # from so many executors on it is a high one, from three on a medium one


def find(facts: Facts) -> Iterator[Finding]:
    """One executor beside others whose agreement is asked is the head, so only executors in their own right are counted."""
    by_matter: dict[str, list[Mandate]] = defaultdict(list)
    for mandate in facts.mandates:
        by_matter[mandate.concerns].append(mandate)
    for matter in facts.matters.values():
        mandates = by_matter[matter.iri]
        executors = sorted({m.holder for m in mandates if m.role == "executor"})
        headed = any(m.role in ("lead", "coordinator") for m in mandates)
        if matter.kind in _KINDS and len(executors) > 1 and not headed:
            severity = HIGH if len(executors) >= _MANY else MEDIUM if len(executors) > 2 else LOW
            evidence = facts.evidence(*(m.iri for m in mandates if m.role == "executor"))
            parts: dict[str, Part] = {
                "number": matter.number or "",
                "text": matter.text,
                "count": len(executors),
                "bodies": Nodes(tuple(executors)),
            }
            yield Finding("headless", (matter.iri,), severity, evidence, matter.kind, parts)
