"""Bodies that a text calls by their head noun alone: 'the National Investment Fund ... The Fund was set up'.

The noun bears a capital (in English an article too), nothing narrows it, and the document names one single body with it. No
definition is needed; where the document gives one, the name was found by that. Where the document names none with it, a capital
inside a sentence says that the noun is the name of one: 'under the Charter of the Academy'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractors.blocks import Block
from extractors.names.covered import Covered, word_end
from extractors.names.mentions import BodyMention, NameMatch
from extractors.names.tables import NameWords
from extractors.reading import Reading
from extractors.text import normalise_pattern
from extractors.word_finder import FoundWord
from ontology.iri import document_body_key
from ontology.records import Unresolved
from ontology.registered import Registry

_SINGLE = ("full", "abbreviation", "defined", "candidate", "foreign")  # mentions of one body
_WORD = re.compile(r"[^\W_]+")
_TAIL = re.compile(r" (?:of|for|on|under) ")
_ARTICLE = re.compile(r"\b[Tt]he \Z")
_PAST = re.compile(r"[дт][ыиуүі]\Z")  # a verb in the past
_BEFORE = 4  # characters before a noun in which its article stands

Kinds = Mapping[str, tuple[str, str]]  # head nouns in all forms, with their kind and their base form


def bare_heads(
    reading: Reading,
    places: Iterable[tuple[Block, FoundWord]],
    kinds: Mapping[str, Kinds],
    mentions: Sequence[BodyMention],
    tables: Mapping[str, NameWords],
    registry: Registry,
    unresolved: Sequence[Unresolved],
) -> Iterator[BodyMention]:
    """The places where a head noun alone names a body; `places` are those of all head nouns, each with its block."""
    bodies = list(_called(reading, places, kinds, mentions, tables, registry, unresolved))
    whole = {m.match.name.split(" ")[0]: m for m in bodies if m.match.form == "candidate" and " " in m.match.name}
    for body in bodies:  # 'the akimat' is that of the region, where the document says that once
        same = whole.get(body.match.name) if body.match.form == "candidate" else None
        match = body.match._replace(candidates=(same.key,), name=same.match.name) if same else body.match
        yield body._replace(key=same.key, match=match) if same else body


def _called(
    reading: Reading,
    places: Iterable[tuple[Block, FoundWord]],
    kinds: Mapping[str, Kinds],
    mentions: Sequence[BodyMention],
    tables: Mapping[str, NameWords],
    registry: Registry,
    unresolved: Sequence[Unresolved],
) -> Iterator[BodyMention]:
    bearers = _bearers(mentions, kinds, registry)
    covered = Covered(reading, mentions, unresolved)
    for block, word in places:
        language, words = block.language, tables[block.language]
        owners = bearers.get((language, kinds[language][word.word][1]), {})
        opens_cell = block.kind == "cell" and word.start <= reading.span(block)[0]
        if len(owners) > 1 or opens_cell or covered.touches(word.start, word.end):
            continue
        end = _bare_end(reading, word, words, kinds[language])
        if end is None:
            continue
        raw = reading.text.original(word.start, end)
        if not owners:
            yield from _unnamed(reading, block, word, end, kinds[language][word.word], words)
        else:
            first = next(iter(owners.values()))
            match = NameMatch(
                *raw, (first.key,), "defined", first.match.name, language, first.match.kind, None, first.match.parent
            )
            yield BodyMention(*raw, first.key, match)


def _unnamed(
    reading: Reading, block: Block, word: FoundWord, end: int, head: tuple[str, str], words: NameWords
) -> Iterator[BodyMention]:
    """A body that the document calls by nothing else: one whose noun bears a capital inside a sentence, and is no office."""
    start = reading.span(block)[0]
    opens = (
        word.start - (0 if words.suffixed or words.inflections else _BEFORE) <= start
        or reading.text.cased[word.start - 2] in ".!?:;"
    )
    kind, base = head
    generic = base in words.generic_heads
    placed = block.kind in ("cell", "heading") or (opens and base not in words.top_heads)
    if not generic and (placed or base.startswith(words.offices)):
        return
    if words.collegial.search(base.lower()):
        return  # of such bodies a document names several
    name = word.word if words.suffixed else base
    first, last = _with_area(reading.text.lower, word.start, end, words) if generic else (word.start, end)
    name = f"{reading.text.lower[first : word.start]}{name}{reading.text.lower[end:last]}"
    name = name if generic else name[0].upper() + name[1:]
    key = document_body_key(reading.document.key, name)
    raw = reading.text.original(first, last)
    yield BodyMention(*raw, key, NameMatch(*raw, (key,), "candidate", name, words.language, kind))


def _with_area(lower: str, start: int, end: int, words: NameWords) -> tuple[int, int]:
    """The noun with the word for the area whose body it is, without a name: 'шаар мэриясы', 'акимат области'."""
    if words.suffixed:
        before = next((word for word in words.area_words if lower.endswith(f" {word} ", 0, start)), None)
        return (start - len(before) - 1, end) if before else (start, end)
    area = _WORD.match(lower, end + 1) if lower.startswith(" ", end) else None
    return (start, area.end()) if area and area[0].startswith(words.place_heads or ("\0",)) else (start, end)


def _bearers(
    mentions: Sequence[BodyMention], kinds: Mapping[str, Kinds], registry: Registry
) -> dict[tuple[str, str], dict[str, BodyMention]]:
    """By language and head noun the bodies whose names have it, each with a mention of it."""
    found: dict[tuple[str, str], dict[str, BodyMention]] = {}
    bases: dict[tuple[str, str, str], set[str]] = {}
    for mention in mentions:
        language = mention.match.language
        if mention.match.form not in _SINGLE or mention.match.kind == "group":
            continue
        known = registry.bodies.get(mention.key)
        names = (mention.match.name, known.names.get(language, "") if known else "")
        if (language, *names) not in bases:
            bases[language, *names] = {base for name in names for base in _heads_of(name, kinds[language], language)}
        for base in bases[language, *names]:
            found.setdefault((language, base), {}).setdefault(mention.key, mention)
    return found


def _heads_of(name: str, kinds: Kinds, language: str) -> Iterator[str]:
    """The head nouns of a name in the nominative, that of what stands in quotation marks too."""
    plain = normalise_pattern(name).lower()
    for part in (plain, *re.findall(r'"([^"]+)"', plain)):
        words = _WORD.findall(_TAIL.split(part)[0] if language == "en" else part)
        for word in words[-1:] if language in ("ky", "kk") else words:
            if word in kinds and normalise_pattern(kinds[word][1]).lower().startswith(word):
                yield kinds[word][1]


def _bare_end(reading: Reading, word: FoundWord, words: NameWords, kinds: Kinds) -> int | None:
    """Where a head noun ends that has a capital and stands alone; None where it does not."""
    text = reading.text.cased
    generic = kinds[word.word][1] in words.generic_heads
    if not (text[word.start].isupper() or generic) or text[word.start + 1 : word.start + 2].isupper():
        return None
    if words.suffixed:
        suffix = words.suffix.match(reading.text.lower, word.end)
        if (
            suffix is None
            or suffix["plural"]
            or (suffix["possessive"] and not generic)
            or _owns(reading.text.lower, suffix, words)
        ):
            return None
        return suffix.end()
    end = word_end(text, word.end)
    if text[word.start : end].lower() not in kinds:
        return None
    article = words.inflections or _ARTICLE.search(text, max(0, word.start - _BEFORE), word.start)
    return end if article else None


def _owns(lower: str, suffix: re.Match[str], words: NameWords) -> bool:
    """Whether a noun without a suffix only says whose the next noun is, which then bears a possessive."""
    following = _WORD.match(lower, suffix.end() + 1) if not suffix[0] else None
    return following is not None and following[0].endswith(words.final_vowels) and not _PAST.search(following[0])
