"""Numbers and titles of acts bared of case, marks and suffixes, so that two ways of writing one can be compared."""

from __future__ import annotations

import re

PREFIX = 5  # letters of a word that are compared: the rest is suffix
_MARKS = re.compile(r"[\W_]+")
_WORDS = re.compile(r"\w+")
_SYMBOL = re.compile(r"^[as]res(?=\d)")


def bare(text: str | None) -> str:
    """Letters and digits only, without case, 'ё' as 'е'."""
    return _MARKS.sub("", text or "").casefold().replace("ё", "е")


def bare_number(number: str | None) -> str:
    """The letters and digits of a number without the symbol of a document: 'S/RES/1373' is resolution 1373."""
    return _SYMBOL.sub("", bare(number))


def stems(text: str | None) -> tuple[str, ...]:
    """The beginnings of the words of a title, those on either side of a hyphen too."""
    return tuple(word[:PREFIX].casefold() for word in _WORDS.findall(text or ""))
