"""What can go wrong with an engine that runs elsewhere: each error names the endpoint, its status and the next step."""

from __future__ import annotations

from ontology.errors import JarlykError
from ontology.faults import Fault, fault


class EngineError(JarlykError):
    """The engine did not do what was asked of it, and the query is not to blame."""


class EngineUnreachableError(EngineError):
    """Nothing answers at the address, or the line broke."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(fault("engine-unreachable", reason=reason), url)


class EngineDeadlineError(EngineError):
    """The engine did not answer in time; the line was cut, and a good engine then stops the query."""

    def __init__(self, url: str, deadline_s: float) -> None:
        self.deadline_s = deadline_s
        super().__init__(fault("engine-slow", seconds=f"{deadline_s:g}"), url)


class EngineRefusedError(EngineError):
    """The engine answered with a status that is no success."""

    def __init__(self, url: str, status: int, said: str) -> None:
        self.status = status
        words = " ".join(said.split())[:300]
        super().__init__(_refused(status, f"{status}, {words!r}" if words else str(status)), url)


class NotPublishedError(EngineError):
    """The engine holds no graph of ours."""

    def __init__(self, url: str, wanted: str) -> None:
        super().__init__(fault("engine-holds-none", wanted=wanted), url)


class CutAnswerError(EngineError):
    """The engine, or our own limit, cut an answer that is needed whole."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(fault("engine-cut", reason=reason), url)


def _refused(status: int, said: str) -> Fault:
    if 300 <= status < 400:
        return fault("engine-elsewhere", said=said)
    if status in (401, 403):
        return fault("engine-login", said=said)
    if status == 404:
        return fault("engine-address", said=said)
    if status == 413:
        return fault("engine-size", said=said)
    return fault("engine-refused", said=said)
