"""Who may review and administer: tokens on the command line, over HTTP, in the file and in the environment."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from api.commands.serve import is_own_machine
from api.settings import Settings
from api.tokens import TokenError, Tokens, make_token, revoke_token
from graph.written_reviews import read_reviews
from ontology.iri import DEFAULT_BASE
from tests.api.conftest import serving
from tests.api.library import build_library

BODY = f"{DEFAULT_BASE}body/kg/bridges"
NOW = datetime(2026, 11, 26, tzinfo=UTC)
Ran = tuple[int, str, str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_library(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def tokens(store: Path) -> dict[str, str]:
    file = store / "tokens.json"
    made = {scope: make_token(file, "A. Reader", [scope], None, NOW) for scope in ("review", "admin")}
    return made | {"late": make_token(file, "Late", ["review", "admin"], 1, NOW - timedelta(days=2))}


@pytest.fixture(scope="module")
def acting(store: Path, tokens: dict[str, str]) -> Iterator[httpx.Client]:
    with serving(
        Settings(
            store=store,
            actions=True,
            metrics=True,
            metrics_token=True,
            queue_wait_s=120.0,
            query_deadline_s=120.0,
            reviews_at_once=False,
        )
    ) as client:
        yield client


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


ACTIONS = [("POST", "/api/reviews", "review"), ("GET", "/api/reviews", "review"), ("POST", "/api/admin/reload", "admin")]
ACTIONS += [("GET", "/metrics", "admin")]


@pytest.mark.parametrize(("method", "path", "scope"), ACTIONS)
def test_an_action_needs_a_token_of_its_scope(
    acting: httpx.Client, tokens: dict[str, str], method: str, path: str, scope: str
) -> None:
    bare = acting.request(method, path)
    assert (bare.status_code, bare.headers["www-authenticate"]) == (401, 'Bearer realm="jarlyk"')
    assert bare.headers["content-type"] == "application/problem+json" and scope in bare.json()["detail"]
    good = tokens[scope]
    bad = [good[:-1] + ("A" if good[-1] != "A" else "B"), good.replace("jarlyk_", "jarlyk"), "x" * 60, tokens["late"], "jarlyk_"]
    for presented in bad:
        refused = acting.request(method, path, headers=bearer(presented))
        assert refused.status_code == 401 and 'error="invalid_token"' in refused.headers["www-authenticate"]
        assert presented not in refused.text
    other = tokens["admin" if scope == "review" else "review"]
    short = acting.request(method, path, headers=bearer(other))
    assert short.status_code == 403 and f'error="insufficient_scope", scope="{scope}"' in short.headers["www-authenticate"]
    assert acting.request(method, f"{path}?token={good}").status_code == 401
    assert acting.request(method, path, headers={"Authorization": f"Basic {good}"}).status_code == 401
    assert acting.request(method, path, headers=bearer(good)).status_code in (200, 415)


def test_a_review_is_written_down_and_the_next_build_takes_it_in(
    acting: httpx.Client, tokens: dict[str, str], store: Path
) -> None:
    query = {"query": "PREFIX jk: <https://w3id.org/jarlyk/ns#> SELECT ?m { ?m a jk:Mandate } ORDER BY ?m", "format": "csv"}
    before = acting.get("/sparql", params=query).raise_for_status().text.split()[1:]
    sent = {"about": before[0], "verdict": "rejected", "reason": 'текстте "айтылбаган"\n'}
    answer = acting.post("/api/reviews", json=sent, headers=bearer(tokens["review"]))
    assert answer.status_code == 202 and answer.headers["cache-control"] == "no-store"
    (row,) = acting.get("/api/reviews", headers=bearer(tokens["review"])).json()["reviews"]
    assert row == {**sent, "reason": sent["reason"].strip(), "reviewer": "A. Reader"} | answer.json()
    assert acting.get("/sparql", params=query).text.split()[1:] == before
    build_library(store.parent)
    assert acting.get("/sparql", params=query).text.split()[1:] == before[1:]
    told = acting.get("/api/entity", params={"iri": row["iri"]}).json()
    assert {fact["propertyName"] for fact in told["facts"]} >= {"verdict", "reason"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b'{"about": "x y", "verdict": "rejected"}',
        json.dumps({"about": BODY, "verdict": "perhaps"}).encode(),
        json.dumps({"about": BODY, "verdict": ["rejected"]}).encode(),
        json.dumps({"about": BODY, "verdict": "rejected", "reason": "x" * 2001}).encode(),
        json.dumps({"about": BODY, "verdict": "rejected", "reason": "\ud800"}).encode(),
        json.dumps({"about": BODY, "verdict": "rejected", "reviewer": "Somebody else"}).encode(),
        b"[" * 100_000,
    ],
)
def test_what_is_no_review_is_refused(acting: httpx.Client, tokens: dict[str, str], body: bytes, store: Path) -> None:
    kept = read_reviews(store / "reviews.nt")
    headers = bearer(tokens["review"]) | {"Content-Type": "application/json"}
    assert acting.post("/api/reviews", content=body, headers=headers).status_code == 400
    assert read_reviews(store / "reviews.nt") == kept


def test_reviews_are_of_nodes_that_are_there(acting: httpx.Client, tokens: dict[str, str]) -> None:
    sent = {"about": f"{BODY}-none", "verdict": "accepted"}
    assert acting.post("/api/reviews", json=sent, headers=bearer(tokens["review"])).status_code == 404
    large = {"about": BODY, "verdict": "accepted", "reason": "x" * 300_000}
    assert acting.post("/api/reviews", json=large, headers=bearer(tokens["review"])).status_code == 413


def test_a_reload_reads_the_published_graph_anew(acting: httpx.Client, tokens: dict[str, str]) -> None:
    answer = acting.post("/api/admin/reload", headers=bearer(tokens["admin"]))
    assert answer.json() == {"generation": acting.get("/health/ready").json()["generation"]}
    assert acting.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_actions_are_off_where_the_settings_do_not_allow_them(reader: httpx.Client, tokens: dict[str, str]) -> None:
    for method, path, scope in ACTIONS[:3]:
        answer = reader.request(method, path, headers=bearer(tokens[scope]) | {"Accept-Language": "ky"})
        assert answer.status_code == 403 and answer.json()["title"] == "Уруксат жок"


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("127.8.8.8", True),
        ("0.0.0.0", False),
        ("::", False),
        ("a.kg", False),
    ],
)
def test_only_an_address_of_this_machine_is_its_own(host: str, own: bool) -> None:
    assert is_own_machine(host) is own


def test_a_token_is_shown_once_and_can_be_taken_back(
    jarlyk: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ("--store", tmp_path)
    code, made, told = jarlyk("token", "new", "--holder", "Аида", "--scope", "review", "--scope", "admin", "--days", "3", *given)
    assert code == 0 and made.startswith("jarlyk_") and made.strip() not in told
    file = tmp_path / "tokens.json"
    assert made.strip().rpartition("_")[2] not in file.read_text(encoding="utf-8") and file.stat().st_mode & 0o777 == 0o600
    _, listed, _ = jarlyk("token", "list", "--format", "json", *given)
    (row,) = json.loads(listed)["tokens"]
    assert (row["holder"], row["scopes"]) == ("Аида", "review admin")
    tokens = Tokens(file)
    assert tokens.find(made.strip()) is not None
    _, words, _ = jarlyk("token", "list", "--format", "environment", *given)
    elsewhere = Tokens(tmp_path / "none.json", words.strip().removeprefix("JARLYK_TOKENS="))
    assert elsewhere.find(made.strip()) is not None and elsewhere.find(made.strip() + "x") is None
    assert jarlyk("token", "revoke", row["token"], *given)[0] == 0
    assert tokens.find(made.strip()) is None
    assert jarlyk("token", "list", *given)[1].count(row["token"]) == 1
    assert jarlyk("token", "revoke", "00000000", *given)[0] == 2
    assert jarlyk("token", "new", "--holder", "x", *given)[0] == 2
    monkeypatch.setenv("JARLYK_TOKENS", "nonsense")
    assert jarlyk("token", "list", *given)[0] == 3


def test_a_damaged_list_opens_nothing(tmp_path: Path) -> None:
    file = tmp_path / "tokens.json"
    made = make_token(file, "x", ["admin"], None, NOW)
    file.write_text(file.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    with pytest.raises(TokenError, match="sound copy"):
        Tokens(file).find(made)
    with pytest.raises(TokenError):
        revoke_token(file, made[7:15], NOW)


def test_no_token_reaches_the_log(store: Path, tokens: dict[str, str], caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        serving(replace(Settings(store=store), actions=True, json_log=True)) as client,
    ):
        client.get("/api/reviews", headers=bearer(tokens["review"]))
        client.get("/api/reviews", headers=bearer(tokens["late"]))
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith(("jarlyk", "uvicorn")))
    assert not any(token in ours or token.rpartition("_")[2] in ours for token in tokens.values())


def test_a_review_takes_effect_at_once(tmp_path: Path) -> None:
    store = build_library(tmp_path)
    token = make_token(store / "tokens.json", "A. Reader", ["review"], None, NOW)
    query = {"query": "PREFIX jk: <https://w3id.org/jarlyk/ns#> SELECT ?m { ?m a jk:Mandate } ORDER BY ?m", "format": "csv"}
    with serving(Settings(store=store, actions=True, queue_wait_s=120.0, query_deadline_s=120.0)) as client:
        before = client.get("/sparql", params=query).raise_for_status()
        found = before.text.split()[1:]
        for node in found[:3]:
            sent = client.post("/api/reviews", json={"about": node, "verdict": "rejected"}, headers=bearer(token))
            assert sent.status_code == 202
        until = time.monotonic() + 120
        while (now := client.get("/sparql", params=query)).text.split()[1:] != found[3:]:
            assert time.monotonic() < until and now.status_code == 200
            time.sleep(0.2)
        assert int(now.headers["x-jarlyk-generation"]) > int(before.headers["x-jarlyk-generation"])
        assert now.headers["etag"] != before.headers["etag"]
