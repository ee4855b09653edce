from __future__ import annotations

from dataclasses import replace

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from graph.fingerprint import package_fingerprint
from graph.labels import preferred_titles
from graph.mapping import to_quads
from graph.registry_mapping import registry_quads, vocabulary_quads
from graph.rules import rule_steps
from graph.terms import DCTERMS, ELI, JK, ORG, PROV, RDF, RDFS, SKOS, SKOSXL, XSD, concept, date
from graph.union import fill_default_graph
from graph.validation import find_violations
from ontology import terms
from ontology.iri import DEFAULT_BASE
from ontology.records import Document, Evidence, Extraction, Instrument, Label
from ontology.registered import Registry, load_registry
from ontology.registry_records import FormerName, RegisteredAct, RegisteredBody, RegisteredEvent

OLD = RegisteredBody(
    "body/kg/old", "old", "state", "KG", {"ky": "Эски агенттик"}, {}, {}, {}, "a made-up source", valid_to="2020"
)
NEW = RegisteredBody(
    **{
        **{name: getattr(OLD, name) for name in OLD.__slots__},
        "key": "body/kg/new",
        "names": {"ky": "Жаңы агенттик", "ru": "Новое агентство"},
        "aliases": {"ky": ("ЖА", "Жаңы агенттик")},
        "weak_names": {"ru": ("Агентство",)},
        "parent": "body/kg/old",
        "valid_from": "2020-05-01",
        "valid_to": None,
        "predecessors": ("body/kg/old",),
        "wikidata": "Q42",
    }
)
ACT = RegisteredAct(
    "act/kg/plan", "plan", "programme", "KG", {"ky": "План"}, {}, {}, "a made-up source", period_start=2020, period_end=2025,
    issuer="body/kg/new", approved_by="act/kg/order", succeeds=("act/kg/before",),
)  # fmt: skip
EVENT = RegisteredEvent(
    "event/kg/change", "change", "renaming", "KG", (OLD.key,), (NEW.key,), "a made-up source", "2020-05-01", "act/kg/order"
)
REGISTRY = Registry({body.key: body for body in (OLD, NEW)}, {ACT.key: ACT}, events={EVENT.key: EVENT})


def said(store: Store, key: str, predicate: NamedNode) -> set[object]:
    return {quad.object for quad in store.quads_for_pattern(NamedNode(DEFAULT_BASE + key), predicate, None, None)}


def test_a_change_is_called_by_its_kind_and_bodies_in_four_languages() -> None:
    store = Store()
    store.extend(registry_quads(REGISTRY))
    named = {label.language: label.value for label in said(store, EVENT.key, SKOS.prefLabel) if isinstance(label, Literal)}
    assert sorted(named) == ["en", "kk", "ky", "ru"]
    assert named["ru"] == "переименование: Эски агенттик → Новое агентство (2020-05-01)"
    assert named["ky"].endswith(": Эски агенттик → Жаңы агенттик (2020-05-01)")
    assert said(store, EVENT.key, RDFS.label) == said(store, EVENT.key, SKOS.prefLabel)


def test_an_abolition_is_called_by_what_ended_alone() -> None:
    ended = RegisteredEvent("event/kg/end", "end", "abolition", "KG", (OLD.key,), (), "a made-up source", None, None)
    store = Store()
    store.extend(registry_quads(Registry({OLD.key: OLD}, {}, events={ended.key: ended})))
    assert Literal("abolition: Эски агенттик", language="en") in said(store, ended.key, RDFS.label)


def test_a_body_has_one_name_a_language_and_its_past() -> None:
    store = Store()
    store.extend(registry_quads(REGISTRY))
    assert said(store, NEW.key, SKOS.prefLabel) == {
        Literal("Жаңы агенттик", language="ky"),
        Literal("Новое агентство", language="ru"),
    }
    assert said(store, NEW.key, SKOS.altLabel) == {Literal("ЖА", language="ky"), Literal("Агентство", language="ru")}
    assert said(store, NEW.key, JK.successorOf) == {NamedNode(DEFAULT_BASE + OLD.key)}
    assert {str(value) for value in said(store, NEW.key, SKOS.closeMatch)} == {"<http://www.wikidata.org/entity/Q42>"}


def test_a_change_ties_bodies_that_are_never_equated_to_its_day_and_its_act() -> None:
    store = Store()
    store.extend(registry_quads(REGISTRY))
    event = NamedNode(DEFAULT_BASE + EVENT.key)
    assert said(store, EVENT.key, ORG.originalOrganization) == {NamedNode(DEFAULT_BASE + OLD.key)}
    assert said(store, EVENT.key, ORG.resultingOrganization) == {NamedNode(DEFAULT_BASE + NEW.key)}
    assert said(store, EVENT.key, JK.changeKind) == {concept("change-kind", "renaming")}
    assert said(store, EVENT.key, DCTERMS.date) == {date("2020-05-01")}
    assert said(store, EVENT.key, PROV.endedAtTime) == {Literal("2020-05-01T00:00:00", datatype=XSD.dateTime)}
    assert said(store, EVENT.key, PROV.used) == {NamedNode(DEFAULT_BASE + "act/kg/order")}
    assert said(store, OLD.key, ORG.changedBy) == said(store, NEW.key, ORG.resultedFrom) == {event}
    assert not [quad for quad in registry_quads(load_registry()) if quad.predicate.value.endswith("#sameAs")]


