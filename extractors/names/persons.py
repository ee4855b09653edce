"""Who holds an office, named right behind it: 'the Minister of Justice Asan Bakirov' is quoted with the name of the person."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence

from extractors.names.covered import Covered
from extractors.names.mentions import BodyMention
from extractors.names.tables import NameWords
from extractors.reading import Reading

_CAPITAL = "[A-ZА-ЯЁӨҮҢӘҒҚҰҺІ]"
_SMALL = "[a-zа-яёөүңәғқұһі]"
# a first and a last name, or an initial in small print: no two capitals run on, as in the heading of the next line
_PERSON = re.compile(
    rf" {_CAPITAL}{_SMALL}{{2,}}(?:{_CAPITAL}{_SMALL}+)? {_CAPITAL}{_SMALL}{{2,}}(?:{_CAPITAL}{_SMALL}+)?(?![^\W_])"
)


def with_persons(
    reading: Reading, mentions: Sequence[BodyMention], offices: Container[str], tables: Mapping[str, NameWords]
) -> list[BodyMention]:
    """The mentions; those of offices, told by their keys, go on over the first and last name of the person behind them."""
    text, covered = reading.text, Covered(reading, mentions)
    made: list[BodyMention] = []
    for mention in mentions:
        end = text.normal(mention.end - 1) + 1
        person = _PERSON.match(text.cased, end) if mention.key in offices else None
        block = reading.block_at(mention.start) if person else None
        alone = person is not None and block is not None and text.position(person.end() - 1) < block.end
        state = alone and text.cased.startswith(_states(tables[mention.match.language]), end + 1)
        if person is None or not alone or state or covered.touches(end + 1, person.end()):
            made.append(mention)
            continue
        last = text.original(end, person.end())[1]
        made.append(mention._replace(end=last, match=mention.match._replace(end=last)))
    return made


def _states(words: NameWords) -> tuple[str, ...]:
    forms = [form for country in words.countries for form in (*country.nominative, *country.before, *country.after)]
    return (*forms, *words.abroad_before, *words.abroad_after)
