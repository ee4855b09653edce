"""What can go wrong in this room, beside `ontology.errors`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graph.violation import Violation
from ontology.errors import JarlykError

_DISK_FULL = ("no space left", "disk quota")
_DENIED = ("permission denied", "read-only file system", "not permitted")


class StoreError(JarlykError):
    """A store that cannot be read or written, or none at all where one is needed."""


class BuildLockedError(StoreError):
    """Another build is writing to the same store."""


class QueryError(JarlykError):
    """A query that is no SPARQL, or that the store refuses. `line` and `column` count from 1, where they are known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class ValidationError(JarlykError):
    """A graph that breaks its shapes; it is not published."""

    def __init__(self, violations: Sequence[Violation], shown: int = 20) -> None:
        self.violations = tuple(violations)
        lines = [f"{len(violations)} violations of the shapes; nothing was published, the last generation still serves:"]
        lines += [f"  {violation}" for violation in self.violations[:shown]]
        if len(violations) > shown:
            lines.append(f"  and {len(violations) - shown} more")
        lines.append("Correct the source or the rule that made these facts, then build again.")
        super().__init__("\n".join(lines))


@contextmanager
def store_errors(directory: Path) -> Iterator[None]:
    """Faults of the file system become a StoreError that names the folder and the next step."""
    try:
        yield
    except BrokenPipeError:
        raise  # the reader of our output has gone; no fault of the store
    except OSError as error:
        raise StoreError(f"{directory}: {_reason(error)}") from error


def _reason(error: OSError) -> str:
    text = str(error.strerror or error)
    if any(word in text.lower() for word in _DISK_FULL):
        return f"{text}; free some space and build again: the last generation still serves"
    if any(word in text.lower() for word in _DENIED):
        return f"{text}; give the store a folder that you may write to"
    place = f" ({error.filename})" if error.filename else ""
    return f"{text}{place}; if the folder was damaged, remove it and build again"
