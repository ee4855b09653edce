"""Groups that no table lists, in sentences of our own: found where they have a part in what is said, left where they have none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.names.group_words import GroupHead, GroupWords, load_group_words
from extractors.pipeline import Extractor

Named = Callable[[str], list[tuple[str, str]]]
TABLES = load_group_words()
HEADS = [(table, head) for table in TABLES for head in table.heads]


def groups(extractor: Extractor, text: str, language: str, *forms: str) -> list[tuple[str, str]]:
    """The groups of a text in a language, found in this way or in one of the others: as printed, and in the base form."""
    padding = {"ky": "Кыргызстандын өлкөсү. ", "kk": "Қазақстанның елі. ", "ru": "Это так. ", "en": "This is so. "}
    whole = padding[language] + "\n\n" + text
    index, _ = extractor.bodies(extractor.reading("a.txt", "0" * 64, whole), ())
    return [(whole[m.start : m.end], m.match.name) for m in index.mentions if m.match.form in ("group", *forms)]


@pytest.mark.parametrize(("table", "head"), HEADS, ids=[f"{t.language}: {h.words[0]} {h.use}" for t, h in HEADS])
def test_a_head_noun_is_met_by_its_examples_and_not_by_its_near_misses(
    table: GroupWords, head: GroupHead, extractor: Extractor
) -> None:
    for text in head.examples:
        assert groups(extractor, text, table.language, "collective"), text
    for text in head.near_misses:
        assert not groups(extractor, text, table.language), text


def test_all_languages_have_the_same_uses() -> None:
    uses = {table.language: {head.use for head in table.heads} for table in TABLES}
    assert uses["ky"] == uses["kk"] and uses["ru"] == uses["en"] == uses["ky"] - {"unit", "council"}


@pytest.mark.parametrize(
    ("language", "text", "form", "name"),
    [
        (
            "ky",
            "Кат ведомстволук эмес мекемелер тарабынан жазылат.",
            "ведомстволук эмес мекемелер",
            "ведомстволук эмес мекемелер",
        ),
        (
            "ky",
            "Балдардын иштери боюнча инспекторлор менен биргеликте жүргүзөт.",
            "Балдардын иштери боюнча инспекторлор",
            "балдардын иштери боюнча инспекторлор",
        ),
        (
            "ky",
            "Ошондой эле мигранттардын жана балдардын иштери боюнча ведомстволор аралык координациялык кеңеш тарабынан каралат.",
            "мигранттардын жана балдардын иштери боюнча ведомстволор аралык координациялык кеңеш",
            "мигранттардын жана балдардын иштери боюнча ведомстволор аралык координациялык кеңеш",
        ),
        (
            "ky",
            "Ошондой эле экстремизмге каршы аракеттенүү боюнча координациялык комиссиялар тарабынан каралат.",
            "экстремизмге каршы аракеттенүү боюнча координациялык комиссиялар",
            "экстремизмге каршы аракеттенүү боюнча координациялык комиссиялар",
        ),
        (
            "kk",
            "Жұмыс тәуелсіз әлеуметтанушылық орталықтар тарапынан жүргізіледі.",
            "тәуелсіз әлеуметтанушылық орталықтар",
            "тәуелсіз әлеуметтанушылық орталықтар",
        ),
        (
            "ru",
            "Осмотр проводится организациями здравоохранения в мае.",
            "организациями здравоохранения",
            "организации здравоохранения",
        ),
        (
            "ky",
            "Сынак соттук-химиялык адистер тарабынан жүргүзүлөт.",
            "соттук-химиялык адистер",
            "соттук-химиялык адистер",
        ),
        (
            "ky",
            "Калктын пикирин эске алган билим берүүнүн негизги субъекттери менен биргеликте өтөт.",
            "билим берүүнүн негизги субъекттери",
            "билим берүүнүн негизги субъекттери",
        ),
        (
            "kk",
            "Жұмыс ата-аналар комитеттері тарапынан жүргізіледі.",
            "ата-аналар комитеттері",
            "ата-аналар комитеттері",
        ),
        (
            "en",
            "The survey is done by second-tier commercial banks in May.",
            "second-tier commercial banks",
            "second-tier commercial banks",
        ),
        ("ru", "Совместно с ветеранскими союзами готовится сбор.", "ветеранскими союзами", "ветеранские союзы"),
        ("ru", "Ответственным исполнителям до мая представить отчёт.", "Ответственным исполнителям", "ответственные исполнители"),
        (
            "en",
            "The survey is done by independent survey companies in May.",
            "independent survey companies",
            "independent survey companies",
        ),
        (
            "en",
            "Ministries and supervisory agencies shall report in May.",
            "Ministries and supervisory agencies",
            "ministries and supervisory agencies",
        ),
    ],
)
def test_a_group_is_named_with_what_narrows_it(language: str, text: str, form: str, name: str, extractor: Extractor) -> None:
    assert (form, name) in groups(extractor, text, language, "collective")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ky", "Тыюу салынган экстремисттик уюмдар тарабынан чакырык таратылат."),
        ("ky", "Сабактар жогорку окуу жайларда өтөт."),
        ("kk", "Сабақтар жоғары оқу орындарында өтеді."),
        ("ru", "Запрещенные организации скрываются и ждут."),
        ("ru", "В школах и музеях проводятся уроки."),
        ("en", "Terrorist organizations hide in the hills."),
        ("en", "The lessons are held in public schools."),
    ],
)
def test_threats_and_places_are_no_groups(language: str, text: str, extractor: Extractor) -> None:
    assert groups(extractor, text, language) == []


def test_the_owner_of_a_group_is_its_parent(extractor: Extractor) -> None:
    text = "Ички иштер министрлигинин аймактык бөлүмдөрү тарабынан рейд өтөт, ал Кыргызстанда."
    index, _ = extractor.bodies(extractor.reading("a.txt", "0" * 64, text), ())
    assert [body.parent for body in index.bodies.values() if not body.registered] == ["body/kg/interior-ministry"]


def test_a_group_that_acts_once_is_one_everywhere(extractor: Extractor) -> None:
    acts = "Санариптик түзүмдөр отчет берет. "
    named = "Санариптик түзүмдөрдүн саны өстү."
    assert len(groups(extractor, acts + named, "ky")) == 2
    assert groups(extractor, "Жылда санариптик түзүмдөрдүн саны өстү.", "ky") == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ky", "Баалоону эл аралык эксперттер жүргүзөт.", ["эл аралык эксперттер"]),
        ("ky", "Баалоого эл аралык эксперттер чакырылат.", []),
        ("kk", "Бағалауды шетелдік сарапшылар жүргізеді.", ["шетелдік сарапшылар"]),
        ("kk", "Жиынға шетелдік сарапшылар шақырылады.", []),
        ("ky", "Иш башка донорлордун эсебинен жүргүзүлөт.", ["донорлордун"]),
        ("ru", "Работа ведётся за счет частных инвесторов.", ["частных инвесторов"]),
        ("en", "The work is funded by private investors.", ["private investors"]),
        ("en", "The check is made by an independent evaluator in May.", ["independent evaluator"]),
    ],
)
def test_the_doer_before_its_verb_and_the_payer_have_a_part(
    language: str, text: str, found: list[str], extractor: Extractor
) -> None:
    assert [form.removeprefix("башка ") for form, _ in groups(extractor, text, language)] == found


def test_the_places_of_a_group_belong_to_its_name(extractor: Extractor) -> None:
    text = "Облыстардың, Ала және Бала қалаларының полиция департаменттері есеп береді."
    assert "Облыстардың, Ала және Бала қалаларының полиция департаменттері" in [f for f, _ in groups(extractor, text, "kk")]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "ky",
            "Кароону жеке жана диний уюмдар өткөрөт.",
            [("жеке жана диний уюмдар", "жеке уюмдар"), ("диний уюмдар", "диний уюмдар")],
        ),
        (
            "ky",
            "Бул эл аралык жана илимий уюмдарынын катышуусу менен өтөт.",
            [("эл аралык жана илимий уюмдарынын", "эл аралык уюмдар"), ("илимий уюмдарынын", "илимий уюмдары")],
        ),
        (
            "ky",
            "Иш жарандык жана эксперттик коомчулуктун катышуусу менен өтөт.",
            [
                ("жарандык жана эксперттик коомчулуктун", "жарандык коомчулук"),
                ("эксперттик коомчулуктун", "эксперттик коомчулук"),
            ],
        ),
        (
            "kk",
            "Тексеруді аймақтық және ведомстволық инспекциялар жүргізеді.",
            [
                ("аймақтық және ведомстволық инспекциялар", "аймақтық инспекциялар"),
                ("ведомстволық инспекциялар", "ведомстволық инспекциялар"),
            ],
        ),
        (
            "kk",
            "Тексеруді жаңа және ведомстволық инспекциялар жүргізеді.",
            [("ведомстволық инспекциялар", "ведомстволық инспекциялар")],
        ),
        ("ky", "Маданият жана диний уюмдар өткөрөт.", [("диний уюмдар", "диний уюмдар")]),
        (
            "ky",
            "Ал оорулардын алдын алуунун жаңы субъекттерин тартуу менен өтөт.",
            [("оорулардын алдын алуунун жаңы субъекттерин", "оорулардын алдын алуунун жаңы субъекттери")],
        ),
    ],
)
def test_groups_may_share_a_head_and_a_verbal_noun_keeps_its_object(
    extractor: Extractor, language: str, text: str, found: list[tuple[str, str]]
) -> None:
    assert groups(extractor, text, language, "collective") == found


@pytest.mark.parametrize(
    ("language", "text", "form"),
    [
        ("ky", "Бул ишке башка диний уюмдар менен биргеликте киришет.", "башка диний уюмдар"),
        ("ky", "Мында тиешелүү мамлекеттик органдар отчет берет.", "тиешелүү мамлекеттик органдар"),
        ("kk", "Мұнда барлық мемлекеттік органдар есеп береді.", "барлық мемлекеттік органдар"),
        ("ky", "Кабардар мамлекеттик органдар отчет берет.", "мамлекеттик органдар"),
    ],
)
def test_words_that_tell_which_are_meant_are_quoted(extractor: Extractor, language: str, text: str, form: str) -> None:
    assert form in [printed for printed, _ in groups(extractor, text, language, "collective")]
