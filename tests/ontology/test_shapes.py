"""The shapes pass a sound graph, and each catches what it is there for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import OWL, RDF, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH

HERE = Path(__file__).parent
ONTOLOGY = HERE.parents[1] / "ontology"
SHAPE = Namespace("https://w3id.org/jarlyk/shapes#")
BROKEN = tomllib.loads((HERE / "broken.toml").read_text(encoding="utf-8"))
SOUND = (HERE / "sound.ttl").read_text(encoding="utf-8")
PREFIXES = "\n".join(re.findall(r"^@prefix .*$", SOUND, re.MULTILINE))
COMPILABLE = {
    *(
        SH.targetClass,
        SH.property,
        SH.nodeKind,
        SH.path,
        SH.minCount,
        SH.maxCount,
        SH["class"],
        SH.datatype,
        SH["in"],
        SH.pattern,
    ),
    *(SH.hasValue, SH["not"], SH.lessThan, SH.lessThanOrEquals, SH.targetSubjectsOf),
    *(SH.minInclusive, SH.maxInclusive, SH.uniqueLang, SH.languageIn, SH["or"], SH.severity, SH.message),
    *(SH.inversePath, SH.alternativePath, RDF.type, RDF.first, RDF.rest),
}


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")


def _violated(data: Graph, shapes: Graph) -> set[str]:
    _, report, _ = validate(data, shacl_graph=shapes, allow_warnings=False)
    assert isinstance(report, Graph)
    return {str(shape).removeprefix(SHAPE) for shape in report.objects(None, SH.sourceShape)}


def _turtle(statements: str) -> Graph:
    return Graph().parse(data=PREFIXES + "\n" + statements, format="turtle")


def test_the_shapes_are_well_formed_and_pass_the_vocabularies(shapes: Graph, concepts: Graph) -> None:
    conforms, _, text = validate(concepts, shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_the_shapes_pass_a_sound_graph(shapes: Graph) -> None:
    assert _violated(_turtle(SOUND), shapes) == set()


def test_examples_are_of_shapes_that_there_are(shapes: Graph) -> None:
    """A breaking example of every constraint is made by tests/graph/test_shape_breaks.py; these are written by hand."""
    checking = {*shapes.subjects(RDF.type, SH.PropertyShape), *shapes.subjects(RDF.type, SH.NodeShape)}
    assert set(BROKEN) <= {str(s).removeprefix(SHAPE) for s in checking}


def test_every_class_and_property_of_ours_is_covered(shapes: Graph) -> None:
    """A class is a target, a property is the path of a shape; terms about terms, and those of the vocabularies, are left out."""
    ontology = Graph().parse(ONTOLOGY / "jarlyk.ttl")
    targets = set(shapes.objects(None, SH.targetClass)) | set(shapes.objects(None, SH.targetSubjectsOf))
    paths = {path for head in shapes.objects(None, SH.path) for path in {head, *shapes.transitive_objects(head, None)}}
    ours = {
        term
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in ontology.subjects(RDF.type, kind)
        if str(term).startswith("https://w3id.org/jarlyk/ns#")
    }
    inverses = {term for term in ours for other in ontology.objects(term, OWL.inverseOf) if other in paths}  # never written out
    missing = sorted(str(term) for term in ours - targets - paths - inverses)
    assert not missing, f"no shape of ontology/shapes.ttl speaks of {', '.join(missing)}; say what must hold of each"


@pytest.mark.parametrize("name", BROKEN)
def test_a_shape_catches_its_breaking_example(name: str, shapes: Graph) -> None:
    data = _turtle(SOUND)
    out, into = _turtle(BROKEN[name].get("delete", "")), _turtle(BROKEN[name].get("insert", ""))
    assert all(triple in data for triple in out), "the example takes out what is not there"
    for triple in out:
        data.remove(triple)
    for triple in into:
        data.add(triple)
    assert name in _violated(data, shapes)


def test_only_constraints_that_the_gate_can_compile_are_used() -> None:
    untouched = Graph().parse(ONTOLOGY / "shapes.ttl")  # pySHACL writes into the graph that it is given
    assert set(untouched.predicates()) <= COMPILABLE


def test_members_of_or_hold_one_class_or_one_datatype(shapes: Graph) -> None:
    for choices in shapes.objects(None, SH["or"]):
        for member in Collection(shapes, choices):
            constraints = list(shapes.predicate_objects(member))
            assert len(constraints) == 1
            assert constraints[0][0] in (SH["class"], SH.datatype)


def test_lists_of_concepts_equal_the_vocabularies(shapes: Graph, concepts: Graph) -> None:
    for listed in shapes.objects(None, SH["in"]):
        allowed = set(Collection(shapes, listed))
        if not any(str(value).startswith("https://w3id.org/jarlyk/vocabulary/") for value in allowed):
            continue  # strings, or the three values of ELI
        schemes = {concepts.value(concept, SKOS.inScheme) for concept in allowed}
        assert len(schemes) == 1
        assert allowed == set(concepts.subjects(SKOS.inScheme, schemes.pop()))


def test_every_message_is_given_in_four_languages(shapes: Graph) -> None:
    for shape in {*shapes.subjects(RDF.type, SH.PropertyShape), SHAPE.Named}:
        assert sorted(str(message.language) for message in shapes.objects(shape, SH.message)) == ["en", "kk", "ky", "ru"]  # type: ignore[attr-defined]


def test_property_shapes_are_named_and_used(shapes: Graph) -> None:
    used = set(shapes.objects(None, SH.property))
    assert used == set(shapes.subjects(RDF.type, SH.PropertyShape))
    assert all(isinstance(shape, URIRef) for shape in used)
