"""`jarlyk serve`."""

from __future__ import annotations

import gc
import ipaddress
import os
import socket
from dataclasses import replace
from pathlib import Path

import click
import uvicorn

from api.cli import DONE
from api.commands.options import engine_option, language_option, settings_for, store_option
from api.connection import server_config
from api.errors import ServiceError
from api.logs import set_up_logging
from api.processes import run_processes
from api.translation import load_words
from graph.generation import current_number
from ontology.faults import fault


@click.command()
@store_option
@engine_option
@language_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free port.")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="They share the limits.")
def serve(store: Path | None, engine: str | None, language: str, host: str, port: int, processes: int) -> int:
    """Serve pages, questions, search and SPARQL over HTTP until stopped with Ctrl-C.

    With --engine the queries are answered there, by the same generation as is in the folder (`jarlyk publish`).
    """
    settings = settings_for(store, engine)
    if "JARLYK_ACTIONS" not in os.environ:
        settings = replace(settings, actions=is_own_machine(host) and not settings.public_url)
    set_up_logging(settings.json_log)
    try:
        listening = socket.create_server((host, port), backlog=512)
    except OSError as error:
        raise ServiceError("address-taken", address=f"{host}:{port}", reason=error.strerror or error) from error
    if current_number(settings.store) is None:
        click.echo(f"jarlyk: {settings.store}: {fault('no-graph', store=settings.store).told(language)}", err=True)
    address = f"http://{host}:{listening.getsockname()[1]}/"
    click.echo(load_words(language)("cli.serving", address=address), err=True)
    gc.freeze()  # what is loaded stays, and need not be looked through again and again
    with listening:
        if processes > 1:
            run_processes(settings, processes, listening)
        else:
            uvicorn.Server(server_config(settings)).run(sockets=[listening])
    return DONE


def is_own_machine(host: str) -> bool:
    """Whether only this machine can reach a service at this address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
