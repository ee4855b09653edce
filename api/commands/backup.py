"""`jarlyk backup`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import settings_for, store_option
from graph.backup import write_backup


@click.command()
@store_option
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write, a .tar.gz.",
)
def backup(store: Path | None, output: Path) -> int:
    """Write the published generation, with its texts and reviews, to one file."""
    number = write_backup(settings_for(store).store, output)
    click.echo(f"generation {number} is in {output}", err=True)
    return DONE
