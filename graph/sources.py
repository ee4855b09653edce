"""The files that a build is given: folders are walked in the order of names, RDF files are told by their ending."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.manifest import Failure

RDF_ENDINGS = frozenset({".ttl", ".nt", ".nq", ".trig", ".jsonld"})


@dataclass(frozen=True, slots=True)
class Source:
    """One content: the file that it is read from, its hash, and the names of all given files that hold the very same bytes."""

    path: Path
    sha256: str
    file_names: tuple[str, ...]
    others: tuple[Path, ...] = ()  # further files with the same bytes

    @property
    def shown(self) -> str:
        """All paths of the content, for a message."""
        return ", ".join(str(path) for path in (self.path, *self.others))


@dataclass(frozen=True, slots=True)
class Sources:
    """What the build is given, by content, in the order of the hashes' first paths."""

    documents: tuple[Source, ...]
    rdf: tuple[Source, ...]
    failures: tuple[Failure, ...]


@dataclass(slots=True)
class _Found:
    paths: dict[str, list[Path]] = field(default_factory=dict)  # by hash
    failures: list[Failure] = field(default_factory=list)


def find_sources(paths: Iterable[Path]) -> Sources:
    """All files at the paths. A path that is not there, or a file that cannot be opened, is a failure of its own."""
    found = _Found()
    for path in dict.fromkeys(file for given in paths for file in _files(given, found)):
        try:
            found.paths.setdefault(_hash(path), []).append(path)
        except OSError as error:
            found.failures.append(Failure(str(path), f"cannot be opened: {error.strerror}; check that it is there and readable"))
    sources = [_source(sha256, files) for sha256, files in found.paths.items()]
    return Sources(
        documents=tuple(source for source in sources if not is_rdf(source.path)),
        rdf=tuple(source for source in sources if is_rdf(source.path)),
        failures=tuple(found.failures),
    )


def _source(sha256: str, files: list[Path]) -> Source:
    first = min(files, key=lambda file: (file.name, str(file)))
    others = tuple(sorted(file for file in files if file != first))
    return Source(first, sha256, tuple(sorted({file.name for file in files})), others)


def is_rdf(path: Path) -> bool:
    """Whether the file is RDF, to be loaded as it is."""
    return path.suffix.lower() in RDF_ENDINGS


def _files(path: Path, found: _Found) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    # a link to a folder is not followed, a link to nothing is a file that cannot be opened
    files = [
        file
        for file in sorted(path.rglob("*"))
        if (file.is_file() or (file.is_symlink() and not file.is_dir())) and not _hidden(file, path)
    ]
    if not files:
        found.failures.append(Failure(str(path), "is a folder without files; give one that holds documents"))
    yield from files


def _hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
