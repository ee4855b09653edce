"""The gate: CPU time of all shapes over a million triples of our model, and beside pySHACL over the examples alone.

usage: python -m benchmarks.shapes [TRIPLES]   prints the share of each check too
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

import pyshacl
import rdflib
from pyoxigraph import DefaultGraph, QuerySolutions, RdfFormat, Store

from benchmarks.large_graph import large_graph
from benchmarks.texts import EXAMPLES
from benchmarks.yardstick import cpu_s
from extractors.pipeline import Extractor
from graph.build import BuildOptions, build
from graph.findings.catalogue import findings_step
from graph.generation import open_current
from graph.validation import find_violations, shipped_checks
from ontology.iri import DEFAULT_BASE
from ontology.registered import load_registry

SHAPES = Path(__file__).resolve().parent.parent / "ontology" / "shapes.ttl"
TRIPLES = 1_000_000
_SHOWN = 15


def measure(triples: int = TRIPLES) -> float:
    """Prints both; returns how many times as fast as pySHACL the gate is."""
    with tempfile.TemporaryDirectory() as folder:
        example = example_store(Path(folder) / "store")
        return _measured(example, Path(folder), triples, shares=False)


def example_store(folder: Path) -> Store:
    """The graph of the examples, as a build publishes it."""
    if folder.exists():
        return open_current(folder).open_store()
    registry = load_registry()
    options = BuildOptions(registry=registry, steps=(findings_step(DEFAULT_BASE),))
    build([EXAMPLES], folder, Extractor.load(registry).read, options)
    return open_current(folder).open_store()


def _measured(example: Store, folder: Path, triples: int, shares: bool) -> float:
    checks = shipped_checks()
    large, size = large_graph(example, triples)
    seconds, found = cpu_s(lambda: len(list(find_violations(large))))
    print(f"shapes ({len(checks)} checks)")
    print(f"  jarlyk, {size:,} triples   {seconds:7.2f} s of CPU   {found} violations")
    if shares:
        _print_shares(large, seconds)
    small = folder / "examples.nt"
    example.dump(small, RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    data, shapes = rdflib.Graph().parse(small), rdflib.Graph().parse(SHAPES)
    theirs, _ = cpu_s(lambda: pyshacl.validate(data, shacl_graph=shapes), 1)
    ours, _ = cpu_s(lambda: len(list(find_violations(example))))
    print(f"  jarlyk, {len(data):,} triples      {ours:7.2f} s of CPU")
    print(f"  pySHACL, the same         {theirs:7.2f} s of CPU, loading left out: {theirs / ours:.0f} times as fast")
    return theirs / ours


def _print_shares(store: Store, total: float) -> None:
    """What each query costs, the screens once."""
    queries = {(check.screen or check.query): f"{check.shape} {check.constraint}" for check in shipped_checks()}
    times = sorted(((cpu_s(partial(_asked, store, query))[0], name) for query, name in queries.items()), reverse=True)
    for seconds, name in times[:_SHOWN]:
        print(f"  {seconds:7.3f} s  {seconds / total:5.1%}  {name}")


def _asked(store: Store, query: str) -> int:
    rows = store.query(query)
    return sum(1 for _ in rows) if isinstance(rows, QuerySolutions) else 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        _measured(example_store(Path(place) / "store"), Path(place), int(sys.argv[1]) if sys.argv[1:] else TRIPLES, shares=True)
