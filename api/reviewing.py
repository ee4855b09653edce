"""Reviews take effect at once: a process of its own publishes a generation with those that wait (`jarlyk reviews`)."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from pathlib import Path

from graph.layout import Layout

_PROGRAM = "import os, sys; os.nice(10); from api.cli import run; sys.exit(run(sys.argv[1:]))"
_TRIES = 60  # while a build holds the store, or another process of the service takes reviews in
_PAUSE_S = 5.0
_log = logging.getLogger("jarlyk.api")


class Reviewing:
    """Of one service. Reviews that come while others are taken in are taken in after them, all at once."""

    def __init__(self, store: Path, at_once: bool, deadline_s: float) -> None:
        """Where `at_once` is false, reviews wait for the next build."""
        self._store, self._at_once, self._deadline_s = store, at_once, deadline_s
        self._wanted = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Takes in what may have been left waiting by a service that was stopped."""
        if Layout(self._store).reviews.exists():
            self.wake()

    def wake(self) -> None:
        """A review has been written down."""
        self._wanted = self._at_once
        if self._wanted and (self._task is None or self._task.done()):
            self._task = asyncio.get_running_loop().create_task(self._work())

    async def close(self) -> None:
        """Stops; what waits is taken in at the next start."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _work(self) -> None:
        while self._wanted:
            self._wanted = False
            for _ in range(_TRIES):
                code, said = await self._run()
                if code == 0:
                    break
                if "building there" not in said:
                    _log.warning("reviews wait for the next build: %s", said.strip() or f"exit code {code}")
                    break
                await asyncio.sleep(_PAUSE_S)

    async def _run(self) -> tuple[int, str]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-c", _PROGRAM, "reviews", "--store", str(self._store)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            _, said = await asyncio.wait_for(process.communicate(), self._deadline_s)
        except TimeoutError:
            return 1, f"it takes longer than {self._deadline_s:g} s"
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        return process.returncode or 0, said.decode("utf-8", "replace")
