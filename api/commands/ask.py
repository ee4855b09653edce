"""`jarlyk ask`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from api.answer_table import answer_table, go_on
from api.answers import answer_csv, answer_json
from api.cli import DONE
from api.commands.options import (
    WrongUseError,
    engine_option,
    format_option,
    language_option,
    settings_for,
    store_option,
)
from api.engines import open_engine
from api.output import write
from api.tables import render_json, render_table
from api.translation import load_words
from graph.questions import Part, load_questions
from graph.questions import ask as ask_graph

_WRITERS = {"json": lambda answer: render_json(answer_json(answer)), "csv": answer_csv}


@click.command()
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[KEY=VALUE]...")
@store_option
@engine_option
@format_option("table", "json", "csv")
@language_option
@click.option("--limit", type=click.IntRange(1), help="So many rows at most; the answer says whether there are more.")
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True, help="Leave out so many rows before them.")
def ask(
    name: str | None,
    values: tuple[str, ...],
    store: Path | None,
    engine: str | None,
    form: str,
    language: str,
    limit: int | None,
    offset: int,
) -> int:
    """Ask one of the ready questions; without a NAME, list them.

    A value is a name, an abbreviation, a number or an IRI; a key may be given several times.
    """
    if name is None:
        rows = [
            (question.name, question.title[language], ", ".join(question.parameters)) for question in load_questions().values()
        ]
        words = load_words(language)
        write(render_table((words("column.name"), words("column.title"), words("questions.parameters")), rows))
        return DONE
    given = _values(values)
    if name in load_questions() and "language" in load_questions()[name].parameters:
        given.setdefault("language", [language])
    part = Part(limit or sys.maxsize, offset) if limit or offset else None
    words = load_words(language)
    with open_engine(settings_for(store, engine)) as asked:
        answer = ask_graph(asked.engine, name, given, asked.base, part)
        write(answer_table(answer, asked.engine, words, part) if form == "table" else _WRITERS[form](answer))
    if part and answer.more and form == "csv":
        click.echo(go_on(part, words), err=True)
    return DONE


def _values(pairs: tuple[str, ...]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign or not key:
            raise WrongUseError("key-value", pair=pair)
        values.setdefault(key, []).append(value)
    return values
