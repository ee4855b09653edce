"""`jarlyk backup`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import language_option, settings_for, store_option
from api.tokens import token_file
from api.translation import load_words
from graph.backup import write_backup


@click.command()
@store_option
@language_option
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write, a .tar.gz.",
)
def backup(store: Path | None, language: str, output: Path) -> int:
    """Write the published generation, its texts, the reviews and the hashes of the tokens to one file for its owner alone."""
    settings = settings_for(store)
    number = write_backup(settings.store, output, token_file(settings))
    click.echo(load_words(language)("cli.backed_up", number=number, file=output), err=True)
    return DONE
