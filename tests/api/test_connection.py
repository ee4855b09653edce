"""Connections that send too much, too slowly, or do not read."""

from __future__ import annotations

import json
import select
import socket
from collections.abc import Callable
from typing import Any, cast

import httpx
import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from api.connection import RememberedHosts, with_ascii_address, write_whole


def talk(client: httpx.Client, *pieces: bytes) -> bytes:
    """Sends the pieces and gives all that comes until the server closes the connection."""
    with socket.create_connection((client.base_url.host, client.base_url.port or 0), timeout=60) as connection:
        answer = b""
        try:
            for piece in pieces:
                connection.sendall(piece)
            while chunk := connection.recv(1 << 16):
                answer += chunk
        except ConnectionError:
            pass
        return answer


def problem_of(answer: bytes) -> tuple[int, str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head and b"nosniff" in head
    problem = json.loads(body)
    assert problem["status"] == int(head[9:12])
    return problem["status"], problem["type"].rpartition("/")[2]


START = b"GET /health/live HTTP/1.1\r\nHost: a\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        [START + b"X: " + b"x" * 9_000 + b"\r\n\r\n"],
        [START + b"".join(b"X%d: y\r\n" % n for n in range(400)) + b"\r\n"],
        [b"GET /" + b"x" * 9_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n"],
        [START + b"X: ", *[b"x" * 1_000] * 200],
        [START, *[b"X: y\r\n"] * 2_000],
    ],
    ids=["one long", "many", "address", "one without end", "without end"],
)
def test_a_long_head_is_refused_before_it_is_kept(make_client: Callable[..., httpx.Client], pieces: list[bytes]) -> None:
    client = make_client(header_limit_kb=8)
    answer = talk(client, *pieces)
    if answer or len(pieces) == 1:  # who goes on sending may be cut off without reading why
        assert problem_of(answer) == (431, "headers-too-large")
    assert client.get("/health/live", headers={"X": "x" * 7_000}).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /health/li",
        START,
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nASK",
    ],
)
def test_a_request_that_does_not_end_is_not_waited_for(make_client: Callable[..., httpx.Client], sent: bytes) -> None:
    client = make_client(slow_client_s=0.3)
    assert problem_of(talk(client, sent)) == (408, "too-slow")


def test_a_connection_without_a_request_is_closed(make_client: Callable[..., httpx.Client]) -> None:
    assert talk(make_client(slow_client_s=0.2)) == b""


def test_what_is_no_http_is_told_so(client: httpx.Client) -> None:
    assert problem_of(talk(client, b"\x16\x03\x01 hello\r\n\r\n")) == (400, "bad-request")


def test_a_client_that_does_not_read_is_let_go(make_client: Callable[..., httpx.Client]) -> None:
    client = make_client(slow_client_s=0.3, row_limit=10**9)
    query = "SELECT%20*%20%7B%20%3Fa%20%3Fb%20%3Fc%20.%20%3Fd%20%3Fe%20%3Ff%20.%20%3Fg%20%3Fh%20%3Fi%20%7D"
    with socket.create_connection((client.base_url.host, client.base_url.port or 0), timeout=60) as connection:
        connection.sendall(b"GET /sparql?query=%s HTTP/1.1\r\nHost: a\r\n\r\n" % query.encode())
        head = connection.recv(1000)
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200  # the only worker is free already
        connection.setblocking(True)
        received = len(head)
        select.select([], [], [connection], 1.0)  # what the client does meanwhile is nothing
        try:
            while chunk := connection.recv(1 << 16):
                received += len(chunk)
        except ConnectionError:
            pass
    assert received < length, "the answer broke off, and the length that was told shows it"


def test_connections_beyond_the_limit_are_turned_away(make_client: Callable[..., httpx.Client]) -> None:
    client = make_client(connection_limit=3)
    address = client.base_url.host, client.base_url.port or 0
    held = [socket.create_connection(address) for _ in range(3)]
    for connection in held:
        connection.sendall(START)
    assert problem_of(talk(client, START + b"\r\n")) == (503, "busy")
    for connection in held:
        connection.close()
    assert client.get("/health/live").status_code == 200


