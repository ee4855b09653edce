"""`jarlyk query`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click
from pyoxigraph import QueryBoolean, QueryResultsFormat, parse_query_results

from api.asking import read_rows
from api.cli import DONE
from api.commands.options import engine_option, language_option, settings_for, store_option
from api.engines import open_engine
from api.guard import inspect
from api.output import write
from api.settings import Settings
from api.spool import Spool
from api.tables import render_table
from api.told_errors import ToldError
from api.translation import Words, load_words
from api.workers import QueryAnswer, QueryRequest, Worker, WorkerLimits
from graph.engines.dataset import with_base
from graph.generation import open_current
from graph.json_ld import compacted_lines
from graph.terms import PREFIXES

_GRAPHS = ("turtle", "ntriples", "jsonld", "rdfxml")
_FORMATS = ("table", "json", "csv", "tsv", "xml", *_GRAPHS)
_AS_GRAPH = {"table": "turtle", "json": "jsonld"}  # what CONSTRUCT and DESCRIBE give instead
_ALL = 2**31 - 1  # rows, and bytes of the answer


@click.command()
@click.argument("file", metavar="FILE|-", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@store_option
@engine_option
@language_option
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True)
@click.option(
    "--deadline", type=float, default=None, help="Seconds after which it is stopped.  [default: JARLYK_QUERY_DEADLINE_S]"
)
def query(file: Path, store: Path | None, engine: str | None, language: str, form: str, deadline: float | None) -> int:
    """Run a SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE) from a file, or from '-'.

    It runs as it would on the server: it only reads, calls no other server, and is stopped at its deadline.
    """
    settings = settings_for(store, engine)
    asked = inspect(_text(file))
    wanted = form if asked.form not in ("CONSTRUCT", "DESCRIBE") else _AS_GRAPH.get(form, form)
    settings = replace(settings, query_deadline_s=deadline or settings.query_deadline_s)
    answer = _answer(asked.text, {"table": "json", "jsonld": "ntriples"}.get(wanted, wanted), settings)
    body = answer.spool.take()
    if asked.form in ("CONSTRUCT", "DESCRIBE") and wanted == "jsonld":
        body = compacted_lines(body) + b"\n"
    write(_table(body, load_words(language)) if wanted == "table" else body)
    if answer.truncated:
        raise ToldError("answer-too-large")
    return DONE


def _answer(text: str, form: str, settings: Settings) -> QueryAnswer:
    if settings.engine:
        with open_engine(settings) as asked:
            return QueryAnswer(Spool.of(asked.engine.query(with_base(text, asked.base), form)), "")
    generation = open_current(settings.store)
    request = QueryRequest(text, form, rows=_ALL, size=_ALL, prefixes=PREFIXES, base=generation.manifest.base)
    with Worker(generation.store_path, WorkerLimits.of(settings)) as worker:
        return worker.ask(request, settings.query_deadline_s)


def _text(file: Path) -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8") if str(file) == "-" else file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ToldError("file-no-utf8", file=file, byte=error.start) from error
    except OSError as error:
        raise ToldError("file-unreadable", file=file, reason=error.strerror) from error


def _table(body: bytes, words: Words) -> str:
    results = parse_query_results(body, format=QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        return words("entity.yes" if bool(results) else "entity.no") + "\n"
    columns = [variable.value for variable in results.variables]
    rows = [[None if term is None else term.value for term in row.values()] for row in read_rows(body)]
    return render_table(columns, rows) + words("questions.rows", n=len(rows)) + "\n"
