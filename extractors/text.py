"""The text as the matchers see it: one normalisation with an offset map, so that evidence points at the original characters.

Repairs are made for matching only: white space collapsed, kinds of quotes, dashes and hyphens made one, soft hyphens, zero-width
characters and marks of emphasis dropped, a hyphen between two letters dropped (also at a line's end), letters of another script
inside a word replaced by those of the word's own that they look like, a blank put between words that run together with a capital
between. The original text is never changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

_SHORT = 200  # characters of a text that is worth keeping in mind
_SOFT = "\u00ad"
_ONE_TO_ONE = {
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\v\f", " "),
    **dict.fromkeys(
        "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff", _SOFT
    ),
    **dict.fromkeys("«»“”„‟″＂", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict(zip("ӊӉӈӇҥҤѳѲɵƟӱӰəƏҡҠҕҔ", "ңҢңҢңҢөӨөӨүҮәӘқҚғҒ", strict=True)),  # letters of other peoples for Kyrgyz and Kazakh ones
    **dict(zip("ΑΒΕΗΙΚΜΝΟΡΤΥΧαεικορυχ", "АВЕНІКМНОРТУХаеікорух", strict=True)),  # Greek letters of the same look
    **dict(zip("ёЁ", "еЕ", strict=True)),  # printed with dots or without
    **dict(zip("ЌќЋћЎўЈјҐґЄєЅѕЇї", "ҚқҺһҰұӘәӨөҒғҢңҮү", strict=True)),  # Kazakh letters of old fonts and code pages
}
_CHANGED = re.compile("[" + "".join(map(re.escape, _ONE_TO_ONE)) + "]")  # ten times as fast as str.translate, where they are few
_LETTERS_CHANGED = re.compile(
    "[" + "".join(re.escape(k) for k, v in _ONE_TO_ONE.items() if k not in "ёЁ" and (v.isalpha() or v == _SOFT)) + "]"
)
# Two letters that some systems write as a letter and a mark: 'и' with a breve, 'е' with two dots.
_DECOMPOSED = re.compile(r"[иИ]\u0306|[еЕ]\u0308")
_COMPOSED = {"и\u0306": "й\u00ad", "И\u0306": "Й\u00ad", "е\u0308": "е\u00ad", "Е\u0308": "Е\u00ad"}
# Latin letters that stand in Cyrillic words of real files: the true look-alikes, and n and t of hasty typing.
_LOOK_ALIKES = str.maketrans("ABCEHIKMOPTXYaceiopxykhtnmbd", "АВСЕНІКМОРТХҮасеіорхукһтнмбд")
_LATIN = str.maketrans("АВСЕНІКМОРТХҮасеіорхуһ", "ABCEHIKMOPTXYaceiopxyh")  # the same, where a Latin word holds Cyrillic letters
_MIXED = re.compile(r"[A-Za-z](?:(?=[\u0400-\u04ff])|(?<=[\u0400-\u04ff].))")
_LATIN_RUN = re.compile(r"[A-Za-z]+")
_MIXED_WORD = re.compile(r"[A-Za-z\u0400-\u04ff]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# What is deleted or collapsed, in one scan: white space runs, soft and zero-width characters, hyphens inside words. Each choice
# opens with a plain character, so that the scan skips all others.
_EDIT = re.compile(
    r"\u00ad+"
    r"|-(?<=[^\W\d_]-)(?:[ ]?\n[ \n]*)?(?=[^\W\d_])"  # a hyphen inside a word, or where a word is broken over lines
    r"| [ \n\u00ad]+|\n[ \n\u00ad]*"
)
# Where two words run together: a capital inside a word, four small letters on both sides of it at least.
_RUN_TOGETHER = re.compile(r"[А-ЯЁІҚҒҢҮҰӨӘҺ](?<=[а-яёіқғңүұөәһ].)(?<=[а-яёіқғңүұөәһ]{4}.)(?=[а-яёіқғңүұөәһ]{4})")
# Most cells and names: words of Cyrillic letters with single blanks between them, which need no repair but for a changed letter.
_CLEAN = re.compile(r'(?:[\u0400-\u04ff0-9.,;:()%№"/]+ )*[\u0400-\u04ff0-9.,;:()%№"/]*')
_EMPHASIS = re.compile(
    r"\*\*(?=\S)([^\n]{1,400}?)(?<=\S)\*\*|__(?=\S)([^\n]{1,400}?)(?<=\S)__"
    r"|\*(?<![\w*]\*)(?=[^\s*])([^*\n]{2,300}?)(?<=[^\s*])\*(?![\w*])"
)
_INVISIBLE = re.compile(r"\u00ad+")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-[ ]?\n\s*(?=[^\W\d_])")
_BLOCK_QUOTE = re.compile(r"^>+", re.MULTILINE)
_QUOTED = re.compile(r"'(?<![^\W_]')(?=[^\W\d_])([^'\"\n]{6,250}[^\W_])'(?![^\W_])")


def lowered(text: str) -> str:
    """The text in small letters, each letter in its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _one_to_one(match: re.Match[str]) -> str:
    return _ONE_TO_ONE[match[0]]


