"""`jarlyk findings`."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import engine_option, format_option, language_option, settings_for, store_option
from api.engines import open_engine
from api.output import write
from api.tables import finding_json, render_csv, render_json, render_table
from api.translation import load_words
from graph.findings.catalogue import ListedFinding, list_findings

_COLUMNS = ("type", "severity", "explanation", "scope", "about", "iri", "file", "start", "end", "quote")


@click.command()
@store_option
@engine_option
@click.option("--type", "kind", default=None, help="Only findings of this type, such as orphan or silent-pair.")
@format_option("table", "json", "csv")
@language_option
def findings(store: Path | None, engine: str | None, kind: str | None, form: str, language: str) -> int:
    """List what the analyses found: candidates for a person to judge, never defects."""
    with open_engine(settings_for(store, engine)) as asked:
        listed = list_findings(asked.engine, kind, language)
    if form == "json":
        write(render_json({"findings": [finding_json(finding) for finding in listed]}))
    elif form == "csv":
        write(render_csv(_COLUMNS, [_row(finding) for finding in listed]))
    else:
        words = load_words(language)
        heads = tuple(words(f"column.{name}") for name in ("kind", "severity", "finding"))
        write(render_table(heads, [(f.title, f.severity, f.explanation) for f in listed]))
        write(words("cli.findings", n=len(listed)) + "\n")
    return DONE


def _row(finding: ListedFinding) -> tuple[object, ...]:
    """One line a finding, with its first place; JSON holds them all."""
    first = finding.evidence[0] if finding.evidence else None
    place = (first.file, first.start, first.end, first.quote) if first else ("", "", "", "")
    return (finding.type, finding.severity, finding.explanation, finding.scope, " ".join(finding.about), finding.iri, *place)
