"""The file and line of what an RDF file says: parsers keep no lines, so a file is read again where somebody needs one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from graph.turtle_lines import statement_lines
from graph.violation import Place, Violation


class RdfPlaces:
    """Places of subjects in RDF files; the files are read when the first place is asked for."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = tuple(files)

    def find(self, subject: str, path: str = "") -> Place | None:
        """Where a subject is first said to have a property, or else where it first stands.

        Args:
            subject: its IRI.
            path: the IRI of the property, with or without angle brackets.
        """
        for file, lines in self._lines.items():
            line = lines.get((subject, path.strip("<>")), lines.get((subject, "")))
            if line is not None:
                return Place(str(file), line=line)
        return None

    def placed(self, violation: Violation) -> Violation:
        """The violation with its place in a file, where it has none yet and a file speaks of its node."""
        if violation.place is not None:
            return violation
        return replace(violation, place=self.find(violation.node, violation.path))

    @cached_property
    def _lines(self) -> dict[Path, dict[tuple[str, str], int]]:
        return {file: _lines_of(file) for file in self._files}


def _lines_of(file: Path) -> dict[tuple[str, str], int]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    return {} if file.suffix.lower() == ".jsonld" else statement_lines(text)
