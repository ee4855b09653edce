"""How words of cells are kept and compared: white space, hyphens of narrow cells, and whether two wordings say the same."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.text import small

_HYPHEN = re.compile(r"[-\u2010\u2011\u00ad]")
_HYPHENED = re.compile(r"[-\u2010\u2011\u00ad](?<=[^\W\d_].)\s?([^\W\d_]+)")
_BREAKS = re.compile(r"<br ?/?>", re.IGNORECASE)  # how Markdown writes a line end within a cell
_MARKS = re.compile(r"(?:^|(?<=\s))\*{1,3}(?=\s|$)|(?<=\w)\*{1,3}(?=\s|$)")
_COMPOUND = re.compile(r"((?:[^\W\d_]+-)+)([^\W\d_]{1,3})")  # the parts before the last, and how that begins
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
    bare = _MARKS.sub(" ", text) if "*" in text else text
    bare = _BREAKS.sub(" ", bare) if "<" in bare else bare
    return collapse(_joined(bare, known) if _HYPHEN.search(bare) else bare)


def _joined(text: str, known: Callable[[str], bool]) -> str:
    """The text with the two sides of a hyphen joined where they are a known word; a third side is joined to none."""
    parts: list[str] = []
    place = taken = 0
    for match in _HYPHENED.finditer(text):
        hyphen = start = match.start()
        while start > taken and _is_letter(text[start - 1]):
            start -= 1
        if start == hyphen or (start and _is_letter(text[start - 1])):
            continue  # the word before is the second side of another hyphen
        taken = match.end()
        if known((text[start:hyphen] + match[1]).lower()):
            parts += (text[place:hyphen], match[1])
            place = taken
    return "".join((*parts, text[place:]))


def with_hyphens(name: str, said: str) -> str:
    """A name made of text for matchers, with the hyphens that its words bear where it is `said`, in any case."""
    for front, last in _COMPOUND.findall(said):
        parts = front.rstrip("-").split("-")
        bare = re.compile(rf"\b{''.join(f'({re.escape(part)})' for part in parts)}(?={re.escape(last)})", re.IGNORECASE)
        name = bare.sub(lambda found: "".join(f"{part}-" for part in found.groups()), name)
    return name


def _is_letter(character: str) -> bool:
    return character.isalnum() and not character.isdecimal()


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
