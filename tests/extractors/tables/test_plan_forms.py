"""Forms of plans other than the widest one: titles and units above the header, headings that span the table, years inside a cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.tables.facts import TableFacts

Read = Callable[..., TableFacts]
Write = Callable[..., str]

HEADER = (
    "№",
    "Мероприятие",
    "Индикаторы",
    "Срок исполнения",
    "Ответственные исполнители",
    "Объем финансирования",
    "Источник финансирования",
)


def row(number: str, name: str, amount: str = "", source: str = "РБ") -> list[str]:
    return [number, name, "", "постоянно", "АБМ", amount, source]


@pytest.mark.parametrize(
    ("heading", "number", "text"),
    [
        ("Задача 1. Обновление знаков и разметки дорог", "1", "Обновление знаков и разметки дорог"),
        ("Задача №2: обновление знаков и разметки дорог", "2", "обновление знаков и разметки дорог"),
        ("3. Задача: обновление знаков и разметки дорог.", "3", "обновление знаков и разметки дорог"),
    ],
)
def test_a_heading_that_spans_the_table_is_a_task(read_facts: Read, marked_table: Write, heading: str, number: str, text: str):
    facts = read_facts(marked_table(HEADER, [heading], row("1", "Купить краску")) + "\n\nКонец", "ru", ("АБМ",))
    (task,), (measure,) = facts.tasks, facts.measures
    assert (task.number, task.text.text) == (number, text)
    assert measure.part_of == task.key


@pytest.mark.parametrize(
    ("language", "header", "heading", "number"),
    [
        ("kk", ("Р/с №", "Іс-шаралар", "Мерзімі", "Жауаптылар"), "1-міндет. Жол белгілерін уақтылы жаңарту", "1"),
        ("ky", ("№", "Иш-чаралар", "Мөөнөтү", "Жооптуулар"), "2-милдет. Жол белгилерин өз убагында жаңыртуу", "2"),
        ("en", ("No.", "Actions", "Timeline", "Responsible"), "Objective 3. Renewing the road signs in time", "3"),
    ],
)
def test_a_number_may_stand_before_the_word_for_task(
    read_facts: Read, marked_table: Write, language: str, header: tuple[str, ...], heading: str, number: str
):
    facts = read_facts(marked_table(header, [heading], ["1", "АБВ", "2024", "АБМ"]) + "\n\nend", language, ("АБМ",))
    assert [t.number for t in facts.tasks] == [number]
    assert [(m.number, m.text.text) for m in facts.measures] == [("1", "АБВ")]


def test_a_title_row_and_a_unit_above_the_header_and_a_repeated_header(read_facts: Read, marked_table: Write):
    rows = [
        ["План мероприятий"],
        HEADER,
        row("1", "Купить краску", "10,5"),
        HEADER,
        ["1", "2", "3", "4", "5", "6", "7"],
        row("2", "Нанять маляров", "3,0"),
    ]
    facts = read_facts(f"Приложение\n\nтыс. тенге\n\n\n{marked_table(*rows)}\n\nКонец", "ru", ("АБМ",))
    assert [m.number for m in facts.measures] == ["1", "2"]
    assert [(a.year, a.as_printed, a.scale, a.currency, a.source) for m in facts.measures for a in m.funding] == [
        (None, "10,5", 1000, "KZT", "republican"),
        (None, "3,0", 1000, "KZT", "republican"),
    ]


def test_a_unit_may_stand_in_brackets_at_the_end_of_the_title(read_facts: Read, marked_table: Write):
    table = marked_table(HEADER, row("1", "Купить краску", "2,5"))
    facts = read_facts(f"План мероприятий по ремонту дорог на 2031 год (тыс. сомов)\n\n{table}\n\nКонец", "ru", ("АБМ",))
    (sum_,) = facts.measures[0].funding
    assert (str(sum_.amount), sum_.scale, sum_.currency) == ("2.5", 1000, "KGS")
    assert facts.measures[0].unit == "тыс. сомов"


def test_a_cell_may_hold_its_years_and_its_unit(read_facts: Read, marked_table: Write):
    rows = [
        row("1", "Купить краску", "2021 г. – 10,5 млн. тенге\n\n2022 г. – 20,0 млн. тенге"),
        row("2", "Нанять маляров", "5 млн. тенге"),
        row("3", "Измерить дороги", "2021 – 2022"),
    ]
    facts = read_facts(marked_table(HEADER, *rows) + "\n\nКонец", "ru", ("АБМ",))
    assert [[(a.year, a.as_printed, a.scale) for a in m.funding] for m in facts.measures] == [
        [(2021, "10,5", 10**6), (2022, "20,0", 10**6)],
        [(None, "5", 10**6)],
        [],
    ]
    assert [u.text for u in facts.unresolved] == ["2021 – 2022"]


def test_a_column_of_indicators_beside_measures_gives_results_without_values(read_facts: Read, marked_table: Write):
    more = ["", "", "Доля новых знаков", "", "", "", ""]
    facts = read_facts(
        marked_table(HEADER, row("1", "Купить краску"), more, row("2", "Нанять маляров")) + "\n\nКонец", "ru", ("АБМ",)
    )
    assert [m.text.text for m in facts.measures] == ["Купить краску", "Нанять маляров"]
    assert [(i.level, i.text.text, i.values) for i in facts.indicators] == [("result", "Доля новых знаков", ())]
    assert facts.unresolved == ()


def test_a_source_without_an_amount_is_kept_as_a_note(read_facts: Read, marked_table: Write):
    (measure,) = read_facts(marked_table(HEADER, row("1", "Купить краску")) + "\n\nКонец", "ru", ("АБМ",)).measures
    assert (measure.funding, measure.funding_note) == ((), "РБ")


def test_years_at_the_end_of_one_row_of_headings_stand_under_the_amount(read_facts: Read, marked_table: Write):
    header = (
        *HEADER[:2],
        "Срок исполнения",
        "Ответственные исполнители",
        "Предполагаемые расходы, тыс. тенге",
        "Источник финансирования",
    )
    cells = ["1", "Купить краску", "постоянно", "АБМ", "5,0", "6,0", "11,0", "РБ"]
    text = marked_table((*header, "2024 год", "2025 год", "Всего"), cells, cells) + "\n\nКонец"
    measure = read_facts(text, "ru", ("АБМ",)).measures[0]
    assert [(a.year, a.as_printed, a.source) for a in measure.funding] == [
        (2024, "5,0", "republican"),
        (2025, "6,0", "republican"),
        (None, "11,0", "republican"),
    ]


@pytest.mark.parametrize(
    ("years", "cells", "form", "total"),
    [((), ("Акт",), "Акт", None), (("2024-ж.", "2025-ж."), ("5,0", "6,0", "11,0"), None, "11,0")],
)
def test_a_word_for_result_and_total_is_a_total_beside_years(
    read_facts: Read, marked_table: Write, years: tuple[str, ...], cells: tuple[str, ...], form: str | None, total: str | None
):
    header = ("№", "Иш-чаралар", "Мөөнөтү", "Жооптуулар, миң сом", *years, "Жыйынтыгы")
    text = marked_table(header, ["1", "Боёк алуу", "туруктуу", "АБМ", *cells]) + "\n\nАягы"
    (measure,) = read_facts(text, "ky", ("АБМ",)).measures
    assert measure.completion_form == form
    assert [a.as_printed for a in measure.funding if a.year is None] == ([total] if total else [])


def test_rows_by_source_split_the_sum_of_the_measure_and_the_total(read_facts: Read, marked_table: Write):
    header = ("№", "Мероприятия", "Срок", "Ответственные", "Сумма, тыс. сом")
    rows = [
        ["1", "Купить краску", "2024 год", "АБМ", "9,0"],
        ["", "в том числе: республиканский бюджет", "", "", "5,0"],
        ["", "местный бюджет", "", "", "4,0"],
        ["", "Итого по Плану:", "", "", "9,0"],
        ["", "республиканский бюджет", "", "", "5,0"],
        ["", "Итого по задаче 1", "", "", "9,0"],
    ]
    facts = read_facts(marked_table(header, *rows) + "\n\nКонец", "ru", ("АБМ",))
    (measure,) = facts.measures
    assert [(a.source, a.as_printed) for a in measure.funding] == [(None, "9,0"), ("republican", "5,0"), ("local", "4,0")]
    assert len({a.key for a in measure.funding}) == 3
    assert [(a.source, a.as_printed) for a in facts.plan_budget] == [("total", "9,0"), ("republican", "5,0")]
    assert [u.text for u in facts.unresolved] == ["Итого по задаче 1"]


def test_where_one_heading_names_tasks_and_measures_what_spans_the_table_is_a_task(read_facts: Read, marked_table: Write):
    header = ("№", "Задачи / мероприятия", "Срок", "Ответственные")
    rows = [["1. Обновить знаки"], ["1.1", "Купить краску", "2024 год", "АБМ"], ["Раздел II. Разное"]]
    facts = read_facts(marked_table(header, *rows) + "\n\nКонец", "ru", ("АБМ",))
    (task,), (measure,) = facts.tasks, facts.measures
    assert (task.number, task.text.text, measure.part_of) == ("1", "Обновить знаки", task.key)
    assert facts.unresolved == ()


def test_a_row_wider_than_its_table_loses_nothing(read_facts: Read, marked_table: Write):
    header = ("№", "Мероприятия", "Срок", "Ответственные")
    rows = [["1", "Купить краску", "2024 год", "АБМ", "лишнее"], *(["2", "Нанять маляров", "2024 год", "АБМ"],) * 2]
    facts = read_facts(marked_table(header, *rows) + "\n\nКонец", "ru", ("АБМ",))
    assert [u.text for u in facts.unresolved] == ["лишнее"]


def test_a_row_may_be_short_in_two_places(read_facts: Read, marked_table: Write):
    header = ("Задачи", "№", "Мероприятия", "Срок", "Ответственные", "2024 год", "Источник финансирования", "Код программы")
    rows = [
        ["Обновить знаки", "1", "Купить краску", "2024 год", "АБМ", "5,0", "РБ", "001"],
        ["2", "Нанять маляров", "2024 год", "АБМ", "6,0", "001"],  # the task reaches down, and so does the source
    ]
    first, second = read_facts(marked_table(header, *rows) + "\n\nКонец", "ru", ("АБМ",)).measures
    assert (first.number, second.number, second.budget_codes) == ("1", "2", ("001",))
    assert first.part_of == second.part_of
    assert [a.as_printed for a in (*second.funding, *second.values)] == ["6,0"]


def test_a_number_may_open_the_words_of_a_measure_and_of_an_indicator(read_facts: Read, marked_table: Write):
    plan = marked_table(("Мероприятия", "Срок", "Ответственные"), ["1.2. Купить краску", "2024 год", "АБМ"])
    header = ("Целевые индикаторы", "Ед. изм.", "2024 год")
    indicators = marked_table(header, ["3) Доля новых знаков", "%", "10"], ["2024 знака на км", "%", "5"])
    facts = read_facts(f"{plan}\n\nСлово.\n\n{indicators}\n\nКонец", "ru", ("АБМ",))
    assert [(m.number, m.text.text) for m in facts.measures] == [("1.2", "Купить краску")]
    assert [(i.number, i.text.text) for i in facts.indicators] == [("3", "Доля новых знаков"), (None, "2024 знака на км")]


@pytest.mark.parametrize(("heading", "number"), [("", "7"), ("Пункт плана", "7"), ("Регион", None)])
def test_a_first_column_of_numbers_needs_no_known_heading(
    read_facts: Read, marked_table: Write, heading: str, number: str | None
):
    first = number or "Нарын"
    text = marked_table((heading, "Мероприятия", "Срок", "Ответственные"), [first, "Купить краску", "2024 год", "АБМ"])
    assert [m.number for m in read_facts(text + "\n\nКонец", "ru", ("АБМ",)).measures] == [number]


def test_a_line_end_of_markdown_is_no_word_of_a_cell(read_facts: Read):
    text = "| № | Мероприятия | Срок | Ответственные |\n|---|---|---|---|\n| 1 | Купить<br>краску | 2024<br/>год | АБМ |\n"
    (measure,) = read_facts(text, "ru", ("АБМ",)).measures
    assert (measure.text.text, measure.deadline) == ("Купить краску", "2024 год")


def test_a_territory_may_be_named_in_a_cell_of_its_own_that_spans_the_table(read_facts: Read, marked_table: Write):
    facts = read_facts(
        marked_table(HEADER, row("1", "Купить краску", "10,5"), ["г. Алматы"], row("2", "Нанять маляров")) + "\n\nКонец",
        "ru",
        ("АБМ",),
    )
    assert [m.number for m in facts.measures] == ["1", "2"]
    assert all(a.place is None for m in facts.measures for a in m.funding)
