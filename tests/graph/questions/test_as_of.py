"""Questions as of a day: acts whose term holds it and bodies that existed then, with no body put in the place of another."""

from __future__ import annotations

from typing import Any

import pytest
import rdflib

from graph.question_headers import load_questions
from graph.questions import ask, bind
from tests.graph.questions.test_questions import drop_numbers, rows

# Questions about what was never bound to a day (what amends what, which act is missing), or that ask for time in another way.
TIMELESS = {"amendments", "cited-not-held", "evidence-of", "programme-succession", "international-bodies", "no-shared-measure"}
OWN_TIME = {"due-dates", "money-by-year", "stale-holders"}


def test_each_question_can_be_asked_as_of_a_day_unless_time_is_what_it_is_about() -> None:
    without = {name for name, question in load_questions().items() if "date" not in question.parameters}
    assert without == TIMELESS | OWN_TIME


@pytest.mark.parametrize("date", ["2015-01-01", "2019-12-31", "2020-09-01", "2024-04-30", "2024-05-01", "2027-01-01"])
def test_who_is_responsible_on_a_day_is_who_is_competent_by_the_words_themselves(date: str, work_engine: Any) -> None:
    columns = ("measure", "role", "body", "instrument", "start")
    competent = rows(work_engine, "competent-at-date", columns, date=date, how="printed")
    assert set(rows(work_engine, "who-is-responsible", columns, date=date)) == set(competent)


@pytest.mark.parametrize(
    "name", ["who-is-responsible", "mandates-of-body", "shared-measures", "co-responsibility", "mandate-overlap"]
)
def test_a_body_that_had_ended_is_left_out_and_none_stands_in_its_place(name: str, plan_tools: dict[str, Any]) -> None:
    registry = plan_tools["REGISTRY"] + '<body/kz/culture> jk:validTo "2020-06"^^xsd:gYearMonth .\n'
    engine = plan_tools["StoreEngine"](plan_tools["plan_store"]((plan_tools["plan"](),), registry))
    bodies = ("body", "other") if name in ("co-responsibility", "mandate-overlap") else ("body",)
    before = {body for row in rows(engine, name, bodies, date="2020-06-30") for body in row}
    after = {body for row in rows(engine, name, bodies, date="2020-07-01") for body in row}
    assert before - after <= {"kz/culture", "kz/interior"}  # what it shared is shared no more
    assert after <= before
    assert "kz/culture" not in after
    if name != "mandate-overlap":  # the small graph has none
        assert "kz/culture" in before


def test_a_name_is_told_as_of_a_day(work_engine: Any) -> None:
    asked = {"body": "body/kg/council", "nameKind": "other"}
    assert [name for (name,) in rows(work_engine, "names-of-body", ("name",), date="1993-01-01", **asked)] == [
        "ЖК",
        "Жогорку Совет",
    ]
    assert [name for (name,) in rows(work_engine, "names-of-body", ("name",), date="1995-01-01", **asked)] == ["ЖК"]


@pytest.mark.parametrize("name", sorted(n for n, q in load_questions().items() if "date" in q.parameters))
def test_a_question_as_of_a_day_is_plain_sparql_for_a_second_engine_too(name: str, work_engine: Any) -> None:
    other = rdflib.Graph()
    other.parse(data="".join(sorted({f"{quad.triple} .\n" for quad in work_engine.store})), format="nt")
    asked = {"date": "2024-05-01"}
    ours = {tuple(None if t is None else t.value for t in row) for row in ask(work_engine, name, asked).rows}
    theirs = {tuple(None if t is None else str(t) for t in row) for row in other.query(bind(load_questions()[name], asked))}
    assert {drop_numbers(r) for r in theirs} == {drop_numbers(r) for r in ours}
