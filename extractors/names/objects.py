"""Collectives that a document names but does not let act: places where something happens, objects that are watched, labels.

'In educational institutions', 'products of the mass media', 'state bodies responsible for the programme' as the label of a row,
'the Law on state bodies' as a title: they are told by case and by the words beside them. A collective that is nothing but such
is no actor of the document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.kept_patterns import compiled
from extractors.names.mentions import BodyMention
from extractors.names.tables import NameWords
from extractors.phrases import any_of
from extractors.reading import Reading

MAX_LABEL = 130  # characters of a cell or line that labels another
MAX_TITLE = 300  # characters of the title of an act
_GROUPS = ("collective", "group")
_OBJECTS = ("media", "academic")  # kinds that are objects or places more often than not
_POSSESSED = re.compile(r" [^\W\d_]+(?:лар|лер|лор|лөр|дар|дер|дор|дөр|тар|тер|тор|төр)[ыиіуү]")
_PLACE = re.compile(r"(?:\bв|\bво|\bна|\bin|\bat)(?: the)? \Z")
_PLACE_CASE = re.compile(r"(?:ах|ях)(?!\w)")


def without_objects(reading: Reading, mentions: Sequence[BodyMention], tables: Mapping[str, NameWords]) -> list[BodyMention]:
    """The mentions without labels, and without collectives that are objects and places alone."""
    kept = [m for m in mentions if m.match.form != "collective" or not _labels(reading, m, tables)]
    titles = _titles(reading, tables)
    acting = {m.key for m in kept if m.match.form not in _GROUPS or not (_is_object(reading, m, tables) or _within(m, titles))}
    return [m for m in kept if m.key in acting]


def _titles(reading: Reading, tables: Mapping[str, NameWords]) -> list[tuple[int, int]]:
    """Where the titles of acts stand in quotation marks: what they name is but what the act is about."""
    lower = reading.text.lower
    if '"' not in lower:
        return []
    first = any_of(word for words in tables.values() for word in words.title_first)
    last = any_of(word for words in tables.values() for word in words.title_last)
    title = compiled(rf'"(?:{first} [^"\n]{{3,{MAX_TITLE}}}|[^"\n]{{3,{MAX_TITLE}}} {last})"')
    return [reading.text.original(*match.span()) for match in title.finditer(lower)]


def _within(mention: BodyMention, titles: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in titles)


def _labels(reading: Reading, mention: BodyMention, tables: Mapping[str, NameWords]) -> bool:
    """Whether it stands in words that ask for a name: 'state bodies responsible for carrying out the programme'."""
    block = reading.block_at(mention.start)
    if block is None or block.kind != "cell" or block.end - block.start > MAX_LABEL:
        return False
    words = tables[mention.match.language]
    edge = mention.end >= block.end - 1 if words.suffixed else mention.start == block.start
    text = reading.text.printed(block.start, block.end).lower() if edge else ""
    return any(word in text for word in words.label_words)


def _is_object(reading: Reading, mention: BodyMention, tables: Mapping[str, NameWords]) -> bool:
    if mention.match.kind not in _OBJECTS or mention.match.form != "collective":
        return False
    text = reading.text
    start, end = text.normal(mention.start), text.normal(mention.end - 1) + 1
    words = tables[mention.match.language]
    if not words.suffixed:
        place = _PLACE.search(text.lower, max(0, start - 8), start) is not None
        return place and (not words.inflections or _PLACE_CASE.search(text.lower[start:end]) is not None)
    name = text.lower[start:end]
    if _POSSESSED.match(text.lower, end):
        return True
    return name.endswith(words.object_cases)
