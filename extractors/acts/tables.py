"""The tables of the citation stage: `languages/<code>/citations.toml`, read strictly and compiled once."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from extractors.cues import CueIndex
from extractors.kept_patterns import compiled
from extractors.openings import needed
from extractors.phrases import any_word
from extractors.text import normalise_pattern
from extractors.word_finder import WordFinder
from extractors.word_tables import LANGUAGES, WordTable, load_table
from ontology.errors import DataError

EXAMPLE_MARK = " => "  # parts a text from the value that a pattern must read in it
_PIECES = {
    "year": r"(?P<year>(?:1[89]|20)\d\d)",
    "from": r"(?P<from>(?:19|20)\d\d)",
    "to": r"(?P<to>(?:19|20)\d\d)",
    "day": r"(?P<day>[0-3]?\d)",
    "dd": r"(?P<day>[0-3]\d)",
    "mm": r"(?P<mm>[01]\d)",
    "yy": r"(?P<yy>\d\d)",
    # letters, digits, then parts behind '-', '/', '.' or in brackets: 12-б, 5/2, 3362-VI, 2014-П-12/50-4-(НПА), ҚР ДСМ-11
    "number": r"(?P<number>(?:[^\W\d_]{2} (?=[^\W\d_]{2,4}-\d))?(?:[^\W\d_]{1,6}[-/]?)?\d+(?:[^\W\d_]{1,3}\b)?"
    r"(?:[-/](?:\d\w*|[^\W\d_]{1,5}\b|\(\w+\))|\.\d+|- ?[ivxlc]+\b)*)",
}
_PLACES = (
    *("between", "between-own", "after", "before", "sentence", "label", "note", "nested-after", "nested-before"),
    *("annex", "planned", "enacting", "created-after", "created-before", "created", "pair", "creating", "part"),
)
_SOURCES = ("left", "right", "own", "own-act", "next-own", "mention", "outer")


class PatternRow(NamedTuple):
    """A pattern with the texts that it must match and those that it must not."""

    identifier: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]
    flag: bool = False  # of a date: it may stand before the noun


class TypeRow(NamedTuple):
    """Words that name a type of instrument. `needs`: one of these signs must show that a certain instrument is meant."""

    key: str  # notation of 'instrument-type'
    stems: tuple[str, ...]
    needs: frozenset[str]
    plural: bool
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    base: str  # the nominative of the type's words, where the table gives it
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


class LinkRow(NamedTuple):
    """Words that tell how one instrument bears on another, and where they stand towards the mentions."""

    type: str  # notation of 'link-type'
    place: str
    source: str  # which of the mentions, or the document's own instrument, is the source of the link
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


class LinkRows(tuple[LinkRow, ...]):
    """The rules of links of one language."""

    @cached_property
    def by_letters(self) -> CueIndex[LinkRow]:
        """The rules, to be found by letters that their patterns cannot match without."""
        return CueIndex((row, needed(row.pattern)) for row in self)


class CitationTable(NamedTuple):
    """The citation words of one language, ready for use. All words are as the matchers see the text, in lower case."""

    language: str
    head_final: bool
    period_first: bool  # a period opens the title of a programme; no words of the title stand before it
    words: dict[str, tuple[str, ...]]
    genitive: tuple[str, ...]
    cases: tuple[str, ...]  # endings of two letters and more
    countries: tuple[tuple[str, str], ...]  # form and jurisdiction, longest form first
    country_forms: tuple[str, ...]
    dates: tuple[PatternRow, ...]
    versions: tuple[PatternRow, ...]  # of which day the text of an act is
    numbers: tuple[PatternRow, ...]
    periods: tuple[PatternRow, ...]
    provisions: tuple[PatternRow, ...]
    types: tuple[TypeRow, ...]
    links: LinkRows
    enacting: dict[str, str]  # the words by which an act is enacted, with the type of act that they enact
    papers: dict[str, str]  # the words of a kind of paper that head it, with its type
    anchor: re.Pattern[str]  # a word of a type, from the word's start to the end of its stem
    anchors: WordFinder  # the same, for many places at once
    annexes: WordFinder
    suffix: re.Pattern[str]  # what may follow the stem: groups 'plural', 'possessive', 'case'
    by_stem: dict[str, TypeRow]
    months: tuple[re.Pattern[str], ...]
    stressed: tuple[str, ...]  # beginnings of adjectives whose nominative bears the stress on its ending
    plurals: tuple[str, ...]  # base forms that are plurals
    adjectives: dict[str, tuple[tuple[str, str], ...]]  # by gender, and of the plural: an ending and that of the nominative

    def month(self, word: str) -> int:
        """The number of the month that a word begins with."""
        return next(i for i, month in enumerate(self.months, 1) if month.match(word))


_WORD_LISTS = (
    *(
        "conjunctions",
        "boundaries",
        "approvals",
        "approved",
        "fillers",
        "adoptions",
        "title_links",
        "title_endings",
        "possessives",
    ),
    *("treaty_endings", "title_bars"),
    *("demonstratives_own", "demonstratives_said", "issuer_heads", "issuer_links", "registrations", "drafts", "turns"),
    *("planned", "adjective_endings", "participle_endings", "small_words", "stops", "stop_endings", "stop_nouns", "articles"),
    *("annexes", "attached", "possessive_adverbs", "heading_endings"),
)
_OWN_LISTS = ("about", "labels", "numbers", "periods", "facts", "notes", "leads", "joint", "within")


def load_citation_tables() -> dict[str, CitationTable]:
    """The `citations` tables of all languages by language. Raises DataError."""
    return {language: read_citation_table(language, load_table(language, "citations")) for language in LANGUAGES}


def read_citation_table(language: str, table: WordTable) -> CitationTable:
    """One table, checked and compiled. Raises DataError with the place of the fault."""
    months = _months(table)
    pieces = {**_PIECES, "month": f"(?P<month>{'|'.join(months)})"}
    types = tuple(_type(row) for row in table.rows("type"))
    by_stem = {stem: row for row in types for stem in row.stems}
    own = table.table("own_titles")
    enacting, papers = _told_types(own, "enacting"), _told_types(own, "papers")
    suffixes = table.table("suffixes")
    adjectives = table.table("adjectives")
    countries = _countries(table)
    loaded = CitationTable(
        language=language,
        head_final=_head(table) == "final",
        period_first=table.flag("period_first", default=False),
        words={name: _lowered(table.texts(name)) for name in _WORD_LISTS}
        | {f"own_{name}": _lowered(own.texts(name)) for name in _OWN_LISTS}
        | {"own_enacting": tuple(enacting)},
        enacting=enacting,
        papers=papers,
        genitive=suffixes.texts("genitive"),
        cases=tuple(ending for ending in suffixes.texts("case") if len(ending) > 1),
        countries=countries,
        country_forms=tuple(form for form, _ in countries),
        dates=_patterns(table, "date", pieces, "attributive"),
        versions=_patterns(table, "version", pieces),
        numbers=_patterns(table, "number", pieces),
        periods=_patterns(table, "period", pieces),
        provisions=_patterns(table, "provision", pieces),
        types=types,
        links=LinkRows(_link(row, pieces) for row in table.rows("link")),
        anchor=compiled(any_word(by_stem)),
        anchors=WordFinder(by_stem),
        annexes=WordFinder(_lowered(table.texts("annexes"))),
        suffix=_suffix(suffixes),
        by_stem=by_stem,
        stressed=adjectives.texts("stressed"),
        plurals=adjectives.texts("plurals"),
        adjectives={gender: _endings(adjectives, gender) for gender in ("feminine", "masculine", "neuter", "plural")},
        months=tuple(compiled(month) for month in months),
    )
    adjectives.done()
    own.done()
    suffixes.done()
    table.done()
    return loaded


def _head(table: WordTable) -> str:
    head = table.text("head")
    if head not in ("final", "initial"):
        raise DataError(f"{table.place}: 'head' must be 'final' or 'initial', not {head!r}")
    return head


def _lowered(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(normalise_pattern(word).lower() for word in words)


def _months(table: WordTable) -> tuple[str, ...]:
    rows = table.mapping("months")
    if sorted(rows, key=int) != [str(i) for i in range(1, 13)]:
        raise DataError(f"{table.place}: 'months' must have the keys 1 to 12")
    return tuple(rows[str(i)] for i in range(1, 13))


def _told_types(table: WordTable, key: str) -> dict[str, str]:
    """Words that tell the type of a paper, by which it is enacted or which head it, each with its notation. Raises DataError."""
    pairs = [row.split(EXAMPLE_MARK) for row in table.texts(key)]
    if any(len(pair) != 2 for pair in pairs):
        raise DataError(f"{table.place}: '{key}' must hold texts such as 'resolves => resolution'")
    return {normalise_pattern(words).lower(): kind for words, kind in pairs}


def _endings(table: WordTable, gender: str) -> tuple[tuple[str, str], ...]:
    pairs = [tuple(row.split(EXAMPLE_MARK)) for row in table.texts(gender)]
    if any(len(pair) != 2 for pair in pairs):
        raise DataError(f"{table.place}: '{gender}' must hold texts such as 'of => o'")
    return tuple((pair[0], pair[1]) for pair in pairs)


def _countries(table: WordTable) -> tuple[tuple[str, str], ...]:
    found = []
    for row in table.rows("country"):
        jurisdiction = row.text("jurisdiction")
        found += [(form, jurisdiction) for form in _lowered(row.texts("forms"))]
        row.done()
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _compiled(row: WordTable, pieces: dict[str, str]) -> re.Pattern[str]:
    text = re.sub(r"\{([a-z]+)\}", lambda match: pieces[match[1]], row.text("pattern"))
    try:
        return compiled(text)
    except re.error as error:
        raise DataError(f"{row.place}: 'pattern' is no regular expression: {error}") from error


def _patterns(table: WordTable, key: str, pieces: dict[str, str], flag: str | None = None) -> tuple[PatternRow, ...]:
    found = []
    for row in table.rows(key):
        identifier = row.text("id") if row.has("id") else key
        marked = row.flag(flag, default=False) if flag else False
        found.append(PatternRow(identifier, _compiled(row, pieces), row.texts("examples"), row.texts("near_misses"), marked))
        row.done()
    return tuple(found)


def _type(row: WordTable) -> TypeRow:
    loaded = TypeRow(
        row.text("key"),
        _lowered(row.texts("stems")),
        frozenset(row.texts("needs")),
        row.flag("plural", default=False),
        _lowered(row.optional_texts("not_before")),
        _lowered(row.optional_texts("not_after")),
        row.text("base") if row.has("base") else "",
        row.texts("examples"),
        row.texts("near_misses"),
    )
    row.done()
    return loaded


def _link(row: WordTable, pieces: dict[str, str]) -> LinkRow:
    place, source = row.text("place"), row.text("source")
    if place not in _PLACES or source not in _SOURCES:
        raise DataError(f"{row.place}: 'place' must be one of {_PLACES}, 'source' one of {_SOURCES}")
    loaded = LinkRow(row.text("type"), place, source, _compiled(row, pieces), row.texts("examples"), row.texts("near_misses"))
    row.done()
    return loaded


def _suffix(table: WordTable) -> re.Pattern[str]:
    def group(name: str) -> str:
        endings = sorted(table.texts(name), key=len, reverse=True) if table.has(name) else []
        return f"(?P<{name}>{'|'.join(endings)})?" if endings else f"(?P<{name}>(?!))?"

    return compiled(rf"{group('plural')}{group('possessive')}{group('case')}(?!\w)")
