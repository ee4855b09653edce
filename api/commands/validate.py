"""`jarlyk validate`."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import click
from pyoxigraph import NamedNode, Store

from api.cli import DONE, REPORTED
from api.commands.options import WrongUseError, format_option, language_option, settings_for, store_option
from api.output import write
from api.problems import Problem, problem_of, problems_json, render_problems
from api.sarif import sarif_log
from api.source_checks import source_problems
from api.tables import render_json
from api.translation import load_words
from graph.generation import open_current
from graph.shacl_report import render_report
from graph.validation import run_checks, shipped_checks, shipped_shapes
from graph.violation import Place, Violation


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@store_option
@format_option("text", "json", "sarif", "turtle", "jsonld")
@language_option
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), default=None, help="File.  [default: the screen]")
@click.option("--warnings/--no-warnings", default=False, help="List what does not stop a build, too.  [default: no]")
def validate(paths: tuple[Path, ...], store: Path | None, form: str, language: str, output: Path | None, warnings: bool) -> int:
    """Check the published graph, or the files at PATHS, and say what is wrong where.

    Files are those that people edit: rows of the registry and word tables (TOML), vocabularies and facts (Turtle, N-Triples,
    N-Quads, TriG, JSON-LD). Without PATHS the graph of the store is checked against its shapes.

    Exit code 1 where a rule is broken.
    """
    words = load_words(language)
    violations: list[Violation] = []
    if paths:
        problems = source_problems(paths, words)
    else:
        violations = _of_store(settings_for(store).store, warnings)
        problems = [problem_of(violation, words) for violation in violations]
    if form in ("turtle", "jsonld") and paths:
        raise WrongUseError("report-of-graph")
    listed = [problem for problem in problems if warnings or problem.severity == "error"]
    _write(_rendered(listed, violations, form, language), output)
    return REPORTED if any(problem.severity == "error" for problem in problems) else DONE


def _of_store(folder: Path, warnings: bool) -> list[Violation]:
    """What breaks the shapes in the published graph; a node that an RDF file spoke of has that file as its place."""
    generation = open_current(folder)
    store = generation.open_store()
    files = {graph: entry.file_name for entry in generation.manifest.rdf for graph in entry.graphs}
    found = set(run_checks(store, (check for check in shipped_checks() if warnings or check.severity == "Violation")))
    placed = (
        violation if violation.place else replace(violation, place=_file_of(store, violation, files)) for violation in found
    )
    return sorted(placed, key=lambda violation: violation.order)


def _file_of(store: Store, violation: Violation, files: dict[str, str]) -> Place | None:
    focus = violation.focus
    quads = store.quads_for_pattern(focus, None, None, None) if isinstance(focus, NamedNode) else ()
    names = {files[q.graph_name.value] for q in quads if isinstance(q.graph_name, NamedNode) and q.graph_name.value in files}
    return Place(min(names)) if names else None


def _rendered(problems: list[Problem], violations: list[Violation], form: str, language: str) -> bytes:
    if form in ("turtle", "jsonld"):
        return render_report(violations, shipped_shapes(), form)
    if form == "json":
        return problems_json(problems).encode("utf-8")
    if form == "sarif":
        return render_json(sarif_log(problems, version("jarlyk"))).encode("utf-8")
    return render_problems(problems, load_words(language)).encode("utf-8", "surrogateescape")


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        write(content)
    else:
        output.write_bytes(content)
