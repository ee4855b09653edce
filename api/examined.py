"""What `jarlyk doctor` tells of each thing that it looks at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at: whether it is as it should be, what was seen, and what to do where it is not.

    `name` is for programs; what was seen and what to do are in the language that was asked for.
    """

    name: str
    sound: bool
    seen: str
    next_step: str = ""
