"""What the commands share: the store, the format, the language."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

from api.settings import Settings, read_settings
from ontology.errors import AskedError, JarlykError

Command = TypeVar("Command", bound=Callable[..., object])
LANGUAGES = ("ky", "kk", "ru", "en")


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
    return click.option(
        "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of the names."
    )(command)


def settings_for(store: Path | None, engine: str | None = None) -> Settings:
    """The settings of the environment, with the store and the engine of the command line."""
    environ = dict(os.environ)
    if store is not None:
        environ["JARLYK_STORE"] = str(store)
    if engine is not None:
        environ["JARLYK_ENGINE"] = engine
    return read_settings(environ)


@contextmanager
def told_in(language: str) -> Iterator[None]:
    """What cannot be asked so is told in the language of the command line."""
    try:
        yield
    except AskedError as error:
        raise JarlykError(error.fault.told(language)) from error
