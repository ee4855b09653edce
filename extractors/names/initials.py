"""Abbreviations that a document uses without saying what they stand for: the initials of a body that it names.

'«Мамлекеттик каржы холдинги» ААК ... МКХ'. They count where the letters are those of all words of the name, and of one name only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.names.covered import Covered
from extractors.names.mentions import BodyMention
from extractors.names.parts import without_country
from extractors.names.tables import NameWords
from extractors.reading import Reading
from extractors.text import normalise_pattern

_SINGLE = ("full", "candidate", "foreign")  # mentions of one body
_MIN = 3  # letters
_SMALL = 3  # letters: shorter words may be left out
_QUOTED = re.compile(r'"([^"]+)"')
_WORD = re.compile(r"[^\W\d_]+")


def by_initials(reading: Reading, mentions: Sequence[BodyMention], tables: Mapping[str, NameWords]) -> Iterator[BodyMention]:
    """The places of abbreviations that are the initials of one body of the document, outside the mentions found so far."""
    bearers: dict[str, dict[str, BodyMention]] = {}
    for mention in mentions:
        if mention.match.form in _SINGLE and mention.match.kind != "group":
            for letters in _initials(mention.match.name, tables[mention.match.language]):
                bearers.setdefault(letters, {}).setdefault(mention.key, mention)
    single = {letters: next(iter(found.values())) for letters, found in bearers.items() if len(found) == 1}
    if not single:
        return
    covered = Covered(reading, mentions)
    for letters, first in single.items():
        for start in _places(reading.text.cased, letters):
            place = start, start + len(letters)
            suffix = tables[first.match.language].suffix.match(reading.text.lower, place[1])
            if suffix is None or covered.touches(*place):
                continue
            stem = reading.text.original(*place)
            whole = reading.document.text[stem[1] : stem[1] + 1].isalpha()  # no hyphen parts the suffix
            end = reading.text.original(start, suffix.end())[1] if whole else stem[1]
            match = first.match._replace(start=stem[0], end=end, form="defined", stem_end=stem[1])
            yield BodyMention(stem[0], end, first.key, match)


def _places(cased: str, letters: str) -> Iterator[int]:
    """Where the letters stand at the start of a word, and no capital follows them."""
    start = cased.find(letters)
    while start >= 0:
        end = start + len(letters)
        if not cased[max(0, start - 1) : start].isalnum() and not cased[end : end + 1].isupper():
            yield start
        start = cased.find(letters, end)


def _initials(name: str, words: NameWords) -> set[str]:
    """The initials of a name and of what stands in quotation marks in it, with and without its short words."""
    plain = normalise_pattern(name)
    bare = next((left for country in words.countries if (left := without_country(plain, country))), plain)
    found: set[str] = set()
    for part in (bare, *_QUOTED.findall(bare)):
        if '"' in part:
            continue
        parts = _WORD.findall(part)
        long = [word for word in parts if len(word) > _SMALL]
        for chosen in (parts, long):
            letters = "".join(word[0] for word in chosen).upper()
            if len(letters) >= _MIN:
                found.add(letters)
    return found
