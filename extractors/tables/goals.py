"""Tasks and goals as tables print them, made one with those of the running text: said in several places, a task is one node."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from extractors.tables.context import TableContext
from extractors.wording import similarity, stems_of
from ontology import iri
from ontology.records import Evidence, Task

ALIKE = 0.75  # share of common words from which two tasks are one
METHOD = "table:task"


class TaskList:
    """The tasks of a document, each with all the places where it is printed. It may start from those of the running text."""

    def __init__(self, context: TableContext, known: Iterable[Task] = ()) -> None:
        self._context = context
        self._tasks: list[Task] = []
        self._stems = cache(stems_of)
        for task in known:
            self._join(task)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks in the order in which they were found."""
        return tuple(self._tasks)

    def add(self, start: int, end: int, number: str | None, part_of: str) -> str:
        """The key of the task whose words stand there: a new one, or the one that is known by other wording or place."""
        label = self._context.label(start, end)
        evidence = Evidence(start, end, METHOD)
        place = self._find(label.text, number)
        if place is None:
            key = iri.fact_key(self._context.reading.document.key, "task", iri.fold(label.text))
            self._tasks.append(Task(key, label, (evidence,), number, part_of))
            return key
        task = self._tasks[place]
        known = any(other.start < end and start < other.end for other in task.evidence)
        places = task.evidence if known else (*task.evidence, evidence)
        self._tasks[place] = replace(task, evidence=places, number=task.number or number)
        return task.key

    def repeats(self, start: int, end: int) -> bool:
        """Whether the words that stand there say the same as a known task."""
        return self._find(self._context.label(start, end).text, None) is not None

    def _join(self, task: Task) -> None:
        """Takes in a task of the running text: as a further place of one that it repeats under the same number, or as it is."""
        place = self._find(task.text.text, task.number) if task.number is not None else None
        if place is None or self._tasks[place].number != task.number:
            self._tasks.append(task)
            return
        known = self._tasks[place]
        self._tasks[place] = replace(known, evidence=tuple(dict.fromkeys((*known.evidence, *task.evidence))))

    def _find(self, text: str, number: str | None) -> int | None:
        """The place of the task that says the same: most alike, and of no other number."""
        best, place = ALIKE, None
        for position, task in enumerate(self._tasks):
            if number is not None and task.number is not None and number != task.number:
                continue
            alike = similarity(self._stems(text), self._stems(task.text.text))
            if alike >= best:
                best, place = alike, position
        return place
