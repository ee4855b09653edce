"""What a service holds as one file, and back: a gzipped tar whose first member lists all others with size and hash.

In it are the published generation with its texts, the reviews that were sent, taken in or not, and the file of the tokens. That
one holds hashes alone, but a backup is for its owner only, as they are. A copy of the folder of a store that is in use may mix
two generations; this one cannot. A backup is restored as a new generation, so what served before stays until the builds after it
throw it away, and nothing is published that was not checked.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from graph.errors import StoreError, store_errors
from graph.generation import Generation, open_current, text_path
from graph.layout import Layout, remove_folder, sync_folder, write_lasting
from graph.lock import build_lock
from graph.manifest import read_manifest
from graph.written_reviews import add_reviews, whole_reviews
from ontology.faults import fault

FORMAT = 2
_READABLE = (1, 2)  # the first held neither reviews nor tokens
_REVIEWS, _TOKENS = "reviews.nt", "tokens.json"
_OWNER_ONLY = 0o600
_UNPACKED = "restore-"
_LIST = "backup.json"
_LIST_LIMIT = 64 * 1024 * 1024  # bytes; the list of a million texts
_CHUNK = 1 << 20
_LEVEL = 5


@dataclass(frozen=True, slots=True)
class _Listed:
    """A member of the archive: the size and the hash that it must have."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: the number of the new generation, how many reviews are new, and whether tokens were put in their place.

    `tokens` is None where the backup holds none.
    """

    generation: int
    reviews: int
    tokens: bool | None


def write_backup(store_dir: Path, output: Path, tokens: Path | None = None) -> int:
    """Writes a file that only its owner can read, and that appears when it is whole; returns the generation's number.

    `tokens`: the file of the tokens, which may be missing.

    Raises:
        StoreError: nothing is published, the store is damaged, or the file cannot be written.
        BuildLockedError: a build is running, which might remove what is being copied.
    """
    layout = Layout(store_dir)
    open_current(store_dir)  # a folder without a graph is told as such, and no lock is made in it
    draft = output.with_name(f"{output.name}.new")
    with build_lock(layout.lock), store_errors(output.parent):
        generation = open_current(store_dir)
        members = dict(_members(generation))
        beside = {_REVIEWS: whole_reviews(layout.reviews), _TOKENS: tokens.read_bytes() if tokens and tokens.exists() else b""}
        beside = {name: content for name, content in beside.items() if content}
        listed = {name: [path.stat().st_size, _sha256(path)] for name, path in members.items()}
        listed |= {name: [len(content), hashlib.sha256(content).hexdigest()] for name, content in beside.items()}
        content = json.dumps({"format": FORMAT, "generation": generation.number, "files": listed}, indent=0).encode()
        try:
            draft.unlink(missing_ok=True)
            with (
                open(draft, "xb", opener=_owner_only) as stream,
                tarfile.open(fileobj=stream, mode="w:gz", compresslevel=_LEVEL) as archive,
            ):
                for name, data in {_LIST: content, **beside}.items():
                    head = tarfile.TarInfo(name)
                    head.size, head.mode = len(data), _OWNER_ONLY
                    archive.addfile(head, io.BytesIO(data))
                for name, path in members.items():
                    archive.add(path, name, recursive=False)
            draft.replace(output)
            sync_folder(output.parent)
        finally:
            draft.unlink(missing_ok=True)
    return generation.number


def restore_backup(backup: Path, store_dir: Path, tokens: Path | None = None) -> Restored:
    """Publishes a backup as the newest generation of a store, which is made where it is not there.

    Its reviews join those that the store has. Its tokens are put into the file `tokens` only where that is not there: what was
    taken back since must not open anything again. Whoever kills this finds each file as it was or whole, and can do it again.

    Raises:
        StoreError: the file is no backup, or is damaged; the store is as it was.
        BuildLockedError: a build is running.
    """
    layout = Layout(store_dir)
    with store_errors(store_dir):
        store_dir.mkdir(parents=True, exist_ok=True)
        with build_lock(layout.lock):
            for left in store_dir.glob(f"{_UNPACKED}*"):  # by one that was killed
                remove_folder(left)
            with TemporaryDirectory(dir=store_dir, prefix=_UNPACKED) as name:
                return _published(layout, backup, Path(name), tokens)


def _published(layout: Layout, backup: Path, unpacked: Path, tokens: Path | None) -> Restored:
    _unpack(backup, unpacked)
    generation = _checked(backup, unpacked)
    reviews, hashes = unpacked / _REVIEWS, unpacked / _TOKENS
    new = add_reviews(layout.reviews, reviews.read_bytes()) if reviews.exists() else 0
    put = None
    if hashes.exists() and tokens is not None:
        put = not tokens.exists()
        if put:
            tokens.parent.mkdir(parents=True, exist_ok=True)
            write_lasting(tokens, hashes.read_bytes(), mode=_OWNER_ONLY)
    for folder in (layout.texts, layout.generations):
        folder.mkdir(exist_ok=True)
    for entry in generation.manifest.documents:
        kept = text_path(layout.texts, entry.text)
        if not kept.exists() or _sha256(kept) != entry.text:  # what is on the disk may be what was damaged
            write_lasting(kept, text_path(generation.texts_path, entry.text).read_bytes())
    number = max([*layout.numbers(), layout.published() or 0]) + 1
    generation.path.rename(layout.generation(number))
    sync_folder(layout.generations)
    write_lasting(layout.current, f"{number}\n".encode("ascii"))
    return Restored(number, new, put)


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, _OWNER_ONLY)


def _members(generation: Generation) -> Iterator[tuple[str, Path]]:
    for path in sorted(generation.path.rglob("*")):
        if path.is_file() and path.name != "LOCK":
            yield f"generation/{path.relative_to(generation.path).as_posix()}", path
    for text in sorted({entry.text for entry in generation.manifest.documents}):
        yield f"texts/{text}.txt", text_path(generation.texts_path, text)


def _unpack(backup: Path, folder: Path) -> None:
    """Writes the members that the list names, each held to its size and hash, and refuses all else."""
    with _faults_of(backup), tarfile.open(backup, "r:gz") as archive:
        head = archive.next()
        if head is None or head.name != _LIST or head.size > _LIST_LIMIT:
            raise StoreError(fault("no-backup", first=_LIST), backup)
        waited = _read_list(backup, archive.extractfile(head))
        for member in iter(archive.next, None):
            listed = waited.pop(member.name, None)
            if listed is None or not member.isfile() or member.size != listed.size:
                raise StoreError(fault("backup-changed", member=member.name), backup)
            target = folder / member.name
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(backup, archive.extractfile(member), target, listed)
        if waited:
            raise StoreError(fault("backup-short", count=len(waited), first=min(waited)), backup)


def _read_list(backup: Path, stream: IO[bytes] | None) -> dict[str, _Listed]:
    table = json.loads(stream.read() if stream else b"")
    if table["format"] not in _READABLE:
        raise StoreError(fault("backup-format", format=table["format"], known=FORMAT), backup)
    files = {str(name): _Listed(int(size), str(sha256)) for name, (size, sha256) in table["files"].items()}
    for name in files:
        parts = PurePosixPath(name).parts
        inside = parts[:1] in (("generation",), ("texts",)) and ".." not in parts
        if not inside and name not in (_REVIEWS, _TOKENS):
            raise StoreError(fault("backup-changed", member=name), backup)
    return files


def _copy(backup: Path, stream: IO[bytes] | None, target: Path, listed: _Listed) -> None:
    digest = hashlib.sha256()
    with target.open("wb") as sink:
        while stream and (chunk := stream.read(_CHUNK)):
            digest.update(chunk)
            sink.write(chunk)
        sink.flush()
        os.fsync(sink.fileno())
    if digest.hexdigest() != listed.sha256:
        raise StoreError(fault("backup-changed", member=target.name), backup)


def _checked(backup: Path, folder: Path) -> Generation:
    """The generation in this folder, opened once to see that it can be."""
    path = folder / "generation"
    if not (path / "manifest.json").is_file():
        raise StoreError(fault("backup-short", count=1, first="manifest.json"), backup)
    generation = Generation(0, path, folder / "texts", read_manifest(path / "manifest.json"))
    missing = [e.iri for e in generation.manifest.documents if not text_path(generation.texts_path, e.text).is_file()]
    if missing:
        raise StoreError(fault("backup-short", count=len(missing), first=missing[0]), backup)
    generation.open_store()
    return generation


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _faults_of(backup: Path) -> Iterator[None]:
    """A file that is no archive, or is cut short, becomes a StoreError that names it."""
    try:
        yield
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as error:
        raise StoreError(fault("backup-broken", reason=error), backup) from error
    except FileNotFoundError as error:
        raise StoreError(fault("no-file"), backup) from error
