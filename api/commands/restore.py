"""`jarlyk restore`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import settings_for, store_option
from api.tokens import token_file
from graph.backup import restore_backup

_PUT = "holds the tokens as they were at the backup; take back those again that were taken back since ('jarlyk token revoke ID')"
_LEFT = "was left as it is; the tokens of the backup were not put there"


@click.command()
@click.argument("backup", type=click.Path(dir_okay=False, path_type=Path))
@store_option
def restore(backup: Path, store: Path | None) -> int:
    """Publish a backup as the newest generation, with its reviews. A running service takes it over by itself."""
    settings = settings_for(store)
    tokens = token_file(settings)
    restored = restore_backup(backup, settings.store, tokens)
    click.echo(
        f"{settings.store}: generation {restored.generation} is published, {restored.reviews} reviews were added", err=True
    )
    if restored.tokens is not None:
        click.echo(f"{tokens}: {_PUT if restored.tokens else _LEFT}", err=True)
    return DONE
