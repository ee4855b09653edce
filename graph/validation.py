"""The gate: a graph is published only when it meets the shapes of the ontology (`ontology/shapes.ttl`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graph.errors import ValidationError, Violation
from graph.shapes import ShapesGraph
from graph.shapes_compiler import Check, compile_shapes
from graph.terms import JK, OA

_BLOCKING = "Violation"


@cache
def shipped_checks() -> tuple[Check, ...]:
    """The checks of the shapes that come with the program, compiled once. Classes are checked as they are written out."""
    return tuple(compile_shapes(ShapesGraph(files("ontology").joinpath("shapes.ttl").read_bytes())))


def find_violations(store: Store, checks: Iterable[Check] | None = None) -> Iterator[Violation]:
    """What breaks the shapes in the default graph, warnings left out.

    Args:
        store: its default graph is the union of all (see `graph.union`).
        checks: compiled shapes; those that come with the program when none are given.
    """
    for check in shipped_checks() if checks is None else checks:
        if check.severity == _BLOCKING:
            yield from _run(store, check)


def check_store(store: Store, checks: Iterable[Check] | None = None) -> None:
    """Raises ValidationError where the graph breaks a shape."""
    violations = sorted(set(find_violations(store, checks)), key=lambda v: (v.shape, v.path, v.node, v.value))
    if violations:
        raise ValidationError(violations)


def _run(store: Store, check: Check) -> Iterator[Violation]:
    rows = store.query(check.query)
    if not isinstance(rows, QuerySolutions):
        return
    names = {variable.value for variable in rows.variables}
    for row in rows:
        node = row["node"] if "node" in names else row["this"]
        value = row["value"] if "value" in names else None
        place = _place(store, node) if isinstance(node, NamedNode) else ""
        named = node.value if isinstance(node, NamedNode) else str(node)
        yield Violation(named, check.shape, check.path, check.message, "" if value is None else str(value), place)


def _place(store: Store, node: NamedNode) -> str:
    """The file and the characters of the first evidence of a node; of an evidence itself, its own."""
    evidence = {q.object for name in (JK.evidence, JK.mention) for q in store.quads_for_pattern(node, name, None)}
    places = (_place_of(store, one) for one in (evidence or {node}) if isinstance(one, NamedNode))
    return min((place for place in places if place), default="")


def _place_of(store: Store, evidence: NamedNode) -> str:
    documents = [q.object for q in store.quads_for_pattern(evidence, JK.inDocument, None)]
    names = [n for d in documents if isinstance(d, NamedNode) for n in _strings(store, d, JK.fileName)]
    start, end = _strings(store, evidence, OA.start), _strings(store, evidence, OA.end)
    if not names:
        return ""
    return f"{min(names)}, characters {start[0]} to {end[0]}" if start and end else min(names)


def _strings(store: Store, node: NamedNode, predicate: NamedNode) -> list[str]:
    return [q.object.value for q in store.quads_for_pattern(node, predicate, None) if isinstance(q.object, Literal)]
