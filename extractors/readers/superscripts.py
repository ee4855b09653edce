"""Raised digits as characters of their own: 'Article 12¹' must not become 'Article 121'."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """A superscript as plain characters: whole numbers change, raised letters and marks of notes read well as they are."""
    return text.translate(_RAISED) if text.strip().isdecimal() else text
