"""Connections that send too much, too slowly, or do not read."""

from __future__ import annotations

import json
import select
import socket
from collections.abc import Callable

import httpx
import pytest


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
