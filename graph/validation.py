"""The gate: a graph is published only when it meets the shapes of the ontology (`ontology/shapes.ttl`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, Store

from graph.errors import ValidationError
from graph.rdf_places import RdfPlaces
from graph.shapes import ShapesGraph
from graph.shapes_compiler import Check, compile_shapes
from graph.terms import JK, OA
from graph.violation import Place, Violation

_BLOCKING = "Violation"


@cache
def shipped_shapes() -> ShapesGraph:
    """The shapes that come with the program."""
    return ShapesGraph(files("ontology").joinpath("shapes.ttl").read_bytes())


@cache
def shipped_checks() -> tuple[Check, ...]:
    """Their checks, compiled once. Classes are checked as they are written out."""
    return tuple(compile_shapes(shipped_shapes()))


def find_violations(store: Store, checks: Iterable[Check] | None = None) -> Iterator[Violation]:
    """What breaks the shapes in the default graph, warnings left out.

    Args:
        store: its default graph is the union of all (see `graph.union`).
        checks: compiled shapes; those that come with the program when none are given.
    """
    blocking = [check for check in (shipped_checks() if checks is None else checks) if check.severity == _BLOCKING]
    yield from run_checks(store, blocking)


def check_store(store: Store, checks: Iterable[Check] | None = None, places: RdfPlaces | None = None) -> None:
    """Raises ValidationError where the graph breaks a shape; `places` tells the lines of what RDF files say."""
    found = set(find_violations(store, checks))
    placed = map(places.placed, found) if places else found
    violations = sorted(placed, key=lambda violation: violation.order)
    if violations:
        raise ValidationError(violations)


def run_checks(store: Store, checks: Iterable[Check]) -> Iterator[Violation]:
    """What the checks find, whatever their severity; each screen is asked once, and what passes it is not looked at again."""
    passed: dict[str, bool] = {"": False}
    for check in checks:
        if check.screen not in passed:
            passed[check.screen] = next(_rows(store, check.screen), None) is None
        if not passed[check.screen]:
            yield from run_check(store, check)


def _rows(store: Store, query: str) -> Iterator[QuerySolution]:
    rows = store.query(query)
    if isinstance(rows, QuerySolutions):
        yield from rows


def run_check(store: Store, check: Check) -> Iterator[Violation]:
    """What one check finds, whatever its severity, each with its place."""
    rows = store.query(check.query)
    if not isinstance(rows, QuerySolutions):
        return
    names = {variable.value for variable in rows.variables}
    for row in rows:
        node = row["node"] if "node" in names else row["this"]
        value = row["value"] if "value" in names else None
        yield Violation(node, check, value, find_place(store, node) if isinstance(node, NamedNode) else None)


def find_place(store: Store, node: NamedNode) -> Place | None:
    """The file and the characters of the first evidence of a node; of an evidence itself, its own."""
    evidence = {q.object for name in (JK.evidence, JK.mention) for q in store.quads_for_pattern(node, name, None)}
    places = (_place_of(store, one) for one in (evidence or {node}) if isinstance(one, NamedNode))
    return min((place for place in places if place), default=None, key=str)


def _place_of(store: Store, evidence: NamedNode) -> Place | None:
    documents = [q.object for q in store.quads_for_pattern(evidence, JK.inDocument, None)]
    names = [n for d in documents if isinstance(d, NamedNode) for n in _strings(store, d, JK.fileName)]
    start, end = _strings(store, evidence, OA.start), _strings(store, evidence, OA.end)
    if not names:
        return None
    known = start and end and start[0].isdigit() and end[0].isdigit()
    return Place(min(names), int(start[0]), int(end[0])) if known else Place(min(names))


def _strings(store: Store, node: NamedNode, predicate: NamedNode) -> list[str]:
    return [q.object.value for q in store.quads_for_pattern(node, predicate, None) if isinstance(q.object, Literal)]
