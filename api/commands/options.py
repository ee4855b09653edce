"""What the commands share: the store, the format, the language."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from api.settings import Settings, read_settings
from api.translation import LANGUAGES, load_words

Command = TypeVar("Command", bound=Callable[..., object])


def store_option(command: Command) -> Command:
    """`--store DIR`."""
    return click.option(
        "--store",
        type=click.Path(file_okay=False, path_type=Path),
        default=None,
        help="Folder of the graph.  [default: JARLYK_STORE, or .jarlyk/store]",
    )(command)


def engine_option(command: Command) -> Command:
    """`--engine URL`."""
    return click.option(
        "--engine",
        metavar="URL",
        default=None,
        help="SPARQL endpoint that is asked in place of the folder.  [default: JARLYK_ENGINE, or none]",
    )(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """`--format`, the first being the default."""
    return click.option("--format", "form", type=click.Choice(formats), default=formats[0], show_default=True)


def language_option(command: Command) -> Command:
    """`--language`."""
    return _language(command, expose=True)


def messages_option(command: Command) -> Command:
    """`--language` for a command that says nothing but what went wrong (`api.cli`)."""
    return _language(command, expose=False)


def _language(command: Command, expose: bool) -> Command:
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        envvar="JARLYK_LANGUAGE",
        default="en",
        expose_value=expose,
        help="Language of names and messages.  [default: JARLYK_LANGUAGE, or en]",
    )(command)


def settings_for(store: Path | None, engine: str | None = None) -> Settings:
    """The settings of the environment, with the store and the engine of the command line."""
    environ = dict(os.environ)
    if store is not None:
        environ["JARLYK_STORE"] = str(store)
    if engine is not None:
        environ["JARLYK_ENGINE"] = engine
    return read_settings(environ)


class WrongUseError(click.UsageError):
    """What was given does not go together: a key of the translations, under `told.`, and its values."""

    def __init__(self, key: str, **values: object) -> None:
        self.told = (f"told.{key}", values)
        super().__init__(load_words("en")(self.told[0], **values))
