"""`jarlyk report`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import format_option, language_option, settings_for, store_option
from api.output import write
from api.reports import REPORT_COLUMNS, coverage_figures, one_line, report_json, report_rows
from api.tables import render_csv, render_json, render_table
from api.translation import Words, load_words
from graph.engine import Engine
from graph.generation import Generation, open_current
from graph.report import DocumentReport, find_documents, read_reports

_SUMMARY = (
    *("column.file", "column.language", "report.facts"),
    *("report.unresolved", "report.blocks", "report.silent", "report.covered"),
)


@click.command()
@store_option
@language_option
@click.option("--document", default=None, help="Only this document, with all places: a file name, a part of one, or an IRI.")
@format_option("table", "json", "csv")
def report(store: Path | None, language: str, document: str | None, form: str) -> int:
    """Tell what was read out of each document, what was not settled, and which blocks gave nothing.

    'Not found' is not 'absent': the list shows where the graph may have missed something.
    """
    generation = open_current(settings_for(store).store)
    entries = find_documents(generation.manifest, document)
    reports = read_reports(Engine.of_generation(generation), entries, generation.text)
    if form == "json":
        failures = [{"file": Path(f.path).name, "reason": f.reason} for f in generation.manifest.failures]
        write(render_json(report_json([(r, _text(generation, r)) for r in reports], failures)))
    elif form == "csv":
        write(render_csv(REPORT_COLUMNS, (row for r in reports for row in report_rows(r, _text(generation, r)))))
    else:
        words = load_words(language)
        write(render_table([words(key) for key in _SUMMARY], [_summary(r) for r in reports]))
        write("".join(_places(r, _text(generation, r), words) for r in reports) if document else _hint(generation, words))
    return DONE


def _summary(found: DocumentReport) -> tuple[object, ...]:
    percent = "" if found.coverage.percent is None else f"{found.coverage.percent} %"
    numbers = (found.facts, len(found.unresolved), found.coverage.blocks, found.coverage.silent_blocks, percent)
    return (", ".join(found.files), found.language, *numbers)


def _places(found: DocumentReport, text: str, words: Words) -> str:
    counts = [(words.get(f"kind.{kind}") or kind, count) for kind, count in found.read.items() if count]
    read = render_table((words("column.kind"), words("column.count")), counts)
    figures = render_table((words("report.coverage"), words("cli.figures")), _coverage(found, words))
    rows = [(f"{w.start}-{w.end}", w.kind, w.text, w.reason) for w in found.unresolved]
    heads = tuple(words(key) for key in ("cli.place", "report.unresolved", "column.evidence", "column.reason"))
    unresolved = render_table(heads, rows) if rows else words("report.none_unresolved") + "\n"
    stretches = [(f"{s.start}-{s.end}", s.blocks, one_line(text[s.start : s.end])) for s in found.coverage.silent]
    heads = tuple(words(key) for key in ("cli.place", "report.blocks", "report.silent"))
    silent = render_table(heads, stretches) if stretches else words("report.none_silent") + "\n"
    return f"\n{', '.join(found.files)}\n\n{read}\n{figures}\n{unresolved}\n{silent}"


def _coverage(found: DocumentReport, words: Words) -> list[tuple[str, object]]:
    figures = coverage_figures(found)
    keys = {"blocks": "blocks", "with_facts": "with_facts", "only_named": "only_named", "only_unresolved": "only_unresolved"}
    rows = [(words(f"report.{key}"), figures[name]) for name, key in {**keys, "silent_blocks": "silent"}.items()]
    share = {"percent": figures["percent_covered"], "n": figures["letters_covered"], "all": figures["letters"]}
    return [*rows, (words("report.covered"), words("report.share", **share))]


def _hint(generation: Generation, words: Words) -> str:
    failures = ((Path(f.path).name, f.reason) for f in generation.manifest.failures)
    failed = "".join(words("cli.not_read", file=name, reason=reason) + "\n" for name, reason in failures)
    return f"{failed}{words('cli.report_hint', silent=words('report.silent'))}\n"


def _text(generation: Generation, found: DocumentReport) -> str:
    return generation.text(found.iri) or ""