class Written:
    """The server's side of one request, as far as an answer in one piece needs it."""

    def __init__(self, **given: object) -> None:
        self.scope = {"method": "GET"} | given
        self.default_headers = [(b"date", b"today")]
        self.keep_alive, self.disconnected, self.waiting_for_100_continue = True, False, True
        self.response_started = self.response_complete = False
        self.flow = self.transport = self.message_event = self
        self.write_paused = False
        self.sent: list[bytes] = []
        self.done: list[str] = []

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def set(self) -> None:
        self.done.append("set")

    def on_response(self) -> None:
        self.done.append("told")


def test_a_short_answer_is_written_in_one_piece() -> None:
    cycle: Any = Written()
    assert write_whole(cycle, [(b"content-length", b"2"), (b"etag", b"x")], b"ab")
    assert cycle.sent == [b"HTTP/1.1 200 OK\r\ndate: today\r\ncontent-length: 2\r\netag: x\r\n\r\nab"]
    assert cycle.response_complete and cycle.done == ["set", "told"]


@pytest.mark.parametrize("value", [b"x\r\nset-cookie: a", b"x\n", b"x\r", b"\0", b"\x1b"])
def test_no_header_can_begin_another(value: bytes) -> None:
    cycle: Any = Written()
    assert not write_whole(cycle, [(b"content-length", b"2"), (b"location", value)], b"ab")
    assert cycle.sent == [] and not cycle.response_started  # the server says what is wrong


@pytest.mark.parametrize(
    ("length", "changed"),
    [
        (b"3", {}),
        (None, {}),
        (b"2", {"write_paused": True}),
        (b"2", {"keep_alive": False}),
        (b"2", {"response_started": True}),
        (b"2", {"scope": {"method": "HEAD"}}),
    ],
)
def test_other_answers_are_left_to_the_server(length: bytes | None, changed: dict[str, object]) -> None:
    cycle: Any = Written()
    for name, value in changed.items():
        setattr(cycle, name, value)
    assert not write_whole(cycle, [(b"content-length", length)] if length else [], b"ab")
    assert cycle.sent == []


def test_requests_sent_at_once_are_answered_in_their_order(client: httpx.Client) -> None:
    paths = (b"/health/live", b"/sparql?query=ASK%7B%7D", b"/api/nowhere", b"/sparql?query=ASK%7B%3Fs%20?p%20?o%7D")
    requests = [b"GET " + path + b" HTTP/1.1\r\nHost: a\r\n\r\n" for path in paths]
    requests[-1] = requests[-1].replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    answer = talk(client, b"".join(requests))
    assert [part[:3] for part in answer.split(b"HTTP/1.1 ")[1:]] == [b"200", b"200", b"404", b"200"]
    assert answer.count(b"content-security-policy:") == 4


def test_proxies_are_believed_as_the_server_believes_them() -> None:
    theirs = ProxyHeadersMiddleware(cast(Any, None), "127.0.0.1,10.0.0.0/8").trusted_hosts
    ours = RememberedHosts(theirs)
    for host in ("127.0.0.1", "10.1.2.3", "192.0.2.1", "", None):
        assert (host in ours) == (host in theirs)
    for forwarded in ("192.0.2.1, 10.1.2.3", "", "nobody", "198.51.100.7", ", ".join(["198.51.100.7"] * 50)):
        assert ours.get_trusted_client_address(forwarded) == theirs.get_trusted_client_address(forwarded)


def test_an_address_may_be_typed_in_letters(client: httpx.Client) -> None:
    for path in ("/api/questions?note=министр", "/sparql?query=ASK{?мост+?p+%22көпүрө%22}"):
        answer = talk(client, f"GET {path} HTTP/1.1\r\nHost: a\r\nX-Note: é\r\nConnection: close\r\n\r\n".encode())
        assert answer.startswith(b"HTTP/1.1 200"), answer
    body = "query=ASK{?s+?p+'мост'}".encode()
    head = f"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
    form = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    assert b"percent-encoded" in talk(client, (head + form).encode() + body)  # a form says what it is
    assert with_ascii_address("GET /мост\r\nX: мост\r\n".encode()) == "GET /%D0%BC%D0%BE%D1%81%D1%82\r\nX: мост\r\n".encode()
