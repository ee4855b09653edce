"""What can be set, each with its name, default and help; the environment (JARLYK_*) overrides the defaults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from api.told_errors import ToldError
from ontology.iri import DEFAULT_BASE

PREFIX = "JARLYK_"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|\\^`]+")
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


class SettingError(ToldError):
    """A setting in the environment that cannot be read."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of the service. Built once, passed down, never changed."""

    store: Path = field(
        default=Path(".jarlyk/store"), metadata={"help": "folder of the graph, as given to `jarlyk build --store`"}
    )
    base: str = field(default=DEFAULT_BASE, metadata={"help": "IRI under which the data is published"})
    engine: str = field(
        default="",
        metadata={"help": "address of a SPARQL endpoint that answers in place of the folder, see `jarlyk publish`", "iri": True},
    )
    public_url: str = field(
        default="", metadata={"help": "address under which people reach the pages; empty: that of the request", "iri": True}
    )
    data_licence: str = field(
        default="",
        metadata={"help": "IRI of the licence of the published data, for its description; empty: none is stated", "iri": True},
    )
    workers: int = field(default=2, metadata={"help": "queries that run at the same time, each in its own process"})
    queue_limit: int = field(default=32, metadata={"help": "queries that may wait for a worker; more are turned away with 503"})
    queue_wait_s: float = field(
        default=10.0, metadata={"help": "seconds that a query waits for a worker before it is turned away"}
    )
    query_deadline_s: float = field(default=20.0, metadata={"help": "seconds after which a running query is killed"})
    query_cpu_s: int = field(
        default=20, metadata={"help": "seconds of CPU time after which a running query is ended by the system; 0: no limit"}
    )
    query_memory_mb: int = field(default=2048, metadata={"help": "memory that one query may take, in MiB; 0: no limit"})
    row_limit: int = field(
        default=10_000, metadata={"help": "rows or triples of one answer; what is beyond is cut, and the answer says so"}
    )
    answer_limit_mb: int = field(
        default=64, metadata={"help": "size of one answer, in MiB; what is beyond is cut, and the answer says so"}
    )
    spool_limit_mb: int = field(
        default=1024,
        metadata={"help": "room for all answers on their way to clients, in MiB; beyond a few hundred KiB each lies in a file"},
    )
    body_limit_kb: int = field(default=256, metadata={"help": "size of a request's body, in KiB"})
    url_limit_kb: int = field(default=16, metadata={"help": "length of a request's address, in KiB"})
    header_limit_kb: int = field(default=64, metadata={"help": "size of a request's address and headers together, in KiB"})
    connection_limit: int = field(
        default=1000, metadata={"help": "connections that may be open at the same time; more are turned away with 503"}
    )
    slow_client_s: float = field(
        default=30.0,
        metadata={"help": "seconds in which a request must have come whole, and a client must take on some of its answer"},
    )
    reviews_at_once: bool = field(
        default=True,
        metadata={"help": "take reviews into the graph as they come; false: they wait for `jarlyk build` or `reviews`"},
    )
    requests_per_minute: int = field(
        default=600,
        metadata={"help": "requests that one client may send in a minute; more are turned away with 429; 0: no limit"},
    )
    export_deadline_s: float = field(
        default=600.0, metadata={"help": "seconds after which the writing of a file with the whole graph is given up"}
    )
    metrics: bool = field(default=False, metadata={"help": "publish figures for Prometheus at /metrics"})
    metrics_token: bool = field(
        default=False, metadata={"help": "give the figures only to who brings a token with the scope admin"}
    )
    actions: bool = field(
        default=False,
        metadata={"help": "let holders of tokens review and administer; `jarlyk serve` allows it on this machine alone"},
    )
    tokens_file: str = field(default="", metadata={"help": "file of the tokens; empty: tokens.json in the folder of the graph"})
    tokens: str = field(
        default="", metadata={"help": "further tokens as ID:SCOPE+SCOPE:SHA256 with spaces between", "secret": True}
    )
    run_folder: str = field(
        default="", metadata={"help": "folder that the processes of one service share; `jarlyk serve --processes` sets it"}
    )
    json_log: bool = field(default=False, metadata={"help": "write the log as one JSON object a line"})
    require_isolation: bool = field(
        default=False, metadata={"help": "refuse to run queries when the workers cannot be cut off the network"}
    )
    page_rows: int = field(default=100, metadata={"help": "rows of a table on one page"})
    document_page: int = field(default=60_000, metadata={"help": "characters of a document on one page"})
    language: str = field(default="en", metadata={"help": "language of what the command line says: ky, kk, ru or en"})


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings, with what `environ` overrides.

    Raises:
        SettingError: a value that does not fit the setting's type, or is no IRI where one is needed.
    """
    values: dict[str, Any] = {
        f.name: _parse(f.name, f.default, environ[PREFIX + f.name.upper()])
        for f in fields(Settings)
        if PREFIX + f.name.upper() in environ
    }
    for f in fields(Settings):
        if f.metadata.get("iri") and values.get(f.name) and not _IRI.fullmatch(values[f.name]):
            raise SettingError("setting-iri", name=f"{PREFIX}{f.name.upper()}", value=values[f.name])
    return replace(Settings(), **values)


def _parse(name: str, default: object, text: str) -> object:
    if isinstance(default, bool):
        if text.lower() in (*_TRUE, *_FALSE):
            return text.lower() in _TRUE
        raise SettingError("setting-truth", name=f"{PREFIX}{name.upper()}", value=text)
    try:
        return type(default)(text)  # type: ignore[call-arg]
    except ValueError:
        raise SettingError("setting-number", name=f"{PREFIX}{name.upper()}", value=text, default=default) from None
