"""`orphan`: a measure, a task or a duty of running text for which no responsible body was found."""

from __future__ import annotations

from collections.abc import Iterator

from graph.facts import RESPONSIBLE, Facts
from graph.findings.finding import HIGH, LOW, MEDIUM, Finding


def find(facts: Facts) -> Iterator[Finding]:
    """A task counts as held when anything within it is.

    A classified row may hide its body, so it weighs least; so do the aims of an act in which nothing at all is anyone's, since
    such acts leave the holders to a plan of their own; and a duty that a sentence states in the passive, whose holder another act
    may name.
    """
    held = {mandate.concerns for mandate in facts.mandates if mandate.role in RESPONSIBLE}
    within = {above for iri in held for above in facts.chain(iri)}
    for matter in facts.matters.values():
        if matter.kind == "measure" and matter.iri not in held:
            severity, wording = (LOW, "secret") if matter.secret else (HIGH, "explanation")
        elif matter.kind == "task" and matter.iri not in held | within:
            severity, wording = MEDIUM if within & set(facts.chain(matter.iri)) else LOW, "task"
        elif matter.kind == "function" and matter.iri not in facts.concerned:
            severity, wording = LOW, "function"
        else:
            continue
        parts = {"number": matter.number or "", "text": matter.text}
        yield Finding("orphan", (matter.iri,), severity, facts.evidence(matter.iri), wording, parts)