def composed(text: str) -> str:
    """The text with letters and their marks in one character, a soft hyphen in the place of the mark: as long as it was."""
    if "\u0306" not in text and "\u0308" not in text:
        return text
    return _DECOMPOSED.sub(lambda match: _COMPOSED[match[0]], text)


def with_own_letters(text: str) -> str:
    """The text with letters of other alphabets made those that they are printed for: as long as it was."""
    return _LETTERS_CHANGED.sub(_one_to_one, composed(text))


def _repair_look_alikes(text: str) -> str:
    if not _MIXED.search(text):
        return text
    latin: list[tuple[int, int]] = []  # words that are Latin but for a letter or two
    word = (0, 0)

    def repair(match: re.Match[str]) -> str:
        nonlocal word
        start, end = match.span()
        before, after = start and "\u0400" <= text[start - 1] <= "\u04ff", end < len(text) and "\u0400" <= text[end] <= "\u04ff"
        if not (before or after):
            return match[0]
        if start >= word[1]:  # another word than that of the letters before
            word = _word_around(text, start, end)
            if _is_latin(text[slice(*word)]):
                latin.append(word)
        if latin and latin[-1] == word:
            return match[0]
        alike = all(ord(c) in _LOOK_ALIKES for c in match[0])
        return match[0].translate(_LOOK_ALIKES) if alike else match[0]  # 'GPS' with a Kazakh ending stays

    repaired = _LATIN_RUN.sub(repair, text)
    parts: list[str] = []
    place = 0
    for start, end in latin:
        parts += (repaired[place:start], text[start:end].translate(_LATIN))
        place = end
    return "".join((*parts, repaired[place:]))


def _is_latin(word: str) -> bool:
    """Whether most letters of a mixed word are Latin, and the others look like Latin ones."""
    cyrillic = [c for c in word if _CYRILLIC.match(c)]
    return 2 * len(cyrillic) < len(word) and all(ord(c) in _LATIN for c in cyrillic)


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    while start and _MIXED_WORD.match(text[start - 1]):
        start -= 1
    while end < len(text) and _MIXED_WORD.match(text[end]):
        end += 1
    return start, end


def _without_marks(text: str, quotes: bool = True) -> str:
    """The text without marks of emphasis and with one kind of quotation mark, as long as it was."""
    if "**" in text or "__" in text or "*" in text:
        text = _EMPHASIS.sub(_plain, text)
    if "\n>" in text or text.startswith(">"):
        text = _BLOCK_QUOTE.sub(lambda match: " " * len(match[0]), text)
    return _QUOTED.sub(r'"\1"', text) if quotes and "'" in text else text


def _plain(match: re.Match[str]) -> str:
    mark = _SOFT if match[3] else 2 * _SOFT
    return f"{mark}{match[1] or match[2] or match[3]}{mark}"


