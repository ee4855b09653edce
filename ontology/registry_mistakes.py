"""All mistakes of registry files, each with its line: the loader stops at the first, a person wants to see them all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import DataError, RowError
from ontology.registered import load_registry
from ontology.row_lines import parse_line, word_line

_MOST = 100  # mistakes that are listed
_QUOTED = re.compile(r"'([^']+)'")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a file, where, and what to do. `line` counts from 1; None where it is not known."""

    path: Path
    line: int | None
    row: str
    key: str
    wrong: str
    remedy: str


def find_mistakes(files: Sequence[Path]) -> Iterator[Mistake]:
    """The mistakes of registry files of the user's own, read beside those that ship with the program."""
    skipped: dict[tuple[Path, str, int], str] = {}
    for _ in range(_MOST):
        try:
            load_registry(more=files, skipped=frozenset(skipped))
        except RowError as error:
            if not _follows(error, skipped.values()):
                yield Mistake(error.path, error.line, error.name, error.key, error.wrong, error.remedy)
            if error.row[1] == 0:
                return  # the head of a file: its rows cannot be read without it
            skipped[error.path, *error.row] = error.name
        except DataError as error:
            yield _of_message(str(error), files)
            return
        else:
            return


def _follows(error: RowError, names: Iterable[str]) -> bool:
    """Whether the fault is only that it refers to a row that has been told already."""
    told = set(names) if "is not registered" in error.wrong else set()
    return any(quoted.rpartition("/")[2] in told for quoted in _QUOTED.findall(error.wrong))


def _of_message(message: str, files: Sequence[Path]) -> Mistake:
    """A fault of a whole file or between rows: found by the words that it quotes."""
    wrong, _, remedy = message.partition("; ")
    for path in files:
        if wrong.startswith(f"{path}: "):
            return Mistake(path, parse_line(wrong), "", "", wrong.removeprefix(f"{path}: "), remedy)
    for word in _QUOTED.findall(wrong):
        for path in files:
            line = word_line(_text(path), word)
            if line is not None:
                return Mistake(path, line, "", "", wrong.removeprefix("registry: "), remedy)
    return Mistake(files[0], None, "", "", wrong.removeprefix("registry: "), remedy)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
