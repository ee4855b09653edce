"""What a worker may take and do, and how its answers travel."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from api.published import Publication
from api.query_errors import CpuLimitError, SpaceError, WorkerLostError
from api.spool import Spool, SpoolSpace
from api.worker_frames import AnswerReader
from api.workers import QueryRequest, Worker, WorkerLimits

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r FILTER(?a != ?p) }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"  # 64,000 rows, some 25 MB
_SEALED = """
import os, sys
sys.path.insert(0, sys.argv[1])
from api.worker_confinement import confine, limit_memory
confined = confine()
limit_memory(0)
if not confined.files:
    print("unknown")
for act in (
    lambda: open(sys.argv[2] + "/new", "w"),
    lambda: open(sys.argv[2] + "/there", "a"),
    lambda: os.remove(sys.argv[2] + "/there"),
    lambda: os.mkdir(sys.argv[2] + "/folder"),
    lambda: os.symlink("a", sys.argv[2] + "/link"),
    lambda: os.execv("/bin/true", ["true"]),
):
    try:
        act()
        print("done")
    except OSError as error:
        print(type(error).__name__)
print(open(sys.argv[2] + "/there").read())
"""


def frame(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">cI", kind, len(content)) + content


def store_of(folder: Path) -> Path:
    return Publication(folder).published().store


@pytest.mark.skipif(sys.platform != "linux", reason="Landlock is Linux's")
def test_a_worker_can_write_remove_and_start_nothing(tmp_path: Path, root: Path) -> None:
    (tmp_path / "there").write_text("kept", encoding="ascii")
    command = [sys.executable, "-c", _SEALED, str(root), str(tmp_path)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    if "unknown" in lines:
        pytest.skip("this system has no Landlock")
    assert lines == ["PermissionError"] * 6 + ["kept"]
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_a_worker_inherits_neither_secrets_nor_files(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JARLYK_SECRET", "hidden")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/where/python/finds/its/library")
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    with Worker(store_of(published)) as worker:
        worker.start()
        environment = Path(f"/proc/{worker.pid}/environ").read_bytes()
        assert b"hidden" not in environment and b"/where/python/finds/its/library" in environment
        pipes = {os.fstat(reading).st_ino}
        open_files = {path.stat().st_ino for path in Path(f"/proc/{worker.pid}/fd").iterdir() if path.exists()}
        assert not pipes & open_files
    os.close(reading)
    os.close(writing)


def test_a_query_that_takes_too_much_of_the_processor_is_ended(published: Path) -> None:
    with Worker(store_of(published), WorkerLimits(cpu_s=1)) as worker:
        assert json.loads(worker.ask(QueryRequest("ASK {}", "json"), 20.0).body)["boolean"] is True
        with pytest.raises(CpuLimitError, match="1 s of CPU"):
            worker.ask(QueryRequest(SLOW, "json"), 600.0)


def test_a_large_answer_lies_in_a_file_and_is_the_same(published: Path) -> None:
    with Worker(store_of(published)) as worker:
        answer = worker.ask(QueryRequest(LARGE, "tsv", rows=10**9, size=10**9), 60.0)
        again = worker.ask(QueryRequest(LARGE, "tsv", rows=10**9, size=10**9), 60.0)
    assert not answer.spool.is_short and answer.cut == ""
    assert answer.spool.size == len(answer.body) == len(again.body)
    assert answer.spool.take().count(b"\n") == 40**3 + 1
    assert again.spool.take()[:7] == b"?a\t?b\t?"


def test_answers_take_no_more_room_than_they_may_and_give_it_back() -> None:
    space = SpoolSpace(600_000)
    first, second = Spool(space), Spool(space)
    first.write(b"a" * 400_000)
    second.write(b"b" * 200_000)
    with pytest.raises(SpaceError):
        second.write(b"b")
    first.close()
    second.write(b"b" * 400_000)
    assert second.content() == b"b" * 600_000
    second.close()
    space.take(600_000)


def test_a_spool_that_is_forgotten_gives_its_room_back() -> None:
    space = SpoolSpace(10)
    Spool(space).write(b"a" * 10)
    space.take(10)


@pytest.mark.parametrize("piece", [1, 3, 7, 1000])
def test_frames_are_put_together_however_they_come(piece: int) -> None:
    sent = frame(b"B", b"one") + frame(b"B", b"two") + frame(b"E", b'{"cut": "rows"}')
    reader = AnswerReader()
    reader.expect(None)
    told = [reader.feed(sent[start : start + piece]) for start in range(0, len(sent), piece)]
    assert told[-1] == (b"E", {"cut": "rows"}) and not any(told[:-1])
    answer = reader.answer({"cut": "rows"})
    assert (answer.body, answer.cut, answer.truncated) == (b"onetwo", "rows", True)


def test_a_short_answer_in_one_piece() -> None:
    reader = AnswerReader()
    reader.expect(None)
    assert reader.feed(frame(b"B", b"body") + frame(b"E", b'{"cut": ""}')) == (b"E", {"cut": ""})
    assert reader.answer({"cut": ""}).body == b"body"


@pytest.mark.parametrize("sent", [b"X\0\0\0\0", b"B\xff\xff\xff\xff", b"HTTP/1.1 200"])
def test_what_is_no_worker_is_not_listened_to(sent: bytes) -> None:
    with pytest.raises(WorkerLostError):
        AnswerReader().feed(sent)


def test_a_large_answer_over_http_has_its_length_and_its_generation(make_client: Callable[..., httpx.Client]) -> None:
    client = make_client(row_limit=10**9, answer_limit_mb=1000)
    whole = client.get("/sparql", params={"query": LARGE, "format": "tsv"}, headers={"Accept-Encoding": "identity"})
    assert whole.content.count(b"\n") == 40**3 + 1
    assert int(whole.headers["content-length"]) == len(whole.content)
    assert whole.headers["x-jarlyk-generation"] == "1"
    for coding in ("gzip", "br"):
        packed = client.get("/sparql", params={"query": LARGE, "format": "tsv"}, headers={"Accept-Encoding": coding})
        assert packed.headers["content-encoding"] == coding and "content-length" not in packed.headers
        assert packed.content == whole.content
    head = client.head("/sparql", params={"query": LARGE, "format": "tsv"}, headers={"Accept-Encoding": "identity"})
    assert head.headers["content-length"] == whole.headers["content-length"]


def test_an_answer_without_room_is_told_to_come_later(make_client: Callable[..., httpx.Client]) -> None:
    client = make_client(row_limit=10**9, spool_limit_mb=1)
    late = client.get("/sparql", params={"query": LARGE})
    assert late.status_code == 503 and int(late.headers["retry-after"]) > 0
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_a_worker_that_is_killed_is_replaced_and_says_so(make_client: Callable[..., httpx.Client], root: Path) -> None:
    client = make_client(metrics=True)
    for _ in range(3):
        for worker in _workers():
            os.kill(worker, 9)
        answers = [client.get("/sparql", params={"query": "ASK {}"}).status_code for _ in range(3)]
        assert set(answers) <= {200, 503} and answers[-1] == 200


def _workers() -> list[int]:
    return [int(pid) for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()]
