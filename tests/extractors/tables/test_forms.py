"""All ways in which the forms say who carries out, by when, for how much and with what result: the inventories of `forms/`."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.extractors.tables.made_up_plans import (
    LANGUAGES,
    Form,
    cases,
    form_of,
    load_forms,
    read_plan,
    read_text,
    shown_holder,
    shown_holders,
    shown_indicator,
    shown_sum,
    table_of,
)

MATTERS = ("executors", "deadlines", "money", "indicators", "tasks")


@pytest.mark.parametrize("matter", MATTERS)
def test_all_languages_list_the_same_forms(matter: str):
    named = {language: [form["id"] for form in load_forms(matter, language)] for language in LANGUAGES}
    assert all(names == named["ru"] for names in named.values())
    assert all(len(set(names)) == len(names) for names in named.values())


def rows_of(form: Mapping[str, list[str]]) -> list[list[str]]:
    return [[cell.strip().replace("^", "") for cell in row.split("|")] for row in form["rows"]]


def parts_of(form: Form) -> tuple[str, ...]:
    return (form.get("text", ""), table_of(rows_of(form)) if "rows" in form else "", form.get("notes", ""))


@pytest.mark.parametrize(("language", "name"), cases("executors"))
def test_a_cell_of_executors(language: str, name: str):
    form = form_of("executors", language, name)
    found, measure = read_plan(language, form, form["cell"])
    assert sorted(shown_holders(found, measure.key)) == sorted(form["who"])


@pytest.mark.parametrize(("language", "name"), cases("deadlines"))
def test_a_deadline_or_a_form_of_completion(language: str, name: str):
    form = form_of("deadlines", language, name)
    found, measure = read_plan(language, form, "", form.get("cell", "2024"), form.get("completion", ""))
    told = [m for m in found.mandates if m.concerns == measure.key and m.role == "report_recipient"]
    assert list(measure.due_by) == form.get("due", [])
    assert [shown_holder(found, mandate.holder) for mandate in told] == form.get("reports_to", [])


@pytest.mark.parametrize(("language", "name"), cases("money"))
def test_a_sum(language: str, name: str):
    form = form_of("money", language, name)
    found = read_text(language, form, *parts_of(form))
    assert sorted(shown_sum(one) for each in found.instruments for one in each.funding) == sorted(form["sums"])
    first = [measure for measure in found.measures if measure.number == "1"]
    costs = [shown_sum(one) for measure in first for one in measure.funding]
    assert [*costs, *(measure.funding_note for measure in first if measure.funding_note)] == form.get("measure", [])


@pytest.mark.parametrize(("language", "name"), cases("indicators"))
def test_an_indicator(language: str, name: str):
    form = form_of("indicators", language, name)
    found = read_text(language, form, *parts_of(form))
    assert sorted(map(shown_indicator, found.indicators)) == sorted(form["found"])


@pytest.mark.parametrize(("language", "name"), cases("tasks"))
def test_a_goal_or_task(language: str, name: str):
    form = form_of("tasks", language, name)
    found = read_text(language, form, form["text"]).tasks
    assert sorted(f"{task.number or ''} {task.text.text}".strip() for task in found) == sorted(form["found"])
