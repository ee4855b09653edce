"""Collectives that a document names but does not let act: places where something happens, objects that are watched, labels.

'In educational institutions', 'products of the mass media', 'state bodies responsible for the programme' as the label of a row:
they are told by case and by the words beside them. A collective that is nothing but such is no actor of the document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.names.mentions import BodyMention
from extractors.names.tables import NameWords
from extractors.reading import Reading

MAX_LABEL = 130  # characters of a cell or line that labels another
_OBJECTS = ("media", "academic")  # kinds that are objects or places more often than not
_POSSESSED = re.compile(r" [^\W\d_]+(?:лар|лер|лор|лөр|дар|дер|дор|дөр|тар|тер|тор|төр)[ыиіуү]")
_PLACE = re.compile(r"(?:\bв|\bво|\bна|\bin|\bat)(?: the)? \Z")
_PLACE_CASE = re.compile(r"(?:ах|ях)(?!\w)")


def without_objects(reading: Reading, mentions: Sequence[BodyMention], tables: Mapping[str, NameWords]) -> list[BodyMention]:
    """The mentions without labels, and without collectives that are objects and places alone."""
    kept = [m for m in mentions if m.match.form != "collective" or not _labels(reading, m, tables)]
    acting = {m.key for m in kept if m.match.form != "collective" or not _is_object(reading, m, tables)}
    return [m for m in kept if m.key in acting]


def _labels(reading: Reading, mention: BodyMention, tables: Mapping[str, NameWords]) -> bool:
    """Whether it stands in words that ask for a name: 'state bodies responsible for carrying out the programme'."""
    block = reading.block_at(mention.start)
    if block is None or block.kind != "cell" or block.end - block.start > MAX_LABEL:
        return False
    text = reading.text.printed(block.start, block.end).lower()
    words = tables[mention.match.language]
    edge = mention.end >= block.end - 1 if words.suffixed else mention.start == block.start
    return edge and any(word in text for word in words.label_words)


def _is_object(reading: Reading, mention: BodyMention, tables: Mapping[str, NameWords]) -> bool:
    if mention.match.kind not in _OBJECTS:
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
