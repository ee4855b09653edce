"""Letters that a code page without them turned into question marks: '?км?т' is read as 'өкмөт', for matching only.

A word is known by its beginning among the words of the language's table; what follows takes the vowel that harmony asks for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.language import Letters

_TELLING = re.compile(r"\?(?:(?<=[\u0400-\u04ff]\?)[\u0400-\u04ff]|(?<![^\s\"«(]\?)[\u0400-\u04ff]{2})")
_WORD = re.compile(r"(?<![^\W_])[\u0400-\u04ff?]*\?[\u0400-\u04ff?]*[\u0400-\u04ff]\?*")
_BACK = "ауыояё"


class LostLetters:
    """The words of all languages that hold such letters. Built once."""

    def __init__(self, tables: Sequence[Letters]) -> None:
        self._words = [
            (word, table.lost_letters)
            for table in tables
            for word in sorted(table.lost_words, key=len, reverse=True)
            if set(word) & set(table.lost_letters)
        ]

    def repair(self, text: str) -> str:
        """The text with the letters put back, as long as it was; the same text where none are lost."""
        if "?" not in text or not _TELLING.search(text):
            return text
        return _WORD.sub(lambda match: self._word(text, match), text)

    def _word(self, text: str, match: re.Match[str]) -> str:
        capital = _capital(text, match.start())
        for known, lost in self._words:
            if len(known) == len(match[0]) and _agree(match[0].lower(), known, lost):  # to its last letter, which may be lost too
                return _filled(match[0], known, lost, capital)
        word = match[0].rstrip("?")  # else the last is a question's
        for known, lost in self._words if "?" in word else ():
            if len(known) <= len(word) and _agree(word.lower(), known, lost):
                return _filled(word, known, lost, capital) + match[0][len(word) :]
        return match[0]


def _agree(seen: str, known: str, lost: str) -> bool:
    """Whether a word begins as a known one does, its question marks standing for lost letters."""
    return all(a == b or (a == "?" and b in lost) for a, b in zip(seen, known, strict=False))


def _filled(word: str, known: str, lost: str, capital: bool) -> str:
    letters = [k if c == "?" else c for c, k in zip(word, known, strict=False)]
    for c in word[len(known) :]:
        back = next((v for v in reversed(letters) if v.lower() in _BACK + "үөіеиәэ"), "ү").lower() in _BACK
        letters.append(c if c != "?" else lost[-1] if back and lost[-1] in "ұ" else "ү" if "ү" in lost else lost[0])
    if word[0] == "?" and capital:
        letters[0] = letters[0].upper()
    return "".join(letters)


def _capital(text: str, start: int) -> bool:
    """Whether the word before bears a capital, or there is none before: then a lost first letter was one."""
    before = text[max(0, start - 40) : start].split()
    return not before or before[-1].strip('"«(')[:1].isupper() or before[-1][-1] in ".!?"
