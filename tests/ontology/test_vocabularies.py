"""The concept schemes: their keys, their labels, their ties to the ontology."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from ontology.iri import concept_iri, scheme_iri

JK = Namespace("https://w3id.org/jarlyk/ns#")
FOLDER = Path(__file__).resolve().parents[2] / "ontology" / "vocabularies"
LANGUAGES = ["en", "kk", "ky", "ru"]
# The keys as the design fixes them: queries, measurements and other programs use them.
KEYS = {
    "instrument-type": "constitution constitutional-law law code decree resolution order decision programme strategy concept "
    "action-plan regulation treaty un-resolution address project register study other",
    "body-kind": "state local international civil media academic business court group person",
    "role": "developer approver lead executor by_agreement coordinator monitor reporter report_recipient partner funder "
    "participant member",
    "link-type": "approves based_on implements succeeds amends repeals cites part_of creates",
    "jurisdiction": "KG KZ RU UN INT",
    "deontic": "duty power ban recommended reported",
    "budget-source": "total republican local donor",
    "change-kind": "renaming transformation merger split separation absorption abolition",
    "severity": "low medium high",
    "document-kind": "programme concept strategy law decree resolution order action-plan project-page press-release treaty "
    "report other",
    "finding-type": "orphan headless fragmentation overlap duplication silent-pair no-coordinator no-reporting-line "
    "self-monitoring stale-holder broken-succession unfunded unmeasured dangling-basis sum-mismatch no-counterpart broker version-disagreement",
}
SCHEMES = (*KEYS, "topic")  # the topics are a tree, see test_topics.py
SHORTCUTS = {
    "approves": JK.approves,
    "based_on": URIRef("http://data.europa.eu/eli/ontology#based_on"),
    "implements": JK.carriesOut,
    "succeeds": JK.succeeds,
    "amends": URIRef("http://data.europa.eu/eli/ontology#amends"),
    "repeals": URIRef("http://data.europa.eu/eli/ontology#repeals"),
    "cites": URIRef("http://data.europa.eu/eli/ontology#cites"),
    "part_of": URIRef("http://data.europa.eu/eli/ontology#is_part_of"),
    "creates": JK.creates,
}


def _of(concepts: Graph, scheme: str) -> list[URIRef]:
    return [c for c in concepts.subjects(SKOS.inScheme, URIRef(scheme_iri(scheme))) if isinstance(c, URIRef)]


def test_there_is_one_file_for_each_scheme_and_for_each_branch_of_topics(concepts: Graph) -> None:
    tops = {str(concepts.value(c, SKOS.notation)) for c in concepts.subjects(SKOS.topConceptOf, URIRef(scheme_iri("topic")))}
    assert {path.stem for path in FOLDER.glob("*.ttl")} == {*SCHEMES, *(f"topic-{top}" for top in tops)}


@pytest.mark.parametrize("scheme", KEYS)
def test_notations_are_those_of_the_design(scheme: str, concepts: Graph) -> None:
    found = [str(n) for c in _of(concepts, scheme) for n in concepts.objects(c, SKOS.notation)]
    assert sorted(found) == sorted(KEYS[scheme].split())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_concept_has_the_iri_that_programs_make(scheme: str, concepts: Graph) -> None:
    for concept in _of(concepts, scheme):
        assert str(concept) == concept_iri(scheme, str(concepts.value(concept, SKOS.notation)))
        assert scheme == "topic" or (concept, SKOS.topConceptOf, URIRef(scheme_iri(scheme))) in concepts
        assert (concept, RDF.type, SKOS.Concept) in concepts


@pytest.mark.parametrize("scheme", SCHEMES)
def test_scheme_and_concepts_are_labelled_and_defined_in_four_languages(scheme: str, concepts: Graph) -> None:
    for node in [URIRef(scheme_iri(scheme)), *_of(concepts, scheme)]:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            texts = [text for text in concepts.objects(node, predicate) if isinstance(text, Literal)]
            assert sorted(str(text.language) for text in texts) == LANGUAGES, (node, predicate)
            assert all(str(text).strip() == str(text) != "" for text in texts)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_of_one_scheme_differ(scheme: str, language: str, concepts: Graph) -> None:
    labels = [t for c in _of(concepts, scheme) for t in concepts.objects(c, SKOS.prefLabel) if t.language == language]  # type: ignore[attr-defined]
    assert len(labels) == len(set(labels))


def test_types_and_kinds_name_classes_that_are_what_they_should_be(concepts: Graph, ontology: Graph) -> None:
    for scheme, top in (("instrument-type", JK.Instrument), ("body-kind", JK.Body)):
        classes = [c for concept in _of(concepts, scheme) for c in concepts.objects(concept, JK.typeClass)]
        below = set(ontology.transitive_subjects(RDFS.subClassOf, top))
        assert len(classes) == len(set(classes)) == len(KEYS[scheme].split())
        assert set(classes) == below - {top}


def test_links_and_answerable_roles_have_their_shortcuts(concepts: Graph, ontology: Graph) -> None:
    for key, shortcut in SHORTCUTS.items():
        assert list(concepts.objects(URIRef(concept_iri("link-type", key)), JK.shortcut)) == [shortcut]
        assert (shortcut, RDF.type, OWL.ObjectProperty) in ontology
    answerable = {
        str(concepts.value(c, SKOS.notation)) for c in _of(concepts, "role") if (c, JK.shortcut, JK.responsibleFor) in concepts
    }
    assert answerable == {"lead", "executor", "by_agreement", "developer"}


def test_vocabularies_have_no_blank_nodes(concepts: Graph) -> None:
    assert not [node for node in concepts.all_nodes() if isinstance(node, BNode)]
