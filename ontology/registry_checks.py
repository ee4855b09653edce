"""What must hold between the rows of a registry: a name points to one body of a state at a time, a body is not its own parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from ontology.errors import FaultError
from ontology.faults import fault
from ontology.registry_records import RegisteredBody, Registry


def check_registry(registry: Registry) -> None:
    """Refuse a registry whose parents run in a circle, or whose names point to two bodies at once.

    Raises:
        DataError: naming the bodies, the name and the next step.
    """
    for body in registry.bodies.values():
        _check_line(registry, body)
    for name, one, other in shared_names(registry):
        if name not in registry.ambiguous:
            raise FaultError("registry", fault("one-name-of-two", name=name, one=one.key, other=other.key))


def shared_names(registry: Registry) -> Iterator[tuple[str, RegisteredBody, RegisteredBody]]:
    """Every name or alias that two bodies of one jurisdiction bear with overlapping validity; weak names are left out."""
    bearers: defaultdict[tuple[str, str], dict[str, tuple[str, RegisteredBody]]] = defaultdict(dict)
    for body in registry.bodies.values():
        for name in (*body.names.values(), *(alias for aliases in body.aliases.values() for alias in aliases)):
            bearers[body.jurisdiction, name.casefold()].setdefault(body.key, (name, body))
    for found in bearers.values():
        for (name, one), (_, other) in combinations(found.values(), 2):
            if _overlap(one.span(name), other.span(name)):
                yield name, one, other


_Span = tuple[str | None, str | None]


def _overlap(one: _Span, other: _Span) -> bool:
    return not (_ended_before(one, other) or _ended_before(other, one))


def _ended_before(one: _Span, other: _Span) -> bool:
    end, start = one[1], other[0]
    if end is None or start is None:
        return False
    known = min(len(end), len(start))  # compare as much as both dates say: renamed in 2016 is no overlap
    return end[:known] <= start[:known]


def _check_line(registry: Registry, body: RegisteredBody) -> None:
    seen = {body.key}
    above = body.parent
    while above is not None:
        if above in seen:
            raise FaultError("registry", fault("parents-circle", body=body.key))
        seen.add(above)
        above = registry.bodies[above].parent
