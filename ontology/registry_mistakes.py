"""All mistakes of registry files, each with its line: the loader stops at the first, a person wants to see them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import FaultError, RowError
from ontology.registered import load_registry, registry_files
from ontology.toml_lines import parse_line, word_line

_MOST = 100  # mistakes that are listed


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a file, where, and what to do. `line` counts from 1; None where it is not known."""

    path: Path
    line: int | None
    row: str
    key: str
    wrong: str
    remedy: str


def find_mistakes(files: Sequence[Path], language: str = "en") -> Iterator[Mistake]:
    """The mistakes of registry files of the user's own, read beside those that ship, told in one of the four languages."""
    skipped: dict[tuple[Path, str, int], str] = {}
    for _ in range(_MOST):
        try:
            load_registry(more=files, skipped=frozenset(skipped))
        except RowError as error:
            if not _follows(error, skipped.values()):
                yield Mistake(
                    error.path, error.line, error.name, error.key, error.fault.wrong(language), error.fault.remedy(language)
                )
            if error.row[1] == 0:
                return  # the head of a file: its rows cannot be read without it
            skipped[error.path, *error.row] = error.name
        except FaultError as error:
            yield _of_files(error, files, language)
            return
        else:
            return


def _follows(error: RowError, names: Iterable[str]) -> bool:
    """Whether the fault is only that it refers to a row that has been told already."""
    return error.fault.key == "not-registered" and str(error.fault.values["value"]).rpartition("/")[2] in set(names)


def _of_files(error: FaultError, files: Sequence[Path], language: str) -> Mistake:
    """A fault of a whole file or between rows: found by what it speaks of."""
    wrong, remedy = error.fault.wrong(language), error.fault.remedy(language)
    files = [*files, *registry_files()]  # the fault may be in what ships, and none of the user's own be read
    for path in files:
        if str(error).startswith(f"{path}: "):
            return Mistake(path, parse_line(str(error)), "", "", wrong, remedy)
    for value in error.fault.values.values():
        for path in files:
            line = word_line(_text(path), str(value).rpartition("/")[2])
            if line is not None:
                return Mistake(path, line, "", "", wrong, remedy)
    return Mistake(files[0], None, "", "", wrong, remedy)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
