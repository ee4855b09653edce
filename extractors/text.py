"""The text as the matchers see it: one normalisation with an offset map, so that evidence points at the original characters.

Repairs are made for matching only: white space collapsed, kinds of quotes, dashes and hyphens made one, soft hyphens and
zero-width characters dropped, a hyphen between two letters dropped (also at a line's end), Latin letters inside a Cyrillic word
replaced by the Cyrillic ones that they look like. The original text is never changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_SOFT = "\u00ad"
_ONE_TO_ONE = {
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\v\f", " "),
    **dict.fromkeys(
        "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff", _SOFT
    ),
    **dict.fromkeys("«»“”„‟″＂", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "ӊ": "ң",
    "Ӊ": "Ң",
    "κ": "к",
}
_CHANGED = re.compile("[" + "".join(map(re.escape, _ONE_TO_ONE)) + "]")  # ten times as fast as str.translate, where they are few
# Latin letters that stand in Cyrillic words of real files: the true look-alikes, and n and t of hasty typing.
_LOOK_ALIKES = str.maketrans("ABCEHIKMOPTXYaceiopxykhtnmbd", "АВСЕНІКМОРТХҮасеіорхукһтнмбд")
_LATIN_RUN = re.compile(r"[A-Za-z]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# What is deleted or collapsed, in one scan: white space runs, soft and zero-width characters, hyphens inside words. Each choice
# opens with a plain character, so that the scan skips all others.
_EDIT = re.compile(
    r"\u00ad+"
    r"|-(?<=[^\W\d_]-)(?:[ ]?\n[ \n]*)?(?=[^\W\d_])"  # a hyphen inside a word, or where a word is broken over lines
    r"| [ \n]+|\n[ \n]*"
)


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _one_to_one(match: re.Match[str]) -> str:
    return _ONE_TO_ONE[match[0]]


def _repair_look_alikes(text: str) -> str:
    def repair(match: re.Match[str]) -> str:
        start, end = match.span()
        touches = (start and "\u0400" <= text[start - 1] <= "\u04ff") or (end < len(text) and "\u0400" <= text[end] <= "\u04ff")
        return match[0].translate(_LOOK_ALIKES) if touches else match[0]

    return _LATIN_RUN.sub(repair, text) if _CYRILLIC.search(text) else text


@dataclass(frozen=True)
class MatchText:
    """The normalised text of a document. `cased` and `lower` are of equal length; `original` maps a span back to the document."""

    raw: str
    cased: str
    _normal: tuple[int, ...]  # breakpoints: from this position of the normalised text on ...
    _shift: tuple[int, ...]  # ... the original position is this much further

    @cached_property
    def lower(self) -> str:
        """The normalised text in lower case."""
        return _lower(self.cased)

    def position(self, index: int) -> int:
        """The original position of a character of the normalised text."""
        return index + self._shift[bisect_right(self._normal, index) - 1]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a span of the normalised text; its edges are the edges of real characters."""
        first = bisect_right(self._normal, start) - 1
        if end <= start:
            return start + self._shift[first], start + self._shift[first]
        last = bisect_right(self._normal, end - 1, first) - 1
        return start + self._shift[first], end + self._shift[last]

    @cached_property
    def _original(self) -> list[int]:
        return [normal + shift for normal, shift in zip(self._normal, self._shift, strict=True)]

    @cached_property
    def _limits(self) -> tuple[int, ...]:
        return (*self._normal[1:], len(self.cased))

    def normal(self, position: int) -> int:
        """The first position of the normalised text whose original position is not before the given one."""
        place = bisect_right(self._original, position) - 1
        if place < 0:
            return 0
        found, limit = position - self._shift[place], self._limits[place]
        return found if found < limit else limit


def normalise(raw: str) -> MatchText:
    """Makes the text that the matchers see. The same rules serve the patterns: use it (or `normalise_pattern`) on names too."""
    text = _repair_look_alikes(_CHANGED.sub(_one_to_one, raw))
    parts: list[str] = []
    normal, shift = [0], [0]
    length = last = 0
    for match in _EDIT.finditer(text):
        start, end = match.span()
        kept = text[last:start] + " " if text[start] in " \n" else text[last:start]
        parts.append(kept)
        length += len(kept)
        last = end
        normal.append(length)
        shift.append(end - length)
    parts.append(text[last:])
    return MatchText(raw, "".join(parts), tuple(normal), tuple(shift))


def normalise_pattern(name: str) -> str:
    """A name or word of a table as the matchers see it, case kept and edges trimmed."""
    return normalise(name).cased.strip()
