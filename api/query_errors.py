"""What can go wrong with a query. `api.problems` says which status and words each gets."""

from __future__ import annotations

import re
from pathlib import Path

from api.hopeless import Hint
from ontology.errors import JarlykError

_PLACE = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
_LETTER_CLASSES = re.compile(r",? ?\[['_][^\]]*\](?: \|)?", re.DOTALL)


class QuerySyntaxError(JarlykError):
    """The engine cannot read the query; `line` and `column` count from 1 where it says them."""

    def __init__(self, message: str) -> None:
        match = _PLACE.match(message)
        self.line: int | None = int(match[1]) if match else None
        self.column: int | None = int(match[2]) if match else None
        expected = _LETTER_CLASSES.sub("", match[3] if match else message).strip()
        expected = expected[:400] or "?"
        if match:
            self.told = ("told.unreadable", {"line": self.line, "column": self.column, "expected": expected})
            super().__init__(f"line {self.line}, column {self.column}: the query cannot be read here; {expected}")
        else:
            self.told = ("told.unreadable-somewhere", {"expected": expected})
            super().__init__(f"the query cannot be read; {expected}")


class QueryFailedError(JarlykError):
    """The engine read the query and could not answer it."""

    def __init__(self, message: str) -> None:
        self.told = ("told.query-failed", {"reason": message})
        super().__init__(message)


class DeadlineError(JarlykError):
    """The query was still running at its deadline and was killed."""

    hints: tuple[Hint, ...] = ()  # what in it takes long

    def __init__(self, deadline_s: float) -> None:
        self.deadline_s = deadline_s
        super().__init__(
            f"the query was stopped after {deadline_s:g} s; ask for less, or narrow it down. There is no partial answer"
        )


class CpuLimitError(DeadlineError):
    """The query took more time of the processor than one query may have and was ended."""

    def __init__(self, cpu_s: float) -> None:
        self.deadline_s = cpu_s
        told = f"the query was stopped after {cpu_s:g} s of CPU time; ask for less, or narrow it down. There is no partial answer"
        JarlykError.__init__(self, told)


class WorkerLostError(JarlykError):
    """The process that ran the query died: it asked for more memory than a query may have, or its braces nest too deep.

    `outside`: it was killed from outside instead, and the same query may well be answered next time.
    """

    hints: tuple[Hint, ...] = ()  # what in it takes much memory

    def __init__(self, outside: bool = False) -> None:
        self.outside = outside
        if outside:
            super().__init__("the process that ran the query was ended from outside; try again")
            return
        super().__init__("the query needed more memory, or deeper nesting, than one query may have and was stopped; ask for less")


class SpaceError(JarlykError):
    """There is no room for one more large answer."""

    def __init__(self) -> None:
        super().__init__("the answers that are on their way take all the room there is for them; try again in a few seconds")


class WorkerStartError(JarlykError):
    """A worker did not come up: as a rule the store is damaged or gone."""

    def __init__(self, store: Path) -> None:
        super().__init__(f"{store}: a query worker could not open this store; try again, or build the graph again")


class IsolationError(JarlykError):
    """The settings demand workers without a network, and the system does not allow to make them."""

    def __init__(self) -> None:
        super().__init__(
            "query workers cannot be cut off the network here (unshare is not permitted), and JARLYK_REQUIRE_ISOLATION demands it"
        )


class EngineAwayError(JarlykError):
    """The engine that answers in place of workers does not."""

    def __init__(self) -> None:
        super().__init__(
            "the SPARQL engine behind this service does not answer; try again later. The service's log has the reason"
        )


class BusyError(JarlykError):
    """More queries are waiting than may wait."""

    def __init__(self) -> None:
        super().__init__("too many queries are running; try again in a few seconds")
