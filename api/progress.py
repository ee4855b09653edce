"""The progress of a long step: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from api.translation import Words

Progress = Callable[[str, int, int], None]


@contextmanager
def watching(stream: TextIO | None, words: Words) -> Iterator[Progress]:
    """Something to tell of each stage: its name, the steps done and the steps in all. A closed stream is no fault."""
    if stream is None:
        yield lambda stage, done, total: None
    elif stream.isatty():
        with _bar(stream, words) as progress:
            yield progress
    else:
        yield _lines(stream, words)


def _said(stage: str, words: Words) -> str:
    """The words of a stage; the name of a file follows that of reading it."""
    if stage.startswith("read "):
        return words("stage.read", file=stage.removeprefix("read "))
    return words.get(f"stage.{stage.replace(' ', '-')}") or stage


def _lines(stream: TextIO, words: Words) -> Progress:
    def tell(stage: str, done: int, total: int) -> None:
        count = f" ({words('stage.count', n=done + 1, all=total)})" if total > 1 else ""
        stream.write(f"{_said(stage, words)}{count}\n")
        stream.flush()

    return tell


@contextmanager
def _bar(stream: TextIO, words: Words) -> Iterator[Progress]:
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(stage: str, done: int, total: int) -> None:
            bar.update(task, description=escape(_said(stage, words)), completed=done, total=max(total, 1))

        yield tell
