"""What can be wrong on a machine or with a store, looked at one by one; nothing is changed."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

from api.examined import Examined
from api.settings import Settings
from api.workers import QueryRequest, Worker, WorkerLimits
from graph.generation import Generation, open_current, text_path
from graph.layout import Layout
from graph.search_index import SearchIndex
from ontology.errors import JarlykError

_ROOM = 3  # a build wants the size of the published generation once more, and its working copy grows while it is made
_ANSWER = QueryRequest("ASK { ?node a ?class }", "csv")  # true only where the default graph is the union of the named ones
_ENGINES = ("pyoxigraph", "tantivy", "rdflib", "fastapi")


def examine(settings: Settings) -> Iterator[Examined]:
    """Looks at the machine, then at the store, each thing for itself: one that fails does not hide the others."""
    yield Examined("program", True, f"jarlyk {version('jarlyk')}, Python {platform.python_version()}, {sys.platform}")
    yield Examined("engines", True, ", ".join(f"{name} {version(name)}" for name in _ENGINES))
    if settings.engine:
        from api.engine_doctor import examine_engine  # with an HTTP client, which the folder does without

        yield from examine_engine(settings)
    layout = Layout(settings.store)
    try:
        generation = open_current(settings.store)
    except JarlykError as error:
        yield Examined("store", False, str(error), "build it, or name its folder with --store")
        return
    manifest = generation.manifest
    seen = f"generation {generation.number} of {settings.store}: {len(manifest.documents)} documents, {manifest.quads} quads"
    yield Examined("store", True, seen)
    checks: tuple[tuple[str, Callable[[], Examined]], ...] = (
        ("default graph", lambda: _answers(settings, generation)),
        ("search", lambda: _search(generation)),
        ("texts", lambda: _texts(generation)),
        ("files not read", lambda: _failures(generation)),
        ("room on the disk", lambda: _room(layout, generation)),
    )
    for name, check in checks:
        try:
            yield check()
        except (JarlykError, OSError) as error:
            yield Examined(name, False, str(error), "build the store again in a new folder, or restore a backup")


def _answers(settings: Settings, generation: Generation) -> Examined:
    """Through a worker, as the service would: also tells whether workers can be cut off the network."""
    with Worker(generation.store_path, WorkerLimits(settings.query_memory_mb)) as worker:
        found = worker.ask(_ANSWER, settings.query_deadline_s).body.strip() == b"true"
        isolated, sealed = worker.isolated, worker.sealed
    if not found and generation.manifest.quads:
        return Examined("default graph", False, "is empty, though documents were read", "build the store again")
    if not isolated:
        wanted = settings.require_isolation
        step = "allow user namespaces, or run as root; SERVICE is refused before a query runs all the same"
        return Examined("workers", not wanted, "answer, but cannot be cut off the network here", step)
    if not sealed:
        step = "use Linux 5.13 or newer with Landlock; the store is opened read-only all the same"
        return Examined("workers", True, "answer, and are cut off the network, but not from files to write", step)
    return Examined("workers", True, "answer, and are cut off from the network and from files to write")


def _search(generation: Generation) -> Examined:
    SearchIndex(generation.search_path).search("a", limit=1)
    return Examined("search", True, "the index opens and answers")


def _texts(generation: Generation) -> Examined:
    for entry in generation.manifest.documents:
        path = text_path(generation.texts_path, entry.text)
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != entry.text:
            step = "restore a backup, or build again in a new folder: quotes would point at other words"
            return Examined("texts", False, f"the text of {', '.join(entry.file_names)} is missing or was changed", step)
    return Examined("texts", True, f"{len(generation.manifest.documents)} are as they were read")


def _failures(generation: Generation) -> Examined:
    failures = generation.manifest.failures
    if not failures:
        return Examined("files not read", True, "none")
    first = f"{Path(failures[0].path).name}: {failures[0].reason}"
    return Examined("files not read", False, f"{len(failures)}, the first is {first}", "'jarlyk report' lists them")


def _room(layout: Layout, generation: Generation) -> Examined:
    size = sum(path.stat().st_size for path in generation.path.rglob("*") if path.is_file())
    free = shutil.disk_usage(layout.root).free
    writable = os.access(layout.root, os.W_OK)
    seen = f"{free / 1e9:.1f} GB free, the generation takes {size / 1e6:.1f} MB"
    if not writable:
        return Examined("room on the disk", False, f"{layout.root} cannot be written", "builds write there; serving does not")
    return Examined("room on the disk", free > _ROOM * size, seen, "free some space before the next build")
