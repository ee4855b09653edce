"""Each type of finding over the small graph: what is found, what is not, and how it is worded."""

from __future__ import annotations

import runpy
import string
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.facts_loading import load_facts
from graph.findings import sum_mismatch
from graph.findings.catalogue import FINDERS, find_all, findings_step, list_findings
from graph.findings.finding import SEVERITIES, Finding
from graph.findings.wording import finding_texts
from graph.question_headers import LANGUAGES
from graph.questions import ask
from ontology.errors import JarlykError
from ontology.iri import DEFAULT_BASE
from ontology.records import Extraction, Function, Label, Mandate

PLAN = f"{DEFAULT_BASE}document/{'a' * 16}"


def about(engine: Any, kind: str) -> list[tuple[str, tuple[str, ...]]]:
    names = (DEFAULT_BASE + "body/", DEFAULT_BASE + "act/", PLAN + "/")
    return [(f.severity, tuple(shorter(iri, names) for iri in f.about)) for f in list_findings(engine, kind)]


def shorter(iri: str, names: tuple[str, ...]) -> str:
    for name in names:
        iri = iri.removeprefix(name)
    return iri


EXPECTED = {
    "orphan": [("high", ("measure/3",))],
    "headless": [("low", ("measure/4",))],
    "no-coordinator": [("low", ("g2",))],
    "fragmentation": [],  # three bodies: too few
    "silent-pair": [("low", ("kz/interior", "kz/justice")), ("low", ("kz/interior", "kz/supreme-court"))],
    "sum-mismatch": [("high", ("measure/1",)), ("low", ("measure/4",))],
    "broken-succession": [("high", ("g1", "g2"))],
    "version-disagreement": [],
}


@pytest.mark.parametrize("kind", FINDERS)
def test_finding_is_found_in_the_small_graph(kind: str, found_engine: Any) -> None:
    assert about(found_engine, kind) == EXPECTED[kind]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_words_scope_and_evidence(language: str, found_engine: Any) -> None:
    listed = list_findings(found_engine, None, language)
    assert len(listed) == sum(map(len, EXPECTED.values()))
    assert [f.severity for f in listed] == sorted((f.severity for f in listed), key=SEVERITIES.index)
    for finding in listed:
        assert finding.evidence and finding.about and finding.title
        assert "note.txt, plan.txt" in finding.scope
        assert "{" not in finding.explanation + finding.scope
        assert all(quote.end - quote.start == len(quote.quote) for quote in finding.evidence)


def test_explanation_names_nodes_in_its_language(found_engine: Any) -> None:
    said = {code: list_findings(found_engine, "broken-succession", code)[0].explanation for code in LANGUAGES}
    assert "«Соттар бағдарламасы»" in said["kk"]
    assert "«Программа судов»" in said["ru"]
    assert "years between them: 2" in said["en"]


def test_same_graph_gives_the_same_quads_and_iris_outlast_a_rebuild(plan_tools: dict[str, Any], found_engine: Any) -> None:
    engine = plan_tools["StoreEngine"](plan_tools["plan_store"]())
    first = list(find_all(engine, DEFAULT_BASE))
    assert first == list(find_all(engine, DEFAULT_BASE)) == list(findings_step(DEFAULT_BASE)(engine.store))
    assert {str(q.subject.value) for q in first} == {f.iri for f in list_findings(found_engine)}  # type: ignore[union-attr]
    assert Finding("orphan", ("b", "a"), "low", ()).iri("x/") == Finding("orphan", ("a", "b"), "high", ("e",)).iri("x/")


def changed(plan_tools: dict[str, Any], **changes: Any) -> Extraction:
    return replace(plan_tools["plan"](), **changes)


def test_lead_takes_the_headless_finding_away(plan_tools: dict[str, Any], findings_of: Any) -> None:
    plan: Extraction = plan_tools["plan"]()
    lead = tuple(replace(m, role="lead") if "culture" in m.key else m for m in plan.mandates)
    assert about(findings_of(replace(plan, mandates=lead)), "headless") == []


def test_coordinator_takes_its_findings_away(plan_tools: dict[str, Any], findings_of: Any) -> None:
    plan: Extraction = plan_tools["plan"]()
    coordinator = Mandate(
        "document/" + "a" * 16 + "/mandate/c", "body/kz/interior", "coordinator", "act/g2", "act/p45", plan.mandates[0].evidence
    )
    engine = findings_of(replace(plan, mandates=(*plan.mandates, coordinator)))
    assert about(engine, "no-coordinator") == []
    assert about(engine, "silent-pair") == []  # the coordinator is one of each pair


