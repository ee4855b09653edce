"""The person who signs: the name below or behind an office at the end of an act is one more place where the office is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.names.mentions import BodyMention
from extractors.reading import Reading

REACH = 60  # characters between an office and the name of who holds it
_GAP = re.compile(r"[\s\u00a0_*]*")
_PERSON = re.compile(
    r"(?:[^\W\d_a-zа-яёңүөәғқұһі]\.[ \u00a0]?){1,2}[ \u00a0]?[^\W\d_a-zа-яёңүөәғқұһі][^\W\d_]+(?:-[^\W\d_]+)?"
    r"(?=[ \t\r\u00a0*]*(?:\n|\Z))"
)


def signatories(reading: Reading, mentions: Sequence[BodyMention], offices: frozenset[str]) -> list[BodyMention]:
    """The names of persons behind the offices that sign, as further mentions of these; `offices` are their keys."""
    raw = reading.document.text
    found: list[BodyMention] = []
    for mention in mentions:
        if mention.key not in offices or not _opens_line(raw, mention.start):
            continue
        gap = _GAP.match(raw, mention.end, mention.end + REACH)
        person = _PERSON.match(raw, gap.end()) if gap else None
        if person:
            match = mention.match._replace(start=person.start(), end=person.end(), form="signature", stem_end=None)
            found.append(BodyMention(person.start(), person.end(), mention.key, match))
    return found


def _opens_line(raw: str, start: int) -> bool:
    return not raw[raw.rfind("\n", 0, start) + 1 : start].strip(" \t\u00a0|*>")
