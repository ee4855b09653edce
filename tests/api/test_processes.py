"""Several processes behind one address: their limits and figures are shared, one that dies is replaced, a stop is clean."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from api.processes import METRICS_FOLDER, environment_of
from api.rate_shared import SharedRateLimit
from api.settings import Settings, read_settings
from api.tokens import make_token, revoke_token
from graph.backup import restore_backup, write_backup

_PROGRAM = "import sys; from api.cli import run; sys.exit(run(sys.argv[1:]))"
_TRIES = 4_000  # each asks the service, and so lets time pass


@contextmanager
def running(store: Path, processes: int, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    environ = {**os.environ, **{f"JARLYK_{name.upper()}": value for name, value in settings.items()}}
    arguments = ["serve", "--store", str(store), "--port", "0", "--processes", str(processes)]
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *arguments], env=environ, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        try:
            address = next(match[0] for line in process.stderr if (match := re.search(r"http://[\d.]+:\d+", line)))
            yield process, address
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)


def ask(address: str, path: str, **headers: str) -> httpx.Response:
    """One request over a connection of its own, so that any of the processes may take it."""
    with httpx.Client(trust_env=False, timeout=120.0, transport=httpx.HTTPTransport(retries=5)) as client:
        return client.get(address + path, headers=headers)


def children(process: subprocess.Popen[str]) -> set[int]:
    """The processes that serve, without the parent's helpers."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
    return {int(pid) for pid in listed if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()}


def until(seen: Callable[[], bool]) -> bool:
    return any(seen() for _ in range(_TRIES))


def figure(text: str, name: str) -> float:
    return sum(float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(name))


@pytest.fixture(scope="module")
def served(published: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with running(published, 2, metrics="true", requests_per_minute="8", json_log="true") as found:
        assert until(lambda: ask(found[1], "/health/ready").status_code == 200)
        yield found


def test_clients_have_one_limit_over_all_processes(served: tuple[subprocess.Popen[str], str]) -> None:
    far = {"X-Forwarded-For": "203.0.113.9"}
    statuses = [ask(served[1], "/sparql?query=ASK%7B%7D", **far).status_code for _ in range(8)]
    assert sorted(statuses) == [200] * 3 + [429] * 5


def test_figures_are_those_of_all_processes(served: tuple[subprocess.Popen[str], str]) -> None:
    name = 'jarlyk_requests_total{section="other",status="404"}'
    before = figure(ask(served[1], "/metrics").text, name)
    for _ in range(12):
        ask(served[1], "/no/such")
    seen = {figure(ask(served[1], "/metrics").text, name) for _ in range(6)}
    assert seen == {before + 12}
    text = ask(served[1], "/metrics").text
    assert figure(text, "jarlyk_generation") == 1 and "pid=" not in text


def test_a_process_that_dies_is_replaced(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    before = children(process)
    assert len(before) == 2
    os.kill(min(before), signal.SIGKILL)
    assert until(lambda: ask(address, "/health/ready").status_code == 200 and len(children(process) - before) == 1)


def test_a_stop_ends_all_and_leaves_nothing(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with running(published, 2) as (process, address):
        assert until(lambda: ask(address, "/health/live").status_code == 200)
        serving = children(process)
        assert list(tmp_path.iterdir())
    assert process.returncode == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in serving)
    assert list(tmp_path.iterdir()) == []


@contextmanager
def alone(pid: int, serving: set[int]) -> Iterator[None]:
    """Lets one of the processes answer, and no other."""
    others = serving - {pid}
    try:
        for other in others:
            os.kill(other, signal.SIGSTOP)
        yield
    finally:
        for other in others:
            os.kill(other, signal.SIGCONT)


def workers(pid: int) -> set[str]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return {child for task in tasks for child in task.read_text(encoding="ascii").split()}


def test_each_process_learns_of_tokens_generations_and_reloads(published: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(published, store)
    asked = "/sparql?query=ASK%7B%7D"
    with running(store, 2, actions="true") as (process, address):
        assert until(lambda: ask(address, "/health/ready").status_code == 200 and len(children(process)) == 2)
        serving = children(process)
        for pid in serving:
            with alone(pid, serving):
                assert ask(address, asked).headers["x-jarlyk-generation"] == "1"
                assert ask(address, "/api/reviews", Authorization="Bearer none").status_code == 401
        token = make_token(store / "tokens.json", "A", ("review", "admin"), None, datetime.now(UTC))
        backup = tmp_path / "b.tar.gz"
        write_backup(store, backup)
        restore_backup(backup, store)
        far = {"Authorization": f"Bearer {token}"}
        for pid in serving:
            with alone(pid, serving):
                assert ask(address, "/api/reviews", **far).status_code == 200
                assert ask(address, asked).headers["x-jarlyk-generation"] == "2"
        before = {pid: workers(pid) for pid in serving}
        with alone(min(serving), serving):
            answer = httpx.post(f"{address}/api/admin/reload", headers=far, trust_env=False, timeout=60.0)
            assert answer.json() == {"generation": 2}
        for pid in serving:
            with alone(pid, serving):
                assert ask(address, asked).status_code == 200
                assert until(lambda pid=pid: not workers(pid) & before[pid])  # type: ignore[misc]
        revoke_token(store / "tokens.json", token.split("_")[1], datetime.now(UTC))
        for pid in serving:
            with alone(pid, serving):
                assert ask(address, "/api/reviews", **far).status_code == 401


def test_each_process_gets_its_part_of_the_limits() -> None:
    whole = Settings(workers=5, queue_limit=32, tokens="a b", actions=True, run_folder="/run/x", query_deadline_s=2.5)
    environ = environment_of(whole, 4)
    assert environ[METRICS_FOLDER] == "/run/x/metrics"
    part = read_settings(environ)
    assert part == replace(whole, workers=2, queue_limit=8, spool_limit_mb=256, connection_limit=250)


def test_the_shared_limit_admits_as_the_other_does(tmp_path: Path) -> None:
    now = [1000.0]
    one, other = (SharedRateLimit(60, lambda: now[0], tmp_path / "rate") for _ in range(2))
    waits = [(one, other)[n % 2].wait_of("203.0.113.7") for n in range(17)]
    assert waits[:16] == [0.0] * 16 and 0 < waits[16] <= 1.0
    assert other.wait_of("203.0.113.8") == 0.0
    now[0] += waits[16]
    assert one.wait_of("203.0.113.7") == 0.0 < other.wait_of("203.0.113.7")
