"""A fixed piece of work in plain Python: what is measured in yardsticks can be compared between machines and days."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import TypeVar

_Made = TypeVar("_Made")
_ROUNDS = 40_000
_NUMBER = re.compile(r"\d+")


def cpu_s(work: Callable[[], _Made], times: int = 3) -> tuple[float, _Made]:
    """The least CPU time of several runs, in seconds, and what the work gave."""
    best, made = _timed(work)
    for _ in range(times - 1):
        seconds, made = _timed(work)
        best = min(best, seconds)
    return best, made


def yardstick_s() -> float:
    """How long the yardstick takes now."""
    return cpu_s(_yardstick, 5)[0]


def _timed(work: Callable[[], _Made]) -> tuple[float, _Made]:
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def _yardstick() -> int:
    """Searches, slices, joins and counts words as the extractors do."""
    counts: dict[str, int] = {}
    for number in range(_ROUNDS):
        line = f"Мамлекеттик программа № {number % 977} жөнүндө токтом"
        match = _NUMBER.search(line)
        words = line.lower().split(" ")
        for word in words[:3]:
            counts[word] = counts.get(word, 0) + 1
        counts[line[match.start() : match.end()] if match else ""] = len(" ".join(words))
    return len(counts)
