"""The scheme of topics: a tree of two levels that keeps the integrity conditions of SKOS."""

from __future__ import annotations

from collections import Counter

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef

from ontology.iri import scheme_iri

JK = Namespace("https://w3id.org/jarlyk/ns#")
SCHEME = URIRef(scheme_iri("topic"))
BRANCHES = """
public-security crime-prevention counter-extremism religion education media migration borders finance health penitentiary probation
local-self-government digital children rights governance
"""
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


@pytest.fixture(scope="module")
def topics(concepts: Graph) -> list[URIRef]:
    return sorted(c for c in concepts.subjects(SKOS.inScheme, SCHEME) if isinstance(c, URIRef))


def _key(concepts: Graph, topic: URIRef) -> str:
    return str(concepts.value(topic, SKOS.notation))


def test_the_fields_of_the_corpus_are_its_top_concepts(concepts: Graph, topics: list[URIRef]) -> None:
    tops = [topic for topic in topics if (topic, SKOS.topConceptOf, SCHEME) in concepts]
    assert sorted(_key(concepts, top) for top in tops) == sorted(BRANCHES.split())
    for top in tops:
        assert len(list(concepts.subjects(SKOS.broader, top))) >= 4


def test_each_other_concept_stands_below_one_top_concept(concepts: Graph, topics: list[URIRef]) -> None:
    for topic in topics:
        above = list(concepts.objects(topic, SKOS.broader))
        if (topic, SKOS.topConceptOf, SCHEME) in concepts:
            assert above == []
        else:
            assert len(above) == 1
            assert (above[0], SKOS.topConceptOf, SCHEME) in concepts  # so there is no cycle, and nothing stands twice
    assert 130 <= len(topics) <= 170


def test_every_topic_is_typed_as_such(concepts: Graph, topics: list[URIRef]) -> None:
    assert set(topics) == set(concepts.subjects(RDF.type, JK.Topic))


@pytest.mark.parametrize("predicate", [SKOS.related, SKOS.narrower])
def test_what_broader_says_is_said_once(predicate: URIRef, concepts: Graph) -> None:
    assert not list(concepts.subject_objects(predicate))


def test_integrity_of_labels_in_all_schemes(concepts: Graph) -> None:
    """SKOS reference, S13 and S14: one preferred label a language, and no label of a concept of two kinds."""
    for concept in set(concepts.subjects(RDF.type, SKOS.Concept)):
        preferred = [label for label in concepts.objects(concept, SKOS.prefLabel) if isinstance(label, Literal)]
        assert max(Counter(label.language for label in preferred).values()) == 1
        kinds = [set(concepts.objects(concept, kind)) for kind in LABELS]
        assert len(set().union(*kinds)) == sum(map(len, kinds))


def test_integrity_of_relations_in_all_schemes(concepts: Graph) -> None:
    """SKOS reference, S9, S27 and S46: no scheme is a concept, broader and related, exact and broad matches are disjoint."""
    schemes = set(concepts.subjects(RDF.type, SKOS.ConceptScheme))
    assert not schemes & set(concepts.subjects(RDF.type, SKOS.Concept))
    broader = {
        (a, b) for a in set(concepts.subjects(SKOS.broader, None)) for b in concepts.transitive_objects(a, SKOS.broader) if a != b
    }
    assert not broader & set(concepts.subject_objects(SKOS.related))
    assert not [pair for pair in broader if pair[::-1] in broader]
    for concept in set(concepts.subjects(RDF.type, SKOS.Concept)):
        within = set(concepts.objects(concept, SKOS.inScheme))
        assert within <= schemes and len(within) == 1
        above = set(concepts.objects(concept, SKOS.broader))
        assert above or (concept, SKOS.topConceptOf, next(iter(within))) in concepts
        assert all((upper, SKOS.inScheme, next(iter(within))) in concepts for upper in above)
