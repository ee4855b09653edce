"""`jarlyk restore`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import settings_for, store_option
from graph.backup import restore_backup


@click.command()
@click.argument("backup", type=click.Path(dir_okay=False, path_type=Path))
@store_option
def restore(backup: Path, store: Path | None) -> int:
    """Publish a backup as the newest generation. A running service takes it over by itself."""
    folder = settings_for(store).store
    number = restore_backup(backup, folder)
    click.echo(f"{folder}: generation {number} is published", err=True)
    return DONE
