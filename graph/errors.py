"""What can go wrong in this room, beside `ontology.errors`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graph.violation import Violation
from ontology.errors import JarlykError
from ontology.faults import Fault, fault

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
        self._shown = shown

    def in_language(self, language: str) -> str:
        """The first of them, in the words of their shapes."""
        told = fault("violations", count=len(self.violations))
        listed = "".join(f"\n  {violation.told(language)}" for violation in self.violations[: self._shown])
        more = f"\n  + {len(self.violations) - self._shown}" if len(self.violations) > self._shown else ""
        return f"{told.wrong(language)}{listed}{more}\n{told.remedy(language)}"


@contextmanager
def store_errors(directory: Path) -> Iterator[None]:
    """Faults of the file system become a StoreError that names the folder and the next step."""
    try:
        yield
    except BrokenPipeError:
        raise  # the reader of our output has gone; no fault of the store
    except OSError as error:
        raise StoreError(_fault(error), directory) from error


def _fault(error: OSError) -> Fault:
    text = str(error.strerror or error)
    if any(word in text.lower() for word in _DISK_FULL):
        return fault("disk-full", reason=text)
    if any(word in text.lower() for word in _DENIED):
        return fault("not-permitted", reason=text)
    return fault("store-damaged", reason=f"{text} ({error.filename})" if error.filename else text)
