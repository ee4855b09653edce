"""The words of tables, plans, passports and sums of money in one language, compiled: `languages/<code>/tables.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from extractors.kept_patterns import compiled
from extractors.openings import OpenedPattern
from extractors.phrases import PhraseTable, alternation, any_of, compile_phrases, first_words
from extractors.word_tables import LANGUAGES, WordTable, load_table
from ontology.errors import DataError

Pattern = re.Pattern[str]

COLUMNS = (
    *("number", "task", "measure", "indicator", "baseline", "unit", "completion", "deadline"),
    *("responsible", "lead", "co_executor", "partner", "data_source", "years", "total", "source", "code", "note", "name"),
)
ROWS = (
    *("goal", "task", "target_indicator", "target_indicators", "result_indicator", "result_indicators", "measures"),
    *("results", "total", "secret", "continued", "part", "place", "section", "direction"),
)
PASSPORT = (
    *("developer", "executor", "lead", "approver", "coordinator", "monitor", "partner", "funder"),
    *("funding", "goal", "tasks", "indicators"),
)
PASSPORT_ROLES = PASSPORT[:8]  # rows that name bodies; their keys are those of the roles
NOTES = ("not_required", "within_means", "agreement", "lead", "summary", "support")
SOURCES = ("total", "republican", "local", "donor")
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
CURRENCIES = ("KZT", "KGS", "RUB", "USD", "EUR", "TJS", "UZS", "GBP", "CHF", "JPY")


class ValueWords(NamedTuple):
    """Phrases round the values of indicators and their years in running text."""

    before: tuple[str, ...]  # a year that follows its value
    after: tuple[str, ...]  # a year that opens it
    up_to: tuple[str, ...]  # a value
    reach: tuple[str, ...]  # before a value that is to be reached
    reached: tuple[str, ...]  # behind it
    endings: tuple[str, ...]  # of cases, on a figure or unit
    changing: tuple[str, ...]  # behind what something changes by
    changed_by: tuple[str, ...]  # before it
    percent: tuple[str, ...]
    measure: tuple[str, ...]  # nouns of what has a value


class TableWords(NamedTuple):
    """The compiled words, for normalised text in lower case; the keys are explained in languages/ky/tables.toml."""

    language: str
    decimal: str
    year_first: bool
    head_last: bool
    conjunctions: Pattern
    units: Pattern
    columns: PhraseTable
    rows: Mapping[str, Pattern]
    passport: PhraseTable
    notes: Mapping[str, Pattern]
    report: Pattern
    report_after: bool
    report_prepositions: Pattern
    report_suffixes: tuple[str, ...]
    budget: Pattern
    budget_heads: tuple[str, ...]  # one of these opens each phrase of `budget`
    budget_from: Pattern  # between a sum and the source that follows it
    carrying_out: Pattern  # of the programme; a sentence with it and the next is on its money
    needed: OpenedPattern
    need: Pattern  # what a sentence under a heading on funding is on, where it does not name the programme
    stage: Pattern  # of the programme, whose need it is
    giving: OpenedPattern  # what a donor does with its money
    instrument: Pattern
    funding_heading: Pattern  # a heading above text on what the programme costs
    sources: PhraseTable
    sources_beside_local: PhraseTable  # the same for a document in which the state budget stands beside local ones
    state_budget: Pattern
    values: ValueWords  # of indicators in running text
    expected: Pattern  # that results are expected
    scales: Mapping[int, Pattern]
    currencies: PhraseTable
    year: Pattern
    standing: Pattern  # deadlines that fix no day
    dates: Pattern  # years, and days of months; see `_dates`


def read_table_words(table: WordTable, language: str) -> TableWords:
    """The words of a TOML table. Raises DataError where a key is missing, unknown or of the wrong type."""
    report, money, values, dates = (table.table(key) for key in ("report", "money", "values", "dates"))
    sources = table.table("sources")
    state, named = sources.texts("state"), {key: sources.texts(key) for key in SOURCES}
    words = TableWords(
        language=language,
        decimal=_choice(table, "decimal", (",", ".")),
        year_first=table.flag("year_first", False),
        head_last=_choice(table, "head", ("last", "first")) == "last",
        conjunctions=compile_phrases(table.texts("conjunctions")),
        units=compile_phrases(table.texts("units")),
        columns=_patterns(table.table("columns"), COLUMNS),
        rows=_patterns(table.table("rows"), ROWS),
        passport=_patterns(table.table("passport"), PASSPORT),
        notes=_patterns(table.table("notes"), NOTES),
        report=compile_phrases(report.texts("words")),
        report_after=_choice(report, "order", ("after", "before")) == "after",
        report_prepositions=compile_phrases(report.texts("prepositions")),
        report_suffixes=report.texts("suffixes"),
        budget=compile_phrases(money.texts("programme")),
        budget_heads=first_words(money.texts("programme")),
        budget_from=compile_phrases(money.texts("from")),
        carrying_out=compile_phrases(money.texts("carrying_out")),
        needed=OpenedPattern(compile_phrases(money.texts("needed"))),
        need=compile_phrases(money.texts("need")),
        stage=compile_phrases(money.texts("stage")),
        giving=OpenedPattern(compile_phrases(money.texts("giving"))),
        instrument=compile_phrases(money.texts("instrument")),
        funding_heading=compile_phrases(money.texts("heading")),
        sources=PhraseTable(named),
        sources_beside_local=PhraseTable({**named, "republican": (*named["republican"], *state)}),
        state_budget=compile_phrases(state),
        values=ValueWords(*(values.texts(key) for key in ValueWords._fields)),
        expected=compile_phrases(values.texts("expected")),
        scales={SCALES[key]: pattern for key, pattern in _patterns(table.table("scales"), tuple(SCALES)).items()},
        currencies=_patterns(table.table("currencies"), CURRENCIES),
        year=compile_phrases(dates.texts("year")),
        standing=compile_phrases(dates.texts("standing")),
        dates=_dates(dates),
    )
    for used in (report, money, sources, values, dates, table):
        used.done()
    return words


def used_in(words: TableWords, lower: str) -> TableWords:
    """The words as a text uses them: its 'state budget' is the republican one where it sets local budgets beside it.

    The law of several countries calls both together the state budget; so where it stands alone, nothing is said of the source.
    """
    beside = words.state_budget.search(lower) is not None and words.sources["local"].search(lower) is not None
    return words._replace(sources=words.sources_beside_local) if beside else words


def load_table_words() -> tuple[TableWords, ...]:
    """The words of all languages, in the order of `LANGUAGES`. Raises DataError."""
    return tuple(read_table_words(load_table(code, "tables"), code) for code in LANGUAGES)


def _patterns(table: WordTable, keys: tuple[str, ...]) -> PhraseTable:
    phrases = {key: table.texts(key) for key in keys}
    table.done()
    return PhraseTable(phrases)


def _dates(dates: WordTable) -> Pattern:
    """Finds dates in figures (`d`, `m`, `y`), years (`year`), and a day next to its month (`day` or `after`, `m1` to `m12`).

    A date in figures may open with its year (`y2`, `n2`, `d2`), or have two figures of it (`d3`, `n3`, `y3`).
    """
    months = dates.texts("months")
    if len(months) != 12:
        raise DataError(f"{dates.place}: 'months' must list twelve months, not {len(months)}")
    named = "|".join(f"(?P<m{place}>{alternation(month.split('|'))})" for place, month in enumerate(months, 1))
    figures = r"(?<!\d)(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>(?:19|20)\d\d)(?!\d)"
    short = r"(?<![\d.])(?P<d3>\d\d)\.(?P<n3>\d\d)\.(?P<y3>\d\d)(?!\.?\d)"
    turned = r"(?<!\d)(?P<y2>(?:19|20)\d\d)-(?P<n2>[01]\d)-(?P<d2>[0-3]\d)(?!\d)"
    ordinal = any_of(dates.texts("ordinals"))
    return compiled(
        rf"{turned}|{figures}|{short}|(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)"
        rf"|(?:(?<!\d)(?P<day>\d{{1,2}})(?:{ordinal})?\s?-?\s?)?(?:{named})(?:\s(?P<after>\d{{1,2}})(?!\d))?"
    )


def _choice(table: WordTable, key: str, choices: tuple[str, ...]) -> str:
    value = table.text(key)
    if value not in choices:
        raise DataError(f"{table.place}: '{key}' must be one of {', '.join(choices)}, not '{value}'")
    return value
