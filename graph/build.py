"""Files → a published generation. What is published is a function of the given files, the registry and the program alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from graph.engine import Engine
from graph.errors import StoreError, store_errors
from graph.fingerprint import package_fingerprint
from graph.generation import Generation, open_current
from graph.graphs import FINDINGS, INFERRED, KEPT, ORDER, REGISTRY, REVIEW, VOCABULARY, graph_name
from graph.kept_tables import is_derived, kept_tables
from graph.labels import preferred_titles
from graph.layout import Layout
from graph.lock import build_lock
from graph.manifest import DocumentEntry, Failure, Manifest, RdfEntry
from graph.rdf_places import RdfPlaces
from graph.rdf_sources import rdf_quads
from graph.reading import Read, ReadDocument, mapped, unchanged
from graph.reading_order import reading_order
from graph.reading_workers import Outcome, ReadingWorkers, reading_workers, useful_workers
from graph.registry_mapping import registry_quads, vocabulary_quads
from graph.reviews import apply_reviews
from graph.rules import rule_steps
from graph.search_index import write_search_index
from graph.sources import Source, Sources, find_sources
from graph.union import UnionWriter, replace_graph, union_writer
from graph.validation import check_store
from graph.workspace import Workspace, prune
from graph.written_reviews import read_reviews
from ontology.errors import DocumentError
from ontology.faults import fault
from ontology.iri import DEFAULT_BASE
from ontology.registered import Registry

Step = Callable[[Store], Iterable[Quad]]
Progress = Callable[[str, int, int], None]  # name of the stage, steps done, steps in all


def _silent(stage: str, done: int, total: int) -> None:
    """The progress of a build that nobody watches."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a build is made.

    Attributes:
        base: the IRI under which the data is published.
        registry: the known bodies and acts; None leaves the graph `registry` empty.
        fingerprint: stands for the code and tables behind `read`; documents are read again when it changes.
        program: name and version, for the manifest.
        steps: analyses that add quads after the documents are in, in this order (findings).
        workers: how many processes may read files at a time; 0 reads them in this one.
        progress: told of each stage.
    """

    base: str = DEFAULT_BASE
    registry: Registry | None = None
    fingerprint: str = ""
    program: str = ""
    steps: Sequence[Step] = ()
    workers: int = 0
    progress: Progress = _silent


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `generation` is None where no file could be read: then nothing was published."""

    generation: int | None
    read: tuple[DocumentEntry, ...]
    kept: tuple[DocumentEntry, ...]
    removed: tuple[DocumentEntry, ...]
    rdf: tuple[RdfEntry, ...]
    failures: tuple[Failure, ...]
    quads: int


def build(paths: Iterable[Path], store_dir: Path, read: Read, options: BuildOptions | None = None) -> BuildReport:
    """Builds a graph from files and publishes it as a new generation.

    Args:
        paths: documents, RDF files, and folders of them. Documents that are no longer given leave the graph.
        store_dir: the folder of the store; made where it is not there.
        read: reads one document; raises DocumentError for one that cannot be read, which is then listed in the report.
        options: see BuildOptions.

    Raises:
        BuildLockedError: another build writes to the store.
        StoreError: the folder cannot be written.
        ValidationError: the graph breaks a shape; nothing is published.
    """
    options = options or BuildOptions()
    layout = Layout(store_dir)
    with store_errors(store_dir):
        store_dir.mkdir(parents=True, exist_ok=True)
        with build_lock(layout.lock):
            sources = find_sources(paths)
            previous = _previous(layout, options)
            unread = [s for s in sources.documents if unchanged(s, previous.manifest if previous else None) is None]
            with reading_workers(read, useful_workers(unread, options.workers)) as readers:  # before the store has threads
                workspace = Workspace(layout, previous)
                try:
                    reviews = read_reviews(layout.reviews)
                    report = _Build(workspace, previous, sources, options, reviews).run(readers)
                finally:
                    workspace.clear()
            prune(layout)
    return report


def take_in_reviews(store_dir: Path, steps: Callable[[str], Sequence[Step]], progress: Progress = _silent) -> BuildReport | None:
    """Publishes the graph with the reviews that wait, as the next build would, and reads no document for it.

    `steps` gives the analyses for a base IRI, as for a build. None: no review waits.

    Raises:
        BuildLockedError, StoreError, ValidationError: as for `build`; StoreError also where another version made the graph, or a
            file of RDF is part of what is derived: then only a build can say what the graph is.
    """
    layout = Layout(store_dir)
    open_current(store_dir)  # a folder without a graph is told as such, and no lock is made in it
    with store_errors(store_dir), build_lock(layout.lock):
        previous = open_current(store_dir)
        manifest = previous.manifest
        graph = graph_name(manifest.base, REVIEW)
        held = {quad.triple for quad in previous.open_store().quads_for_pattern(None, None, None, graph)}
        waiting = [review for review in read_reviews(layout.reviews) if review not in held]
        if not waiting:
            return None
        derived = {graph_name(manifest.base, name).value for name in (INFERRED, FINDINGS)}
        same = manifest.fingerprint.startswith(f"{_own_fingerprint()}-")
        if not same or any(derived.intersection(entry.graphs) for entry in manifest.rdf):
            raise StoreError(fault("reviews-wait", store=store_dir), store_dir)
        options = BuildOptions(base=manifest.base, program=manifest.program, steps=steps(manifest.base), progress=progress)
        workspace = Workspace(layout, previous)
        try:
            report = _Build(workspace, previous, Sources((), (), ()), options, waiting).judge(manifest)
        finally:
            workspace.clear()
        prune(layout)
    return report


