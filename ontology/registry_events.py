"""Changes of bodies: which kinds there are, what each asks of the bodies before and after it, and what dates it gives them.

The event is `org:ChangeEvent` of the W3C Organization Ontology (section "Historical Information"). Two bodies of different dates
are never one: what the registry says of a ministry that was renamed is two rows and the event between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType

from ontology.errors import FaultError
from ontology.faults import fault
from ontology.registry_records import RegisteredBody, RegisteredEvent

_Bodies = Mapping[str, RegisteredBody]


@dataclass(frozen=True, slots=True)
class KindRule:
    """How many bodies stand before and after, whether those before end with the event and those after begin with it."""

    before: tuple[int, int | None]
    after: tuple[int, int | None]
    ends: bool
    begins: bool

    @property
    def replaces(self) -> bool:
        """Whether what comes after takes the place of what was before."""
        return self.ends and self.after != (0, 0)


KINDS: Mapping[str, KindRule] = MappingProxyType(
    {
        "renaming": KindRule((1, 1), (1, 1), ends=True, begins=True),  # another name, the same tasks
        "transformation": KindRule((1, 1), (1, 1), ends=True, begins=True),  # another form, rank or set of tasks
        "merger": KindRule((2, None), (1, 1), ends=True, begins=True),
        "split": KindRule((1, 1), (2, None), ends=True, begins=True),
        "separation": KindRule((1, None), (1, None), ends=False, begins=True),  # a part becomes a body, the whole lives on
        "absorption": KindRule((1, None), (1, None), ends=True, begins=False),  # its tasks go to bodies that are there already
        "abolition": KindRule((1, None), (0, 0), ends=True, begins=False),
    }
)


def with_events(bodies: _Bodies, events: Iterable[RegisteredEvent]) -> dict[str, RegisteredBody]:
    """The bodies with the dates, predecessors and successors that the events give them.

    Raises:
        DataError: an event has too few or too many bodies for its kind, its date departs from that of a body, or the line of
            successors runs in a circle; the message names the event and the next step.
    """
    dated = dict(bodies)
    predecessors: defaultdict[str, list[str]] = defaultdict(list)
    successors: defaultdict[str, list[str]] = defaultdict(list)
    for event in events:
        rule = KINDS[event.kind]
        _count(event, "before", rule.before)
        _count(event, "after", rule.after)
        for key in event.before:
            dated[key] = _ended(event, dated[key]) if rule.ends else _living(event, dated[key])
        for key in event.after:
            dated[key] = _begun(event, dated[key]) if rule.begins else _living(event, dated[key])
            predecessors[key] += [p for p in event.before if rule.replaces and p not in predecessors[key]]
        for key in event.before if rule.replaces else ():
            successors[key] += [s for s in event.after if s not in successors[key]]
    _no_circle(successors)
    return {
        key: replace(body, predecessors=tuple(predecessors[key]), successors=tuple(successors[key]))
        for key, body in dated.items()
    }


def agree(one: str, other: str) -> bool:
    """Whether two dates say the same as far as both go: '2016' and '2016-05-06' do."""
    known = min(len(one), len(other))
    return one[:known] == other[:known]


def _count(event: RegisteredEvent, side: str, allowed: tuple[int, int | None]) -> None:
    keys = event.before if side == "before" else event.after
    least, most = allowed
    if len(keys) < least or (most is not None and len(keys) > most):
        wanted = f"{least}" if most == least else f"≥ {least}"
        told = fault("event-count", event=event.key, kind=event.kind, count=len(keys), side=side, wanted=wanted)
        raise FaultError("registry", told)


def _ended(event: RegisteredEvent, body: RegisteredBody) -> RegisteredBody:
    return replace(body, valid_to=_joined(event, body, "valid_to", body.valid_to))


def _begun(event: RegisteredEvent, body: RegisteredBody) -> RegisteredBody:
    return replace(body, valid_from=_joined(event, body, "valid_from", body.valid_from))


def _joined(event: RegisteredEvent, body: RegisteredBody, key: str, stated: str | None) -> str | None:
    if event.date is None or stated is None:
        return event.date or stated
    if not agree(event.date, stated):
        told = fault("event-date", event=event.key, date=event.date, body=body.key, key=key, stated=stated)
        raise FaultError("registry", told)
    return max(event.date, stated, key=len)


def _living(event: RegisteredEvent, body: RegisteredBody) -> RegisteredBody:
    """The body as it is, which must exist on both sides of the event."""
    begun_late = event.date and body.valid_from and body.valid_from[: len(event.date)] > event.date[: len(body.valid_from)]
    ended_early = event.date and body.valid_to and body.valid_to[: len(event.date)] < event.date[: len(body.valid_to)]
    if begun_late or ended_early:
        span = {"start": body.valid_from or "?", "end": body.valid_to or "?"}
        told = fault("event-not-living", body=body.key, event=event.key, date=event.date, kind=event.kind, **span)
        raise FaultError("registry", told)
    return body


def _no_circle(successors: Mapping[str, list[str]]) -> None:
    try:
        TopologicalSorter(successors).prepare()
    except CycleError as error:
        line = ", ".join(error.args[1])
        raise FaultError("registry", fault("successors-circle", line=line)) from error
