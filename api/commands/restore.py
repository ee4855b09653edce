"""`jarlyk restore`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import language_option, settings_for, store_option
from api.tokens import token_file
from api.translation import load_words
from graph.backup import restore_backup


@click.command()
@click.argument("backup", type=click.Path(dir_okay=False, path_type=Path))
@store_option
@language_option
def restore(backup: Path, store: Path | None, language: str) -> int:
    """Publish a backup as the newest generation, with its reviews. A running service takes it over by itself."""
    settings = settings_for(store)
    tokens = token_file(settings)
    restored = restore_backup(backup, settings.store, tokens)
    words = load_words(language)
    figures = {"number": restored.generation, "reviews": restored.reviews}
    click.echo(words("cli.restored", store=settings.store, **figures), err=True)
    if restored.tokens is not None:
        click.echo(words("cli.tokens_put" if restored.tokens else "cli.tokens_left", file=tokens), err=True)
    return DONE
