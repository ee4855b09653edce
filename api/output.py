"""The way to standard output: UTF-8 whatever the locale says, and no fault when nobody reads it."""

from __future__ import annotations

import sys


class ReaderGoneError(Exception):
    """Nobody reads standard output any more (`| head`). No error of the program: it ends quietly."""


def write(content: str | bytes) -> None:
    """Writes to standard output as UTF-8, whatever the locale says; a closed output is no fault."""
    if sys.stdout is None:
        return
    data = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(data.decode("utf-8", "replace"))
        return
    try:
        sys.stdout.flush()
        stream.write(data)
    except BrokenPipeError:
        raise ReaderGoneError from None
