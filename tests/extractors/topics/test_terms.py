"""Every term of every topic in four languages: found under its endings, and not where its words are others."""

from __future__ import annotations

from functools import cache

import pytest

from extractors.names.tables import NameWords, load_name_words
from extractors.text import normalise
from extractors.topics.finder import TermFinder
from extractors.topics.terms import MARK, TermPattern, load_term_patterns, term_patterns
from extractors.word_tables import LANGUAGES, parse_table
from ontology.errors import DataError
from ontology.terms import NOTATIONS

_INFLECTED = {"ky": ("дын", "ды", "га", "лары"), "kk": ("дың", "ды", "ға", "лары"), "ru": ("ами", "ыми", "ой"), "en": ("s",)}
# A sentence with what it is about; a sentence that is about none of it, though it sounds alike.
EXAMPLES = {
    "ky": [
        ("Мугалимдерге медиа сабаттуулукту үйрөтүү", {"teachers", "media-literacy"}),
        ("чек арадан өтүүчү жүктөрдү текшерүү", {"customs"}),
        ("уурулугу үчүн соттолгондорду пробацияга өткөрүү", {"property-crime", "convicts", "probation"}),
        ("терроризмди каржылоого бөгөт коюу", {"terrorist-financing"}),
        ("балдарды зомбулуктан коргоонун тартиби", {"child-protection"}),
    ],
    "kk": [
        ("Мектеп оқушыларына цифрлық гигиенаны үйрету", {"schools", "digital-literacy"}),
        ("құқық бұзушылықтың алдын алу", {"crime-prevention"}),
        ("Көші-қон үдерістерін зерделеу", {"migration"}),
        ("діни бірлестіктердің теологтары", {"religious-associations", "theologians"}),
        ("экстремизмді қаржыландырудың жолын кесу", {"terrorist-financing"}),
    ],
    "ru": [
        ("проведение профилактики правонарушений среди студентов", {"crime-prevention", "higher-education"}),
        ("социальную адаптацию освобождённых лиц", {"resocialisation", "released-persons"}),
        ("О беспилотных авиационных системах", {"aviation-security"}),
        ("развитие государственно-частных школ и вузов", {"schools", "higher-education"}),
        ("пунктами пропуска через государственную границу", {"border-control", "borders"}),
    ],
    "en": [
        ("train police officers to respond to domestic violence", {"domestic-violence", "staff-training"}),
        ("Support for communities: mid-term evaluation", {"monitoring-evaluation"}),
        ("prevent the financing of terrorism and money laundering", {"terrorist-financing", "money-laundering"}),
        ("Schoolchildren learn media literacy", {"schools", "media-literacy"}),
    ],
}
NEAR_MISSES = {
    "ky": ["алдын ала даярдык", "тергөөчүлөр", "салыштыруу", "жаштыгы"],
    "kk": ["мектептесу", "діндар", "қорғасын", "оқу құралы", "шекаралас"],
    "ru": ["школяр", "вузовка", "миграцион", "спортзала", "участники дорожной ярмарки", "реестродержатель", "границей поля"],
    "en": ["schooling", "borderline", "drugstore", "complaining", "grantee", "preschooler", "registrar"],
}


@cache
def names() -> dict[str, NameWords]:
    return {words.language: words for words in load_name_words()}


@cache
def patterns() -> dict[str, tuple[TermPattern, ...]]:
    return load_term_patterns(names().values())


@cache
def finder(language: str) -> TermFinder:
    return TermFinder(patterns()[language])


def found(text: str, language: str) -> set[str]:
    lower = normalise(text).lower
    return {term.pattern.topic for term in finder(language).find(lower, 0, len(lower))}


def terms_in(text: str, language: str) -> set[str]:
    lower = normalise(text).lower
    return {term.pattern.term for term in finder(language).find(lower, 0, len(lower))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_has_terms(language: str) -> None:
    assert {pattern.topic for pattern in patterns()[language]} == set(NOTATIONS["topic"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_found_as_it_is_written(language: str) -> None:
    for pattern in patterns()[language]:
        written = pattern.term.replace(MARK, "")
        assert pattern.topic in found(f"1) {written}, 2", language), pattern
        assert pattern.topic in found(written.capitalize(), language), pattern


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_takes_endings(language: str) -> None:
    for pattern in patterns()[language]:
        stem = pattern.term.partition(MARK)[0] if pattern.term.count(MARK) == 1 else pattern.term.replace(MARK, "")
        if language in ("ru", "en"):
            stem = stem if " " in stem or MARK in pattern.term else pattern.opening
        if not stem[-1].isalpha() or " " in pattern.term.partition(MARK)[2] or (language in ("ru", "en") and " " in stem):
            continue
        assert any(pattern.topic in found(stem + ending, language) for ending in _INFLECTED[language]), pattern


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_term_is_found_where_its_words_are_others(language: str) -> None:
    for pattern in patterns()[language]:
        written = pattern.term.replace(MARK, "")
        assert pattern.term not in terms_in(f"ж{written}", language), pattern  # the end of another word
        assert pattern.term not in terms_in(f"{written}щъщ" if not pattern.term.endswith("щ") else written[:-1], language) or (
            MARK in pattern.term.rsplit(" ", 1)[-1]
        ), pattern  # the beginning of another word
        for place in range(1, written.count(" ") + 1):
            words = written.split(" ")
            assert pattern.term not in terms_in(" ".join([*words[:place], "щъщ", *words[place:]]), language), pattern


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_about_what_they_say(language: str) -> None:
    for sentence, topics in EXAMPLES[language]:
        assert found(sentence, language) == topics, sentence
    for sentence in NEAR_MISSES[language]:
        assert found(sentence, language) == set(), sentence


def test_the_longest_of_terms_within_one_another_is_taken() -> None:
    assert found("финансирование терроризма", "ru") == {"terrorist-financing"}
    assert found("финансирование терроризма и терроризм", "ru") == {"terrorist-financing", "terrorism"}


def test_bounds_cut_terms_off() -> None:
    lower = "терроризм и коррупция"
    assert [t.pattern.topic for t in finder("ru").find(lower, 0, 9)] == ["terrorism"]
    assert finder("ru").find(lower, 0, 8) == []
    assert [t.pattern.topic for t in finder("ru").find(lower, 10, len(lower))] == ["corruption"]


def table(terms: str, language: str = "ru") -> tuple[TermPattern, ...]:
    rows = "\n".join(f"{topic} = []" for topic in NOTATIONS["topic"] if f"\n{topic} = " not in f"\n{terms}")
    return term_patterns(parse_table(f'endings = ["а", "ы"]\n[terms]\n{terms}\n{rows}', "topics.toml"), names()[language])


def test_a_faulty_table_says_what_is_wrong() -> None:
    assert [p.term for p in table('schools = ["школа"]')] == ["школа"]
    with pytest.raises(DataError, match="'школа' stands under 'education' and 'schools'"):
        table('education = ["школа"]\nschools = ["школа"]')
    with pytest.raises(DataError, match="unknown key 'harvest'"):
        table('harvest = ["урожай"]')
    with pytest.raises(DataError, match="does not begin with a letter"):
        table(f'schools = ["{MARK}"]')
