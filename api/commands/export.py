"""`jarlyk export`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import engine_option, messages_option, settings_for, store_option
from api.engines import open_store
from graph.export import export_file
from graph.network_export import NETWORK_FORMATS

FORMATS = ("nquads", "trig", "turtle", "ntriples", "jsonld", "graphml", "gexf", "csv")


@click.command()
@store_option
@engine_option
@messages_option
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write; it appears when whole."
)
def export(store: Path | None, engine: str | None, form: str, output: Path) -> int:
    """Write the graph to a file. Two exports of the same graph are equal byte by byte."""
    export_file(open_store(settings_for(store, engine)), form, output, NETWORK_FORMATS)
    return DONE
