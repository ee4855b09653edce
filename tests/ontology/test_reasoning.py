"""The ontology is consistent, every class can have members, and real mistakes are caught."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology import reasoning
from ontology.reasoning import InconsistentOntologyError, ReasonerUnavailableError, check_consistency, own_files

PREFIXES = """
@prefix : <https://example.org/> .
@prefix jk: <https://w3id.org/jarlyk/ns#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix role: <https://w3id.org/jarlyk/vocabulary/role/> .
"""

# What a member of the class would be: each must be impossible. One run of the reasoner settles all of them.
IMPOSSIBLE = {
    "a body that is an instrument": "jk:StateBody , jk:Programme",
    "a measure that is a body": "jk:Measure , jk:Body",
    "a task that is a measure": "jk:Task , jk:Measure",
    "a document that is the act it prints": "jk:Document , jk:Resolution",
    "a law that is a decree": "jk:Law , jk:Decree",
    "a ministry that is a person": "jk:StateBody , jk:Person",
    "an official who is an organisation": "jk:Person , org:Organization",
    "a concept that is a body": "skos:Concept , jk:Body",
    "a holder that is an act": "[ owl:onProperty jk:holder ; owl:someValuesFrom jk:Law ]",
    "a mandate held by two bodies": '[ owl:onProperty jk:holder ; owl:minCardinality "2"^^xsd:nonNegativeInteger ]',
    "a mandate with two roles": '[ owl:onProperty jk:role ; owl:minCardinality "2"^^xsd:nonNegativeInteger ]',
    "a mandate given by a body": "jk:Mandate , [ owl:onProperty jk:assignedBy ; owl:someValuesFrom jk:StateBody ]",
    "a mandate that concerns a document": "[ owl:onProperty jk:concerns ; owl:someValuesFrom jk:Document ]",
    "an act that succeeds itself": "[ owl:onProperty jk:succeeds ; owl:hasSelf true ]",
    "an act that creates an act": "[ owl:onProperty jk:creates ; owl:someValuesFrom jk:Law ]",
    "a body that belongs to a plan": "jk:Body , [ owl:onProperty jk:partOf ; owl:someValuesFrom jk:ActionPlan ]",
    "an indicator whose value is money": "[ owl:onProperty jk:value ; owl:someValuesFrom jk:Allocation ]",
    "evidence in two documents": '[ owl:onProperty jk:inDocument ; owl:minCardinality "2"^^xsd:nonNegativeInteger ]',
    "confidence above one": "[ owl:onProperty jk:confidence ; owl:hasValue 1.5 ]",
    "a level that does not exist": '[ owl:onProperty jk:level ; owl:hasValue "goal" ]',
    "a verdict that does not exist": '[ owl:onProperty jk:verdict ; owl:hasValue "perhaps" ]',
}
# What no two named things can do; each needs a run of its own.
CONTRADICTIONS = {
    "two acts that succeed each other": ":x jk:succeeds :y . :y jk:succeeds :x .",
    "one mandate, two holders": ":m jk:holder :a , :b . :a a jk:StateBody . :b a jk:LocalBody .",
}


@pytest.fixture(scope="module")
def _reasoner() -> None:
    try:
        reasoning.require_reasoner()
    except ReasonerUnavailableError as missing:
        if "java" not in str(missing):
            raise
        pytest.skip(str(missing))


def _planted(folder: Path, turtle: str) -> list[Path]:
    path = folder / "planted.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return [*own_files(), path]


@pytest.mark.usefixtures("_reasoner")
def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    assert check_consistency() == []


@pytest.mark.usefixtures("_reasoner")
def test_real_mistakes_are_impossible(tmp_path: Path) -> None:
    classes = {f"https://example.org/C{number}": mistake for number, mistake in enumerate(IMPOSSIBLE)}
    turtle = "\n".join(
        f":C{number} a owl:Class ; rdfs:subClassOf {what.replace('[ ', '[ a owl:Restriction ; ')} ."
        for number, what in enumerate(IMPOSSIBLE.values())
    )
    caught = {classes[iri] for iri in check_consistency(_planted(tmp_path, turtle))}
    assert caught == set(IMPOSSIBLE)


@pytest.mark.usefixtures("_reasoner")
@pytest.mark.parametrize("mistake", CONTRADICTIONS)
def test_a_contradiction_is_caught(mistake: str, tmp_path: Path) -> None:
    with pytest.raises(InconsistentOntologyError, match=r"planted\.ttl"):
        check_consistency(_planted(tmp_path, CONTRADICTIONS[mistake]))


@pytest.mark.usefixtures("_reasoner")
def test_sound_data_is_consistent(tmp_path: Path) -> None:
    turtle = """
    :d a jk:Document . :e a jk:Evidence ; jk:inDocument :d ; oa:start 0 ; oa:end 9 ; jk:confidence 0.9 .
    :p a jk:Programme . :b a jk:StateBody ; jk:mention :e ; jk:responsibleFor :n . :n a jk:Measure ; jk:partOf :p ; jk:text "x"@ky .
    :m a jk:Mandate ; jk:holder :b ; jk:role role:lead ; jk:concerns :n ; jk:assignedBy :p ; jk:evidence :e .
    :q a jk:Programme ; jk:succeeds :p ; jk:periodStart "2021"^^xsd:gYear . :b jk:validFrom "2020-01-02"^^xsd:date . :u a jk:AcademicBody , jk:StateBody ; jk:counterpartOf :b .
    """
    assert check_consistency(_planted(tmp_path, turtle)) == []


@pytest.mark.usefixtures("_reasoner")
def test_the_sound_example_of_the_shapes_is_consistent_too() -> None:
    assert check_consistency([*own_files(), Path(__file__).parent / "sound.ttl"]) == []


def test_without_java_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoning.shutil, "which", lambda name: None)
    with pytest.raises(ReasonerUnavailableError, match="Java runtime"):
        check_consistency()


def test_without_owlready2_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoning, "find_spec", lambda name: None)
    with pytest.raises(ReasonerUnavailableError, match="jarlyk\\[reasoning\\]"):
        check_consistency()
