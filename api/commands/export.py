"""`jarlyk export`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import settings_for, store_option
from graph.export import export_file
from graph.generation import open_current
from graph.network_export import NETWORK_FORMATS

FORMATS = ("nquads", "trig", "turtle", "ntriples", "jsonld", "graphml", "gexf", "csv")


@click.command()
@store_option
@click.option("--format", "form", type=click.Choice(FORMATS), required=True)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write; it appears when whole."
)
def export(store: Path | None, form: str, output: Path) -> int:
    """Write the graph to a file. Two exports of the same graph are equal byte by byte."""
    generation = open_current(settings_for(store).store)
    export_file(generation.open_store(), form, output, NETWORK_FORMATS)
    return DONE
