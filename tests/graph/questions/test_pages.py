"""A part of an answer: parts join to the whole, and each says whether more comes."""

from __future__ import annotations

from typing import Any

import pytest
import rdflib

from graph.question_headers import load_questions
from graph.question_pages import in_part, keys_of, order_of
from graph.questions import Part, ask, bind
from tests.graph.questions.test_plans import ABOUT_NAMES

QUESTIONS = load_questions()


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("name", QUESTIONS)
def test_parts_join_to_the_whole(name: str, size: int, work_engine: Any) -> None:
    whole = ask(work_engine, name)
    assert not whole.more and whole.total == len(whole.rows)
    joined: list[Any] = []
    offset, more = 0, True
    while more:
        answer = ask(work_engine, name, part=Part(size, offset))
        more = answer.more
        assert answer.rows
        assert answer.total == (None if more else offset + len(answer.rows))
        joined += answer.rows
        offset += size
    assert tuple(joined) == whole.rows


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_graph_without_the_reading_order_answers_alike(name: str, work_engine: Any, unnumbered_engine: Any) -> None:
    assert ask(unnumbered_engine, name).rows == ask(work_engine, name).rows
    for offset in (0, 2):
        part = Part(2, offset)
        assert ask(unnumbered_engine, name, part=part).rows == ask(work_engine, name, part=part).rows


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_file_answers_for_all_as_it_stands(name: str, work_engine: Any) -> None:
    question = QUESTIONS[name]
    names = [column.name for column in question.columns]
    as_it_stands = [[row[name] for name in names] for row in work_engine.select(question.query)]
    assert as_it_stands == [list(row) for row in ask(work_engine, name).rows]


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_rows_are_sorted_by_begins_with_their_keys(name: str) -> None:
    query = QUESTIONS[name].query
    keys = keys_of(query)
    among = [
        set(by.replace("DESC(", "").replace("BOUND(", "").split()[0].strip("?()").split()) <= set(keys) for by in order_of(query)
    ]
    assert keys and among[0]
    assert among == sorted(among, reverse=True)


def test_behind_the_end_there_is_nothing_and_no_total_is_claimed(work_engine: Any) -> None:
    answer = ask(work_engine, "who-is-responsible", part=Part(10, 500))
    assert (answer.rows, answer.more, answer.total) == ((), False, None)


def test_a_deep_part_is_cut_from_the_whole(work_engine: Any) -> None:
    whole = ask(work_engine, "evidence-of")
    answer = ask(work_engine, "evidence-of", part=Part(20_000, 2))
    assert answer.rows == whole.rows[2:] and not answer.more


def test_a_part_is_plain_sparql_for_a_second_engine_too(work_engine: Any) -> None:
    question = QUESTIONS["mandates-of-body"]
    other = rdflib.Graph()
    other.parse(data="".join(sorted({f"{quad.triple} .\n" for quad in work_engine.store})), format="nt")
    query = bind(question, {}, Part(3, 2))
    ours = [row["concerns"].value for row in work_engine.select(query)]
    assert ours == [str(row.concerns) for row in other.query(query)]  # type: ignore[union-attr]


def test_what_is_compared_is_joined_into_one_text() -> None:
    query = in_part(QUESTIONS["shared-measures"].query, Part(5))
    assert "ORDER BY DESC(?bodies) ?order1 ?measure" in query
    assert query.count("LIMIT 5") == 1


def test_rows_are_sorted_by_the_number_of_their_place() -> None:
    query = in_part(QUESTIONS["shared-measures"].query, Part(5), numbered=True)
    assert "ORDER BY DESC(?bodies) ?order ?measure" in query
    assert query.index("?place jk:readingOrder ?order") < query.index("LIMIT 5") < query.index("?place jk:inDocument ?document")


def test_what_is_asked_for_alone_is_not_sorted_by() -> None:
    query = bind(QUESTIONS["mandates-of-body"], {"body": "urn:one"}, Part(5))
    assert "STR(?body)" not in query.split("LIMIT 5")[0]
    assert "STR(?body)" in bind(QUESTIONS["mandates-of-body"], {"body": ["urn:one", "urn:two"]}, Part(5)).split("LIMIT 5")[0]


def test_a_part_looks_up_no_names_itself() -> None:
    for name in QUESTIONS:
        if name not in ABOUT_NAMES:
            assert query_of(name).count("skos:prefLabel ?") == query_of(name).count("skos:prefLabel ?topicName"), name


def query_of(name: str) -> str:
    return bind(QUESTIONS[name], {}, Part(5))
