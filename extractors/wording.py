"""How words of cells are kept and compared: white space, hyphens of narrow cells, and whether two wordings say the same."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.text import small

_HYPHEN = re.compile(r"[-\u2010\u2011\u00ad]")
_HYPHENED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\u2010\u2011\u00ad]\s?([^\W\d_]+)")
_BREAKS = re.compile(r"<br ?/?>", re.IGNORECASE)  # how Markdown writes a line end within a cell
_MARKS = re.compile(r"(?:^|(?<=\s))\*{1,3}(?=\s|$)|(?<=\w)\*{1,3}(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_STEM = 5  # letters: two words with so many letters in common at the start are taken for forms of one

Stems = frozenset[tuple[str, int]]


def words_of(text: str) -> frozenset[str]:
    """The words of a document as printed, in lower case."""
    return frozenset(_WORD.findall(text.lower()))


def collapse(text: str) -> str:
    """The text with all white space made single blanks."""
    return " ".join(text.split())


def clean_cell(text: str, known: Callable[[str], bool]) -> str:
    """The text of a cell without marks of footnotes and without the hyphens that only a narrow cell put in.

    A hyphen is such when the word without it is `known`: it stands elsewhere in the document.
    """

    def join(match: re.Match[str]) -> str:
        joined = match[1] + match[2]
        return joined if known(joined.lower()) else match[0]

    bare = _MARKS.sub(" ", text) if "*" in text else text
    bare = _BREAKS.sub(" ", bare) if "<" in bare else bare
    return collapse(_HYPHENED.sub(join, bare) if _HYPHEN.search(bare) else bare)


def stems_of(text: str) -> Stems:
    """What the wording is compared by: the stems of its words, each with how many times it came before."""
    found: list[tuple[str, int]] = []
    seen: dict[str, int] = {}
    for word in _WORD.findall(small(text)):
        stem = word[:_STEM]
        before = seen.get(stem, 0)
        found.append((stem, before))
        seen[stem] = before + 1
    return frozenset(found)


def similarity(one: Stems, other: Stems) -> float:
    """How much two wordings agree, 0 to 1: the share of words in common, whatever their order and suffixes."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
