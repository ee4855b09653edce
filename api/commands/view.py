"""`jarlyk view`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import engine_option, language_option, settings_for, store_option
from api.engines import open_engine
from api.picture import draw_picture
from graph.errors import store_errors
from viz.scene import Links


@click.command()
@store_option
@engine_option
@click.option("--of", default=None, metavar="IRI", help="Only what stands round this body, act or programme.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="HTML file to write.")
@language_option
def view(store: Path | None, engine: str | None, of: str | None, output: Path, language: str) -> int:
    """Draw the graph as one HTML file that needs no network."""
    with open_engine(settings_for(store, engine)) as asked:
        page = draw_picture(asked.engine, language, of, Links())
    with store_errors(output):
        output.write_text(page, encoding="utf-8")
    return DONE
