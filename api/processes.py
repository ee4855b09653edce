"""Several processes behind one address: how they are started, and what each gets of the limits that they share.

The parent holds the listening socket, starts the processes, starts one anew that dies, and passes a stop on. What they share lies
in a folder of its own: the times of the rate limit, the figures, and the files with the whole graph.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from api.app import create_app
from api.connection import server_config
from api.logs import set_up_logging
from api.settings import PREFIX, Settings, read_settings

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # read by the library when it is loaded: it must be there before
_SHARED = ("workers", "queue_limit", "spool_limit_mb", "connection_limit")  # in all, so each process gets its part
_ANSWERS_WITHIN_S = 30  # a process that does not answer its parent for so long is started anew


def run_processes(settings: Settings, count: int, listening: socket.socket) -> None:
    """Serves with so many processes until the program is stopped."""
    with TemporaryDirectory(prefix="jarlyk-") as folder:
        (Path(folder) / "metrics").mkdir()
        os.environ.update(environment_of(replace(settings, run_folder=folder), count))
        config = server_config(settings, f"{__name__}:create_app_of_environment")
        config.workers, config.timeout_worker_healthcheck = count, _ANSWERS_WITHIN_S
        Multiprocess(config, sockets=[listening]).run()


def create_app_of_environment() -> FastAPI:
    """The application of one process, by the settings that its parent left in the environment."""
    settings = read_settings(os.environ)
    set_up_logging(settings.json_log)
    return create_app(settings)


def environment_of(settings: Settings, count: int) -> Mapping[str, str]:
    """The settings of one of `count` processes, as its environment holds them."""
    parts: dict[str, Any] = {name: max(1, -(-int(getattr(settings, name)) // count)) for name in _SHARED}
    own = replace(settings, **parts)
    told = {f"{PREFIX}{f.name.upper()}": _text(getattr(own, f.name)) for f in fields(own)}
    return told | {METRICS_FOLDER: str(Path(settings.run_folder) / "metrics")}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
