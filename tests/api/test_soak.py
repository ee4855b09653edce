"""The soak in its short form (benchmarks/soak.py, `make soak`): ill will and ill luck over a small store."""

from __future__ import annotations

import http.client
import itertools
import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import httpx
import pytest

from benchmarks.hostile import hostile_requests
from benchmarks.soak import Known, Tally, ask_known, known_queries, run_all, soak_hostile, soak_kills

QUERIES = [f"SELECT ?p ?o {{ <https://example.org/s{n}> ?p ?o }} ORDER BY ?o" for n in range(40)]


@pytest.fixture
def known(published: Path) -> list[Known]:
    return known_queries(published, QUERIES)


def test_hostile_requests_meet_no_fault_and_reach_nothing(make_client: Callable[..., httpx.Client], known: list[Known]) -> None:
    client = make_client(workers=2, query_deadline_s=0.3, query_memory_mb=400, row_limit=200)
    tally, outgoing = soak_hostile(client.base_url.port or 0, known, 250, seed=7)
    assert tally.wrong == [] and outgoing == 0
    assert sum(tally.statuses.values()) == 250 + 50
    assert tally.statuses[200] >= 50 and tally.statuses[400] > 20 and tally.statuses[403] > 20


def test_workers_are_killed_under_load(make_client: Callable[..., httpx.Client], known: list[Known]) -> None:
    client = make_client(workers=2)
    tally, killed = soak_kills(os.getpid(), client.base_url.port or 0, known, 8, seed=7)
    assert killed == 8 and tally.wrong == []
    assert set(tally.statuses) <= {200, 503} and tally.statuses[200] > 8
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_the_soak_would_tell_of_a_wrong_answer(make_client: Callable[..., httpx.Client], known: list[Known]) -> None:
    tally = Tally()
    false = Known(known[0].query, known[1].answer)
    jobs: list[Callable[[http.client.HTTPConnection], None]] = [
        partial(ask_known, known=entry, tally=tally) for entry in (known[2], false)
    ]
    run_all(make_client().base_url.port or 0, jobs, askers=1)
    assert tally.statuses[200] == 2 and len(tally.wrong) == 1


def test_a_seed_makes_the_same_requests() -> None:
    first, again, other = (list(hostile_requests(50, seed, "http://127.0.0.1:9/")) for seed in (3, 3, 4))
    assert first == again != other


def test_no_request_is_dropped_while_generations_follow_each_other(
    make_client: Callable[..., httpx.Client], publish_rows: Callable[[Path, int, int], None], tmp_path: Path
) -> None:
    publish_rows(tmp_path, 1, 1)
    client = make_client(store=tmp_path, workers=2)
    told: list[tuple[int, str, str]] = []
    generations, publishing = itertools.count(2), threading.Lock()

    def ask(connection: http.client.HTTPConnection, number: int) -> None:
        if number % 30 == 29:
            with publishing:
                generation = next(generations)
                publish_rows(tmp_path, generation, generation)
        connection.request("GET", "/sparql?query=SELECT(COUNT(*)AS%3Fn)%7B%3Fs%3Fp%3Fo%7D&format=csv")
        answer = connection.getresponse()
        told.append((answer.status, answer.headers["x-jarlyk-generation"], answer.read().split()[-1].decode()))

    run_all(client.base_url.port or 0, [partial(ask, number=number) for number in range(120)], askers=6)
    assert {status for status, _, _ in told} == {200}
    assert all(generation == rows for _, generation, rows in told), "each answer is that of the generation it names"
    assert {generation for _, generation, _ in told} >= {"1", "5"}  # the last is asked for after the last was published
