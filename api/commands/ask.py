"""`jarlyk ask`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from api.answers import PLACE_COLUMNS, answer_csv, answer_json, shown_columns
from api.cli import DONE
from api.commands.options import engine_option, format_option, language_option, settings_for, store_option
from api.engines import open_engine
from api.output import write
from api.tables import render_json, render_table
from graph.questions import Answer, Part, load_questions
from graph.questions import ask as ask_graph

_SHOWN_PLACES = ("file", "start", "quote")


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
        write(render_table(("name", "title", "parameters"), rows))
        return DONE
    given = _values(values)
    if name in load_questions() and "language" in load_questions()[name].parameters:
        given.setdefault("language", [language])
    part = Part(limit or sys.maxsize, offset) if limit or offset else None
    with open_engine(settings_for(store, engine)) as asked:
        answer = ask_graph(asked.engine, name, given, asked.base, part)
    write(_rendered(answer, form))
    if answer.more and form == "csv":
        click.echo("There are more rows than these.", err=True)
    return DONE


def _values(pairs: tuple[str, ...]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign or not key:
            raise click.UsageError(f"'{pair}' is not of the form key=value")
        values.setdefault(key, []).append(value)
    return values


def _rendered(answer: Answer, form: str) -> str:
    if form == "json":
        return render_json(answer_json(answer))
    if form == "csv":
        return answer_csv(answer)
    names = [c.name for c in answer.columns]
    shown = [c.name for c in shown_columns(answer.columns)] + [name for name in _SHOWN_PLACES if name in names]
    rows = ([row[names.index(name)] for name in shown] for row in answer.rows)
    table = render_table(shown, ([None if term is None else term.value for term in row] for row in rows))
    matched = "".join(f"{name}: {match.name} <{match.iri}>\n" for name, found in answer.matched.items() for match in found)
    asked = ", ".join(document.file for document in answer.scope)
    none = "" if answer.rows else "Not found in these documents. That does not say that it does not exist.\n"
    more = "; there are more" if answer.more else ""
    after = f" after the first {answer.offset}" if answer.offset else ""
    return f"{matched}{table}{none}{len(answer.rows)} rows{after}{more}, asked over: {asked}\n"


__all__ = ["PLACE_COLUMNS", "ask"]
