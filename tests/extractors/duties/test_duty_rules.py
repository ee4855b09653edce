"""Each duty rule meets its own examples and leaves its near misses alone, in every language."""

from __future__ import annotations

import re

import pytest

from extractors.duties.clauses import case_of, has_sign, sign
from extractors.duties.rules import DutyRule, DutyWords, expand, load_duty_words
from extractors.word_tables import LANGUAGES, load_table
from ontology.errors import DataError

WORDS = {language: load_duty_words(language) for language in LANGUAGES}
RULES = [(language, rule) for language in LANGUAGES for rule in WORDS[language].rules]


def marked(sentence: str, words: DutyWords) -> str:
    """The sentence with a sign for each [[stem|suffix]]."""
    return re.sub(r"\[\[([^|\]]*)\|([^\]]*)\]\]", lambda m: sign(case_of(m[2], words.cases.endings)), sentence)


def asserted(rule: DutyRule, sentence: str, words: DutyWords) -> re.Match[str] | None:
    text = marked(sentence, words)
    return None if words.not_asserted.search(text) else rule.pattern.search(text)


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
            assert match["what"].strip() == what, example


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[rule.identifier for _, rule in RULES])
def test_rule_leaves_its_near_misses_alone(language: str, rule: DutyRule) -> None:
    for sentence in rule.near_misses:
        assert not asserted(rule, sentence, WORDS[language]), sentence


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
        lambda *_: parse_table('joiner = ","\nnot_asserted = "("\nending = []\npossessed = "x"\n', "x.toml"),
    )
    with pytest.raises(DataError, match=r"x\.toml.*not_asserted"):
        load_duty_words("ky")
