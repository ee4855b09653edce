"""The errors of this program. Each message names the file, the place and the next step."""

from __future__ import annotations

from pathlib import Path

from ontology.faults import Fault


class JarlykError(Exception):
    """Base of all errors that the program raises on purpose; the command line prints it without a traceback."""


class AskedError(JarlykError):
    """A question that cannot be asked so. `fault` tells it in the language of the person."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class DocumentError(JarlykError):
    """A file that cannot be read as a document: missing, empty, binary, wrongly encoded, too large."""


class DataError(JarlykError):
    """A table of words, bodies or acts that does not follow its schema. `fault`: the same in the language of the person."""

    fault: Fault | None = None


class FaultError(DataError):
    """A fault of a whole file, of a place in it or between rows; `where` opens the message."""

    def __init__(self, where: str, fault: Fault) -> None:
        super().__init__(f"{where}: {fault}")
        self.fault: Fault = fault


class RowError(DataError):
    """A row of a registry file that departs from the schema. `row`: its table and its place there, from 1; 0 is the head."""

    def __init__(self, path: Path, line: int, table: str, name: str, key: str, fault: Fault, row: tuple[str, int]) -> None:
        super().__init__(f"{path}, line {line}: [[{table}]] '{name}', key '{key}': {fault}")
        self.path = path
        self.line = line
        self.name = name
        self.key = key
        self.fault: Fault = fault
        self.row = row
