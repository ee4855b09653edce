"""`broken-succession`: a programme that ended and no successor was found, or years between it and the one that continued it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.facts import Act, Facts
from graph.findings.finding import HIGH, LOW, MEDIUM, Finding, Node, Part

_LINES = frozenset({"programme", "strategy", "concept"})  # a plan lives and ends with its programme


def find(facts: Facts) -> Iterator[Finding]:
    """Ended means: before the newest year in which an act of the same state is dated or begins. No clock is asked."""
    newest = _newest_years(facts)
    held = {facts.whole(above) for matter in facts.matters for above in facts.chain(matter) if above in facts.acts}
    for act in facts.acts.values():
        witnesses = _witnesses(facts, act)  # none where only the registry knows the act: then no document speaks of it
        ended = act.type in _LINES and act.period_end is not None and act.period_end < newest[act.state]
        if ended and witnesses and act.iri not in facts.succeeded:
            parts: dict[str, Part] = {"programme": Node(act.iri), "end": act.period_end or 0, "newest": newest[act.state]}
            # one whose provisions the documents hold is worth more of a look than one that they only cite
            severity = MEDIUM if act.iri in held else LOW
            yield Finding("broken-succession", (act.iri,), severity, witnesses, "ended", parts)
    yield from _gaps(facts)


def _newest_years(facts: Facts) -> dict[str | None, int]:
    """The newest year of each state's acts: what another state has passed since says nothing of a programme's end."""
    newest: dict[str | None, int] = defaultdict(int)
    for act in facts.acts.values():
        newest[act.state] = max(newest[act.state], act.period_start or 0, act.year or 0)
    return newest


def _gaps(facts: Facts) -> Iterator[Finding]:
    for link in facts.links:
        new, old = facts.acts.get(link.source), facts.acts.get(link.target)
        if link.type != "succeeds" or new is None or old is None or new.period_start is None or old.period_end is None:
            continue
        years = new.period_start - old.period_end - 1
        if years > 0:
            parts: dict[str, Part] = {"programme": Node(new.iri), "predecessor": Node(old.iri), "count": years}
            parts |= {"end": old.period_end, "start": new.period_start}
            severity = MEDIUM if years == 1 else HIGH
            yield Finding("broken-succession", (new.iri, old.iri), severity, facts.evidence(link.iri), "gap", parts)


def _witnesses(facts: Facts, act: Act) -> tuple[str, ...]:
    """Where links speak of the programme, else where it is named."""
    links = [link.iri for link in facts.links if act.iri in (link.source, link.target)]
    return facts.evidence(*links) or facts.evidence(act.iri)
