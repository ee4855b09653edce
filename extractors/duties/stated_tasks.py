"""Tasks within a sentence: 'The project aims to (a) train guards; (b) teach judges', 'such tasks as teaching judges and ...'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from extractors.duties.clauses import sentences
from extractors.openings import OpenedPattern
from extractors.reading import Reading
from extractors.word_tables import WordTable

_LIST = re.compile(r":\s+\(?(?:[aа]|1)\)\s")
_MARK = re.compile(r"(?:(?<=[\s;,:])|^)\(?(?:[^\W\d_]|\d{1,2})\)\s+")
_ENDS = " ;,.\u00a0"
_MIN_ITEMS = 2


@dataclass(frozen=True, slots=True)
class StatedTaskWords:
    """How a language sets tasks within a sentence, over text in small letters."""

    directed: re.Pattern[str]  # a sentence that says that an instrument is directed at what its list names
    tail: re.Pattern[str]  # what stands behind the last item of the list
    such: OpenedPattern  # 'such tasks': the words beside a list without marks
    follows: bool  # whether the list stands behind those words
    opens: re.Pattern[str]  # the end of what may stand before a list that comes first
    breaks: re.Pattern[str]  # between its items
    item: re.Pattern[str]  # what each item has: a verbal noun where the language puts it
    goal_of: re.Pattern[str]  # opens a sentence on the goal of a project that was named before


def read_stated_tasks(table: WordTable, compile_small: Callable[[WordTable, str], re.Pattern[str]]) -> StatedTaskWords:
    """The words of a TOML table. Raises DataError where a key is missing, unknown or no pattern in small letters."""
    words = StatedTaskWords(
        directed=compile_small(table, "directed"),
        tail=compile_small(table, "tail"),
        such=OpenedPattern(compile_small(table, "such")),
        follows=table.flag("follows", default=False),
        opens=compile_small(table, "opens"),
        breaks=compile_small(table, "breaks"),
        item=compile_small(table, "item"),
        goal_of=compile_small(table, "goal_of"),
    )
    table.done()
    return words


def stated_places(reading: Reading, words: Mapping[str, StatedTaskWords]) -> Iterator[tuple[int, int, str]]:
    """Where tasks stand within sentences: spans of the document, each with its language."""
    text = reading.text
    languages = {block.language for block in reading.blocks}
    cues = [match.start() for match in _LIST.finditer(text.lower)]
    cues += [match.start() for language in sorted(languages) for match in words[language].such.finditer(text.lower)]
    for cue in sorted(set(cues)):
        block = reading.block_at(text.position(cue))
        if block is None or block.kind == "cell":
            continue
        found = next((s for s in sentences(reading, block.start, block.end) if s[0] <= cue < s[1]), None)
        if found is not None:
            for place in _items(text.lower, *found, words[block.language]):
                yield (*text.original(*place), block.language)


def _items(lower: str, start: int, end: int, words: StatedTaskWords) -> list[tuple[int, int]]:
    said = lower[start:end]
    such = words.such.search(said)
    if words.directed.search(said):
        items = _marked(said, words)
    elif such:
        items = _behind(said, such.end(), words) if words.follows else _before(said, such.start(), words)
    else:
        return []
    return [(start + first, start + last) for first, last in items] if len(items) >= _MIN_ITEMS else []


def _marked(said: str, words: StatedTaskWords) -> list[tuple[int, int]]:
    opening = _LIST.search(said)
    marks = list(_MARK.finditer(said, opening.start())) if opening else []
    stops = [*(mark.start() for mark in marks[1:]), len(said)]
    spans = [(mark.end(), stop) for mark, stop in zip(marks, stops, strict=True)]
    if spans:
        tail = words.tail.search(said, *spans[-1])
        spans[-1] = (spans[-1][0], tail.start() if tail else spans[-1][1])
    return [(first, first + len(said[first:last].rstrip(_ENDS))) for first, last in spans]


def _before(said: str, end: int, words: StatedTaskWords) -> list[tuple[int, int]]:
    """The items that stand before 'such tasks', from the last word that opens them."""
    start = max((match.end() for match in words.opens.finditer(said, 0, end)), default=0)
    return [item for item in _parted(said, start, end, words) if words.item.search(said[slice(*item)])]


def _behind(said: str, start: int, words: StatedTaskWords) -> list[tuple[int, int]]:
    """The items behind 'such tasks as', up to the first words that are none."""
    items: list[tuple[int, int]] = []
    for item in _parted(said, start, len(said), words):
        if not words.item.search(said[slice(*item)]):
            break
        items.append(item)
    return items


def _parted(said: str, start: int, end: int, words: StatedTaskWords) -> list[tuple[int, int]]:
    place, spans = start, []
    for match in words.breaks.finditer(said, start, end):
        if words.item.search(said[place : match.start()]):
            spans.append((place, match.start()))
            place = match.end()
    return [(first, first + len(said[first:last].rstrip(_ENDS))) for first, last in [*spans, (place, end)]]
