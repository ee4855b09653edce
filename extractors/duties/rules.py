"""The rules by which a sentence tells who has which role towards what: `languages/<code>/mandates.toml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import NamedTuple

from extractors.cues import CueIndex
from extractors.duties.act_stand_ins import ActStandInWords
from extractors.duties.clauses import CASES, CaseEnding, CaseWords
from extractors.duties.company import Company
from extractors.duties.expressions import Expression, read_pattern, regular, small_pattern
from extractors.duties.forms import Form, Written, expand, read_forms
from extractors.duties.predicates import Chain
from extractors.duties.stand_ins import StandInWords
from extractors.duties.stated_tasks import StatedTaskWords, read_stated_tasks
from extractors.duties.statutes import StatuteWords, read_statute_words
from extractors.openings import OpenedPattern
from extractors.word_tables import LANGUAGES, WordTable, load_table
from ontology.errors import DataError
from ontology.records import NOT_BINDING

TARGETS = ("function", "instrument", "instrument-or-function", "report", "body", "list", "own")
DUTY, REPORTED = "duty", "reported"
DEONTIC = (DUTY, "power", "ban", *NOT_BINDING)


class DutyRule(NamedTuple):
    """One form of sentence, in one word order or several.

    Group `who` holds the signs of the holders, `what` the words of the duty, `whom` and `whom_after` other bodies.
    """

    identifier: str
    role: str
    deontic: str
    concerns: str  # one of TARGETS
    confidence: float
    cues: tuple[str, ...]  # words of which one must stand in a sentence, in lower case, for the rule to be tried
    forms: tuple[Form, ...]
    whom_role: str | None  # the role of the bodies in the groups `whom` and `whom_after`
    opened: bool  # whether it is for the items of lists that a body opens, and for nothing else
    performative: bool  # whether its words assign a duty by being said: 'I instruct the Ministry to', in whatever document
    narrative: bool  # whether its words tell what was done, which is of use in documents that are no instrument alone
    also: tuple[str, ...]  # roles that its bodies may have besides, by other rules
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True)
class DutyWords:
    """All that the stages of duties and tasks know of one language."""

    language: str
    cases: CaseWords
    not_asserted: re.Pattern[str]  # for text in small letters, as are `subordinate` and `goal`
    subordinate: re.Pattern[str]  # clauses within a sentence that speak of something else: what they deny, they deny alone
    carried: re.Pattern[str]  # group `keep`: the word of a first part that holds for the parts behind its semicolons too
    carrying_out: re.Pattern[str]
    carrying_out_before: re.Pattern[str]
    drawing_up: re.Pattern[str]
    drawing_up_before: re.Pattern[str]
    drawing_up_lead: re.Pattern[str]
    trim_before: re.Pattern[str]
    trim_after: re.Pattern[str]
    task_lead_in: re.Pattern[str]
    task_word: re.Pattern[str]
    task_section: re.Pattern[str]
    goal_heading: re.Pattern[str]
    task_heading: re.Pattern[str]
    no_task: re.Pattern[str]
    task_label: re.Pattern[str]
    task_order: re.Pattern[str]
    task_tail: re.Pattern[str]
    shared_tail: re.Pattern[str]  # group `tail`: the last words of a list that its earlier items share
    shared_end: re.Pattern[str]  # how an item ends that needs them
    goal: re.Pattern[str]
    stated_tasks: StatedTaskWords
    part_break: re.Pattern[str]
    part_start: re.Pattern[str]
    part_end: re.Pattern[str]
    joiner: str
    openings: tuple[Expression, ...]  # what opens a list of duties: see _opening in opened_lists
    agreement: re.Pattern[str]
    enacts: re.Pattern[str]
    agreed: re.Pattern[str]
    governed: re.Pattern[str]
    chair: re.Pattern[str]  # what follows a body named among members that says that it heads them
    heads_items: re.Pattern[
        str
    ]  # an item, in small letters, that only heads a list of its own: 'in the field of roads', 'functions of control'
    relative: re.Pattern[str]  # how words end that say something themselves and open a list by a pronoun
    statutes: StatuteWords
    which: Expression  # what a relative clause says of a body: see predicates
    stand_ins: StandInWords
    act_stand_ins: ActStandInWords
    chains: tuple[Chain, ...]
    companies: tuple[Company, ...]
    rules: tuple[DutyRule, ...]

    @cached_property
    def by_cue(self) -> CueIndex[DutyRule]:
        """The rules, to be found by their cues."""
        return CueIndex((rule, rule.cues) for rule in self.rules)

    @cached_property
    def of_acts(self) -> DutyWords:
        """The table for an instrument: what tells of things done is no duty."""
        return replace(self, rules=tuple(rule for rule in self.rules if not rule.narrative))

    @cached_property
    def of_pages(self) -> DutyWords:
        """The table for the page of a project: what is said of the project stands, all else is reported."""
        return self._telling("instrument", "own")

    @cached_property
    def of_letters(self) -> DutyWords:
        """The table for a document that is no instrument, or a study: what assigns no duty by being said is reported."""
        return self._telling("own")

    def _telling(self, *kept: str) -> DutyWords:
        """The table in which the indicative reports; rules for the targets `kept` stay as they are."""
        rules = (
            rule if rule.performative or rule.concerns in kept else rule._replace(deontic=REPORTED)
            for rule in self.rules
            if rule.performative or rule.deontic in (DUTY, REPORTED)
        )
        return replace(self, rules=tuple(rules))


class DutyTables(Mapping[str, DutyWords]):
    """The duty tables by language, each loaded when a document in the language is first met. Raises DataError then."""

    def __init__(self) -> None:
        self._load = cache(load_duty_words)

    def __getitem__(self, language: str) -> DutyWords:
        return self._load(language)

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


def load_duty_words(language: str) -> DutyWords:
    """The duty table of a language. Raises DataError with the place of a fault."""
    return read_duty_words(load_table(language, "mandates"), language, shipped=True)


def read_duty_words(table: WordTable, language: str, shipped: bool = False) -> DutyWords:
    """The duty words of a table; its forms are kept where it is `shipped`. Raises DataError with the place of a fault."""
    joiner = table.text("joiner")
    macros = table.mapping("macros") if table.has("macros") else {}
    endings = tuple(_ending(row) for row in table.rows("ending"))
    words = DutyWords(
        language=language,
        cases=CaseWords(
            endings,
            read_pattern(table, "possessed"),
            regular(table.place, "joiner", joiner),
            table.flag("by_whole_name", default=False),
            re.compile(table.text("role_noun")),
        ),
        not_asserted=small_pattern(table, "not_asserted"),
        subordinate=small_pattern(table, "subordinate"),
        carried=small_pattern(table, "carried"),
        carrying_out=read_pattern(table, "carrying_out"),
        carrying_out_before=read_pattern(table, "carrying_out_before"),
        drawing_up=read_pattern(table, "drawing_up"),
        drawing_up_before=read_pattern(table, "drawing_up_before"),
        drawing_up_lead=read_pattern(table, "drawing_up_lead"),
        trim_before=read_pattern(table, "trim_before"),
        trim_after=read_pattern(table, "trim_after"),
        task_lead_in=read_pattern(table, "task_lead_in"),
        task_word=read_pattern(table, "task_word"),
        task_section=read_pattern(table, "task_section"),
        goal_heading=read_pattern(table, "goal_heading"),
        task_heading=read_pattern(table, "task_heading"),
        no_task=read_pattern(table, "no_task"),
        task_label=read_pattern(table, "task_label"),
        task_order=read_pattern(table, "task_order"),
        task_tail=read_pattern(table, "task_tail"),
        shared_tail=read_pattern(table, "shared_tail"),
        shared_end=read_pattern(table, "shared_end"),
        goal=small_pattern(table, "goal"),
        stated_tasks=read_stated_tasks(table.table("stated_tasks"), small_pattern),
        part_break=read_pattern(table, "part_break"),
        part_start=read_pattern(table, "part_start"),
        part_end=read_pattern(table, "part_end"),
        joiner=joiner,
        openings=tuple(Expression(table.place, "openings", expand(text, joiner, macros)) for text in table.texts("openings")),
        agreement=read_pattern(table, "agreement"),
        enacts=read_pattern(table, "enacts"),
        agreed=read_pattern(table, "agreed"),
        governed=read_pattern(table, "governed"),
        chair=read_pattern(table, "chair"),
        heads_items=small_pattern(table, "heads_items"),
        relative=read_pattern(table, "relative"),
        statutes=read_statute_words(table.table("statutes")),
        which=Expression(table.place, "which", expand(table.text("which"), joiner, macros)),
        stand_ins=_stand_ins(table.table("stand_ins")),
        act_stand_ins=_act_stand_ins(table.table("act_stand_ins"), endings),
        chains=tuple(_chain(row, joiner, macros) for row in table.rows("chain")),
        companies=tuple(_company(row, joiner, macros) for row in table.rows("company")),
        rules=tuple(_rules(table.rows("rule"), partial(read_forms, language, joiner=joiner, macros=macros, shipped=shipped))),
    )
    table.done()
    return words


def _ending(row: WordTable) -> CaseEnding:
    case = row.text("case")
    if case not in CASES:
        raise DataError(f"{row.place}: '{case}' is no case; one of {', '.join(CASES)}")
    ending = CaseEnding(case, read_pattern(row, "pattern"))
    row.done()
    return ending


def _stand_ins(table: WordTable) -> StandInWords:
    tells = {key: regular(table.place, "tells", pattern) for key, pattern in table.mapping("tells").items()}
    words = StandInWords(
        OpenedPattern(small_pattern(table, "pattern")),
        table.mapping("numbers"),
        table.mapping("nouns"),
        tells,
        read_pattern(table, "beside"),
        read_pattern(table, "behind"),
        read_pattern(table, "qualified"),
        read_pattern(table, "opens"),
    )
    table.done()
    if missing := set(words.numbers.values()) - {*tells, "last"}:
        raise DataError(f"{table.place}: 'tells' has no {', '.join(sorted(missing))}")
    if not {"pronoun", "noun"} <= words.pattern.pattern.groupindex.keys():
        raise DataError(f"{table.place}: 'pattern' needs the groups pronoun and noun")
    return words


def _act_stand_ins(table: WordTable, endings: Sequence[CaseEnding]) -> ActStandInWords:
    words = ActStandInWords(
        OpenedPattern(small_pattern(table, "pattern")),
        table.mapping("types"),
        read_pattern(table, "qualified"),
        read_pattern(table, "governed"),
        endings,
    )
    table.done()
    if not {"pronoun", "noun"} <= words.pattern.pattern.groupindex.keys():
        raise DataError(f"{table.place}: 'pattern' needs the groups pronoun and noun")
    return words


def _chain(row: WordTable, joiner: str, macros: dict[str, str]) -> Chain:
    chain = Chain(
        Expression(row.place, "shared", expand(row.text("shared"), joiner, macros)),
        Expression(row.place, "border", expand(row.text("border"), joiner, macros)),
        row.texts("cues"),
        row.texts("examples"),
        row.optional_texts("near_misses"),
    )
    row.done()
    if "keep" not in chain.shared.groups or "cut" not in chain.border.groups:
        raise DataError(f"{row.place}: 'shared' needs a group keep, 'border' a group cut")
    return chain


def _company(row: WordTable, joiner: str, macros: dict[str, str]) -> Company:
    company = Company(
        row.text("role"),
        row.texts("cues"),
        Expression(row.place, "pattern", expand(row.text("pattern"), joiner, macros)),
        row.texts("examples"),
        row.optional_texts("near_misses"),
    )
    row.done()
    if "whom" not in company.pattern.groups:
        raise DataError(f"{row.place}: the pattern has no group whom")
    return company


def _rules(rows: Sequence[WordTable], forms: Callable[[list[Written]], list[tuple[Form, ...]]]) -> Iterator[DutyRule]:
    own = forms([(row.place, _patterns(row), {"noun": row.text("noun")} if row.has("noun") else {}) for row in rows])
    return (_rule(row, each) for row, each in zip(rows, own, strict=True))


def _patterns(row: WordTable) -> tuple[str, ...]:
    return row.texts("patterns") if row.has("patterns") else (row.text("pattern"),)


def _rule(row: WordTable, forms: tuple[Form, ...]) -> DutyRule:
    rule = DutyRule(
        identifier=row.text("id"),
        role=row.text("role"),
        deontic=row.text("deontic") if row.has("deontic") else DUTY,
        concerns=row.text("concerns"),
        confidence=row.number("confidence"),
        cues=row.texts("cues"),
        forms=forms,
        whom_role=row.text("whom_role") if row.has("whom_role") else None,
        opened=row.flag("opened", default=False),
        performative=row.flag("performative", default=False),
        narrative=row.flag("narrative", default=False),
        also=row.optional_texts("also"),
        examples=row.texts("examples"),
        near_misses=row.optional_texts("near_misses"),
    )
    row.done()
    if rule.concerns not in TARGETS:
        raise DataError(f"{row.place}: '{rule.concerns}' is no target; one of {', '.join(TARGETS)}")
    if rule.deontic not in DEONTIC or (rule.narrative and rule.deontic != REPORTED):
        raise DataError(f"{row.place}: the deontic type is one of {', '.join(DEONTIC)}, and '{REPORTED}' of a narrative rule")
    wanted = {"who", *(() if rule.concerns == "list" else ("what",))}
    missing = {group for form in rule.forms for group in wanted - form.pattern.groups}
    if missing:
        raise DataError(f"{row.place}: the pattern has no group {', '.join(sorted(missing))}")
    if rule.whom_role and not any({"whom", "whom_after"} & form.pattern.groups for form in rule.forms):
        raise DataError(f"{row.place}: 'whom_role' is set, and no pattern has a group whom")
    return rule
