"""What the stage of duties asks of the instruments of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class ActMention(Protocol):
    """A place where an instrument is named."""

    @property
    def start(self) -> int:
        """Where the name starts."""

    @property
    def end(self) -> int:
        """Where the name ends."""

    @property
    def key(self) -> str:
        """The key of the instrument."""


class OwnAct(Protocol):
    """An instrument that the document itself sets out."""

    @property
    def key(self) -> str:
        """The key of the instrument."""

    @property
    def type(self) -> str:
        """Its type."""


class ActIndex(Protocol):
    """The instruments of the document: its own, and those named in a stretch of its text."""

    @property
    def own(self) -> Sequence[OwnAct]:
        """The instruments that the document sets out."""

    @property
    def main(self) -> str | None:
        """The key of the instrument that the document sets out."""

    @property
    def study(self) -> str | None:
        """The key of the study that the document is."""

    def find(self, start: int, end: int) -> Sequence[ActMention]:
        """The mentions that lie wholly within the stretch."""
