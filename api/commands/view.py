"""`jarlyk view`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import language_option, settings_for, store_option
from api.picture import draw_picture
from graph.engine import Engine
from graph.errors import store_errors
from graph.generation import open_current
from viz.scene import Links


@click.command()
@store_option
@click.option("--of", default=None, metavar="IRI", help="Only what stands round this body, act or programme.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="HTML file to write.")
@language_option
def view(store: Path | None, of: str | None, output: Path, language: str) -> int:
    """Draw the graph as one HTML file that needs no network."""
    generation = open_current(settings_for(store).store)
    page = draw_picture(Engine.of_generation(generation), language, of, Links())
    with store_errors(output):
        output.write_text(page, encoding="utf-8")
    return DONE
