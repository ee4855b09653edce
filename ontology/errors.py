"""The errors of this program. Each message names the file, the place and the next step."""

from __future__ import annotations

from pathlib import Path


class JarlykError(Exception):
    """Base of all errors that the program raises on purpose; the command line prints it without a traceback."""


class DocumentError(JarlykError):
    """A file that cannot be read as a document: missing, empty, binary, wrongly encoded, too large."""


class DataError(JarlykError):
    """A table of words, bodies or acts that does not follow its schema."""


class RowError(DataError):
    """A row of a registry file that departs from the schema. `row`: its table and its place there, from 1; 0 is the head."""

    def __init__(
        self, path: Path, line: int, table: str, name: str, key: str, wrong: str, remedy: str, row: tuple[str, int]
    ) -> None:
        super().__init__(f"{path}, line {line}: [[{table}]] '{name}', key '{key}': {wrong}; {remedy}")
        self.path = path
        self.line = line
        self.name = name
        self.key = key
        self.wrong = wrong
        self.remedy = remedy
        self.row = row
