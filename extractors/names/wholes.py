"""Names of parts that go on over the name of the whole: 'Комитет информации МКИ', 'the Service under the Ministry'."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.names.mentions import BodyMention
from extractors.names.tables import NameWords
from extractors.reading import Reading

_BRACKET = re.compile(r" \([^()]{2,50}\) \Z")
_REACH = 60  # characters before a name in which the bracket stands
_BLANKS = (" ", "\u00a0")


def beside_wholes(
    reading: Reading, mentions: Sequence[BodyMention], parents: Mapping[str, str | None], tables: Mapping[str, NameWords]
) -> list[BodyMention]:
    """The mentions; a body's name goes on over that of the body it is a part of, where the document's short form of it follows.

    'Комитет информации МКИ'; where heads stand last, the short form stands before: 'МАМ Дін істері комитеті'. Where words say
    that one is under the other, any name of the whole is gone on over.
    """
    raw = reading.document.text
    wholes = [m for m in mentions if m.match.form == "defined"]
    starts, ends = {m.start: m for m in wholes}, {m.end: m for m in wholes}
    made = [_beside_whole(m, raw, starts, ends, parents.get(m.key), tables) if parents.get(m.key) else m for m in mentions]
    return _under(reading, made, parents, tables)


def _beside_whole(
    mention: BodyMention,
    raw: str,
    starts: Mapping[int, BodyMention],
    ends: Mapping[int, BodyMention],
    parent: str | None,
    tables: Mapping[str, NameWords],
) -> BodyMention:
    suffixed = tables[mention.match.language].suffixed
    whole = ends.get(mention.start - 1) if suffixed else starts.get(mention.end + 1)
    between = mention.start - 1 if suffixed else mention.end
    if whole is None or whole.key != parent or raw[between : between + 1] not in _BLANKS:
        return mention
    return _spanning(mention, min(mention.start, whole.start), max(mention.end, whole.end))


def _under(
    reading: Reading, mentions: Sequence[BodyMention], parents: Mapping[str, str | None], tables: Mapping[str, NameWords]
) -> list[BodyMention]:
    """The mentions, those with the whole that are said to be under it: the longest name of the whole there."""
    lower, normal = reading.text.lower, reading.text.normal
    known = [m for m in mentions if m.match.form != "collective"]
    starts = {normal(m.start): m for m in sorted(known, key=lambda m: m.end)}
    ends = {normal(m.end - 1) + 1: m for m in sorted(known, key=lambda m: -m.start)}
    made: list[BodyMention] = []
    for mention in mentions:
        words, whole = tables[mention.match.language], None
        if mention.match.form != "collective" and words.suffixed:
            start = normal(mention.start)
            ties = (f" {word} " for word in words.attached)
            whole = next((ends.get(start - len(tie)) for tie in ties if lower.endswith(tie, 0, start)), None)
            whole = whole or _behind_bracket(lower, start, ends, parents.get(mention.key))
        elif mention.match.form != "collective":
            end = normal(mention.end - 1) + 1
            ties = (f" {word} " for word in words.behind_parts)
            whole = next((starts.get(end + len(tie)) for tie in ties if lower.startswith(tie, end)), None)
        alike = whole is None or whole.key == mention.key
        made.append(
            mention
            if whole is None or alike
            else _spanning(mention, min(mention.start, whole.start), max(mention.end, whole.end))
        )
    return made


def _behind_bracket(lower: str, start: int, ends: Mapping[int, BodyMention], parent: str | None) -> BodyMention | None:
    """The whole before the bracket with its short form: 'Ішкі істер министрлігінің (ІІМ) Әкімшілік полиция комитеті'."""
    bracket = _BRACKET.search(lower, max(0, start - _REACH), start) if parent else None
    whole = ends.get(bracket.start()) if bracket else None
    return whole if whole and whole.key == parent else None


def _spanning(mention: BodyMention, start: int, end: int) -> BodyMention:
    return mention._replace(start=start, end=end, match=mention.match._replace(start=start, end=end))
