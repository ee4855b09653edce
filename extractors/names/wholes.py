"""Names of parts that go on over the document's own short form of the whole: 'Комитет информации МКИ'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.names.mentions import BodyMention
from extractors.names.tables import NameWords
from extractors.reading import Reading


def beside_wholes(
    reading: Reading, mentions: Sequence[BodyMention], parents: Mapping[str, str | None], tables: Mapping[str, NameWords]
) -> list[BodyMention]:
    """The mentions; a body's name goes on over that of the body it is a part of, where the document's short form of it follows.

    'Комитет информации МКИ'; where heads stand last, the short form stands before: 'МАМ Дін істері комитеті'.
    """
    raw = reading.document.text
    wholes = [m for m in mentions if m.match.form == "defined"]
    starts, ends = {m.start: m for m in wholes}, {m.end: m for m in wholes}
    return [_beside_whole(m, raw, starts, ends, parents.get(m.key), tables) if parents.get(m.key) else m for m in mentions]


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
    if whole is None or whole.key != parent or raw[between : between + 1] not in (" ", "\u00a0"):
        return mention
    start, end = min(mention.start, whole.start), max(mention.end, whole.end)
    return mention._replace(start=start, end=end, match=mention.match._replace(start=start, end=end))
