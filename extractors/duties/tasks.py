"""Tasks from running text: aims, the items of a list whose opening line announces tasks, and lines that are labelled as a task.

A list of principles, risks or results is no list of tasks: the words of the opening line decide, and the heading above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from extractors.blocks import Block
from extractors.duties.clauses import sentences
from extractors.duties.rules import DutyWords
from extractors.duties.stated_tasks import stated_places
from extractors.list_marks import mark_of
from extractors.reading import Reading
from ontology import iri
from ontology.records import Evidence, Label, Task

_BULLET = re.compile(r"(?:[-–—•*]\s*)?(?:\d{1,3}\s*[.)]\s*)?")
_HASHES = re.compile(r"(?P<signs>#{1,6}) +(?:(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]? +)?")
_NUMBER = re.compile(r"[\d.]+\s*")
_TITLE_MARK = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]\s+")
_STOPS = " \t\r\n.!?;\u00a0\u00ad\u200b"
_TAIL = " \t\n;,.:\u00a0"
_MAX_LINE = 150  # characters of a task in a list without marks
MIN_LETTERS = 15
MIN_TITLE = 8  # letters of a title
MAX_TITLE = 7  # words of a title that opens a paragraph


class TaskList(NamedTuple):
    """A list of tasks: the opening sentence, as a span of the document, and the keys of its items."""

    start: int
    end: int
    tasks: tuple[Task, ...]


class TaskFacts(NamedTuple):
    """The tasks of the running text, in its order, and the lists in which some of them stand."""

    tasks: tuple[Task, ...]
    lists: tuple[TaskList, ...]


class _Place(NamedTuple):
    start: int
    end: int
    number: str | None
    language: str
    opening: tuple[int, int] | None = None  # the sentence that opens the list
    title: bool = False  # whether it is the title of a direction, which may be short


def find_tasks(
    reading: Reading,
    main: str | None,
    words: Mapping[str, DutyWords],
    in_act: Callable[[int], bool] = lambda _: False,
    told: str | None = None,
) -> TaskFacts:
    """The tasks that the document's own instrument sets in its running text.

    Args:
        reading: The document.
        main: The key of that instrument; None for a paper that is no instrument.
        words: The words of each language.
        in_act: Whether a place is in an act's text.
        told: The key of the one project that such a paper tells of: then what it says of the project's goal is taken.
    """
    tasks: dict[str, Task] = {}
    lists: dict[tuple[int, int], list[Task]] = {}
    places = _places(reading, words, in_act) if main is not None else _told(reading, words) if told is not None else ()
    for place in places:
        task = _task(reading, place, main or told, words[place.language])
        if task is None:
            continue
        tasks.setdefault(task.key, task)
        if place.opening:
            lists.setdefault(place.opening, []).append(task)
    return TaskFacts(tuple(tasks.values()), tuple(TaskList(*span, tuple(items)) for span, items in lists.items()))


def _places(reading: Reading, words: Mapping[str, DutyWords], in_act: Callable[[int], bool]) -> Iterator[_Place]:
    opening: tuple[int, int] | None = None
    in_section = going_on = False
    depth = 0  # how many signs mark the heading of the section, on a page that marks its headings
    level: str | None = None  # the mark of the item that opens the list: where it stands again, the list has ended
    for place, block in enumerate(reading.blocks):
        if block.kind == "cell":
            continue
        table = words[block.language]
        text = reading.document.text[block.start : block.end]
        label = table.task_label.match(text)
        if label:
            end = next(
                reading.text.original(*s)[1]
                for s in sentences(reading, block.start, block.end)
                if s[1] > reading.text.normal(block.start + label.end())
            )
            number = next((group for group in label.groups() if group), None)
            yield _Place(block.start + label.end(), end, number, block.language, title=number is not None)
        elif block.kind != "item" and (table.goal_heading.match(text) or table.task_heading.match(text)):
            opening, in_section = None, table.task_heading.match(text) is not None
            if in_section:
                opening, level = (block.start, block.end), None
                following = next((b for b in reading.blocks[place + 1 :] if b.kind != "cell"), block)
                going_on = following.kind == "paragraph" and reading.document.text[following.end - 1] == ";"
            else:
                yield from _headed_goals(reading, reading.blocks[place + 1 :], table)
        elif block.kind == "heading":
            opening = None
            mark = _HASHES.match(text)
            if mark and in_section and 0 < depth < len(mark["signs"]):
                yield _Place(block.start + mark.end(), block.end, mark["number"], block.language, title=True)
            elif block.number and in_section and "." in block.number:
                yield _Place(block.start + _length(_NUMBER, text), block.end, block.number, block.language)
            else:
                in_section = bool(table.task_section.search(text))
                depth = len(mark["signs"]) if mark else 0
                if in_section:
                    yield from _titles(reading, reading.blocks[place + 1 :], table)
        elif opening and block.kind == "paragraph" and going_on:  # a list without marks
            going_on = text.endswith(";")
            yield _Place(block.start, block.end, None, block.language, opening)
        elif block.kind == "item" and opening and (level is None or mark_of(text, 0, len(text)) != level):
            number = block.number if block.number and block.number.isdigit() else None
            if not table.task_order.search(text):
                yield _Place(block.start + _length(_BULLET, text), block.end, number, block.language, opening)
        else:
            ends_open = text.rstrip(_STOPS).endswith(":")
            opening = _announcement(reading, block, table, in_act(block.start)) if ends_open else None
            level = mark_of(text, 0, len(text)) if block.kind == "item" else None
            following = next((b for b in reading.blocks[place + 1 :] if b.kind != "cell"), block)
            going_on = opening is not None and following.kind == "paragraph" and reading.document.text[following.end - 1] == ";"
            if opening and not going_on and following.kind == "paragraph" and table.task_heading.match(text.rstrip(_STOPS + ":")):
                yield from _lines(reading, reading.blocks[place + 1 :], opening)
                opening = None
            yield from _goals(reading, block, table)

    stated = {language: words[language].stated_tasks for language in {block.language for block in reading.blocks}}
    for start, end, language in stated_places(reading, stated):
        yield _Place(start, end, None, language)


def _told(reading: Reading, words: Mapping[str, DutyWords]) -> Iterator[_Place]:
    """The goals in sentences that open with 'the goal of the project'."""
    for block in reading.blocks:
        if block.kind == "cell":
            continue
        table = words[block.language]
        for goal in _goals(reading, block, table):
            said = next(s for s in sentences(reading, block.start, block.end) if reading.text.original(*s)[1] >= goal.end)
            if table.stated_tasks.goal_of.search(reading.text.lower[slice(*said)]):
                yield goal


def _titles(reading: Reading, following: Sequence[Block], table: DutyWords) -> Iterator[_Place]:
    """The titles that open the first paragraphs of a section, two or more: 'Early help. The Ministry keeps ...'."""
    found: list[_Place] = []
    for block in takewhile(lambda block: block.kind in ("paragraph", "item"), following):
        text = reading.document.text[block.start : block.end]
        start = block.start + _length(_TITLE_MARK, text)
        opening, *others = sentences(reading, start, block.end) or [(0, 0)]
        words = reading.text.cased[slice(*opening)].split()
        titled = others and 1 < len(words) <= MAX_TITLE and words[0][0].isupper()
        if not titled or table.task_label.match(text):
            break
        first, last = reading.text.original(*opening)
        found.append(_Place(first, last, block.number, block.language, title=True))
    if len(found) > 1:
        yield from found


def _lines(reading: Reading, following: Sequence[Block], opening: tuple[int, int]) -> Iterator[_Place]:
    """The tasks of a list without marks: short paragraphs of one sentence each, two or more, that all end alike."""
    text = reading.document.text
    found: list[Block] = []
    for block in takewhile(lambda block: block.kind == "paragraph", following):
        stopped = text[block.end - 1] == "."
        alone = len(sentences(reading, block.start, block.end)) == 1 and block.end - block.start <= _MAX_LINE
        if not alone or text[block.end - 1] == ":" or (found and stopped != (text[found[0].end - 1] == ".")):
            break
        found.append(block)
    if len(found) > 1:
        yield from (_Place(block.start, block.end, None, block.language, opening) for block in found)


def _headed_goals(reading: Reading, following: Sequence[Block], table: DutyWords) -> Iterator[_Place]:
    """The goals under a heading that names them: the items of its list, or a paragraph of one sentence."""
    text = reading.document.text
    items = list(takewhile(lambda block: block.kind == "item", following))
    if not items and following and following[0].kind == "paragraph":
        said = sentences(reading, following[0].start, following[0].end)
        alone = (
            len(said) == 1 and text[following[0].end - 1] != ":" and not table.goal.search(reading.text.lower[slice(*said[0])])
        )
        items = [following[0]] if alone else []
    for item in items:
        start = item.start + _length(_BULLET, text[item.start : item.end])
        yield _Place(start, item.end, None, item.language, title=True)


def _length(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _announcement(reading: Reading, block: Block, table: DutyWords, in_act: bool) -> tuple[int, int] | None:
    """The sentence that ends the block with a colon and announces tasks."""
    found = sentences(reading, block.start, block.end)
    if not found:  # a block of characters without width
        return None
    last = found[-1]
    sentence = reading.text.cased[slice(*last)].strip()
    if in_act and not table.task_word.search(sentence):
        return None
    if not table.task_lead_in.search(sentence) or table.no_task.search(sentence):
        return None
    return reading.text.original(*last)


def _goals(reading: Reading, block: Block, table: DutyWords) -> Iterator[_Place]:
    lower = reading.text.lower
    if not table.goal.search(lower, *reading.span(block)):
        return
    for start, end in sentences(reading, block.start, block.end):
        match = table.goal.search(lower[start:end])
        if match and match["what"].strip():
            span = reading.text.original(start + match.start("what"), start + match.end("what"))
            yield _Place(*span, None, block.language)


def _task(reading: Reading, place: _Place, main: str | None, table: DutyWords) -> Task | None:
    raw = reading.document.text
    start = place.start + len(raw[place.start : place.end]) - len(raw[place.start : place.end].lstrip())
    tail = table.task_tail.search(raw, start, place.end) if place.opening else None
    end = start + len(raw[start : tail.start() if tail else place.end].rstrip(_TAIL))
    text = " ".join(raw[start:end].split())
    if sum(map(str.isalpha, text)) < (MIN_TITLE if place.title else MIN_LETTERS):
        return None
    key = iri.fact_key(reading.document.key, "task", iri.fold(text))
    return Task(key, Label(text, place.language), (Evidence(start, end, "task:list", 0.85),), place.number, main)
