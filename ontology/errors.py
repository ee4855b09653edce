"""The errors of this program. Each message names the file, the place and the next step."""

from __future__ import annotations

from pathlib import Path

from ontology.faults import Fault


class JarlykError(Exception):
    """Base of all errors that the program raises on purpose; the command line prints it without a traceback.

    Made of a fault it is told in the language of the person; `where` is the file or address that opens the message.
    """

    fault: Fault | None = None

    def __init__(self, message: str | Fault = "", where: object = "") -> None:
        self.where = str(where)
        if isinstance(message, Fault):
            self.fault = message
        super().__init__(f"{where}: {message}" if self.where else str(message))

    def in_language(self, language: str) -> str:
        """The message in one of the four languages; in English where there are no words for it."""
        if self.fault is None:
            return str(self)
        return f"{self.where}: {self.fault.told(language)}" if self.where else self.fault.told(language)


class AskedError(JarlykError):
    """A question that cannot be asked so. `fault` tells it in the language of the person."""

    fault: Fault

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)


class DocumentError(JarlykError):
    """A file that cannot be read as a document: missing, empty, binary, wrongly encoded, too large."""


class DataError(JarlykError):
    """A table of words, bodies or acts that does not follow its schema."""


class FaultError(DataError):
    """A fault of a whole file, of a place in it or between rows; `where` opens the message."""

    fault: Fault

    def __init__(self, where: str, fault: Fault) -> None:
        super().__init__(fault, where)


class RowError(DataError):
    """A row of a registry file that departs from the schema. `row`: its table and its place there, from 1; 0 is the head."""

    fault: Fault

    def __init__(self, path: Path, line: int, table: str, name: str, key: str, fault: Fault, row: tuple[str, int]) -> None:
        super().__init__(fault, f"{path}, line {line}: [[{table}]] '{name}', key '{key}'")
        self.path = path
        self.line = line
        self.name = name
        self.key = key
        self.row = row
