"""Real SPARQL servers on loopback, in folders of their own: Virtuoso of Debian, and the binary of Oxigraph."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

_PATIENCE_S = 90.0  # to start, under whatever load; a start that goes on well takes 1 to 8 s
_TRIES = 3  # another process may take the port between its choice and its use
VIRTUOSO_LOGIN = "dba:dba"
_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
TransactionFile = {folder}/virtuoso.trx
LockFile = {folder}/virtuoso.lck
xa_persistent_file = {folder}/virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DirsAllowed = {folder}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
ServerThreads = 8
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it is asked, where it takes graphs and updates, and the account for these."""

    query: str
    graph_store: str
    update: str
    login: str = ""
    sql_port: int = 0


def oxigraph_binary() -> str | None:
    """The binary that the package `oxigraph` puts beside our Python."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.is_file() else shutil.which("oxigraph")


def virtuoso_binary() -> str | None:
    """Debian's Virtuoso."""
    return shutil.which("virtuoso-t")


def require(program: str | None, what: str) -> str:
    """The program; without it the test is skipped with the reason, or fails where JARLYK_REQUIRE_ENGINES is set."""
    if program is None:
        reason = f"{what} is not installed; sh scripts/engines.sh installs it"
        if os.environ.get("JARLYK_REQUIRE_ENGINES"):
            pytest.fail(reason)
        pytest.skip(reason)
    return program


@contextmanager
def oxigraph_server(folder: Path, read_only: Path | None = None) -> Iterator[Server]:
    """Oxigraph over an empty store in the folder, or over a store that is there already."""
    program = require(oxigraph_binary(), "the binary of oxigraph")
    mode = ["serve-read-only", "--location", str(read_only)] if read_only else ["serve", "--location", str(folder / "store")]

    def command(port: int) -> list[str]:
        return [program, *mode, "--bind", f"127.0.0.1:{port}"]

    with _running(command, folder, "/query") as port:
        root = f"http://127.0.0.1:{port}"
        yield Server(f"{root}/query", f"{root}/store", f"{root}/update")


@contextmanager
def virtuoso_server(folder: Path, rows: int = 100_000, buffers: int = 10_000) -> Iterator[Server]:
    """Virtuoso with a database of its own in the folder; `rows` is its ResultSetMaxRows, a buffer is 8 kB of memory."""
    program = require(virtuoso_binary(), "Virtuoso (virtuoso-opensource)")
    sql_port = _free_port()

    def command(port: int) -> list[str]:
        ini = folder / "virtuoso.ini"
        values = {
            "folder": folder,
            "port": port,
            "sql_port": sql_port,
            "rows": rows,
            "buffers": buffers,
            "dirty": buffers * 3 // 4,
        }
        ini.write_text(_INI.format(**values), encoding="utf-8")
        return [program, "+configfile", str(ini), "+foreground"]

    with _running(command, folder, "/sparql") as port:
        root = f"http://127.0.0.1:{port}"
        yield Server(f"{root}/sparql", f"{root}/sparql-graph-crud-auth", f"{root}/sparql-auth", VIRTUOSO_LOGIN, sql_port)


@contextmanager
def _running(command, folder: Path, path: str) -> Iterator[int]:  # type: ignore[no-untyped-def]
    for attempt in range(_TRIES):
        port = _free_port()
        with (folder / f"server-{attempt}.log").open("wb") as log:
            process = subprocess.Popen(command(port), stdout=log, stderr=subprocess.STDOUT, cwd=folder)
        try:
            if _answers(process, f"http://127.0.0.1:{port}{path}"):
                yield port
                return
        finally:
            process.kill()
            process.wait()
    pytest.fail(f"the server did not start; see {folder}")


def _answers(process: subprocess.Popen[bytes], url: str) -> bool:
    """Asks until it answers; False where the process has ended."""
    until = time.monotonic() + _PATIENCE_S
    while process.poll() is None and time.monotonic() < until:
        try:
            answer = httpx.post(url, data={"query": "ASK {}"}, timeout=5, trust_env=False)
        except httpx.HTTPError:
            time.sleep(0.1)  # between two tries of a start, whose end nothing announces
            continue
        if answer.status_code == httpx.codes.OK:
            return True
    return False


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
