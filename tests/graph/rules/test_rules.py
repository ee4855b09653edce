"""The rules draw what the ontology's axioms entail, no less and no more, and say what each conclusion leans on."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import owlrl
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from graph.rules import rule_steps
from graph.terms import JK, ORG, PROV
from graph.union import fill_default_graph
from ontology.reasoning import ONTOLOGY

BASE = "https://example.org/id/"
HERE = "https://example.org/"
FACTS = Path(__file__).with_name("facts.trig")
RULES = sorted((table for table in files("graph").joinpath("rules").iterdir()), key=lambda table: table.name)
# What axioms entail; org:memberOf stands apart, as no axiom of OWL 2 can say it.
ENTAILED = (
    ORG.hasSubOrganization,
    ORG.transitiveSubOrganizationOf,
    JK.succeedsTransitive,
    JK.legalBasis,
    JK.formedFrom,
)


def _store(*more: Quad) -> Store:
    store = Store()
    store.extend(parse(path=FACTS, format=RdfFormat.TRIG))
    store.extend(more)
    fill_default_graph(store)
    return store


def _drawn(store: Store) -> list[Quad]:
    return [quad for step in rule_steps(BASE) for quad in step(store)]


def _pairs(quads: list[Quad], predicate: NamedNode) -> set[tuple[str, str]]:
    return {
        (quad.subject.value.removeprefix(HERE), quad.object.value.removeprefix(HERE))  # type: ignore[union-attr]
        for quad in quads
        if quad.predicate == predicate
    }


def _premises(quads: list[Quad], subject: str, predicate: NamedNode, value: str) -> set[str]:
    def nodes(name: NamedNode, of: NamedNode) -> set[object]:
        return {quad.subject for quad in quads if quad.predicate == name and quad.object == of}

    found = (
        nodes(JK.inferredSubject, NamedNode(HERE + subject))
        & nodes(JK.inferredProperty, predicate)
        & nodes(JK.inferredObject, NamedNode(HERE + value))
    )
    assert len(found) == 1
    return {
        quad.object.value.removeprefix(HERE)  # type: ignore[union-attr]
        for quad in quads
        if quad.predicate == PROV.wasDerivedFrom and quad.subject in found
    }


@pytest.fixture(scope="module")
def entailed() -> Graph:
    """The closure of the facts and the ontology under the rules of OWL 2 RL, by a reasoner that is not ours."""
    graph = Graph()
    for triple in Graph().parse(ONTOLOGY):
        if str(triple[1]).startswith((str(OWL), str(RDF), str(RDFS))) and triple[1] != RDFS.label:
            graph.add(triple)  # the axioms without the words
    for quad in parse(path=FACTS, format=RdfFormat.TRIG):
        graph.parse(data=f"{quad.triple} .", format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


@pytest.mark.parametrize("predicate", ENTAILED, ids=lambda node: node.value.rsplit("#", 1)[-1])
def test_rules_and_an_owl_reasoner_draw_the_same(predicate: NamedNode, entailed: Graph) -> None:
    by_rules = _pairs(_drawn(_store()), predicate)
    by_reasoner = {
        (str(subject).removeprefix(HERE), str(value).removeprefix(HERE))
        for subject, value in entailed.subject_objects(URIRef(predicate.value))
    }
    assert by_rules == by_reasoner
    assert by_rules


def test_each_rule_writes_one_of_the_properties_that_are_compared() -> None:
    quads = _drawn(_store())
    assert {quad.object for quad in quads if quad.predicate == JK.inferredProperty} == {*ENTAILED, ORG.memberOf}
    assert len(RULES) == len(ENTAILED) + 1


def test_members_are_those_whose_role_says_so_and_is_no_ban() -> None:
    assert _pairs(_drawn(_store()), ORG.memberOf) == {("ministry", "commission")}


def test_responsibility_passes_neither_up_nor_down() -> None:
    assert not _pairs(_drawn(_store()), JK.responsibleFor)


def test_a_conclusion_names_every_step_that_it_leans_on() -> None:
    quads = _drawn(_store())
    assert _premises(quads, "plan", JK.legalBasis, "constitution") == {"link2", "link3", "link4"}
    assert _premises(quads, "plan", JK.legalBasis, "strategy") == {"link1", "document"}  # no link node for the second step
    assert _premises(quads, "programme", JK.succeedsTransitive, "programme3") == {"link5", "registry"}
    assert _premises(quads, "unit", ORG.transitiveSubOrganizationOf, "government") == {"document", "registry"}
    assert _premises(quads, "ministry", JK.formedFrom, "agency") == {"change1", "change2"}
    assert _premises(quads, "ministry", ORG.memberOf, "commission") == {"seat"}
    assert _premises(quads, "ministry", ORG.hasSubOrganization, "department") == {"registry"}


def test_what_the_default_graph_no_longer_holds_supports_nothing() -> None:
    store = _store()
    for quad in list(store.quads_for_pattern(NamedNode(HERE + "law"), None, NamedNode(HERE + "constitution"), None)):
        if quad.graph_name == DefaultGraph():
            store.remove(quad)  # as a rejecting review does
    assert ("plan", "constitution") not in _pairs(_drawn(store), JK.legalBasis)


def test_a_circle_ends() -> None:
    back = Quad(NamedNode(HERE + "programme3"), JK.succeeds, NamedNode(HERE + "programme"), NamedNode(HERE + "document"))
    drawn = _pairs(_drawn(_store(back)), JK.succeedsTransitive)
    names = {"programme", "programme2", "programme3"}
    assert drawn == {(a, b) for a in names for b in names}


def test_the_same_facts_give_the_same_quads() -> None:
    assert set(_drawn(_store())) == set(_drawn(_store()))


def test_what_is_drawn_does_not_feed_its_own_rule() -> None:
    store = _store()
    first = set(_drawn(store))
    store.extend(first)
    fill_default_graph(store)
    assert set(_drawn(store)) == first


@pytest.mark.parametrize("table", RULES, ids=lambda table: table.name)
def test_each_rule_says_what_why_and_from_where(table: Path) -> None:
    head = table.read_text(encoding="utf-8").partition("PREFIX")[0]
    assert re.match(
        r"# What: .{20,}\n(#.*\n)*# Why: .{20,}\n(#.*\n)*# From: .{20,}\n(#.*\n)*# Drawn from: .{10,}\n(#.*\n)*$", head
    )
    answers = _store().query(table.read_text(encoding="utf-8"))
    assert isinstance(answers, QuerySolutions)
    assert {v.value for v in answers.variables} == {"subject", "property", "object", "premise"}
    assert any(True for _ in answers)
