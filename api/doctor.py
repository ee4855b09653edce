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
from api.translation import Words
from api.workers import QueryRequest, Worker, WorkerLimits
from graph.generation import Generation, open_current, text_path
from graph.layout import Layout
from graph.search_index import SearchIndex
from ontology.errors import JarlykError

_ROOM = 3  # a build wants the size of the published generation once more, and its working copy grows while it is made
_ANSWER = QueryRequest("ASK { ?node a ?class }", "csv")  # true only where the default graph is the union of the named ones
_ENGINES = ("pyoxigraph", "tantivy", "rdflib", "fastapi")


def examine(settings: Settings, words: Words) -> Iterator[Examined]:
    """Looks at the machine, then at the store, each thing for itself: one that fails does not hide the others."""
    yield Examined("program", True, f"jarlyk {version('jarlyk')}, Python {platform.python_version()}, {sys.platform}")
    yield Examined("engines", True, ", ".join(f"{name} {version(name)}" for name in _ENGINES))
    if settings.engine:
        from api.engine_doctor import examine_engine  # with an HTTP client, which the folder does without

        yield from examine_engine(settings, words)
    layout = Layout(settings.store)
    try:
        generation = open_current(settings.store)
    except JarlykError as error:
        yield Examined("store", False, error.in_language(words.language), words("doctor.name-store"))
        return
    manifest = generation.manifest
    figures = {"documents": len(manifest.documents), "quads": manifest.quads}
    yield Examined("store", True, words("doctor.store", number=generation.number, store=settings.store, **figures))
    checks: tuple[tuple[str, Callable[[], Examined]], ...] = (
        ("default graph", lambda: _answers(settings, generation, words)),
        ("search", lambda: _search(generation, words)),
        ("texts", lambda: _texts(generation, words)),
        ("files not read", lambda: _failures(generation, words)),
        ("room on the disk", lambda: _room(layout, generation, words)),
    )
    for name, check in checks:
        try:
            yield check()
        except (JarlykError, OSError) as error:
            seen = error.in_language(words.language) if isinstance(error, JarlykError) else str(error)
            yield Examined(name, False, seen, words("doctor.build-or-restore"))


def _answers(settings: Settings, generation: Generation, words: Words) -> Examined:
    """Through a worker, as the service would: also tells whether workers can be cut off the network."""
    with Worker(generation.store_path, WorkerLimits(settings.query_memory_mb)) as worker:
        found = worker.ask(_ANSWER, settings.query_deadline_s).body.strip() == b"true"
        isolated, sealed = worker.isolated, worker.sealed
    if not found and generation.manifest.quads:
        return Examined("default graph", False, words("doctor.empty"), words("doctor.build-again"))
    if not isolated:
        wanted = settings.require_isolation
        return Examined("workers", not wanted, words("doctor.on-network"), words("doctor.allow-namespaces"))
    if not sealed:
        return Examined("workers", True, words("doctor.not-sealed"), words("doctor.use-landlock"))
    return Examined("workers", True, words("doctor.sealed"))


def _search(generation: Generation, words: Words) -> Examined:
    SearchIndex(generation.search_path).search("a", limit=1)
    return Examined("search", True, words("doctor.index"))


def _texts(generation: Generation, words: Words) -> Examined:
    for entry in generation.manifest.documents:
        path = text_path(generation.texts_path, entry.text)
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != entry.text:
            seen = words("doctor.text-changed", files=", ".join(entry.file_names))
            return Examined("texts", False, seen, words("doctor.restore-text"))
    return Examined("texts", True, words("doctor.as-read", n=len(generation.manifest.documents)))


def _failures(generation: Generation, words: Words) -> Examined:
    failures = generation.manifest.failures
    if not failures:
        return Examined("files not read", True, words("doctor.none"))
    first = f"{Path(failures[0].path).name}: {failures[0].reason}"
    seen = words("doctor.failures", n=len(failures), first=first)
    return Examined("files not read", False, seen, words("doctor.report-lists"))


def _room(layout: Layout, generation: Generation, words: Words) -> Examined:
    size = sum(path.stat().st_size for path in generation.path.rglob("*") if path.is_file())
    free = shutil.disk_usage(layout.root).free
    writable = os.access(layout.root, os.W_OK)
    seen = words("doctor.room", free=f"{free / 1e9:.1f}", size=f"{size / 1e6:.1f}")
    if not writable:
        seen = words("doctor.not-writable", folder=layout.root)
        return Examined("room on the disk", False, seen, words("doctor.builds-write"))
    return Examined("room on the disk", free > _ROOM * size, seen, words("doctor.free-space"))
