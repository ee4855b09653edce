"""One builder at a time: an advisory lock that the system drops when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import BuildLockedError
from ontology.faults import fault


@contextmanager
def build_lock(path: Path) -> Iterator[None]:
    """Holds the lock while the block runs.

    Raises:
        BuildLockedError: another build holds it.
    """
    with path.open("a+", encoding="ascii") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            stream.seek(0)
            holder = stream.read().strip() or "unknown"
            raise BuildLockedError(fault("build-locked", holder=holder), path.parent) from error
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()
        yield
