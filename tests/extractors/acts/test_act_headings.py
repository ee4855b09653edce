"""The heading of an act, its date and its title in blocks of their own, in four languages."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.registered import load_registry

HEADINGS = [
    (
        "ky",
        "КЫРГЫЗ РЕСПУБЛИКАСЫНЫН МЫЙЗАМЫ\n\nБишкек ш., 2020-жылдын 5-майы № 61\n\nКөпүрөлөр жөнүндө\n\nКөпүрө керек.",
        "law",
        "61",
    ),
    ("kk", "Қазақстан Республикасының Заңы\n\n2020 жылғы 5 мамыр № 61-VI\n\nКөпірлер туралы", "law", "61-VI"),
    ("ru", "ЗАКОН КЫРГЫЗСКОЙ РЕСПУБЛИКИ\n\nг. Бишкек, от 5 мая 2020 года № 61\n\nО мостах", "law", "61"),
    ("en", "LAW OF THE KYRGYZ REPUBLIC\n\nBishkek, 5 May 2020 No. 61\n\nOn bridges", "law", "61"),
]


@pytest.mark.parametrize(("language", "text", "kind", "number"), HEADINGS, ids=[row[0] for row in HEADINGS])
def test_heading_takes_the_date_and_number_below_it(citing, language: str, text: str, kind: str, number: str) -> None:
    facts = citing.settle(text, language)
    act = next(i for i in facts.instruments if i.key == facts.index.act)
    assert (act.type, act.number, act.date) == (kind, number, "2020-05-05")


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("ru", "ЗАКОН КЫРГЫЗСКОЙ РЕСПУБЛИКИ\n\nО мостах\n\nСтатья 1. Настоящий Закон хранит мосты.", "О мостах"),
        ("en", "LAW OF THE KYRGYZ REPUBLIC\n\nOn bridges\n\nArticle 1. This Law keeps bridges.", "On bridges"),
        ("kk", "Қазақстан Республикасының Заңы\n\nКөпірлер туралы\n\n1-бап. Көпір керек.", "Көпірлер туралы"),
    ],
)
def test_a_law_may_have_a_heading_and_a_title_alone(citing, language: str, text: str, title: str) -> None:
    text += (
        "\n\nСтатья 2. Закон Кыргызской Республики «О мостах и дорогах» от 5 мая 2010 года № 3 не действует."
        if language == "ru"
        else ""
    )
    facts = citing.settle(text, language)
    act = next(i for i in facts.instruments if i.key == facts.index.act)
    assert (act.type, act.number, act.date, act.titles[0].text) == ("law", None, None, title)


def test_heading_names_the_issuer_of_a_decree(citing) -> None:
    text = "УКАЗ ПРЕЗИДЕНТА\n\nО лесах\n\nг. Бишкек, 5 мая 2020 года, УП № 61"
    facts = citing.settle(text, "ru", bodies=["ПРЕЗИДЕНТА"])
    act = next(i for i in facts.instruments if i.key == facts.index.act)
    assert (act.type, act.issuer, act.titles[0].text) == ("decree", "ПРЕЗИДЕНТА", "О лесах")


def test_words_beside_type_and_issuer_make_no_heading(citing) -> None:
    assert citing.settle("Новый закон обсудили в парламенте\n\n5 мая 2020 года", "ru").index.act is None


def test_rules_that_an_act_approves_are_an_instrument(citing) -> None:
    text = "ПРИКАЗ МИНИСТРА\n\n5 мая 2020 года № 61\n\nОб утверждении Положения о порядке учёта мостов\n\n1. Утвердить Положение о порядке учёта мостов."
    facts = citing.settle(text, "ru", bodies=["МИНИСТРА"])
    assert [i.type for i in facts.instruments if i.type != "order"] == ["regulation"]


def test_a_treaty_may_be_the_document(citing) -> None:
    facts = citing.settle("CONVENTION ON THE MIDDLE RIVER\n\nThe Parties have agreed as follows:", "en")
    assert [own.type for own in facts.index.own] == ["treaty"]


def test_the_last_word_of_a_name_is_no_instrument(citing) -> None:
    text = "The courses were held by the Nations Development Programme in May."
    assert not citing.settle(text, "en", bodies=["Nations Development Programme"]).instruments


def test_the_next_point_of_an_act_is_no_item_of_what_it_approves(extractor: Extractor) -> None:
    text = (
        "КЫРГЫЗ РЕСПУБЛИКАСЫНЫН МЫЙЗАМЫ\n\n2020-жылдын 5-майы № 61\n\n1. Төмөнкүлөр бекитилсин:\n\n"
        "1) 2020-2024-жылдарга Кыргыз Республикасынын көпүрө программасы.\n\n"
        "2. Кыргыз Республикасынын 2014-жылдын 3-мартындагы № 12 Мыйзамы күчүн жоготту деп таанылсын."
    )
    found = extractor.extract("made-up.txt", "0" * 64, text)
    numbers = {act.key: act.number or act.type for act in found.instruments}
    assert {(x.link_type, numbers[x.target]) for x in found.links} >= {("approves", "programme"), ("repeals", "12")}
    assert not [x for x in found.links if x.link_type == "approves" and numbers[x.target] == "12"]


def test_the_body_above_the_number_of_an_act_is_its_issuer_and_approves_what_the_act_approves() -> None:
    text = (
        "КАБИНЕТ МИНИСТРОВ КЫРГЫЗСКОЙ РЕСПУБЛИКИ\n\nПОСТАНОВЛЕНИЕ от 14 июня 2024 года № 318\n\nОб утверждении Программы развития "
        "садов на 2024-2028 годы\n\n1. Утвердить Программу развития садов на 2024-2028 годы.\n"
    )
    read = Extractor.load(load_registry()).extract("a.txt", "0", text)
    act = next(i for i in read.instruments if i.type == "resolution")
    programme = next(i for i in read.instruments if i.type == "programme")

    assert act.issuer == "body/kg/cabinet-of-ministers"
    assert [(m.holder, m.role, m.concerns) for m in read.mandates] == [(act.issuer, "approver", programme.key)]


def test_a_project_tells_its_number_and_years_behind_labels() -> None:
    text = "Project title: Clean Orchards in Two Valleys\nProject number: 00131877\nDuration: 1 March 2022 - 31 August 2025\n"
    own = Extractor.load(load_registry()).extract("a.txt", "0", text).instruments[0]

    assert (own.type, own.number, own.period_start, own.period_end) == ("project", "00131877", 2022, 2025)


def test_a_joint_act_has_its_heading_and_the_first_of_its_issuers() -> None:
    text = (
        "МИНИСТЕРСТВО ЮСТИЦИИ КЫРГЫЗСКОЙ РЕСПУБЛИКИ\nМИНИСТЕРСТВО ВНУТРЕННИХ ДЕЛ КЫРГЫЗСКОЙ РЕСПУБЛИКИ\n\nСОВМЕСТНЫЙ ПРИКАЗ\n\n"
        "г. Бишкек, 4 апреля 2025 года, № 212/318\n\nОб утверждении Инструкции по хранению дел\n\n"
        "1. Утвердить прилагаемую Инструкцию по хранению дел.\n"
    )
    read = Extractor.load(load_registry()).extract("a.txt", "0", text)
    act = next(i for i in read.instruments if i.type == "order")

    assert (act.number, act.date, act.issuer) == ("212/318", "2025-04-04", "body/kg/justice-ministry")
