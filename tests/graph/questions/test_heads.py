"""Reading an answer by its heads: a page takes no more than the first documents or bodies, and is that of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest
from pyoxigraph import NamedNode

import graph.overlap_heads as overlaps
import graph.question_heads as heads
from graph.question_headers import load_questions
from graph.question_heads import at_marks, batches, heads_of
from graph.questions import Part, ask, bind

QUESTIONS = load_questions()
BY_HEADS = sorted(name for name, question in QUESTIONS.items() if "# heads: " in question.query)


class Watched:
    """An engine that keeps what it was asked."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine
        self.queries: list[str] = []

    def select(self, query: str) -> Any:
        self.queries.append(query)
        return self.engine.select(query)


class Given:
    """An engine that answers with rows of two columns, in parts as it is asked."""

    def __init__(self, rows: Iterable[tuple[str, int]]) -> None:
        self.rows = [{"node": NamedNode(f"urn:{node}"), "rank": rank} for node, rank in rows]

    def select(self, query: str) -> Any:
        _, _, end = query.partition("LIMIT ")
        limit, _, offset = end.partition(" OFFSET ")
        return self.rows[int(offset or 0) : int(offset or 0) + int(limit)]


@pytest.mark.parametrize("name", BY_HEADS)
def test_pages_read_by_few_heads_join_to_the_whole(name: str, work_engine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (heads, overlaps):
        monkeypatch.setattr(module, "_FIRST", 1)
        monkeypatch.setattr(module, "_TIMES", 1)
    whole = ask(work_engine, name).rows
    assert whole
    for size in (1, 2, 5):
        joined = [row for offset in range(0, len(whole), size) for row in ask(work_engine, name, part=Part(size, offset)).rows]
        assert tuple(joined) == whole


@pytest.mark.parametrize("name", BY_HEADS)
def test_a_first_page_asks_about_the_first_heads_alone(name: str, work_engine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (heads, overlaps):
        monkeypatch.setattr(module, "_FIRST", 1)
    engine = Watched(work_engine)
    assert ask(engine, name, part=Part(1)).more == (len(ask(work_engine, name).rows) > 1)
    asked = [query for query in engine.queries if "VALUES (?" in query and "LIMIT" in query]
    assert (
        asked and len(re.findall(r'\) \([<"]', asked[0])) < 2
    )  # two measures of one document and as many bodies are of one rank
    assert len(asked) < (4 if ask(work_engine, name, part=Part(1)).more else 10)


@pytest.mark.parametrize("values", [{"topic": "curricula"}, {"body": "ІІМ"}, {"topic": "curricula", "date": "2024-05-01"}])
def test_overlaps_asked_by_name_are_read_by_heads_and_are_those_of_the_whole(
    values: dict[str, str], work_engine: Any, unnumbered_engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlaps, "_FIRST", 1)
    engine = Watched(work_engine)
    assert ask(engine, "mandate-overlap", values).rows == ask(unnumbered_engine, "mandate-overlap", values).rows
    assert any("duties:" in query for query in engine.queries)


def test_what_is_asked_of_a_node_is_not_read_by_heads(work_engine: Any) -> None:
    engine = Watched(work_engine)
    ask(engine, "mandates-of-body", {"body": "ІІМ"}, part=Part(2))
    assert not [query for query in engine.queries if "VALUES (?body)" in query]
    assert heads_of(bind(QUESTIONS["mandates-of-body"], {"through": "unit"})) is None


def test_heads_of_one_rank_stay_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "_FIRST", 2)
    monkeypatch.setattr(heads, "_TIMES", 1)
    monkeypatch.setattr(heads, "_FETCHED", 2)
    query = "SELECT ?node ?rank WHERE { ?node <urn:rank> ?rank } ORDER BY ?rank\n"
    found = list(batches(Given([("a", 0), ("b", 1), ("c", 1), ("d", 1), ("e", 2)]), query))
    assert [[row[0].value[-1] for row in batch.rows] for batch in found] == [["a", "b", "c", "d"], ["e"]]
    assert found[1].values() == "VALUES (?node) { (<urn:e>) }\n"
    assert at_marks("{\n  # from these heads\n}", found[1]) == "{\nVALUES (?node) { (<urn:e>) }\n}"
    assert list(batches(Given([]), query)) == []


def test_some_variables_of_heads_are_bound_each_combination_once() -> None:
    one, two, three = (NamedNode(f"urn:{name}") for name in ("one", "two", "three"))
    pair = heads.Heads(("body", "other"), ((one, two), (three, two)))
    assert at_marks("# from these heads: other\n", pair) == "VALUES (?other) { (<urn:two>) }\n"
