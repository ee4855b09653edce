"""`jarlyk report`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import format_option, settings_for, store_option
from api.output import write
from api.reports import REPORT_COLUMNS, coverage_figures, one_line, report_json, report_rows
from api.tables import render_csv, render_json, render_table
from graph.engine import Engine
from graph.generation import Generation, open_current
from graph.report import DocumentReport, find_documents, read_reports

_SUMMARY = ("file", "language", "facts", "unresolved", "blocks", "silent", "covered")


@click.command()
@store_option
@click.option("--document", default=None, help="Only this document, with all places: a file name, a part of one, or an IRI.")
@format_option("table", "json", "csv")
def report(store: Path | None, document: str | None, form: str) -> int:
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
        write(render_table(_SUMMARY, [_summary(r) for r in reports]))
        write("".join(_places(r, _text(generation, r)) for r in reports) if document else _hint(generation))
    return DONE


def _summary(found: DocumentReport) -> tuple[object, ...]:
    percent = "" if found.coverage.percent is None else f"{found.coverage.percent} %"
    numbers = (found.facts, len(found.unresolved), found.coverage.blocks, found.coverage.silent_blocks, percent)
    return (", ".join(found.files), found.language, *numbers)


def _places(found: DocumentReport, text: str) -> str:
    read = render_table(("read", "count"), [(kind, count) for kind, count in found.read.items() if count])
    figures = render_table(("coverage", "figure"), list(coverage_figures(found).items()))
    rows = [(f"{w.start}-{w.end}", w.kind, w.text, w.reason) for w in found.unresolved]
    unresolved = render_table(("place", "not settled", "words", "reason"), rows) if rows else "Nothing was left unsettled.\n"
    stretches = [(f"{s.start}-{s.end}", s.blocks, one_line(text[s.start : s.end])) for s in found.coverage.silent]
    silent = render_table(("place", "blocks", "gave nothing"), stretches) if stretches else "Every block gave something.\n"
    return f"\n{', '.join(found.files)}\n\n{read}\n{figures}\n{unresolved}\n{silent}"


def _hint(generation: Generation) -> str:
    failed = "".join(f"not read: {Path(f.path).name}: {f.reason}\n" for f in generation.manifest.failures)
    return f"{failed}'silent' blocks gave nothing: not found is not absent. --document NAME lists them with their places.\n"


def _text(generation: Generation, found: DocumentReport) -> str:
    return generation.text(found.iri) or ""
