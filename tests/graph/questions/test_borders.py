"""The first and the last day of a body, a name and an act, as precisely as they are recorded, in each question that takes a day."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.question_headers import load_questions
from graph.questions import ask
from ontology.iri import DEFAULT_BASE
from ontology.records import Extraction

_WORK: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("work_store.py")))
_KIND = {4: "gYear", 7: "gYearMonth", 10: "date"}
ROADS, CONCEPT, NAME = "body/kg/roads", "act/c3", "body/kg/council/name/1"
# What begins on a day is there on that day; what ends on a day is not: it is the first of what comes next. Of a month or a year that is
# recorded the day is not known, so that all of it counts.
BORDERS = [
    ("validFrom", "2020-06-15", {"2020-06-14": False, "2020-06-15": True}),
    ("validFrom", "2020-06", {"2020-05-31": False, "2020-06-01": True, "2020-06-30": True}),
    ("validFrom", "2020", {"2019-12-31": False, "2020-01-01": True}),
    ("validTo", "2020-06-15", {"2020-06-14": True, "2020-06-15": False, "2020-06-16": False}),
    ("validTo", "2020-06", {"2020-06-01": True, "2020-06-30": True, "2020-07-01": False}),
    ("validTo", "2020", {"2020-12-31": True, "2021-01-01": False}),
]
ACT_BORDERS = [
    ("date_document", "2020-06-15", {"2020-06-14": False, "2020-06-15": True}),
    ("date_document", "2020", {"2019-12-31": False, "2020-01-01": True}),
    ("periodStart", "2020", {"2019-12-31": False, "2020-01-01": True}),
    ("periodEnd", "2020", {"2020-12-31": True, "2021-01-01": False}),
    ("repealed", "2020-06-15", {"2020-06-14": True, "2020-06-15": False}),
    ("repealed", "2020", {"2020-12-31": True, "2021-01-01": False}),
]
# In each question a body, and an act, that it shows where no day is asked for.
BODIES = {
    "bodies-at-date": ROADS,
    "by-agreement": "body/kz/supreme-court",
    "co-responsibility": "body/kz/culture",
    "coordinators": "body/kg/building",
    "country-comparison": ROADS,
    "indicators-of-body": "body/kz/justice",
    "mandates-of-body": ROADS,
    "monitors": "body/kg/building",
    "reporting-lines": "body/kg/building",
    "shared-measures": "body/kz/culture",
    "who-is-responsible": ROADS,
}
ACTS = {
    **dict.fromkeys(("by-agreement", "indicators-of-body", "shared-measures"), "act/g2"),  # the plan is a part of it
    **dict.fromkeys(("competent-at-date", "coordinators", "mandates-of-body", "monitors", "orphan-measures"), CONCEPT),
    **dict.fromkeys(("reporting-lines", "secret-measures", "unfunded-measures", "who-is-responsible"), CONCEPT),
}
PARTS = {"act/g2": ("act/g2", "act/a2")}


@cache
def bordered(subject: str, name: str, value: str) -> Any:
    """The small graph with this one date in it and no other."""
    plan, kind = _WORK["_PLAN"], _KIND[len(value)]
    registry = re.sub(r' ; (jk:valid(From|To)|dcterms:date) "[\d-]+"\^\^xsd:\w+', "", plan["REGISTRY"] + _WORK["REGISTRY"])
    added = f'<{subject}> {"eli" if name == "date_document" else "jk"}:{name} "{value}"^^xsd:{kind} .'
    if name == "repealed":
        added = f'<act/later> eli:repeals <{subject}> ; eli:date_document "{value}"^^xsd:{kind} .'
    documents = [undated(document) for document in (plan["plan"](), plan["note"](), _WORK["work"]())]
    return plan["StoreEngine"](plan["plan_store"](documents, registry + added))


def undated(document: Extraction) -> Extraction:
    acts = (replace(act, period_start=None, period_end=None, date=None) for act in document.instruments)
    return replace(document, instruments=tuple(acts))


def shown(engine: Any, question: str, subject: str, columns: tuple[str, ...], **asked: str) -> bool:
    answer = ask(engine, question, asked)
    places = [n for n, column in enumerate(answer.columns) if column.name in columns]
    wanted = {subject, *(DEFAULT_BASE + part for part in PARTS.get(subject, (subject,)))}
    return any(row[n] is not None and row[n].value in wanted for row in answer.rows for n in places)


@pytest.mark.parametrize(("name", "value", "days"), BORDERS)
@pytest.mark.parametrize("question", BODIES)
def test_a_body_is_there_from_its_first_day_to_the_day_before_its_last(
    question: str, name: str, value: str, days: dict[str, bool]
) -> None:
    engine, columns = bordered(BODIES[question], name, value), ("body", "holder", "other", "reporter")
    assert shown(engine, question, BODIES[question], columns)
    assert {day: shown(engine, question, BODIES[question], columns, date=day) for day in days} == days


@pytest.mark.parametrize(("name", "value", "days"), ACT_BORDERS)
@pytest.mark.parametrize("question", ACTS)
def test_an_act_is_in_force_from_its_day_to_the_day_before_its_repeal(
    question: str, name: str, value: str, days: dict[str, bool]
) -> None:
    engine = bordered(ACTS[question], name, value)
    assert shown(engine, question, ACTS[question], ("instrument",))
    assert {day: shown(engine, question, ACTS[question], ("instrument",), date=day) for day in days} == days


@pytest.mark.parametrize(("name", "value", "days"), BORDERS)
def test_a_name_is_borne_from_its_first_day_to_the_day_before_its_last(name: str, value: str, days: dict[str, bool]) -> None:
    engine = bordered(NAME, name, value)
    found = {day: shown(engine, "names-of-body", "Жогорку Совет", ("name",), date=day) for day in days}
    assert found == days


@pytest.mark.parametrize(("name", "value", "days"), BORDERS)
def test_who_is_competent_changes_on_the_very_day(name: str, value: str, days: dict[str, bool]) -> None:
    engine = bordered(ROADS, name, value)
    for day, there in days.items():
        found = ask(engine, "competent-at-date", {"date": day, "body": ROADS}).plain_rows()
        assert {row["how"] == "printed" for row in found if row["holder"] == DEFAULT_BASE + ROADS} == {there}


def test_each_question_as_of_a_day_is_among_them() -> None:
    """Of the last three the small graph has no row, or they show no body of a day; `test_as_of` holds them to a second engine."""
    dated = {name for name, question in load_questions().items() if "date" in question.parameters}
    assert dated == {*BODIES, *ACTS, "names-of-body", "legal-basis", "mandate-overlap", "same-name"}
