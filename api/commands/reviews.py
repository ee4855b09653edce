"""`jarlyk reviews`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from api.cli import DONE
from api.commands.options import language_option, settings_for, store_option
from api.output import write
from api.progress import watching
from api.translation import load_words
from graph.build import Step, take_in_reviews
from graph.findings.catalogue import findings_step


@click.command()
@store_option
@language_option
def reviews(store: Path | None, language: str) -> int:
    """Take the reviews that wait into the graph and publish it; no document is read again."""
    with watching(sys.stderr, load_words(language)) as progress:
        report = take_in_reviews(settings_for(store).store, _steps, progress)
    words = load_words(language)
    told = words("cli.no_reviews") if report is None else words("cli.judged", number=report.generation, quads=report.quads)
    write(told + "\n")
    return DONE


def _steps(base: str) -> tuple[Step, ...]:
    return (findings_step(base),)
