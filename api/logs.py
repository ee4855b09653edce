"""What is written to the log: lines for people, or one JSON object a line for programs. Neither says who asked, or for what."""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

TOLD = "jarlyk.told"  # in the scope of a request: what the log is told of it besides
_ANSWERED = logging.getLogger("jarlyk.answers")
_LINE = "%(levelname)s %(name)s: %(message)s"


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and what the record brings along."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            told["fault"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def set_up_logging(as_json: bool) -> None:
    """Sends all records from INFO on to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if as_json else logging.Formatter(_LINE))
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False  # none is written
    _ANSWERED.setLevel(logging.INFO if as_json else logging.WARNING)  # a line for each picture of a page is for programs alone
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def tell_answer(
    method: str, section: str, status: int, seconds: float, size: int, more: Mapping[str, str] = MappingProxyType({})
) -> None:
    """One answered request: which part of the service, how it ended, how long it took and how much it sent.

    `more`: the kind of problem, and of a query its form and a mark that is the same for the same query until the service is
    started anew, and says nothing of it.
    """
    if not _ANSWERED.isEnabledFor(logging.INFO):
        return
    told = {"method": method, "section": section, "status": status, "ms": round(seconds * 1000, 1), "bytes": size, **more}
    _ANSWERED.info("%s %s %s", method, section, status, extra={"told": told})


class Marks:
    """Marks of queries for the log, by a key that nobody keeps: equal ones can be told, and none can be found out by trying."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)

    def of(self, query: str) -> str:
        """The mark of a query."""
        return hashlib.blake2b(query.encode("utf-8", "surrogatepass"), digest_size=8, key=self._key).hexdigest()
