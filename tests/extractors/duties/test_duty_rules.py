"""Each duty rule meets its own examples and leaves its near misses alone, in every language."""

from __future__ import annotations

import re

import pytest

from extractors.blocks import Block
from extractors.duties.clauses import Clause, case_of, has_sign, sign
from extractors.duties.company import Companion, Company, without
from extractors.duties.expressions import BothCases, Expression
from extractors.duties.forms import expand
from extractors.duties.mandates import DENYING
from extractors.duties.marking import Piece
from extractors.duties.predicates import predicates
from extractors.duties.rules import DutyRule, DutyWords, load_duty_words
from extractors.names.mentions import BodyMention, NameMatch
from extractors.word_tables import LANGUAGES, load_table
from ontology.errors import DataError

WORDS = {language: load_duty_words(language) for language in LANGUAGES}
RULES = [(language, rule) for language in LANGUAGES for rule in WORDS[language].rules]


MENTION = BodyMention(0, 1, "a", NameMatch(0, 1, ("a",), "full", "a", "ky"))
BLOCK = Block(0, 1, "paragraph", "ky", None)
RUSSIAN = {"": "nominative", "а": "genitive", "ы": "genitive", "и": "genitive", "ий": "genitive", "ов": "genitive",
           "ств": "genitive", "у": "dative", "ам": "dative", "ом": "instrumental", "ой": "instrumental", "е": "locative"}  # fmt: skip


def marked(sentence: str, words: DutyWords) -> str:
    """The sentence with a sign for each [[stem|suffix]]."""

    def case(suffix: str) -> str:
        return RUSSIAN[suffix] if words.cases.by_whole_name else case_of(suffix, words.cases.endings)

    return re.sub(r"\[\[([^|\]]*)\|([^\]]*)\]\]", lambda m: sign(case(m[2])), sentence)


def asserted(rule: DutyRule, sentence: str, words: DutyWords) -> re.Match[str] | None:
    text = marked(sentence, words)
    if words.not_asserted.search(text.lower()) and rule.deontic not in DENYING:
        return None
    return next(filter(None, (form.pattern.search(BothCases.of(text)) for form in rule.forms)), None)


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[rule.identifier for _, rule in RULES])
def test_rule_meets_its_examples(language: str, rule: DutyRule) -> None:
    assert rule.examples
    for example in rule.examples:
        sentence, _, what = example.partition(" => ")
        match = asserted(rule, sentence, WORDS[language])
        assert match, example
        assert match["who"].strip(), example
        assert any(cue in sentence.lower() for cue in rule.cues), example
        if rule.concerns == "body":  # other bodies, of which only the signs are left
            assert has_sign(match["what"]), example
        elif rule.concerns != "list":
            assert match["what"].strip().lower() == what.lower(), example


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[rule.identifier for _, rule in RULES])
def test_rule_leaves_its_near_misses_alone(language: str, rule: DutyRule) -> None:
    for sentence in rule.near_misses:
        assert not asserted(rule, sentence, WORDS[language]), sentence


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[rule.identifier for _, rule in RULES])
def test_each_pattern_of_a_rule_meets_an_example(language: str, rule: DutyRule) -> None:
    sentences = [marked(example.partition(" => ")[0], WORDS[language]) for example in rule.examples]
    for form in rule.forms:
        met = [sentence for sentence in sentences if form.pattern.search(BothCases.of(sentence))]
        assert met, form.pattern.pattern
        assert all(form.may_fit(sentence.lower(), set(sentence)) for sentence in met), form.pattern.pattern
        assert all(form.needed is None or form.needed.search(BothCases.of(sentence)) for sentence in met), form.pattern.pattern
        assert all(form.head is None or form.head.search(BothCases.of(sentence)) for sentence in met), form.pattern.pattern


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[rule.identifier for _, rule in RULES])
def test_rule_has_near_misses(language: str, rule: DutyRule) -> None:
    assert rule.near_misses or rule.opened


