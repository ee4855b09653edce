"""Authorised bodies with what they are authorised for: 'уполномоченный орган в сфере туризма', each a body of its own.

Where a document names one single such body, the bare words mean it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from extractors.names.mentions import BodyMention
from extractors.names.tables import NameWords
from extractors.reading import Reading
from ontology.iri import document_body_key

_DEFINED = 60  # characters behind a name in which the bracket with its short form begins
_REACH = 110  # characters beside the words in which the competence stands


def with_competences(reading: Reading, mentions: Sequence[BodyMention], tables: Mapping[str, NameWords]) -> list[BodyMention]:
    """The mentions; those of authorised bodies go on over their competence."""
    ends = {mention.end for mention in mentions}  # behind a name the words say what that body is
    made = [m if m.start - 1 in ends else _extended(reading, m, tables[m.match.language]) for m in mentions]
    named = {m.match.name: m for old, m in zip(mentions, made, strict=True) if m.key != old.key}
    single = next(iter(named.values())) if len(named) == 1 else _defined(reading, made, named, tables)
    if single is None:
        return made
    return [_of(m, single) if _bare(m, tables[m.match.language]) and m.match.name not in named else m for m in made]


def _is_authorised(mention: BodyMention, words: NameWords) -> bool:
    return mention.match.form == "collective" and mention.match.name in words.authorised


def _defined(
    reading: Reading, mentions: Sequence[BodyMention], named: Collection[str], tables: Mapping[str, NameWords]
) -> BodyMention | None:
    """The authorised body right behind which a bracket says that the bare words are its short form."""
    text = reading.document.text
    bare = [m for m in mentions if m.match.name not in named and _bare(m, tables[m.match.language])]
    told = [
        one
        for one in mentions
        for short in bare
        if one.match.name in named and 0 <= short.start - one.end <= _DEFINED and text[one.end : short.start].lstrip()[:1] == "("
    ]
    return told[0] if len({one.key for one in told}) == 1 else None


def _bare(mention: BodyMention, words: NameWords) -> bool:
    """Whether words name an authorised body alone, be it by a short form that the document defines."""
    return mention.match.form in ("collective", "defined") and mention.match.name in words.authorised


def _extended(reading: Reading, mention: BodyMention, words: NameWords) -> BodyMention:
    if not _is_authorised(mention, words):
        return mention
    text, block = reading.text, reading.block_at(mention.start)
    start, end = text.normal(mention.start), text.normal(mention.end - 1) + 1
    if block is None:
        return mention
    if words.suffixed:
        before = words.competence.search(text.lower, max(reading.span(block)[0], start - _REACH), start)
        place = (before.start("what"), end) if before else (start, end)
        name = f"{before['what']}{mention.match.name}" if before else ""
    else:
        after = words.competence.match(text.lower, end, min(text.normal(block.end - 1) + 1, end + _REACH))
        place = (start, after.end("what")) if after else (start, end)
        name = f"{mention.match.name}{after['what']}" if after else ""
    if not name:
        return mention
    raw = text.original(*place)
    key = document_body_key(reading.document.key, name)
    match = mention.match._replace(start=raw[0], end=raw[1], candidates=(key,), name=name)
    return BodyMention(*raw, key, match)


def _of(mention: BodyMention, single: BodyMention) -> BodyMention:
    match = mention.match._replace(candidates=(single.key,), name=single.match.name)
    return mention._replace(key=single.key, match=match)
