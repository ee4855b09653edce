"""Violations as a SHACL validation report (SHACL, section 3.6): an RDF graph that other tools read.

Beside the terms of SHACL each result says in `dcterms:source` where its node stands: the file with the characters or the line, as
RFC 5147 writes them (`plan.txt#char=0,11`, `bodies.ttl#line=11,12`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from graph.shapes import SH, ShapesGraph, Term
from graph.terms import DCTERMS, PREFIXES, RDF, XSD
from graph.violation import Violation

_FORMATS = {"turtle": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}


def report_triples(violations: Iterable[Violation], shapes: ShapesGraph) -> Iterator[Triple]:
    """The report: one `sh:ValidationResult` for each violation, in their order.

    Args:
        violations: what the checks found, warnings among them.
        shapes: where the paths of the results are taken from.
    """
    listed = list(violations)
    report = BlankNode("report")
    conforms = not any(violation.check.severity == "Violation" for violation in listed)
    yield Triple(report, RDF.type, NamedNode(f"{SH}ValidationReport"))
    yield Triple(report, NamedNode(f"{SH}conforms"), Literal("true" if conforms else "false", datatype=XSD.boolean))
    for number, violation in enumerate(listed, start=1):
        result = BlankNode(f"result{number}")
        yield Triple(report, NamedNode(f"{SH}result"), result)
        yield from _result(result, violation, shapes)


def _result(result: BlankNode, violation: Violation, shapes: ShapesGraph) -> Iterator[Triple]:
    check = violation.check
    yield Triple(result, RDF.type, NamedNode(f"{SH}ValidationResult"))
    said: dict[str, Term] = {
        "focusNode": violation.focus,
        "resultSeverity": NamedNode(f"{SH}{check.severity}"),
        "sourceConstraintComponent": NamedNode(check.component),
        "sourceShape": check.source,
    }
    if violation.value is not None:
        said["value"] = violation.value
    for name, value in said.items():
        yield Triple(result, NamedNode(f"{SH}{name}"), value)
    path = shapes.one(check.source, "path")
    if path is not None:
        head, described = _copied(path, shapes, result.value)
        yield Triple(result, NamedNode(f"{SH}resultPath"), head)
        yield from described
    for language, text in violation.messages.items():
        yield Triple(result, NamedNode(f"{SH}resultMessage"), Literal(text, language=language) if language else Literal(text))
    if violation.place is not None:
        yield Triple(result, DCTERMS.source, Literal(violation.place.fragment))


def _copied(node: Term, shapes: ShapesGraph, name: str) -> tuple[Term, list[Triple]]:
    """A path with its nameless parts under new names: each result has a path of its own."""
    if not isinstance(node, BlankNode):
        return node, []
    copy = BlankNode(f"{name}p")
    triples: list[Triple] = []
    for number, (predicate, value) in enumerate(shapes.statements(node)):
        part, more = _copied(value, shapes, f"{copy.value}{number}")
        triples += [Triple(copy, predicate, part), *more]
    return copy, triples


def render_report(violations: Iterable[Violation], shapes: ShapesGraph, form: str) -> bytes:
    """The report as 'turtle' or 'jsonld'."""
    used = {name: PREFIXES[name] for name in ("sh", "dcterms", "xsd")}
    return serialize(report_triples(violations, shapes), format=_FORMATS[form], prefixes=used) or b""