def cut(sentence: str, words: DutyWords) -> list[str]:
    """The clauses of one predicate that a sentence stands for, as marked text."""
    text = marked(sentence, words)
    bodies = {place: MENTION for place, character in enumerate(text) if has_sign(character)}
    clause = Clause(text, (Piece(0, len(text), 0, len(text)),), bodies, 0, len(text), BLOCK)
    return [predicate.marked for predicate in predicates(clause, words.chains)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_chains_meet_their_examples_and_leave_their_near_misses_alone(language: str) -> None:
    words = WORDS[language]
    assert words.chains
    for chain in words.chains:
        for example in chain.examples:
            sentence, *later = example.split(" => ")
            assert cut(sentence, words)[1:] == [marked(clause, words) for clause in later], example
            assert any(cue in sentence.lower() for cue in chain.cues), example
        for sentence in chain.near_misses:
            assert len(cut(sentence, words)) == 1, sentence


COMPANIES = [(language, company) for language in LANGUAGES for company in WORDS[language].companies]


@pytest.mark.parametrize(
    ("language", "company"), COMPANIES, ids=[f"{code}-{c.role}-{i}" for i, (code, c) in enumerate(COMPANIES)]
)
def test_company_meets_its_examples_and_leaves_its_near_misses_alone(language: str, company: Company) -> None:
    assert company.examples
    assert company.near_misses
    for sentence in company.examples:
        match = company.pattern.search(BothCases.of(marked(sentence, WORDS[language])))
        assert match, sentence
        assert has_sign(match["whom"]), sentence
        assert any(cue in sentence.lower() for cue in company.cues), sentence
    for sentence in company.near_misses:
        assert not company.pattern.search(BothCases.of(marked(sentence, WORDS[language]))), sentence


@pytest.mark.parametrize(
    ("words", "kept"),
    [("train staff, jointly with the #", "train staff"), ("jointly with the # train staff", " train staff"),
     ("train, jointly with the #, all staff", "train, jointly with the #, all staff")],
)  # fmt: skip
def test_words_of_company_are_cut_off_at_the_edges(words: str, kept: str) -> None:
    start = words.index("jointly with")
    companion = Companion("partner", (), start, words.index("#") + 1)
    start, end = without((0, len(words)), words, [companion])
    assert words[start:end].rstrip(" ,") == kept


@pytest.mark.parametrize(
    ("language", "opening", "enacts"),
    [("ky", "Министрлер Кабинети токтом кылат:", True), ("kk", "Үкімет ҚАУЛЫ ЕТЕДІ:", True), ("ru", "Правительство ПОСТАНОВЛЯЕТ:", True),
     ("en", "The Government hereby resolves:", True), ("ru", "Правительство утверждает:", False), ("en", "The Council shall:", False)],
)  # fmt: skip
def test_enacting_words_are_told_from_those_that_open_a_list(language: str, opening: str, enacts: bool) -> None:
    assert bool(WORDS[language].enacts.search(opening)) is enacts


def test_a_later_predicate_with_a_subject_of_its_own_does_not_share_the_first_one() -> None:
    first, second, third = cut("[[Кызмат|]] реестрди жүргүзөт, [[Академия|]] курстарды ачат жана аларды өткөрөт", WORDS["ky"])
    assert first == f"{sign('nominative')} реестрди жүргүзөт"
    assert second == f"{sign('nominative')} курстарды ачат"
    assert third == f"{sign('nominative')} аларды өткөрөт"


def test_tables_of_the_four_languages_have_the_same_keys() -> None:
    keys = {language: set(load_table(language, "mandates")._values) for language in LANGUAGES}
    assert len(set(map(frozenset, keys.values()))) == 1, keys


def test_rule_identifiers_are_unique() -> None:
    identifiers = [rule.identifier for _, rule in RULES]
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.parametrize(
    ("language", "ending", "case"),
    [
        ("ky", "инин", "genitive"), ("ky", "ине", "dative"), ("ky", "ин", "accusative"), ("ky", "и", "nominative"),
        ("ky", "", "nominative"), ("ky", "лардын", "genitive"), ("ky", "унда", "locative"), ("ky", "унан", "ablative"),
        ("kk", "інің", "genitive"), ("kk", "імен", "instrumental"), ("kk", "іне", "dative"), ("kk", "ін", "accusative"),
        ("kk", "лар", "nominative"),
    ],
)  # fmt: skip
def test_ending_tells_the_case(language: str, ending: str, case: str) -> None:
    assert case_of(ending, WORDS[language].cases.endings) == case


def test_expand_writes_out_macros_and_lists() -> None:
    pattern = re.compile(expand("(?P<who><nominative*>)<m>", ", ", {"m": "!"}))
    assert pattern.search(f"{sign('genitive')}, {sign('nominative')}!")
    assert not pattern.search(f"{sign('genitive')}!")


def test_error_names_the_place_of_a_bad_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractors.duties import rules as duty_rules
    from extractors.word_tables import parse_table

    monkeypatch.setattr(
        duty_rules,
        "load_table",
        lambda *_: parse_table('joiner = ","\nrole_noun = "x"\nnot_asserted = "("\nending = []\npossessed = "x"\n', "x.toml"),
    )
    with pytest.raises(DataError, match=r"x\.toml.*not_asserted"):
        load_duty_words("ky")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_expression_is_one(language: str) -> None:
    words = WORDS[language]
    forms = [form for rule in words.rules for form in rule.forms]
    expressions = [*words.openings, *(form.pattern for form in forms), *(form.needed for form in forms if form.needed)]
    expressions += [expression for chain in words.chains for expression in (chain.shared, chain.border)]
    expressions += [company.pattern for company in words.companies]
    for expression in expressions:
        assert set(expression.compiled.groupindex) == expression.groups


def test_an_expression_that_is_none_is_named_when_it_is_used() -> None:
    with pytest.raises(DataError, match=r"x\.toml \[\[rule\]\] 3.*pattern"):
        Expression("x.toml [[rule]] 3", "pattern", "(").search(BothCases.of("text"))


def test_an_expression_ignores_case_but_where_it_says_so() -> None:
    for pattern in (r"(?P<who>\ue000)\s+Өткөрөт\W+[А-Я]\S", r"(?P<who>\ue000)\s+өТКӨРӨТ\W+(?i:я)\S"):
        assert Expression("x", "pattern", pattern).search(BothCases.of("\ue000 өткөрөт: Яр"))
        assert Expression("x", "pattern", pattern).search(BothCases.of("\ue000 ӨТКӨРӨТ: яр"))
    heeds = Expression("x", "pattern", r"в\s+(?-i:[А-Я])")
    assert heeds.search(BothCases.of("В Нарын")) and not heeds.search(BothCases.of("В нарын"))
