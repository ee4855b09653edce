from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graph.mapping import to_quads
from graph.terms import DCTERMS, ELI, JK, OA, ORG, RDF, SKOS, XSD, concept, date, decimal
from ontology.errors import DataError
from ontology.iri import DEFAULT_BASE
from ontology.records import Body, Document, Evidence, Extraction, Label

TEXT = "Мектеп салу\n"


@pytest.fixture(scope="module")
def extraction(toy: dict[str, Any]) -> Extraction:
    made: Extraction = toy["extract"]("a.txt", TEXT.encode())
    return made


def values(quads: set[Quad], node: str, predicate: NamedNode) -> set[Any]:
    subject = NamedNode(DEFAULT_BASE + node)
    return {quad.object for quad in quads if quad.subject == subject and quad.predicate == predicate}


def test_one_graph_no_blank_nodes_no_repeats(extraction: Extraction) -> None:
    quads = list(to_quads(extraction))
    assert len(quads) == len(set(quads))
    assert {quad.graph_name for quad in quads} == {NamedNode(DEFAULT_BASE + extraction.document.key)}
    assert not [quad for quad in quads if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


def test_superclasses_are_written_out(extraction: Extraction) -> None:
    quads = set(to_quads(extraction))
    assert values(quads, "act/kz/law/2020-01-02/1", RDF.type) == {JK.Law, JK.Instrument, ELI.LegalResource}
    assert values(quads, "body/kz/toy-ministry", RDF.type) >= {JK.StateBody, JK.Body, ORG.Organization}


def test_a_person_is_no_organisation(extraction: Extraction) -> None:
    person = Body("body/kz/p", "person", "KZ", (Label("Министр", "kk"),), (Evidence(0, 6, "toy"),))
    quads = set(to_quads(replace(extraction, bodies=(*extraction.bodies, person))))
    types = values(quads, "body/kz/p", RDF.type)
    assert JK.Body in types
    assert ORG.Organization not in types


def test_shortcuts_stand_beside_the_nodes(extraction: Extraction) -> None:
    quads = set(to_quads(extraction))
    body, act = "body/kz/toy-ministry", "act/kz/law/2020-01-02/1"
    measure = NamedNode(DEFAULT_BASE + extraction.measures[0].key)
    assert values(quads, body, JK.responsibleFor) == {measure}
    assert values(quads, act, JK.creates) == {NamedNode(DEFAULT_BASE + body)}
    mandate = extraction.mandates[0].key
    assert values(quads, mandate, JK.role) == {concept("role", "lead")}
    assert values(quads, mandate, JK.concerns) == {measure}


def test_topics_are_nodes_with_direct_triples_from_the_fact_and_from_its_mandates(extraction: Extraction) -> None:
    quads = set(to_quads(extraction))
    schools = concept("topic", "schools")
    measure, mandate, topic = extraction.measures[0].key, extraction.mandates[0].key, extraction.topics[0].key
    assert values(quads, topic, RDF.type) == {JK.TopicAssignment}
    assert values(quads, topic, JK.about) == {NamedNode(DEFAULT_BASE + measure)}
    assert values(quads, topic, JK.topic) == {schools}
    assert len(values(quads, topic, JK.evidence)) == 1
    assert values(quads, measure, DCTERMS.subject) == values(quads, mandate, DCTERMS.subject) == {schools}
    assert values(quads, extraction.tasks[0].key, DCTERMS.subject) == set()


def test_watching_is_not_answering(extraction: Extraction) -> None:
    watcher = replace(extraction.mandates[0], role="monitor")
    quads = set(to_quads(replace(extraction, mandates=(watcher,))))
    assert not values(quads, "body/kz/toy-ministry", JK.responsibleFor)


def test_what_is_only_reported_is_not_answered_for(extraction: Extraction) -> None:
    told = replace(extraction.mandates[0], deontic="reported")
    quads = set(to_quads(replace(extraction, mandates=(told,))))
    assert values(quads, told.key, JK.deontic) == {concept("deontic", "reported")}
    assert not values(quads, "body/kz/toy-ministry", JK.responsibleFor)


def test_names_of_registered_and_other_bodies(extraction: Extraction) -> None:
    quads = set(to_quads(extraction))
    assert not values(quads, "body/kz/toy-ministry", SKOS.prefLabel)
    assert values(quads, "body/kz/toy-ministry", SKOS.altLabel) == {Literal("Министрлік", language="kk")}
    two = (Label("Қор", "kk"), Label("Қоғамдық қор", "kk"), Label("Фонд", "ru"))
    other = Body("document/x/body/fund", "civil", None, two, (Evidence(0, 3, "toy"),))
    quads = set(to_quads(replace(extraction, bodies=(*extraction.bodies, other))))
    assert values(quads, other.key, SKOS.prefLabel) == {Literal("Қор", language="kk"), Literal("Фонд", language="ru")}
    assert values(quads, other.key, SKOS.altLabel) == {Literal("Қоғамдық қор", language="kk")}


def test_titles_are_preferred_by_nobody_yet(extraction: Extraction) -> None:
    quads = set(to_quads(extraction))
    assert values(quads, "act/kz/law/2020-01-02/1", DCTERMS.title) == {Literal("Заң a.txt", language="kk")}
    assert not values(quads, "act/kz/law/2020-01-02/1", SKOS.prefLabel)


def test_numbers_keep_their_printed_form(extraction: Extraction) -> None:
    quads = set(to_quads(extraction))
    allocation = extraction.measures[0].funding[0].key
    assert values(quads, allocation, JK.amount) == {Literal("25.30", datatype=XSD.decimal)}
    assert values(quads, allocation, JK.asPrinted) == {Literal("25,30")}
    assert values(quads, allocation, JK.scale) == {Literal("1000", datatype=XSD.integer)}
    assert values(quads, allocation, JK.year) == {Literal("2024", datatype=XSD.gYear)}
    assert values(quads, extraction.indicators[0].values[0].key, JK.asPrinted) == {Literal("007")}


def test_evidence_quotes_the_text(extraction: Extraction) -> None:
    quads = set(to_quads(extraction))
    places = {q.subject for q in quads if q.predicate == RDF.type and q.object == JK.Evidence}
    assert places
    for place in places:
        said = {q.predicate: q.object for q in quads if q.subject == place and q.predicate != RDF.type}
        start, end = int(said[OA.start].value), int(said[OA.end].value)
        assert said[OA.exact].value == TEXT[start:end]
        assert f"#char={start},{end}" in place.value


def test_a_place_outside_the_text_is_refused(extraction: Extraction) -> None:
    for place in (Evidence(0, 99, "toy"), Evidence(3, 3, "toy"), Evidence(-1, 2, "toy")):
        body = replace(extraction.bodies[0], mentions=(place,))
        with pytest.raises(DataError, match="no place in the text"):
            list(to_quads(replace(extraction, bodies=(body,))))


def test_an_unknown_notation_is_refused(extraction: Extraction) -> None:
    act = replace(extraction.instruments[0], type="ukase")
    with pytest.raises(DataError, match="ukase"):
        list(to_quads(replace(extraction, instruments=(act,))))


def test_of_two_confidences_the_higher_is_kept(extraction: Extraction) -> None:
    places = (Evidence(0, 6, "toy", 0.5), Evidence(0, 6, "toy", 0.9))
    quads = set(to_quads(replace(extraction, bodies=(replace(extraction.bodies[0], mentions=places),))))
    key = f"{extraction.document.key}/evidence/toy#char=0,6"
    assert values(quads, key, JK.confidence) == {Literal("0.9", datatype=XSD.decimal)}


def test_what_could_not_be_settled_is_kept(extraction: Extraction) -> None:
    quads = set(to_quads(extraction))
    node = next(q.subject for q in quads if q.object == JK.Unresolved)
    assert {q.object.value for q in quads if q.subject == node and q.predicate == JK.text} == {"Қызмет"}


def test_dates_by_their_length() -> None:
    assert date("2020-01-02").datatype == XSD.date
    assert date("2020").datatype == XSD.gYear
    assert date("2020-01").datatype.value.endswith("gYearMonth")


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_decimals_are_never_scientific(number: Decimal) -> None:
    assert "E" not in decimal(number).value
    assert Decimal(decimal(number).value) == number


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), st.data())
def test_any_text_can_be_quoted(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = Evidence(start, end, "toy")
    made = Extraction(
        Document("document/x", "x.txt", "0" * 64, text, "ky", "other"),
        bodies=(Body("body/kg/x", "state", "KG", (Label("X", "ky"),), (place,)),),
    )
    quotes = {quad.object.value for quad in to_quads(made) if quad.predicate == OA.exact}
    assert quotes == {text[start:end]}
