"""A plan that is printed as several tables, one after the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.tables.facts import TableFacts

Read = Callable[..., TableFacts]
Write = Callable[..., str]
HEADER = ("№", "Мероприятия", "Срок исполнения", "Ответственные исполнители")


@pytest.mark.parametrize("between", ["", "Продолжение таблицы", "Раздел 2. Обновление разметки"])
def test_a_table_without_a_header_goes_on_the_one_before(read_facts: Read, marked_table: Write, between: str):
    first = marked_table(HEADER, ["1", "Купить краску", "2024 год", "АБМ"])
    second = marked_table(["2", "Нанять маляров", "2025 год", "ВГД"])
    facts = read_facts(f"План\n\n\n{first}\n\n{between}\n\n\n{second}\n\n\nКонец", "ru", ("АБМ", "ВГД"))
    assert [(m.number, m.deadline) for m in facts.measures] == [("1", "2024 год"), ("2", "2025 год")]
    assert [m.holder for m in facts.mandates] == ["АБМ", "ВГД"]


@pytest.mark.parametrize(
    ("between", "second"),
    [
        ("Справка. " * 30, ["2", "Нанять маляров", "2025 год", "ВГД"]),  # too much is said between
        ("", ["2", "Нанять маляров", "2025 год"]),  # of another width
        ("", ["Область", "Год", "Число", "Доля"]),  # not numbered
    ],
)
def test_another_table_does_not(read_facts: Read, marked_table: Write, between: str, second: list[str]):
    first = marked_table(HEADER, ["1", "Купить краску", "2024 год", "АБМ"])
    text = f"План\n\n\n{first}\n\n{between}\n\n\n{marked_table(second, second)}\n\n\nКонец"
    assert [m.number for m in read_facts(text, "ru", ("АБМ", "ВГД")).measures] == ["1"]
