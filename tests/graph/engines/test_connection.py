"""HTTP to an engine that does not behave: slow, endless, elsewhere, broken, asking for an account."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.engines.connection import Connection, check_address
from graph.engines.errors import (
    CutAnswerError,
    EngineDeadlineError,
    EngineError,
    EngineRefusedError,
    EngineUnreachableError,
    NotPublishedError,
)
from graph.engines.login import ChallengedLogin, Login, read_login
from graph.engines.remote import RemoteEngine
from graph.errors import QueryError

Answer = Callable[[BaseHTTPRequestHandler], None]
JSON = "application/sparql-results+json"
POINTER = b'{"head":{"vars":["graph"]},"results":{"bindings":[{"graph":{"type":"uri","value":"urn:now"}}]}}'


@contextmanager
def answering(answer: Answer) -> Iterator[str]:
    """A server that does what `answer` does with each request."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in ({"Content-Type": JSON, "Content-Length": str(len(body))} | headers).items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


@pytest.fixture
def engine() -> Iterator[Callable[..., RemoteEngine]]:
    with ExitStack() as stack:

        def make(answer: Answer, deadline_s: float = 30.0) -> RemoteEngine:
            url = stack.enter_context(answering(answer))
            return stack.enter_context(RemoteEngine(url, "https://example.org/", deadline_s=deadline_s))

        yield make


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        (says(302, Location="http://127.0.0.1:1/other"), EngineRefusedError, "is not followed"),
        (says(401, WWW_Authenticate='Basic realm="x"'), EngineRefusedError, "JARLYK_ENGINE_LOGIN"),
        (says(404), EngineRefusedError, "the address of the SPARQL endpoint itself"),
        (says(500, b"out of\n memory"), EngineRefusedError, "status 500, 'out of memory'; look into the log"),
        (says(400, b"syntax error"), QueryError, "syntax error"),
        (says(200, b'{"head":{"vars":["graph"]},"results":{"bind'), EngineError, "no SPARQL result"),
        (says(200, b"<html>", Content_Type="text/html"), EngineError, "no SPARQL result"),
        (says(206, POINTER), CutAnswerError, "cut"),
        (says(200, POINTER, X_SPARQL_MaxRows="10000"), CutAnswerError, "at most 10000 rows: ResultSetMaxRows"),
        (says(200, b'{"head":{"vars":["graph"]},"results":{"bindings":[]}}'), NotPublishedError, "run 'jarlyk publish"),
    ],
)
def test_what_goes_wrong_is_told_with_the_next_step(
    answer: Answer, error: type[Exception], said: str, engine: Callable[..., RemoteEngine]
) -> None:
    with pytest.raises(error, match=said):
        engine(answer).select("SELECT * { ?s ?p ?o }")


def test_an_engine_that_says_nothing_is_left_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"
        with RemoteEngine(url, "urn:x:", deadline_s=0.05) as engine, pytest.raises(EngineDeadlineError, match=r"within 0.05 s"):
            engine.ask("ASK {}")


def test_an_engine_that_never_ends_is_left_at_the_deadline(engine: Callable[..., RemoteEngine]) -> None:
    gone = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while not gone.wait(0.01):
                request.wfile.write(b" ")
        except OSError:
            gone.set()

    with pytest.raises(EngineDeadlineError):
        engine(drip, 0.2).ask("ASK {}")
    assert gone.wait(30), "the line stays open, and the engine goes on"


def test_nothing_at_the_address_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with (
        RemoteEngine(f"http://127.0.0.1:{port}/", "urn:x:") as engine,
        pytest.raises(EngineUnreachableError, match=f"127.0.0.1:{port}/: the SPARQL engine cannot be reached"),
    ):
        engine.ask("ASK {}")


def test_no_more_is_read_than_the_limit() -> None:
    async def read(url: str) -> Any:
        connection = Connection()
        try:
            return await connection.send("POST", url, deadline_s=30, limit=1000, content=b"")
        finally:
            await connection.close()

    with answering(says(200, b"x" * 100_000)) as url:
        reply = asyncio.run(read(url))
    assert (len(reply.body), reply.cut) == (1000, True)


@pytest.mark.parametrize("url", ["", "ftp://x/", "127.0.0.1:80", "http://", "http://host:port/", "file:///etc/passwd"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(EngineError, match="give one such as"):
        check_address(url)


def test_an_account_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(EngineError) as raised:
        check_address("http://user:geheim@example.org/sparql")
    assert "JARLYK_ENGINE_LOGIN" in str(raised.value) and "geheim" not in str(raised.value)


def test_the_account_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    kept = tmp_path / "login"
    kept.write_text("dba:s:3cret\n", encoding="utf-8")
    assert read_login({}) is None
    assert read_login({"JARLYK_ENGINE_LOGIN": "a:b"}) == Login("a", "b")
    assert read_login({"JARLYK_ENGINE_LOGIN_FILE": str(kept)}) == Login("dba", "s:3cret")
    assert "3cret" not in repr(Login("dba", "s:3cret"))
    with pytest.raises(EngineError, match="user:password"):
        read_login({"JARLYK_ENGINE_LOGIN": "secret"})
    with pytest.raises(EngineError, match="cannot be read"):
        read_login({"JARLYK_ENGINE_LOGIN_FILE": str(tmp_path / "none")})


@pytest.mark.parametrize(
    ("url", "challenge", "sent"),
    [
        ("http://127.0.0.1/", 'Basic realm="x"', "Basic "),
        ("https://example.org/", 'Basic realm="x"', "Basic "),
        ("http://example.org/", 'Basic realm="x"', None),
        ("http://example.org/", 'Digest realm="x", nonce="n", qop="auth", algorithm="MD5"', "Digest "),
        ("https://example.org/", "Negotiate", None),
    ],
)
def test_the_account_is_sent_only_when_asked_for_and_never_in_the_open(url: str, challenge: str, sent: str | None) -> None:
    request = httpx.Request("GET", url)
    flow = ChallengedLogin(Login("dba", "dba")).auth_flow(request)
    assert "Authorization" not in next(flow).headers
    try:
        again = flow.send(httpx.Response(401, headers={"WWW-Authenticate": challenge}, request=request))
    except StopIteration:
        assert sent is None
    else:
        assert sent is not None and again.headers["Authorization"].startswith(sent)