def test_a_topic_of_different_duties_of_many_bodies_with_no_coordinator_is_fragmented(
    plan_tools: dict[str, Any], findings_of: Any
) -> None:
    plan: Extraction = plan_tools["plan"]()
    first, second = plan.measures[0].key, plan.measures[1].key
    evidence = plan.mandates[0].evidence
    more = (*plan.mandates, *(Mandate(f"{first}/{n}", f"body/kz/{n}", "lead", second, "act/a2", evidence) for n in ("x", "y")))
    found = list_findings(findings_of(replace(plan, mandates=more)), "fragmentation", "ru")
    assert [finding.severity for finding in found] == ["low", "low"]
    assert "«учебные программы» распределены между органами, числом 5" in " ".join(f.explanation for f in found)
    coordinator = Mandate(first + "/c", "body/kz/culture", "coordinator", second, "act/a2", evidence)
    assert about(findings_of(replace(plan, mandates=(*more, coordinator))), "fragmentation") == []
    alone = tuple(topic for topic in plan.topics if topic.about == second)
    assert about(findings_of(replace(plan, mandates=more, topics=alone)), "fragmentation") == []


def test_subordination_and_shared_reports_are_ties(plan_tools: dict[str, Any], findings_of: Any) -> None:
    plan: Extraction = plan_tools["plan"]()
    bodies = tuple(replace(b, parent="body/kz/justice") if b.key == "body/kz/interior" else b for b in plan.bodies)
    assert about(findings_of(replace(plan, bodies=bodies)), "silent-pair") == [("low", ("kz/interior", "kz/supreme-court"))]
    measure = plan.measures[0].key
    recipient = Mandate(measure + "/r", "body/kz/interior", "report_recipient", measure, "act/a2", plan.mandates[0].evidence)
    assert about(findings_of(replace(plan, mandates=(*plan.mandates, recipient))), "silent-pair") == []


def test_groups_of_bodies_are_no_pair(plan_tools: dict[str, Any], findings_of: Any) -> None:
    plan: Extraction = plan_tools["plan"]()
    bodies = tuple(replace(b, kind="group") if b.key == "body/kz/interior" else b for b in plan.bodies)
    plan_tools["CONCEPTS"]["body-kind"] = ("state", "court", "international", "group")
    assert about(findings_of(replace(plan, bodies=bodies)), "silent-pair") == []


def test_classified_measure_without_a_body_weighs_least(plan_tools: dict[str, Any], findings_of: Any) -> None:
    plan: Extraction = plan_tools["plan"]()
    measures = tuple(replace(m, secret=m.number == "3") for m in plan.measures)
    engine = findings_of(replace(plan, measures=measures))
    assert about(engine, "orphan") == [("low", ("measure/3",))]
    assert "classified" in list_findings(engine, "orphan")[0].explanation


def test_function_that_is_only_reported_of_a_body_has_somebody(plan_tools: dict[str, Any], findings_of: Any) -> None:
    plan: Extraction = plan_tools["plan"]()
    function = plan.functions[0] if plan.functions else None
    place = plan.measures[0].evidence
    function = function or Function(f"{plan.document.key}/function/9", Label("visits homes", "en"), place)
    reported = replace(
        plan.mandates[0], key=f"{plan.document.key}/mandate/9", concerns=function.key, deontic="reported", assigned_by=None
    )
    alone = replace(plan, functions=(function,))
    found = [about(findings_of(replace(alone, mandates=(*plan.mandates, *more))), "orphan") for more in ((), (reported,))]
    assert [any("function/9" in fact for _, facts in each for fact in facts) for each in found] == [True, False]


def test_task_with_nothing_held_within_is_an_orphan(plan_tools: dict[str, Any], findings_of: Any) -> None:
    plan: Extraction = plan_tools["plan"]()
    mandates = tuple(m for m in plan.mandates if "measure-4" not in m.key)
    assert about(findings_of(replace(plan, mandates=mandates)), "orphan") == [
        ("high", ("measure/3",)),
        ("high", ("measure/4",)),
        ("medium", ("task/2",)),
    ]


def test_programme_that_ended_without_a_successor_is_found(plan_tools: dict[str, Any], findings_of: Any) -> None:
    plan: Extraction = plan_tools["plan"]()
    links = tuple(link for link in plan.links if link.link_type != "succeeds")
    engine = findings_of(replace(plan, links=links))
    assert about(engine, "broken-succession") == [("low", ("g1",))]  # only cited; 2020–2022 has not ended by the newest act
    assert "no successor was found" in list_findings(engine, "broken-succession")[0].explanation


