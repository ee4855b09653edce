"""The compiled checks against pySHACL, the reference, over small graphs of each constraint and over mutated graphs."""

from __future__ import annotations

import random
from importlib.resources import files
from typing import Any

import pyshacl
import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from graph.mapping import to_quads
from graph.registry_mapping import vocabulary_quads
from graph.shapes import ShapesGraph
from graph.shapes_compiler import Check, compile_shapes
from graph.union import fill_default_graph
from graph.validation import find_violations
from graph.violation import Place, Violation
from ontology.errors import DataError

PREFIXES = """
@prefix : <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = """
:one a :Thing ; :p 1 ; :q "x"@ky, "y"@ky, "z"@ru ; :r :two ; :s "AB" ; :lo 1 ; :hi 2 .
:two a :Thing ; :p 5, 7 ; :q "x"@de ; :r :none ; :s "abc" ; :lo 3 ; :hi 2 .
:three a :Special ; :p "5" ; :r :one, :two ; :s :iri ; :when "2015-02-30"^^xsd:date .
:four a :Other ; :p 9.5 ; :when "2015-02-28"^^xsd:date, "2015"^^xsd:gYear .
:Special rdfs:subClassOf :Thing .
"""
# Each is the body of one shape over :Thing (and :Special, which is one).
SHAPES = {
    "minCount": "sh:property [ sh:path :when ; sh:minCount 1 ]",
    "minCount of two": "sh:property [ sh:path :p ; sh:minCount 2 ]",
    "maxCount": "sh:property [ sh:path :p ; sh:maxCount 1 ]",
    "maxCount none": "sh:property [ sh:path :when ; sh:maxCount 0 ]",
    "datatype": "sh:property [ sh:path :p ; sh:datatype xsd:integer ]",
    "datatype of a date": "sh:property [ sh:path :when ; sh:datatype xsd:date ]",
    "class": "sh:property [ sh:path :r ; sh:class :Thing ]",
    "nodeKind": "sh:property [ sh:path :s ; sh:nodeKind sh:Literal ]",
    "in": "sh:property [ sh:path :p ; sh:in ( 1 5 ) ]",
    "hasValue": "sh:property [ sh:path :r ; sh:hasValue :two ]",
    "pattern": 'sh:property [ sh:path :s ; sh:pattern "^[A-Z]+$" ]',
    "pattern with flags": 'sh:property [ sh:path :s ; sh:pattern "^[A-Z]+$" ; sh:flags "i" ]',
    "minLength": "sh:property [ sh:path :s ; sh:minLength 3 ]",
    "maxLength": "sh:property [ sh:path :s ; sh:maxLength 2 ]",
    "minInclusive": "sh:property [ sh:path :p ; sh:minInclusive 5 ]",
    "maxExclusive": "sh:property [ sh:path :p ; sh:maxExclusive 7 ]",
    "languageIn": 'sh:property [ sh:path :q ; sh:languageIn ( "ky" "ru" ) ]',
    "uniqueLang": "sh:property [ sh:path :q ; sh:uniqueLang true ]",
    "lessThan": "sh:property [ sh:path :lo ; sh:lessThan :hi ]",
    "lessThanOrEquals": "sh:property [ sh:path :hi ; sh:lessThanOrEquals :lo ]",
    "disjoint": "sh:property [ sh:path :lo ; sh:disjoint :p ]",
    "equals": "sh:property [ sh:path :lo ; sh:equals :p ]",
    "or": "sh:property [ sh:path :p ; sh:or ( [ sh:datatype xsd:decimal ] [ sh:datatype xsd:string ] ) ]",
    "or of counts": "sh:or ( [ sh:property [ sh:path :p ; sh:minCount 2 ] ] [ sh:property [ sh:path :r ; sh:minCount 2 ] ] )",
    "and": "sh:property [ sh:path :p ; sh:and ( [ sh:datatype xsd:integer ] [ sh:minInclusive 2 ] ) ]",
    "xone": "sh:property [ sh:path :p ; sh:xone ( [ sh:minInclusive 2 ] [ sh:maxInclusive 5 ] ) ]",
    "not": "sh:not [ sh:property [ sh:path :when ; sh:minCount 1 ] ]",
    "nested property": "sh:property [ sh:path :r ; sh:property [ sh:path :p ; sh:maxCount 1 ] ]",
    "inverse path": "sh:property [ sh:path [ sh:inversePath :r ] ; sh:minCount 1 ]",
    "sequence": "sh:property [ sh:path ( :r :p ) ; sh:maxCount 1 ]",
    "alternative": "sh:property [ sh:path [ sh:alternativePath ( :p :lo ) ] ; sh:minInclusive 2 ]",
    "any number of steps": "sh:property [ sh:path [ sh:oneOrMorePath :r ] ; sh:class :Thing ]",
    "qualified": "sh:property [ sh:path :r ; sh:qualifiedValueShape [ sh:class :Special ] ; sh:qualifiedMinCount 1 ]",
    "qualified most": "sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:minInclusive 2 ] ; sh:qualifiedMaxCount 1 ]",
    "closed": "sh:closed true ; sh:ignoredProperties ( <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> :p :q :r ) ; "
    "sh:property [ sh:path :s ] ; sh:property [ sh:path :lo ]",
    "spelt out": 'sh:sparql [ sh:select "SELECT $this ?value { $this <https://example.org/p> ?value FILTER(?value = 7) }" ]',
    "switched off": "sh:deactivated true ; sh:property [ sh:path :never ; sh:minCount 1 ]",
    "a warning": "sh:property [ sh:path :never ; sh:minCount 1 ; sh:severity sh:Warning ]",
}
KINDS = ("holder", "role", "concerns", "inDocument", "fileName", "text", "amount", "year", "evidence", "exact", "start", "type")


def ours(data: Store, shapes: str) -> set[str]:
    checks = compile_shapes(ShapesGraph(shapes.encode()))
    return {violation.node for violation in find_violations(data, checks)}


def reference(data: str, shapes: str) -> set[str]:
    data_graph, shapes_graph = (
        rdflib.Graph().parse(data=data, format="turtle"),
        rdflib.Graph().parse(data=shapes, format="turtle"),
    )
    _, report, _ = pyshacl.validate(data_graph, shacl_graph=shapes_graph)
    sh = rdflib.SH
    blocking = [
        r for r in report.subjects(rdflib.RDF.type, sh.ValidationResult) if (r, sh.resultSeverity, sh.Violation) in report
    ]
    return {str(report.value(result, sh.focusNode)) for result in blocking}


def store_of(turtle: str) -> Store:
    store = Store()
    for triple in parse(turtle, RdfFormat.TURTLE):
        store.add(Quad(triple.subject, triple.predicate, triple.object, NamedNode("https://example.org/g")))
    fill_default_graph(store)
    return store


@pytest.mark.parametrize("name", SHAPES)
def test_each_constraint_finds_what_pyshacl_finds(name: str) -> None:
    classes = ":Special rdfs:subClassOf :Thing ."  # in both graphs: the compiler reads classes with the shapes
    shapes = f"{PREFIXES} {classes} :Shape a sh:NodeShape ; sh:targetClass :Thing ; {SHAPES[name]} ."
    data = f"{PREFIXES} {DATA}"
    expected = reference(data, shapes)
    assert ours(store_of(data), shapes) == expected
    assert bool(expected) == (name not in ("switched off", "a warning"))


def test_a_shape_of_the_values_is_reported_for_the_node_alone() -> None:
    """pySHACL lists the broken values beside it; the standard wants the node that has them."""
    inner = "sh:property [ sh:path :r ; sh:node [ sh:property [ sh:path :p ; sh:minCount 2 ] ] ]"
    shapes = f"{PREFIXES} :Special rdfs:subClassOf :Thing . :Shape a sh:NodeShape ; sh:targetClass :Thing ; {inner} ."
    found = ours(store_of(f"{PREFIXES} {DATA}"), shapes)
    assert found == {"https://example.org/two", "https://example.org/three"}
    assert found < reference(f"{PREFIXES} {DATA}", shapes)


@pytest.mark.parametrize("target", ["sh:targetNode :four", "sh:targetSubjectsOf :when", "sh:targetObjectsOf :r"])
def test_each_target(target: str) -> None:
    shapes = f"{PREFIXES} :Shape a sh:NodeShape ; {target} ; sh:property [ sh:path :q ; sh:minCount 1 ] ."
    data = f"{PREFIXES} {DATA}"
    assert ours(store_of(data), shapes) == reference(data, shapes) != set()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("sh:property [ sh:path :p ; sh:memberShape :x ]", "memberShape"),
        ("sh:property [ sh:path :p ; sh:minCount -1 ]", "whole number"),
        ("sh:node :Shape", "refers to itself"),
        ("sh:nodeKind :IRI", "kind of node"),
    ],
)
def test_what_is_not_known_is_an_error(body: str, said: str) -> None:
    shapes = f"{PREFIXES} :Shape a sh:NodeShape ; sh:targetClass :Thing ; {body} ."
    with pytest.raises(DataError, match=said):
        compile_shapes(ShapesGraph(shapes.encode()))


def mutated(quads: list[Quad], seed: int) -> Store:
    """The graph with one statement taken away, or turned to another value."""
    chance = random.Random(seed)
    victim = chance.choice([quad for quad in quads if quad.predicate.value.endswith(KINDS)])
    others = [quad for quad in quads if quad != victim]
    if seed % 3:
        value = chance.choice([quad.object for quad in quads])
        others.append(Quad(victim.subject, victim.predicate, value, victim.graph_name))
    if seed % 3 == 2:
        others.append(victim)
    store = Store()
    store.extend(others)
    fill_default_graph(store)
    return store


def test_the_shipped_shapes_find_what_pyshacl_finds_in_mutated_graphs(toy: dict[str, Any]) -> None:
    quads = list(to_quads(toy["extract"]("a.txt", "Мектеп салу".encode())))
    folder = files("ontology")
    shapes = folder.joinpath("shapes.ttl").read_text(encoding="utf-8")
    differing = {}
    found = 0
    for seed in range(40):
        store = mutated(quads, seed)
        union = serialize((q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())), format=RdfFormat.TURTLE)
        expected = reference((union or b"").decode(), shapes)
        mine = {violation.node for violation in find_violations(store)}
        found += bool(expected)
        if mine != expected:
            differing[seed] = (mine - expected, expected - mine)
    assert differing == {}
    assert found > 20


def test_a_violation_names_node_shape_file_and_place(toy: dict[str, Any]) -> None:
    quads = [q for q in to_quads(toy["extract"]("a.txt", "Мектеп салу".encode())) if not q.predicate.value.endswith("#holder")]
    store = Store()
    store.extend([*quads, *vocabulary_quads()])
    fill_default_graph(store)
    violations = list(find_violations(store))
    assert {violation.shape for violation in violations} == {"Mandate-holder"}
    assert violations[0].place == Place("a.txt", 0, 11)
    assert "a.txt" in str(violations[0])


def test_a_violation_without_a_place_reads_well() -> None:
    shape = NamedNode("https://example.org/s#S")
    check = Check(shape, "S", "Violation", "minCount", "<p>", (("en", "is wrong"), ("ru", "неверно")), "")
    violation = Violation(NamedNode("https://example.org/n"), check, Literal("1"))
    assert str(violation) == 'https://example.org/n: is wrong [S minCount, <p>, "1"]'
    assert violation.message("ru") == "неверно"
    assert violation.message("kk") == "is wrong"