def _fingerprint(options: BuildOptions) -> str:
    return f"{_own_fingerprint()}-{options.fingerprint}"


def _own_fingerprint() -> str:
    return package_fingerprint("graph", "ontology")


def _previous(layout: Layout, options: BuildOptions) -> Generation | None:
    """The published generation, where the same program made it; otherwise the build starts anew."""
    if layout.published() is None:
        return None
    try:
        generation = open_current(layout.root)
    except StoreError:
        return None  # damaged or of another format: a new build mends it
    manifest = generation.manifest
    return generation if (manifest.base, manifest.fingerprint) == (options.base, _fingerprint(options)) else None


class _Build:
    """One run over the sources, on the working copy."""

    def __init__(
        self,
        workspace: Workspace,
        previous: Generation | None,
        sources: Sources,
        options: BuildOptions,
        reviews: Sequence[Triple],
    ) -> None:
        self._workspace = workspace
        self._store = workspace.store
        self._previous = previous.manifest if previous else None
        self._sources = sources
        self._options = options
        self._reviews = reviews
        self._failures = list(sources.failures)
        self._read: list[DocumentEntry] = []
        self._kept: list[DocumentEntry] = []

    def run(self, readers: ReadingWorkers) -> BuildReport:
        """Reads, derives, validates and publishes."""
        loaded, rdf = self._load_rdf()
        for review in self._reviews:
            graph = graph_name(self._options.base, REVIEW)
            loaded[graph].add(Quad(review.subject, review.predicate, review.object, graph))
        self._take_documents(readers, loaded)
        documents = tuple(sorted((*self._read, *self._kept), key=lambda entry: entry.iri))
        if self._failures and not documents and not rdf:
            return self._report(None, rdf, 0)
        self._write_curated(loaded)
        self._write_loaded(loaded, documents)
        manifest = Manifest(
            base=self._options.base,
            program=self._options.program,
            fingerprint=_fingerprint(self._options),
            documents=documents,
            rdf=rdf,
            failures=tuple(self._failures),
            quads=0,
        )
        return self._finish(loaded, manifest)

    def judge(self, manifest: Manifest) -> BuildReport:
        """Adds the reviews to what is published, derives and validates anew, and publishes; `manifest` is what it was."""
        graph = graph_name(self._options.base, REVIEW)
        reviews = {Quad(review.subject, review.predicate, review.object, graph) for review in self._reviews}
        replace_graph(self._store, graph, reviews | self._quads_of(graph))
        self._kept = [*manifest.documents]
        return self._finish({}, manifest)

    def _finish(self, loaded: dict[NamedNode, set[Quad]], manifest: Manifest) -> BuildReport:
        """Applies the reviews, derives, validates and publishes; the manifest still lacks the number of quads."""
        apply_reviews(self._store, self._options.base)
        self._derive(loaded)
        self._tell("validate")
        check_store(self._store, places=RdfPlaces(source.path for source in self._sources.rdf))
        self._tell("search index")
        write_search_index(self._store, self._workspace.search_path)
        quads = _count(self._store)
        self._tell("publish")
        return self._report(self._workspace.publish(replace(manifest, quads=quads)), manifest.rdf, quads)

    def _load_rdf(self) -> tuple[dict[NamedNode, set[Quad]], tuple[RdfEntry, ...]]:
        """The quads of the RDF files by graph: they are parsed at each build, since several files may share a graph."""
        loaded: dict[NamedNode, set[Quad]] = defaultdict(set)
        entries = []
        for source in self._sources.rdf:
            try:
                quads = {quad for quad in rdf_quads(source, self._options.base) if not is_derived(quad)}
            except DocumentError as error:
                self._failures.append(Failure(source.shown, str(error).removeprefix(f"{source.path}: ")))
                continue
            graphs = {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}
            for quad in quads:
                if isinstance(quad.graph_name, NamedNode):
                    loaded[quad.graph_name].add(quad)
            names = tuple(sorted(graph.value for graph in graphs))
            entries.append(RdfEntry(source.sha256, ", ".join(source.file_names), names, len(quads)))
        return loaded, tuple(entries)

    def _take_documents(self, readers: ReadingWorkers, loaded: dict[NamedNode, set[Quad]]) -> None:
        """Keeps what did not change, reads the rest. A graph that an RDF file adds to is always written anew."""
        documents = self._sources.documents
        kept = {source: entry for source in documents if (entry := self._kept_entry(source, loaded)) is not None}
        outcomes = readers.outcomes([source for source in documents if source not in kept])
        with union_writer(self._store) as writer:
            for done, source in enumerate(documents):
                self._options.progress(f"read {source.path.name}", done, len(documents))
                if source in kept:
                    self._kept.append(kept[source])
                else:
                    self._take(source, next(outcomes), loaded, writer)

    def _kept_entry(self, source: Source, loaded: dict[NamedNode, set[Quad]]) -> DocumentEntry | None:
        entry = unchanged(source, self._previous)
        return None if entry is None or NamedNode(entry.iri) in loaded or self._was_shared(entry) else entry

    def _was_shared(self, entry: DocumentEntry) -> bool:
        return any(entry.iri in rdf.graphs for rdf in (self._previous.rdf if self._previous else ()))

    def _take(self, source: Source, outcome: Outcome, loaded: dict[NamedNode, set[Quad]], writer: UnionWriter) -> None:
        document = outcome if isinstance(outcome, Failure) else mapped(source, outcome, self._options.base)
        if isinstance(document, ReadDocument):
            graph = NamedNode(document.entry.iri)
            writer.replace_graph(graph, document.quads | loaded.get(graph, set()))
            self._workspace.keep_text(document.entry.text, document.text)
            self._read.append(document.entry)
        else:
            self._failures.append(document)

    def _write_curated(self, loaded: dict[NamedNode, set[Quad]]) -> None:
        base, registry = self._options.base, self._options.registry
        curated = {
            graph_name(base, REGISTRY): set(registry_quads(registry, base)) if registry else set(),
            graph_name(base, VOCABULARY): set(vocabulary_quads(base)),
        }
        for graph, quads in curated.items():
            replace_graph(self._store, graph, quads | loaded.get(graph, set()))

    def _write_loaded(self, loaded: dict[NamedNode, set[Quad]], documents: Sequence[DocumentEntry]) -> None:
        """Writes the graphs of RDF files, and removes every graph that nothing given stands for any more; reviews stay."""
        base = self._options.base
        derived = {graph_name(base, name) for name in (INFERRED, FINDINGS, ORDER, KEPT)}
        curated = {graph_name(base, name) for name in (REGISTRY, VOCABULARY)}
        own = {NamedNode(entry.iri) for entry in documents} | curated
        for graph in set(self._store.named_graphs()) | set(loaded):
            if isinstance(graph, NamedNode) and graph not in own | derived:
                kept = graph == graph_name(base, REVIEW)
                wanted = loaded.get(graph, set())
                replace_graph(self._store, graph, wanted | self._quads_of(graph) if kept else wanted)

    def _quads_of(self, graph: NamedNode) -> set[Quad]:
        return set(self._store.quads_for_pattern(None, None, None, graph))

    def _derive(self, loaded: dict[NamedNode, set[Quad]]) -> None:
        """Runs the steps over the documents and what the steps before them added; none sees its own earlier result."""
        base = self._options.base
        for name in (INFERRED, FINDINGS):
            graph = graph_name(base, name)
            replace_graph(self._store, graph, loaded.get(graph, set()))
        steps = (preferred_titles(base), *rule_steps(base), *self._options.steps)
        for done, step in enumerate(steps):
            self._options.progress("derive", done, len(steps))
            for graph, quads in _by_graph(step(self._store)):
                replace_graph(self._store, graph, quads | self._quads_of(graph))
        for name, derive in ((ORDER, reading_order), (KEPT, kept_tables)):
            graph = graph_name(base, name)
            replace_graph(self._store, graph, {*derive(self._store, base), *loaded.get(graph, ())})

    def _tell(self, stage: str) -> None:
        self._options.progress(stage, 0, 1)

    def _report(self, generation: int | None, rdf: tuple[RdfEntry, ...], quads: int) -> BuildReport:
        now = {entry.sha256 for entry in (*self._read, *self._kept)}
        before = self._previous.documents if self._previous else ()
        removed = tuple(entry for entry in before if entry.sha256 not in now)
        return BuildReport(generation, tuple(self._read), tuple(self._kept), removed, rdf, tuple(self._failures), quads)


def _by_graph(quads: Iterable[Quad]) -> Iterator[tuple[NamedNode, set[Quad]]]:
    graphs: dict[NamedNode, set[Quad]] = defaultdict(set)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name].add(quad)
    yield from graphs.items()


def _count(store: Store) -> int:
    rows = Engine(store).select("SELECT (COUNT(*) AS ?quads) { GRAPH ?graph { ?s ?p ?o } }")
    count = rows[0]["quads"]
    return int(count.value) if isinstance(count, Literal) else 0
