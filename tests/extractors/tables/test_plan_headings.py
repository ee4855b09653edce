"""Rows of a plan that are no measures: headings under Roman numerals, directions and outputs, indicators, the row of the whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.tables.facts import TableFacts
from ontology.records import Evidence, Label, Task

Read = Callable[..., TableFacts]


def table(*rows: str) -> str:
    return "Text\n\n" + "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows) + "\n\nEnd"


def under(facts: TableFacts) -> list[tuple[str | None, str | None]]:
    """The number of each measure and the words of its task."""
    tasks = {task.key: task.text.text for task in facts.tasks}
    return [(measure.number, tasks.get(str(measure.part_of))) for measure in facts.measures]


@pytest.mark.parametrize("numerals", [("I", "II"), ("І", "ІІ"), ("I.", "II.")])
def test_a_heading_under_a_roman_numeral_is_no_measure(read_facts: Read, numerals: tuple[str, str]):
    text = table(
        "No. | Measure | Form of completion | Time frame | Responsible bodies | Cost, thousand soms",
        f"{numerals[0]} | Safer schools",
        "1 | Put up signs | Report | 2026 | MoE | 1,450",
        f"{numerals[1]} | Safer roads",
        "2 | Repair bridges | Act | 2026 | MoI | 500",
    )
    facts = read_facts(text, "en", ("MoE", "MoI"))
    assert [m.number for m in facts.measures] == ["1", "2"]
    assert [u.text for u in facts.unresolved] == ["Safer schools", "Safer roads"]


def test_a_heading_that_repeats_a_task_puts_measures_under_it_and_another_ends_it(read_facts: Read):
    known = Task("t", Label("to make schools safer for small children", "en"), (Evidence(0, 4, "text"),), "a", "programme")
    text = table(
        "No. | Measure | Form of completion | Time frame | Responsible bodies",
        "I | Make schools safer for small children",
        "1 | Put up signs | Report | 2026 | MoE",
        "II | Roads",
        "2 | Repair bridges | Act | 2026 | MoI",
    )
    facts = read_facts(text, "en", ("MoE", "MoI"), tasks=(known,))
    assert under(facts) == [("1", known.text.text), ("2", None)]


@pytest.mark.parametrize(
    ("language", "head", "heading", "name"),
    [
        (
            "ru",
            "№ | Мероприятие | Срок исполнения | Ответственные исполнители",
            "Направление 1. Обучение водителей",
            "Обучение водителей",
        ),
        ("ky", "№ | Иш-чаралар | Качан | Ким аткарат", "Натыйжа 1. Кудуктар текшерилди", "Кудуктар текшерилди"),
        ("kk", "№ | Іс-шаралар | Мерзімі | Жауаптылар", "1-бағыт. Жүргізушілерді оқыту", "Жүргізушілерді оқыту"),
        ("en", "No. | Planned activities | When | Responsible partner", "Output 1: Wells are tested", "Wells are tested"),
    ],
)
def test_a_numbered_direction_or_output_is_a_task(read_facts: Read, language: str, head: str, heading: str, name: str):
    facts = read_facts(table(head, heading, "1.1 | АБВ | 2025 | АБМ", "1.2 | ГДЕ | 2026 | АБМ"), language, ("АБМ",))
    assert [(t.number, t.text.text) for t in facts.tasks] == [("1", name)]
    assert under(facts) == [("1.1", name), ("1.2", name)]


def test_expected_results_without_a_number_are_no_task(read_facts: Read):
    text = table(
        "№ | Мероприятие | Срок исполнения | Ответственные исполнители", "Результат: колодцы проверены", "1 | АБВ | 2025 | АБМ"
    )
    assert read_facts(text, "ru", ("АБМ",)).tasks == ()


@pytest.mark.parametrize(
    ("language", "head", "unit", "mark"),
    [
        ("kk", "№ | Іс-шаралар | Өлшем бірлігі | Аяқталу нысаны | Мерзімі | Жауаптылар | 2025 | 2026", "бірлік", "х"),
        ("ru", "№ | Мероприятие | Ед. изм. | Форма завершения | Срок исполнения | Ответственные | 2025 | 2026", "%", ""),
        ("ky", "№ | Иш-чаралар | Өлчөм бирдиги | Аяктоо формасы | Мөөнөтү | Жооптуулар | 2025 | 2026", "адам", "*"),
        ("en", "No. | Measures | Unit | Form of completion | Deadline | Responsible | 2025 | 2026", "persons", "-"),
    ],
)
def test_a_row_with_marks_for_its_deadline_and_values_that_are_no_money_is_an_indicator(
    read_facts: Read, language: str, head: str, unit: str, mark: str
):
    text = table(head, f"1 | АБВ | {unit} | {mark} | {mark} | АБМ | 12 | 14", f"2 | ГДЕ | {unit} | АБ | 2025 | АБМ | 3 | 4")
    facts = read_facts(text, language, ("АБМ",))
    (indicator,) = facts.indicators
    assert (indicator.number, indicator.unit, indicator.level) == ("1", unit, "target")
    assert [(v.year, v.as_printed) for v in indicator.values] == [(2025, "12"), (2026, "14")]
    assert [m.number for m in facts.measures] == ["2"]
    assert {m.holder for m in facts.mandates if m.concerns == indicator.key} == {"АБМ"}


def test_a_quantity_without_a_deadline_may_yet_be_a_measure(read_facts: Read):
    head = "№ | Мероприятие | Ед. изм. | Форма завершения | Срок исполнения | Ответственные | 2025 | 2026"
    facts = read_facts(
        table(head, "1 | АБВ | единиц | | | АБМ | 12 | 14", "2 | АБГ | млн. тенге | * | * | АБМ | 1 | 2"), "ru", ("АБМ",)
    )
    assert facts.indicators == () and [m.number for m in facts.measures] == ["1", "2"]


def test_an_implementing_partner_carries_out_where_nobody_else_does(read_facts: Read):
    alone = table("Виды деятельности | Исполняющий партнер | Период | Бюджет, долл. США", "1.1. АБВ | АБМ | 2025 | 12 000")
    (mandate,) = read_facts(alone, "ru", ("АБМ",)).mandates
    assert (mandate.holder, mandate.role) == ("АБМ", "executor")
    beside = table(
        "Виды деятельности | Ответственные | Исполняющий партнер | Период | Бюджет, долл. США",
        "1.1. АБВ | ВГД | АБМ | 2025 | 12 000",
    )
    assert {(m.holder, m.role) for m in read_facts(beside, "ru", ("АБМ", "ВГД")).mandates} == {
        ("ВГД", "executor"),
        ("АБМ", "partner"),
    }


def test_the_row_of_the_whole_may_end_before_the_last_column(read_facts: Read):
    text = table(
        "№ | Иш-чаранын аталышы | Ким аткарат | Качан | Наркы, миң сом | Каражат булагы",
        "1.1 | АБВ | АБМ | 2025-жыл | 120,0 | донорлор",
        "1.2 | ГДЕ | АБМ | 2025-жыл | 30,5 | республикалык бюджет",
        "Бардыгы | | | | 150,5",
    )
    facts = read_facts(text, "ky", ("АБМ",))
    assert [(a.source, a.as_printed, a.scale) for a in facts.plan_budget] == [("total", "150,5", 1000)]


def test_a_number_of_two_levels_opens_a_measure_but_a_quantity_does_not(read_facts: Read):
    text = table("Activity | Responsible | Timeframe", "1.1 Train staff | MoI | 2025", "2.5 km of fences | MoI | 2025")
    facts = read_facts(text, "en", ("MoI",))
    assert [(m.number, m.text.text) for m in facts.measures] == [("1.1", "Train staff"), (None, "2.5 km of fences")]


def test_of_several_rows_of_totals_the_sum_of_all_measures_is_that_of_the_plan(read_facts: Read):
    rows = (
        "No. | Measure | Time frame | Responsible bodies | Cost, USD",
        *("1 | Hold courses | 2025 | MoI | 1,000", "2 | Print a book | 2026 | MoI | 500", "| Total | | | 1,500"),
        *("3 | Buy paint | 2026 | MoI | 300", "| Total | | | 300"),
    )
    whole = read_facts(table(*rows, "| Grand total | | | 1,800"), "en", ("MoI",))
    assert [(a.source, a.as_printed) for a in whole.plan_budget] == [("total", "1,800")]
    parts = read_facts(table(*rows), "en", ("MoI",))
    assert parts.plan_budget == () and [u.reason for u in parts.unresolved] == ["the total of a part"] * 2


def test_beside_a_column_of_tasks_the_words_of_a_measure_bear_its_number(read_facts: Read):
    text = table(
        "№ | Задачи | Меры | Сроки | Ответственные",
        "1 | Обновление фондов | 1.1. АБВ | 2025 г. | АБМ",
        "| | 1.2. ГДЕ | 2026 г. | АБМ",
        "2 | Цифровые залы | 2.1. ЖЗИ | 2026 г. | АБМ",
    )
    facts = read_facts(text, "ru", ("АБМ",))
    assert [(m.number, m.text.text) for m in facts.measures] == [("1.1", "АБВ"), ("1.2", "ГДЕ"), ("2.1", "ЖЗИ")]
