"""What those who run the service rely on: its limits for one client, its health, its figures and its log."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from api.logs import JsonLines, Marks, tell_answer
from api.metrics import section_of
from api.rate import RateLimit
from api.settings import Settings
from tests.api.conftest import serving

_ASK = {"query": "ASK {}"}


class _Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_client_gets_a_burst_and_then_its_share() -> None:
    clock = _Clock()
    limit = RateLimit(60, clock)
    waits = [limit.wait_of("a") for _ in range(17)]
    assert waits[:16] == [0.0] * 16 and 0 < waits[16] <= 1.0  # a quarter of a minute's share at once, and the one that is due
    assert limit.wait_of("b") == 0.0
    clock.now += waits[16]
    assert limit.wait_of("a") == 0.0 and limit.wait_of("a") > 0
    clock.now += 3600
    assert [limit.wait_of("a") for _ in range(17)] == waits


def test_those_who_ask_are_forgotten_so_that_memory_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.rate._CLIENTS_KEPT", 10)
    limit = RateLimit(4, _Clock())
    for number in range(100):
        assert limit.wait_of(str(number)) == 0.0
    assert len(limit._due) == 10


def test_who_asks_too_often_is_told_when_to_come_back(make_client: Callable[..., httpx.Client]) -> None:
    client = make_client(requests_per_minute=8)
    far = {"X-Forwarded-For": "203.0.113.7"}  # as a proxy on this machine names its client
    answers = [client.get("/sparql", params=_ASK, headers=far) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429, 429]
    late = answers[-1]
    assert late.headers["content-type"] == "application/problem+json" and 0 < int(late.headers["retry-after"]) <= 8
    assert late.json()["type"].endswith("/too-often") and late.headers["access-control-allow-origin"] == "*"
    assert client.get("/sparql", params=_ASK, headers={"X-Forwarded-For": "203.0.113.8"}).status_code == 200
    assert all(client.get("/health/live", headers=far).status_code == 200 for _ in range(5))
    assert all(client.get("/sparql", params=_ASK).status_code == 200 for _ in range(12))  # this machine itself


def test_neighbours_in_one_network_of_the_newer_kind_share_their_limit(make_client: Callable[..., httpx.Client]) -> None:
    client = make_client(requests_per_minute=4)
    names = ("2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1")
    statuses = [client.get("/sparql", params=_ASK, headers={"X-Forwarded-For": name}).status_code for name in names]
    assert statuses == [200, 200, 429, 200]


def test_a_service_with_a_graph_is_ready(client: httpx.Client) -> None:
    assert client.get("/health/live").json() == {"status": "alive"}
    ready = client.get("/health/ready")
    assert ready.status_code == 200 and ready.json() == {"status": "ready", "generation": 1}


def test_a_service_without_a_graph_lives_but_is_not_ready(tmp_path: Path) -> None:
    with serving(Settings(store=tmp_path)) as client:
        assert client.get("/health/live").status_code == 200
        ready = client.get("/health/ready", headers={"Accept": "text/html"})
    assert ready.status_code == 503 and "jarlyk doctor" in ready.json()["detail"]


def test_figures_are_published_only_where_that_is_wished(make_client: Callable[..., httpx.Client], client: httpx.Client) -> None:
    assert client.get("/metrics").status_code == 404
    watched = make_client(metrics=True)
    for path in ("/sparql?query=ASK%20%7B%7D", "/sparql?query=ASK", "/ky/", "/no/such", "/no/other"):
        watched.get(path)
    figures = watched.get("/metrics")
    assert figures.headers["content-type"].startswith("text/plain; version=")
    lines = figures.text.splitlines()
    assert 'jarlyk_requests_total{section="sparql",status="200"} 1.0' in lines
    assert 'jarlyk_requests_total{section="sparql",status="400"} 1.0' in lines
    assert 'jarlyk_requests_total{section="other",status="404"} 2.0' in lines
    assert "jarlyk_generation 1.0" in lines and "jarlyk_queries_waiting 0.0" in lines
    assert "no/such" not in figures.text


def test_a_killed_query_is_counted(make_client: Callable[..., httpx.Client]) -> None:
    client = make_client(metrics=True, query_deadline_s=0.3)
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
    assert client.get("/sparql", params={"query": endless}).status_code == 503
    assert "jarlyk_workers_killed 1.0" in client.get("/metrics").text.splitlines()


@pytest.mark.parametrize(
    ("path", "section"),
    [("/", "pages"), ("/ky/id/act/x", "pages"), ("/sparql/", "sparql"), ("/../etc", "other"), ("/metrics", "metrics")],
)
def test_no_address_makes_figures_of_its_own(path: str, section: str) -> None:
    assert section_of(path) == section


def test_the_log_says_what_was_answered_and_nothing_of_who_asked(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="jarlyk.answers"):
        tell_answer("GET", "sparql", 200, 0.01234, 77)
    told = json.loads(JsonLines().format(caplog.records[-1]))
    assert told.pop("time").endswith("+00:00")
    assert told == {
        "level": "info",
        "logger": "jarlyk.answers",
        "message": "GET sparql 200",
        "method": "GET",
        "section": "sparql",
        "status": 200,
        "ms": 12.3,
        "bytes": 77,
    }


def test_the_log_marks_a_query_without_telling_it(
    make_client: Callable[..., httpx.Client], caplog: pytest.LogCaptureFixture
) -> None:
    client = make_client(json_log=True)
    with caplog.at_level(logging.INFO, logger="jarlyk.answers"):
        for query in (
            "ASK { <urn:secret> ?p ?o }",
            "ASK { <urn:secret> ?p ?o }",
            "ASK {}",
            "SELECT * { SERVICE <urn:secret> {} }",
        ):
            client.get("/sparql", params={"query": query})
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records]
    first, again, other, refused = lines
    assert first["query"] == again["query"] != other["query"] and first["form"] == "ASK"
    assert refused["problem"] == "query-refused" and "query" not in refused
    assert "secret" not in str(lines)
    assert Marks().of("ASK {}") != Marks().of("ASK {}")