def test_a_name_of_a_time_is_a_label_with_its_dates_beside_the_flat_one() -> None:
    former = FormerName("Дарыя агенттиги", "ky", "a made-up source", valid_to="2021-03")
    again = FormerName("Жаңы агенттик", "ky", "a made-up source", "2020-05-01", "2020-08-01")
    body = replace(NEW, predecessors=(), aliases={"ky": ("Дарыя агенттиги",)}, former=(former, again))
    store = Store()
    store.extend(registry_quads(Registry({body.key: body}, {})))
    (other,) = said(store, NEW.key, SKOSXL.altLabel)
    (preferred,) = said(store, NEW.key, SKOSXL.prefLabel)
    for label, name in ((other, former), (preferred, again)):
        assert isinstance(label, NamedNode)
        key = label.value.removeprefix(DEFAULT_BASE)
        assert said(store, key, SKOSXL.literalForm) == {Literal(name.text, language="ky")}
        assert said(store, key, JK.validTo) == {date(name.valid_to or "")}
    assert said(store, NEW.key, SKOS.altLabel) == {Literal("Дарыя агенттиги", language="ky"), Literal("Агентство", language="ru")}


def test_an_act_has_its_direct_triples() -> None:
    store = Store()
    store.extend(registry_quads(REGISTRY))
    assert said(store, ACT.key, ELI.type_document) == {concept("instrument-type", "programme")}
    assert said(store, ACT.key, JK.succeeds) == {NamedNode(DEFAULT_BASE + "act/kg/before")}
    assert said(store, "act/kg/order", JK.approves) == {NamedNode(DEFAULT_BASE + ACT.key)}
    assert said(store, ACT.key, ELI.passed_by) == {NamedNode(DEFAULT_BASE + NEW.key)}


def test_what_ships_meets_the_shapes() -> None:
    store = Store()
    store.extend(registry_quads(load_registry()))
    store.extend(vocabulary_quads())
    fill_default_graph(store)
    assert list(find_violations(store)) == []


def test_every_concept_is_published_with_its_notation() -> None:
    quads = list(vocabulary_quads())
    notations = {(quad.subject, quad.object.value) for quad in quads if quad.predicate == SKOS.notation}
    for scheme, keys in terms.NOTATIONS.items():
        assert {(concept(scheme, key), key) for key in keys} <= notations
    assert not [quad for quad in quads if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


def paper(number: int, title: str) -> Extraction:
    place = (Evidence(0, 3, "toy"),)
    act = Instrument("act/kg/law/2020-01-02/1", "law", "KG", (Label(title, "ky"),), place, number="1", date="2020-01-02")
    return Extraction(Document(f"document/{number}", f"{number}.txt", "0" * 64, "abc", "ky", "other"), instruments=(act,))


def test_the_title_that_most_documents_use_is_preferred() -> None:
    store = Store()
    for number, title in enumerate(("Мыйзам А", "Мыйзам А", "Эң узун аталыштагы мыйзам")):
        store.extend(to_quads(paper(number, title)))
    fill_default_graph(store)
    quads = list(preferred_titles(DEFAULT_BASE)(store))
    assert [(quad.predicate, quad.object) for quad in quads] == [(SKOS.prefLabel, Literal("Мыйзам А", language="ky"))]
    store.extend(quads)
    fill_default_graph(store)
    assert list(preferred_titles(DEFAULT_BASE)(store)) == []


def test_units_are_seen_from_their_body() -> None:
    store = Store()
    store.extend(registry_quads(REGISTRY))
    fill_default_graph(store)
    quads = [quad for step in rule_steps(DEFAULT_BASE) for quad in step(store)]
    assert (NamedNode(DEFAULT_BASE + OLD.key), NamedNode(DEFAULT_BASE + NEW.key)) in {(q.subject, q.object) for q in quads}
    assert {quad.graph_name.value for quad in quads} == {DEFAULT_BASE + "graph/inferred"}


def test_a_fingerprint_changes_with_the_packages() -> None:
    assert package_fingerprint("ontology") == package_fingerprint("ontology")
    assert package_fingerprint("ontology") != package_fingerprint("ontology", "graph")


def test_terms_are_those_of_the_ontology() -> None:
    assert JK.Law.value == terms.JK.Law
    assert JK["Law"] == JK.Law
    assert DCTERMS.title.value.endswith("/title")
    assert RDF.type.value.endswith("#type")
