"""What can go wrong with an engine that runs elsewhere: each error names the endpoint, its status and the next step."""

from __future__ import annotations

from ontology.errors import JarlykError


class EngineError(JarlykError):
    """The engine did not do what was asked of it, and the query is not to blame."""


class EngineUnreachableError(EngineError):
    """Nothing answers at the address, or the line broke."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: the SPARQL engine cannot be reached ({reason}); see that it runs and that the address is right")


class EngineDeadlineError(EngineError):
    """The engine did not answer in time; the line was cut, and a good engine then stops the query."""

    def __init__(self, url: str, deadline_s: float) -> None:
        self.deadline_s = deadline_s
        super().__init__(f"{url}: no whole answer within {deadline_s:g} s; ask for less, or give it more time")


class EngineRefusedError(EngineError):
    """The engine answered with a status that is no success."""

    def __init__(self, url: str, status: int, said: str) -> None:
        self.status = status
        words = " ".join(said.split())[:300]
        super().__init__(f"{url}: status {status}{f', {words!r}' if words else ''}; {_next_step(status)}")


class NotPublishedError(EngineError):
    """The engine holds no graph of ours."""

    def __init__(self, url: str, wanted: str) -> None:
        super().__init__(f"{url}: holds no {wanted}; run 'jarlyk publish --engine URL' first, with the same JARLYK_BASE")


class CutAnswerError(EngineError):
    """The engine, or our own limit, cut an answer that is needed whole."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: the answer was cut ({reason}); raise that limit, or ask for less")


def _next_step(status: int) -> str:
    if 300 <= status < 400:
        return "it sends elsewhere, and is not followed: give the address that it means"
    if status in (401, 403):
        return "give the account as JARLYK_ENGINE_LOGIN=user:password, or as a file named by JARLYK_ENGINE_LOGIN_FILE"
    if status == 404:
        return "give the address of the SPARQL endpoint itself, such as http://host:7878/query or http://host:8890/sparql"
    if status == 413:
        return "the engine takes no request of this size: raise its limit"
    return "look into the log of the engine"
