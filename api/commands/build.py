"""`jarlyk build`."""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.metadata import version
from pathlib import Path

import click

from api.cli import DONE, REPORTED
from api.commands.options import language_option, settings_for, store_option
from api.output import write
from api.progress import watching
from api.translation import Words, load_words
from extractors.pipeline import Extractor
from graph.build import BuildOptions, BuildReport
from graph.build import build as build_graph
from graph.findings.catalogue import findings_step
from graph.fingerprint import package_fingerprint
from ontology.registered import load_registry


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@store_option
@language_option
@click.option("--base", default=None, help="IRI under which the data is published.  [default: JARLYK_BASE, or the project's own]")
@click.option("--workers", type=click.IntRange(1), default=None, help="How many files are read at a time.  [default: one a core]")
@click.option(
    "--registry",
    "own",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file of bodies, acts and aliases of your own, read beside the registry.  [may be given several times]",
)
def build(
    paths: tuple[Path, ...], store: Path | None, language: str, base: str | None, workers: int | None, own: tuple[Path, ...]
) -> int:
    """Read documents and RDF files, and folders of them, into a graph and publish it.

    A file that cannot be read is named with the reason, the others are built, and the exit code is 1.
    """
    settings = settings_for(store)
    registry = load_registry(more=own)
    extractor = Extractor.load(registry)
    with watching(sys.stderr, load_words(language)) as progress:
        options = BuildOptions(
            base=base or settings.base,
            registry=registry,
            fingerprint="-".join(
                (package_fingerprint("extractors"), *(hashlib.sha256(p.read_bytes()).hexdigest()[:16] for p in own))
            ),
            program=f"jarlyk {version('jarlyk')}",
            steps=(findings_step(base or settings.base),),
            workers=workers or _cores(),
            progress=progress,
        )
        report = build_graph(paths, settings.store, extractor.read, options)
    _tell(report, load_words(language))
    return REPORTED if report.failures else DONE


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tell(report: BuildReport, words: Words) -> None:
    for failure in report.failures:
        click.echo(f"jarlyk: {failure.path}: {failure.reason}", err=True)
    if report.generation is None:
        write(words("cli.nothing_read") + "\n")
        return
    sizes = {"read": len(report.read), "unchanged": len(report.kept), "removed": len(report.removed), "rdf": len(report.rdf)}
    counts = ", ".join(words(f"cli.{name}", n=size) for name, size in sizes.items() if size) or words("cli.no_document")
    figures = {"counts": counts, "quads": report.quads, "failed": len(report.failures)}
    write(words("cli.generation", number=report.generation, **figures) + "\n")
