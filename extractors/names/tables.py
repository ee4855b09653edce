"""The `names` tables of the languages, typed: suffixes, inflections, country words, definitions, collectives, head nouns."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.openings import OpenedPattern
from extractors.text import normalise_pattern
from extractors.word_tables import LANGUAGES, WordTable, load_table
from ontology.errors import DataError


class Inflection(NamedTuple):
    """What takes the place of an ending of the nominative in the oblique cases; `adjective` words agree with the head."""

    ending: str
    adjective: bool
    forms: tuple[str, ...]


class CountryWords(NamedTuple):
    """How a state is named, and the forms that stand before or after the name of one of its bodies, all as matchers see them."""

    jurisdiction: str
    nominative: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    told: tuple[str, ...]  # how words begin that papers on it alone have: its own name in any case, its people, parliament, money


class Officer(NamedTuple):
    """Those who hold an office of a collegial body, or serve it; the pattern matches whole words in small letters."""

    name: str
    kind: str
    anywhere: bool  # whether bodies of all sorts have such, not collegial ones alone
    alone: bool  # whether the words mean the officer of the one body that the document defines
    held: bool  # whether one who is said to hold the office is meant by it from there on: a body does, no person
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


class Collective(NamedTuple):
    """A group that acts as one: the names and abbreviations by which it goes."""

    name: str
    kind: str
    forms: tuple[str, ...]
    abbreviations: tuple[str, ...]
    alone: bool
    partner: bool  # people at large: an actor only where the words round it say that they take part
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


class Head(NamedTuple):
    """Nouns that end (or, where modifiers follow, begin) the name of a body of this kind."""

    kind: str
    words: tuple[str, ...]


class LegalForm(NamedTuple):
    """Forms of legal persons of one kind of body: with a name in quotation marks they are that of a body."""

    kind: str
    forms: tuple[str, ...]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


class NameWords(NamedTuple):
    """All that a language says about names of bodies."""

    language: str
    suffix: re.Pattern[str]  # anchored at the end of a stem; its end is the end of the word; a group for each slot
    final_vowels: tuple[str, ...]
    softened: dict[str, str]
    inflections: tuple[Inflection, ...]
    places_before: re.Pattern[str]
    places_after: re.Pattern[str]
    conjunctions: tuple[str, ...]
    openers: tuple[str, ...]
    list_words: tuple[str, ...]
    part_links: tuple[str, ...]
    topic_openers: tuple[str, ...]  # behind a head noun, before its topic: 'council on roads'
    topic_links: tuple[str, ...]  # the same words within a topic: 'on trade with neighbours'
    topical: frozenset[str]  # names of collectives that a topic behind them makes bodies of their own
    behind_parts: tuple[str, ...]  # between the name of a part and that of the whole behind it: 'under the'
    attached: tuple[str, ...]  # between the name of the whole and that of the part behind it: 'under'
    topic_words: tuple[str, ...]  # behind the topic of a council or commission, before its head noun
    involved: re.Pattern[str]  # words that say that people take part: behind their name, or before it where the head stands first
    authorised: tuple[str, ...]  # names of collectives that are bodies of their own, each with what it is authorised for
    competence: re.Pattern[str]  # `what` such a body is authorised for, beside those words
    label_words: tuple[str, ...]  # in small letters: a cell that holds them and ends with a collective asks for a name
    object_cases: tuple[str, ...]  # endings of a name behind its possessive that make it an object or a place
    copulas: tuple[str, ...]  # what says that one is the other: 'is', 'shall be'
    offices: tuple[str, ...]  # beginnings of the names of those who sign acts, in the nominative and in small letters
    state_words: tuple[str, ...]
    relational: tuple[str, ...]
    agents: tuple[str, ...]
    title_first: tuple[str, ...]
    title_last: tuple[str, ...]
    unit_heads: tuple[str, ...]
    top_heads: tuple[str, ...]
    generic_heads: tuple[str, ...]
    selectors: tuple[str, ...]
    place_heads: tuple[str, ...]
    behind_areas: tuple[str, ...]  # words of areas, before the name of one: 'of the city'
    seated: tuple[str, ...]  # head nouns of missions, behind whose name the place of their seat goes on with it
    seat: re.Pattern[str]
    area_words: tuple[str, ...]  # in small letters: behind the name of a place, before what is its own
    area_openers: tuple[str, ...]  # words with which the name of a place begins
    before_places: tuple[str, ...]
    named_after: tuple[str, ...]  # words behind which the name of a person goes on with that of a body
    name_stops: frozenset[str]  # words that no name of a body begins with, or goes on with behind its head
    things: frozenset[str]  # names with the head noun of a body that are of things, in small letters
    spellings: tuple[tuple[str, str], ...]
    markers: tuple[str, ...]
    short_words: tuple[str, ...]
    possessors: tuple[str, ...]
    signers: tuple[str, ...]
    roles: re.Pattern[str]  # nouns of roles, in small letters, which a list of terms says to be those of bodies
    contracting: tuple[str, ...]  # what those who conclude a paper call themselves in it, in the plural and the singular
    officers: tuple[Officer, ...]
    officer: OpenedPattern  # any of them
    officer_link: re.Pattern[str]  # what stands between an officer and its body, where the body stands behind
    officer_alone: re.Pattern[str]  # what stands right before an officer whose body is not named
    officer_named: re.Pattern[str]  # what stands behind one of whom it is said who holds the office
    collegial: re.Pattern[str]  # a name of a body that has members
    ministry: str  # the head noun of a ministry's name, with what ties it to its topic
    minister: str
    ministries: tuple[str, ...]  # the same in the plural, in all cases or without a suffix
    ministers: tuple[str, ...]
    deputies: re.Pattern[str]  # who stands in for ministers: beside a list of these it makes them owners
    minister_offices: tuple[str, ...]  # head nouns of those who head a ministry or stand in for one who does
    countries: tuple[CountryWords, ...]
    abroad: tuple[str, ...]  # states that have no bodies in the registry, in the nominative
    abroad_before: tuple[str, ...]  # names of states that have no bodies in the registry, as owners before a name
    abroad_after: tuple[str, ...]  # the same behind a name
    heads: tuple[Head, ...]
    named: tuple[LegalForm, ...]
    collectives: tuple[Collective, ...]

    @property
    def suffixed(self) -> bool:
        """Whether names take chains of suffixes, so that the head noun stands last."""
        return bool(self.final_vowels)


def load_name_words() -> tuple[NameWords, ...]:
    """The `names` tables of all languages. Raises DataError."""
    return tuple(read_name_words(load_table(language, "names"), language) for language in LANGUAGES)


def read_name_words(table: WordTable, language: str) -> NameWords:
    """The words of a `names` table. Raises DataError."""
    definitions = table.table("definitions")
    portfolios = table.table("portfolios")
    offices = table.table("office")
    officers = tuple(_officer(row) for row in table.rows("officers"))
    rows = [_collective(row) for row in table.rows("collectives")]
    for row in table.rows("collective_grids"):
        rows += _grid(row)
    words = NameWords(
        language=language,
        suffix=_suffix(table),
        final_vowels=table.texts("final_vowels"),
        softened=table.mapping("softened"),
        inflections=tuple(_inflection(row) for row in table.rows("inflections")),
        places_before=compiled(table.text("places_before"), re.IGNORECASE),
        places_after=compiled(table.text("places_after"), re.IGNORECASE),
        conjunctions=table.texts("conjunctions"),
        openers=table.texts("openers"),
        list_words=table.texts("list_words"),
        part_links=table.texts("part_links"),
        topic_openers=table.texts("topic_openers"),
        topic_links=table.texts("topic_links"),
        topical=frozenset(table.texts("topical")),
        behind_parts=table.texts("behind_parts"),
        attached=table.texts("attached"),
        topic_words=table.texts("topic_words"),
        involved=compiled(table.text("involved")),
        authorised=table.texts("authorised"),
        competence=_pattern(table, "competence"),
        label_words=table.texts("label_words"),
        object_cases=table.texts("object_cases"),
        copulas=table.texts("copulas"),
        offices=table.texts("offices"),
        state_words=table.texts("state_words"),
        relational=table.texts("relational"),
        agents=table.texts("agents"),
        title_first=table.texts("title_first"),
        title_last=table.texts("title_last"),
        unit_heads=table.texts("unit_heads"),
        top_heads=table.texts("top_heads"),
        generic_heads=table.texts("generic_heads"),
        selectors=table.texts("selectors"),
        place_heads=table.texts("place_heads"),
        behind_areas=tuple(f"{word} " for word in table.texts("behind_areas")),
        seated=table.texts("seated"),
        seat=_pattern(table, "seat"),
        area_words=table.texts("area_words"),
        area_openers=table.texts("area_openers"),
        before_places=tuple(f"{word} " for word in table.texts("before_places")),
        named_after=table.texts("named_after"),
        name_stops=frozenset(table.texts("name_stops")),
        things=frozenset(table.texts("things")),
        spellings=tuple((normalise_pattern(a), normalise_pattern(b)) for a, b in table.mapping("spellings").items()),
        markers=definitions.texts("markers"),
        short_words=definitions.texts("short_words"),
        possessors=definitions.texts("possessors"),
        signers=definitions.texts("signers"),
        roles=compiled(definitions.text("roles")),
        contracting=definitions.texts("contracting"),
        officers=officers,
        officer=OpenedPattern(compiled("|".join(f"(?:{row.pattern.pattern})" for row in officers) or "(?!)")),
        officer_link=_pattern(offices, "link"),
        officer_alone=_pattern(offices, "alone"),
        officer_named=_pattern(offices, "named"),
        collegial=_pattern(offices, "collegial"),
        ministry=portfolios.text("ministry"),
        minister=portfolios.text("minister"),
        ministries=portfolios.texts("ministries"),
        ministers=portfolios.texts("ministers"),
        deputies=_pattern(portfolios, "deputies"),
        minister_offices=portfolios.texts("offices"),
        countries=tuple(_country(row) for row in table.rows("countries")),
        abroad=table.texts("abroad"),
        abroad_before=table.texts("abroad_before"),
        abroad_after=table.texts("abroad_after"),
        heads=tuple(_head(row) for row in table.rows("heads")),
        named=tuple(_legal_form(row) for row in table.rows("named")),
        collectives=tuple(rows),
    )
    definitions.done()
    offices.done()
    portfolios.done()
    table.done()
    return words


def _suffix(table: WordTable) -> re.Pattern[str]:
    slots = [_slot(key, table.texts(key)) for key in ("plural", "possessive", "case", "tail")]
    return compiled("".join(slots) + r"(?![^\W_])")


def _slot(name: str, suffixes: tuple[str, ...]) -> str:
    longest_first = sorted(suffixes, key=lambda suffix: (-len(suffix), suffix))
    return f"(?P<{name}>{'|'.join(map(re.escape, longest_first))})?" if suffixes else ""


def _inflection(row: WordTable) -> Inflection:
    if not row.has("ending"):
        raise DataError(f"{row.place}: the key 'ending' is missing")
    made = Inflection(row.text("ending"), row.flag("adjective", False), tuple(form.strip("-") for form in row.texts("forms")))
    row.done()
    if len(made.forms) != 5:
        raise DataError(f"{row.place}: 'forms' must hold the five oblique cases, not {len(made.forms)}")
    return made


def _country(row: WordTable) -> CountryWords:
    made = CountryWords(row.text("jurisdiction"), *(_normal(row, key) for key in ("nominative", "before", "after", "told")))
    row.done()
    return made


def _normal(row: WordTable, key: str) -> tuple[str, ...]:
    return tuple(map(normalise_pattern, row.texts(key)))


def _head(row: WordTable) -> Head:
    made = Head(row.text("kind"), row.texts("words"))
    row.done()
    return made


def _officer(row: WordTable) -> Officer:
    made = Officer(
        row.text("name"),
        row.text("kind"),
        row.flag("anywhere", default=False),
        row.flag("alone", default=True),
        row.flag("held", default=False),
        _pattern(row, "pattern"),
        row.texts("examples"),
        row.texts("near_misses"),
    )
    row.done()
    return made


def _pattern(row: WordTable, key: str) -> re.Pattern[str]:
    try:
        return compiled(row.text(key))
    except re.error as error:
        raise DataError(f"{row.place}: '{key}' is no regular expression: {error}") from error


def _legal_form(row: WordTable) -> LegalForm:
    made = LegalForm(row.text("kind"), row.texts("forms"), row.texts("examples"), row.texts("near_misses"))
    row.done()
    return made


def _collective(row: WordTable) -> Collective:
    made = Collective(
        row.text("name"),
        row.text("kind"),
        row.texts("forms"),
        row.optional_texts("abbreviations"),
        row.flag("alone", False),
        row.flag("partner", False),
        row.texts("examples"),
        row.texts("near_misses"),
    )
    row.done()
    return made


def _grid(row: WordTable) -> list[Collective]:
    kind, examples, near_misses = row.text("kind"), row.texts("examples"), row.texts("near_misses")
    names = [f"{modifier} {heads}" for modifier in row.texts("modifiers") for heads in row.texts("heads")]
    row.done()
    return [Collective(name, kind, (), (), False, False, examples, near_misses) for name in names]