@dataclass(frozen=True)
class MatchText:
    """The normalised text of a document. `cased` and `lower` are of equal length; `original` maps a span back to the document."""

    raw: str
    cased: str
    _normal: tuple[int, ...]  # breakpoints: from this position of the normalised text on ...
    _shift: tuple[int, ...]  # ... the original position is this much further
    _original: tuple[int, ...]  # from this original position on a breakpoint holds
    _seen: str  # the original with repairs made before, of the same length

    @cached_property
    def lower(self) -> str:
        """The normalised text in lower case."""
        return lowered(self.cased)

    @cached_property
    def _shown(self) -> str:
        """The original with its letters repaired, of the same length; quotes, dashes and blanks as printed."""
        return _repair_look_alikes(_without_marks(with_own_letters(self._seen), quotes=False))

    def printed(self, first: int, last: int) -> str:
        """The words at an original span as they are meant: letters repaired, words broken over lines joined, on one line."""
        words = _BROKEN_WORD.sub("", _INVISIBLE.sub("", self._shown[first:last]))
        return " ".join(words.split())

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
    def _limits(self) -> tuple[int, ...]:
        return (*self._normal[1:], len(self.cased))

    def normals(self, positions: Iterable[int]) -> Iterator[int]:
        """`normal` of each of many positions, which are in their order."""
        place, last = -1, len(self._original) - 1
        for position in positions:
            while place < last and self._original[place + 1] <= position:
                place += 1
            yield min(position - self._shift[place], self._limits[place]) if place >= 0 else 0

    def normal(self, position: int) -> int:
        """The first position of the normalised text whose original position is not before the given one."""
        place = bisect_right(self._original, position) - 1
        if place < 0:
            return 0
        found, limit = position - self._shift[place], self._limits[place]
        return found if found < limit else limit


def normalise(raw: str, seen: str | None = None) -> MatchText:
    """Makes the text that the matchers see. The same rules serve the patterns: use it (or `normalise_pattern`) on names too.

    `seen`: the text with repairs made before, of the same length; what is to be left out is soft hyphens there.
    """
    if seen is None and _CLEAN.fullmatch(raw) and not _CHANGED.search(raw) and not _RUN_TOGETHER.search(raw):
        return MatchText(raw, raw, (0,), (0,), (0,), raw)
    text = _repair_look_alikes(_without_marks(_CHANGED.sub(_one_to_one, composed(seen if seen is not None else raw))))
    parts: list[str] = []
    normal, shift, original = [0], [0], [0]
    length = last = 0
    edits = [match.span() for match in _EDIT.finditer(text)]
    together = [match.start() for match in _RUN_TOGETHER.finditer(text)]
    for start, end in sorted([*edits, *zip(together, together, strict=True)]) if together else edits:
        put_in = start == end  # a blank that no character stands for: it bears the place of the letter before
        blank = put_in or text[start] in " \n"
        parts += (text[last:start], " ") if blank else (text[last:start],)
        length += start - last + blank
        last = end
        if end - length != shift[-1]:  # else it was one character, and is a blank now
            normal.append(length - put_in)
            shift.append(end - length)
            original.append(end)
    parts.append(text[last:])
    return MatchText(raw, "".join(parts), tuple(normal), tuple(shift), tuple(original), seen if seen is not None else raw)


def small(raw: str) -> str:
    """A short text as matchers see it, in lower case: `normalise(raw).lower`."""
    return _small(raw) if len(raw) <= _SHORT else _small.__wrapped__(raw)


@lru_cache(maxsize=1024)  # the cells and labels of a document are alike by the dozen
def _small(raw: str) -> str:
    if _CLEAN.fullmatch(raw) and not _CHANGED.search(raw) and not _RUN_TOGETHER.search(raw):
        return lowered(raw)
    return normalise(raw).lower


def normalise_pattern(name: str) -> str:
    """A name or word of a table as the matchers see it, case kept and edges trimmed."""
    return normalise(name).cased.strip()
