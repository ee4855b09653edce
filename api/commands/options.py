"""What the commands share: the store, the format, and the way to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from api.settings import Settings, read_settings

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


def format_option(*formats: str) -> Callable[[Command], Command]:
    """`--format`, the first being the default."""
    return click.option("--format", "form", type=click.Choice(formats), default=formats[0], show_default=True)


def language_option(command: Command) -> Command:
    """`--language`."""
    return click.option(
        "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of the names."
    )(command)


def settings_for(store: Path | None) -> Settings:
    """The settings of the environment, with the store of the command line."""
    environ = dict(os.environ)
    if store is not None:
        environ["JARLYK_STORE"] = str(store)
    return read_settings(environ)


def write(content: str | bytes) -> None:
    """Writes to standard output as UTF-8, whatever the locale says; a closed output is no fault."""
    if sys.stdout is None:
        return
    data = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(data.decode("utf-8", "replace"))
        return
    sys.stdout.flush()
    stream.write(data)
