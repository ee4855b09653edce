"""`jarlyk token`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import format_option, language_option, settings_for, store_option
from api.output import write
from api.tables import render_json, render_table
from api.tokens import SCOPES, Token, Tokens, make_token, revoke_token, token_file
from api.translation import load_words

_COLUMNS = ("token", "holder", "scopes", "created", "expires", "revoked")


@click.group()
def token() -> None:
    """Make, list and take back the tokens of those who review and administer over HTTP."""


@token.command("new")
@store_option
@language_option
@click.option("--holder", required=True, help="Who it is for; the name stands under their reviews.")
@click.option(
    "--scope", "scopes", type=click.Choice(SCOPES), multiple=True, required=True, help="What it is for; repeat for more."
)
@click.option("--days", type=click.IntRange(1, 3650), default=None, help="Days until it expires.  [default: never]")
def make(store: Path | None, language: str, holder: str, scopes: tuple[str, ...], days: int | None) -> int:
    """Make a token and show it. It is shown this once: only a hash of it is kept."""
    file = token_file(settings_for(store))
    made = make_token(file, holder.strip(), tuple(dict.fromkeys(scopes)), days, datetime.now(UTC))
    click.echo(load_words(language)("cli.token_made", file=file), err=True)
    write(made + "\n")
    return DONE


@token.command("list")
@store_option
@language_option
@format_option("table", "json", "environment")
def show(store: Path | None, language: str, form: str) -> int:
    """List the tokens, without what would open anything."""
    settings = settings_for(store)
    listed = Tokens(token_file(settings), settings.tokens).all()
    if form == "json":
        write(render_json({"tokens": [dict(zip(_COLUMNS, _row(entry), strict=True)) for entry in listed]}))
    elif form == "environment":
        good = (entry for entry in listed if entry.is_good(datetime.now(UTC)))
        write("JARLYK_TOKENS=" + " ".join(f"{e.identifier}:{'+'.join(e.scopes)}:{e.sha256}" for e in good) + "\n")
    else:
        words = load_words(language)
        heads = [words(f"token.{name}") for name in _COLUMNS]
        write(render_table(heads, [_row(entry) for entry in listed]) + words("cli.tokens", n=len(listed)) + "\n")
    return DONE


@token.command("revoke")
@store_option
@language_option
@click.argument("identifier")
def revoke(store: Path | None, language: str, identifier: str) -> int:
    """Take a token back; a running service refuses it at once."""
    file = token_file(settings_for(store))
    revoke_token(file, identifier, datetime.now(UTC))
    click.echo(load_words(language)("cli.token_revoked", token=identifier), err=True)
    return DONE


def _row(entry: Token) -> tuple[str, ...]:
    return entry.identifier, entry.holder, " ".join(entry.scopes), entry.created, entry.expires, entry.revoked
