"""What goes wrong on the command line, in the language of the person."""

from __future__ import annotations

import click

from api.errors import problem_of
from api.translation import load_words
from graph.errors import StoreError
from ontology.errors import DataError, JarlykError


def say(language: str, key: str, **values: object) -> str:
    """The words of `cli.<key>`."""
    return load_words(language)(f"cli.{key}", **values)


def error(error: JarlykError, language: str) -> str:
    """An error of ours; in English where there are no words for it."""
    told = getattr(error, "told", None)
    if error.fault is not None or (told is None and isinstance(error, StoreError | DataError)):
        return error.in_language(language)
    own = type(error).in_language is not JarlykError.in_language
    return error.in_language(language) if own else problem_of(error).detail_in(load_words(language))


def wrong_use(error: click.ClickException, language: str) -> str:
    """What cannot be called so: how it is used, and what is wrong."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return f"jarlyk: {_reason(error, language)}"
    usage = " ".join((context.command_path, *context.command.collect_usage_pieces(context)))
    help_ = say(language, "help", command=context.command_path)
    return f"{say(language, 'usage')}: {usage}\n{help_}\n\njarlyk: {_reason(error, language)}"


def _reason(error: click.ClickException, language: str) -> str:
    told = getattr(error, "told", None)
    if told is not None:
        return load_words(language)(told[0], **told[1])
    if isinstance(error, click.NoSuchOption):
        return say(language, "no_option", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return say(language, "missing", name=_name(error))
    if isinstance(error, click.BadParameter):
        return say(language, "bad_value", name=_name(error), reason=error.message)
    if error.message.startswith("No such command"):
        return say(language, "no_command", name=error.message.partition("'")[2].partition("'")[0])
    return error.message


def _name(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return str(error.param_hint or "")
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name