def test_an_act_of_another_state_ends_no_programme(plan_tools: dict[str, Any], findings_of: Any) -> None:
    plan: Extraction = plan_tools["plan"]()
    links = tuple(link for link in plan.links if link.link_type != "succeeds")
    old = next(act for act in plan.instruments if act.key == "act/g1")
    elsewhere = tuple(a if a is old else replace(a, jurisdiction="KG") for a in plan.instruments)
    assert about(findings_of(replace(plan, links=links, instruments=elsewhere)), "broken-succession") == []


def test_part_that_stands_in_itself_ends_the_search(plan_tools: dict[str, Any], findings_of: Any) -> None:
    plan: Extraction = plan_tools["plan"]()
    loop = tuple(replace(t, part_of=t.key) for t in plan.tasks)
    assert list_findings(findings_of(replace(plan, tasks=loop)))


def test_what_bears_no_number_is_told_by_its_words(plan_tools: dict[str, Any], findings_of: Any) -> None:
    plan = plan_tools["plan"]()
    unnumbered = tuple(replace(measure, number=None) for measure in plan.measures)
    engine = findings_of(replace(plan, measures=unnumbered))
    said = {
        "ky": ("«Сайт ашу» деген иш-чара үчүн", "«Жоба жасау» деген иш-чараны"),
        "kk": ("«Сайт ашу» деген іс-шара үшін", "«Жоба жасау» деген іс-шараны"),
        "ru": ("Для мероприятия «Сайт ашу» ответственный", "Мероприятие «Жоба жасау» исполняют"),
        "en": ("for measure “Сайт ашу”.", "Measure “Жоба жасау” is carried out"),
    }
    for language, (orphan, headless) in said.items():
        assert orphan in list_findings(engine, "orphan", language)[0].explanation
        assert headless in list_findings(engine, "headless", language)[0].explanation
        assert not [f for f in list_findings(engine, "sum-mismatch", language) if "–" in f.explanation]


@pytest.mark.parametrize(("language", "said"), [("ky", "20,5"), ("kk", "20,5"), ("ru", "20,5"), ("en", "20.5")])
def test_numbers_bear_the_decimal_mark_of_the_language(language: str, said: str, found_engine: Any) -> None:
    explanation = list_findings(found_engine, "sum-mismatch", language)[0].explanation
    assert said in explanation and "25" in explanation


@pytest.mark.parametrize("store", ["plan_store", "work_store"])
def test_the_question_on_what_nobody_answers_for_lists_what_the_findings_are_about(store: str) -> None:
    module = runpy.run_path(str(Path(__file__).parents[1] / "questions" / f"{store}.py"))
    engine = module["work_engine"]() if store == "work_store" else module["StoreEngine"](module["plan_store"]())
    found = {iri for finding in FINDERS["orphan"](engine, load_facts(engine)) for iri in finding.about}
    assert {row["measure"] for row in ask(engine, "orphan-measures").plain_rows()} == found


def test_unknown_type_or_language_says_what_there_is(found_engine: Any) -> None:
    with pytest.raises(JarlykError, match="there are: orphan, headless"):
        list_findings(found_engine, "gap")
    with pytest.raises(JarlykError, match="one of ky, kk, ru, en"):
        list_findings(found_engine, None, "de")


def test_texts_are_whole_in_four_languages_and_fill_the_same_braces() -> None:
    texts = dict(finding_texts())
    for table in (texts.pop("scope"), texts.pop("more")):
        assert set(table) == set(LANGUAGES)
    assert set(texts) == set(FINDERS)
    for kind, wordings in texts.items():
        assert {"title", "how"} < set(wordings), kind
        for wording in wordings.values():
            braces = {frozenset(f for _, f, _, _ in string.Formatter().parse(text) if f) for text in wording.values()}
            assert set(wording) == set(LANGUAGES)
            assert len(braces) == 1, wording


@pytest.mark.parametrize(
    ("amount", "printed", "step"),
    [
        ("10", "10,0", "0.1"),
        ("10", "10", "1"),
        ("1000", "1,000", "1"),
        ("7018.2", "7\n\n018,2", "0.1"),
        ("0.05", "0,05", "0.01"),
        ("5", "", "1"),
    ],
)
def test_step_is_the_unit_of_the_last_printed_digit(amount: str, printed: str, step: str) -> None:
    assert sum_mismatch._step(Decimal(amount), printed) == Decimal(step)
