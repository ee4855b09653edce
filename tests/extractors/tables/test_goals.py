from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.tables.context import TableContext
from extractors.tables.goals import TaskList
from ontology.records import Evidence, Label, Task

SIGNS = "жол белгілерін уақтылы жаңарту жұмысын жақсарту"
LESSONS = "мектептерде жол ережесі сабақтарын өткізуді ұйымдастыру"


def task(key: str, text: str, number: str | None, start: int) -> Task:
    return Task(key, Label(text, "kk"), (Evidence(start, start + len(text), "task:list"),), number, "programme")


@pytest.mark.parametrize(
    ("text", "number", "count"),
    [
        ("Уақтылы жол белгілерін жаңарту жұмыстарын жақсартуға", "1", 1),  # other order and endings
        ("Уақтылы жол белгілерін жаңарту жұмыстарын жақсартуға", "2", 2),  # another number
        (LESSONS, "1", 2),
        (SIGNS, None, 2),  # no number: nothing says that it repeats the list
    ],
)
def test_tasks_of_the_running_text_are_one_where_number_and_words_agree(
    table_context: Callable[..., TableContext], text: str, number: str | None, count: int
):
    tasks = TaskList(table_context("x" * 300), [task("a", SIGNS, "1", 0), task("b", text, number, 100)]).tasks
    assert len(tasks) == count
    assert sum(len(t.evidence) for t in tasks) == 2


def test_a_task_of_a_table_joins_the_one_that_is_known(table_context: Callable[..., TableContext]):
    text = f"{SIGNS}. {LESSONS}. {SIGNS}."
    tasks = TaskList(table_context(text), [task("a", SIGNS, "1", 0)])
    again = text.rindex(SIGNS)
    assert tasks.add(again, again + len(SIGNS), None, "plan") == "a"
    assert tasks.add(0, len(SIGNS), "1", "plan") == "a"  # the very place that is known
    lessons = text.index(LESSONS)
    assert tasks.add(lessons, lessons + len(LESSONS), "2", "plan") != "a"
    assert [(t.number, len(t.evidence)) for t in tasks.tasks] == [("1", 2), ("2", 1)]
