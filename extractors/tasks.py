"""Tasks from running text: the items of a list whose opening line announces tasks, and lines that are labelled as a task.

A list of principles, risks or results is no list of tasks: the words of the opening line decide, and the heading above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.blocks import Block
from extractors.duty_rules import DutyWords
from extractors.reading import Reading
from ontology import iri
from ontology.records import Evidence, Label, Task

_BULLET = re.compile(r"(?:[-–—•*]\s*)?(?:\d{1,3}\s*[.)]\s*)?")
_TAIL = " \t\n;,.:\u00a0"
MIN_LETTERS = 15


def find_tasks(reading: Reading, main: str | None, words: dict[str, DutyWords]) -> tuple[Task, ...]:
    """The tasks that the document's own instrument sets in its running text, in the order of the text."""
    if main is None:
        return ()
    found: dict[str, Task] = {}
    for block, start, number in _places(reading, words):
        task = _task(reading, block, start, number, main)
        if task:
            found.setdefault(task.key, task)
    return tuple(found.values())


def _places(reading: Reading, words: dict[str, DutyWords]) -> Iterator[tuple[Block, int, str | None]]:
    open_list = in_section = False
    for block in reading.blocks:
        if block.kind == "cell":
            continue
        table = words[block.language]
        text = reading.document.text[block.start : block.end]
        label = table.task_label.match(text)
        if label:
            yield block, block.start + label.end(), next((g for g in label.groups() if g), None)
        elif block.kind == "heading":
            open_list = False
            if block.number and in_section and "." in block.number:
                yield block, block.start + _after_number(text), block.number
            else:
                in_section = bool(table.task_section.search(text))
        elif block.kind == "item" and open_list:
            yield block, block.start + _bullet(text), _item_number(block)
        else:
            open_list = _announces(reading, block, table)


def _announces(reading: Reading, block: Block, table: DutyWords) -> bool:
    last = reading.text.cased[reading.text.normal(block.start) : reading.text.normal(block.end)].strip()
    sentence = re.split(r"(?<=[.;])\s", last)[-1]
    return bool(table.task_lead_in.search(sentence)) and not table.no_task.search(sentence)


def _bullet(text: str) -> int:
    match = _BULLET.match(text)
    return match.end() if match else 0


def _after_number(text: str) -> int:
    match = re.match(r"[\d.]+\s*", text)
    return match.end() if match else 0


def _item_number(block: Block) -> str | None:
    return block.number if block.number and block.number.isdigit() else None


def _task(reading: Reading, block: Block, start: int, number: str | None, main: str) -> Task | None:
    end = start + len(reading.document.text[start : block.end].rstrip(_TAIL))
    text = " ".join(reading.document.text[start:end].split())
    if sum(c.isalpha() for c in text) < MIN_LETTERS:
        return None
    key = iri.fact_key(reading.document.key, "task", iri.fold(text))
    return Task(key, Label(text, block.language), (Evidence(start, end, "task:list", 0.85),), number, main)
