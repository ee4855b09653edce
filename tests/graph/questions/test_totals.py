"""How many rows an answer has that was not read to its end."""

from __future__ import annotations

from typing import Any

import pytest

from graph.question_headers import load_questions
from graph.question_totals import Total, count_rows
from graph.questions import Part, ask

QUESTIONS = load_questions()


@pytest.mark.parametrize("name", QUESTIONS)
def test_as_many_keys_are_counted_as_pages_have(work_engine: Any, name: str) -> None:
    total = count_rows(work_engine, QUESTIONS[name], {})
    assert total is not None and total.whole
    assert not ask(work_engine, name, {}, part=Part(max(total.rows, 1))).more
    if total.rows > 1:
        assert ask(work_engine, name, {}, part=Part(total.rows - 1)).more


def test_no_more_are_counted_than_is_cheap(work_engine: Any) -> None:
    assert count_rows(work_engine, QUESTIONS["who-is-responsible"], {}, most=2) == Total(2, whole=False)
    assert count_rows(work_engine, QUESTIONS["who-is-responsible"], {"body": ["urn:nobody"]}) == Total(0, whole=True)
