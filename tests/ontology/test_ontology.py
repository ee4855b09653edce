"""The ontology as OWL 2 DL: declarations, labels, kinds of properties, and what the design fixes."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

JK = Namespace("https://w3id.org/jarlyk/ns#")
HEADER = URIRef("https://w3id.org/jarlyk/ns")
LANGUAGES = ["en", "kk", "ky", "ru"]
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
BUILT_IN = (str(OWL), str(RDF), str(RDFS), str(XSD))
# Datatypes that OWL 2 DL knows and this ontology may use; xsd:date and xsd:gYear are not among them.
DATATYPES = {XSD.string, XSD.boolean, XSD.integer, XSD.decimal, RDF.PlainLiteral}
CLASSES = """
Document Instrument Constitution ConstitutionalLaw Law Code Decree Resolution Order Decision Programme Strategy
PolicyConcept ActionPlan Regulation Treaty UNResolution Address Project Register Study OtherInstrument Body StateBody LocalBody
InternationalBody CivilSociety MediaBody AcademicBody Business Court BodyGroup Person Task Measure Indicator Function Mandate
InstrumentLink Allocation IndicatorValue Evidence Finding Review TopicAssignment Topic
"""
PROPERTIES = """
fileName sha256 documentKind findingType about severity scope explanation periodStart periodEnd funding mention
bodyKind validFrom validTo holder role concerns assignedBy deontic evidence responsibleFor source target linkType approves carriesOut
succeeds creates number inferredNumber text partOf unit completionForm deadline dueBy secret value fundingNote budgetCode level
dataSource amount asPrinted scale currency year budgetSource place part forBody inDocument method confidence topic
"""


def _declared(ontology: Graph, kind: URIRef) -> set[URIRef]:
    return {s for s in ontology.subjects(RDF.type, kind) if isinstance(s, URIRef)}


def _own(ontology: Graph, *kinds: URIRef) -> list[URIRef]:
    return sorted(term for kind in kinds for term in _declared(ontology, kind) if term in JK)


@pytest.mark.parametrize("name", CLASSES.split())
def test_classes_of_the_design_are_there(name: str, ontology: Graph) -> None:
    assert (JK[name], RDF.type, OWL.Class) in ontology


@pytest.mark.parametrize("name", PROPERTIES.split())
def test_properties_of_the_design_are_there(name: str, ontology: Graph) -> None:
    assert any((JK[name], RDF.type, kind) in ontology for kind in PROPERTY_KINDS)


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition, SKOS.example])
def test_every_term_of_ours_is_labelled_defined_and_exemplified_in_four_languages(predicate: URIRef, ontology: Graph) -> None:
    for term in _own(ontology, OWL.Class, *PROPERTY_KINDS):
        texts = [text for text in ontology.objects(term, predicate) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in texts) == LANGUAGES, (term, predicate)
        assert all(str(text).strip() == str(text) != "" for text in texts), (term, predicate)


def test_only_declared_terms_are_described(ontology: Graph) -> None:
    declared = {t for kind in (OWL.Class, OWL.Ontology, *PROPERTY_KINDS) for t in _declared(ontology, kind)}
    assert {s for s in ontology.subjects() if isinstance(s, URIRef)} == declared


def test_every_property_that_is_used_is_declared(ontology: Graph, concepts: Graph) -> None:
    declared = {p for kind in PROPERTY_KINDS for p in _declared(ontology, kind)}
    used = {p for graph in (ontology, concepts) for p in graph.predicates() if not str(p).startswith(BUILT_IN)}
    assert used <= declared


def test_no_term_is_of_two_kinds(ontology: Graph) -> None:
    kinds = [_declared(ontology, kind) for kind in (OWL.Class, *PROPERTY_KINDS)]
    everything = [term for kind in kinds for term in kind]
    assert len(everything) == len(set(everything))


def test_sub_properties_are_of_the_kind_of_their_super_properties(ontology: Graph) -> None:
    for lower, upper in ontology.subject_objects(RDFS.subPropertyOf):
        assert any((lower, RDF.type, kind) in ontology and (upper, RDF.type, kind) in ontology for kind in PROPERTY_KINDS)


def test_classes_that_are_used_are_declared(ontology: Graph) -> None:
    declared = _declared(ontology, OWL.Class) | {OWL.Thing}
    used = set(ontology.objects(None, RDFS.subClassOf)) | set(ontology.objects(None, RDFS.domain))
    properties = {p for kind in PROPERTY_KINDS for p in _declared(ontology, kind)}
    used |= set(ontology.objects(None, OWL.disjointWith)) | set(ontology.objects(None, OWL.someValuesFrom))
    for predicate in (OWL.unionOf, OWL.members):
        for members in ontology.objects(None, predicate):
            used |= set(Collection(ontology, members)) - properties  # AllDisjointProperties lists properties
    used |= {r for p in _declared(ontology, OWL.ObjectProperty) for r in ontology.objects(p, RDFS.range)}
    assert {term for term in used if isinstance(term, URIRef)} <= declared


def test_datatype_properties_have_ranges_that_the_logic_knows(ontology: Graph) -> None:
    for term in _declared(ontology, OWL.DatatypeProperty):
        for datatype in ontology.objects(term, RDFS.range):
            assert isinstance(datatype, BNode) or datatype in DATATYPES
            assert not isinstance(datatype, BNode) or (datatype, RDF.type, RDFS.Datatype) in ontology


def test_transitive_properties_are_not_counted(ontology: Graph) -> None:
    transitive = _declared(ontology, OWL.TransitiveProperty)
    lowers = {lower for upper in transitive for lower in ontology.transitive_subjects(RDFS.subPropertyOf, upper)} & transitive
    for kind in (OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty):
        assert not lowers & _declared(ontology, kind)


def test_what_the_design_says_of_single_terms(ontology: Graph) -> None:
    replaces = URIRef("http://purl.org/dc/terms/replaces")
    assert (JK.succeeds, RDFS.subPropertyOf, replaces) in ontology
    assert (JK.Person, RDFS.subClassOf, URIRef("http://www.w3.org/ns/org#Organization")) not in ontology
    for term in (JK.holder, JK.role, JK.concerns):
        assert (term, RDF.type, OWL.FunctionalProperty) in ontology
    assert not [t for t in ontology.all_nodes() if str(t) == "http://data.europa.eu/eli/ontology#implements"]


def test_the_header_names_version_licence_creator_and_prefix(ontology: Graph) -> None:
    vann, terms = "http://purl.org/vocab/vann/", "http://purl.org/dc/terms/"
    assert str(ontology.value(HEADER, URIRef(vann + "preferredNamespacePrefix"))) == "jk"
    version = str(ontology.value(HEADER, OWL.versionInfo))
    assert str(ontology.value(HEADER, OWL.versionIRI)) == f"{HEADER}/{version}"
    for name in ("creator", "license", "title", "description"):
        assert ontology.value(HEADER, URIRef(terms + name), any=True) is not None
