"""The whole graph as files to fetch: each is written once for a published state, by a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from api.published import Publication
from api.query_errors import BusyError
from graph.errors import StoreError

_PROGRAM = "import sys; from api.cli import run; sys.exit(run(sys.argv[1:]))"
_TRIES = 2  # a build may publish while a file is written


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format of the export, with its media type and the ending of its file."""

    name: str
    media_type: str
    extension: str

    @property
    def is_registered(self) -> bool:
        """Whether the media type is one of IANA's."""
        return self.name not in ("graphml", "gexf")

    @property
    def is_rdf(self) -> bool:
        """Whether the file holds the triples themselves, and not tables or a picture of them."""
        return self.is_registered and self.name != "csv"


FORMATS = {
    form.name: form
    for form in (
        ExportFormat("nquads", "application/n-quads", "nq"),
        ExportFormat("trig", "application/trig", "trig"),
        ExportFormat("turtle", "text/turtle", "ttl"),
        ExportFormat("ntriples", "application/n-triples", "nt"),
        ExportFormat("jsonld", "application/ld+json", "jsonld"),
        ExportFormat("csv", "text/csv", "csv"),
        ExportFormat("graphml", "application/graphml+xml", "graphml"),
        ExportFormat("gexf", "application/gexf+xml", "gexf"),
    )
}


class Exports:
    """The files of one service, in a folder that only it writes to."""

    def __init__(self, store: Path, folder: Path, publication: Publication, deadline_s: float, wait_s: float) -> None:
        self._store, self._folder, self._publication = store, folder, publication
        self._deadline_s, self._wait_s = deadline_s, wait_s
        self._lock = asyncio.Lock()

    async def file(self, form: ExportFormat) -> tuple[Path, str]:
        """The file of the published state, and words that stand for that state.

        Raises:
            BusyError: another file is being written, or this one takes too long.
            StoreError: nothing is published, or the file cannot be written.
        """
        state = self._publication.state()
        if not self._path(state, form).exists():
            try:
                await asyncio.wait_for(self._lock.acquire(), self._wait_s)
            except TimeoutError:
                raise BusyError from None
            try:
                state = await self._written(form)
            finally:
                self._lock.release()
        return self._path(state, form), state

    async def _written(self, form: ExportFormat) -> str:
        for _ in range(_TRIES):
            state = self._publication.state()
            path = self._path(state, form)
            if not path.exists():
                for old in self._folder.iterdir():
                    if not old.name.startswith(state):
                        old.unlink(missing_ok=True)
                draft = path.with_suffix(f".{os.getpid()}")
                await self._write(form, draft)
                draft.replace(path)
            if state == self._publication.state():
                return state
        raise BusyError

    async def _write(self, form: ExportFormat, path: Path) -> None:
        arguments = ("export", "--store", str(self._store), "--format", form.name, "--output", str(path))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-c", _PROGRAM, *arguments, stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            code = await asyncio.wait_for(process.wait(), self._deadline_s)
        except TimeoutError:
            raise BusyError from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if code != 0:
            raise StoreError(f"the export as {form.name} failed; run 'jarlyk export' on the machine of the service")

    def _path(self, state: str, form: ExportFormat) -> Path:
        return self._folder / f"{state}.{form.name}"
