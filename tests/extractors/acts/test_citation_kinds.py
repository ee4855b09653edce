"""Forms of citations and of links that acts of several kinds use: joint numbers, annexes, lists with one verb, bodies set up."""

from __future__ import annotations

import pytest

RU = "Постановление Правительства Кыргызской Республики от 2 мая 2023 года № 9\n"
EN = "Resolution of the Government of the Kyrgyz Republic No. 9 of May 2, 2023\n"
KY = "Кыргыз Республикасынын Өкмөтүнүн 2023-жылдын 2-майындагы № 9 токтому\n"
KK = "Қазақстан Республикасы Үкіметінің 2023 жылғы 2 мамырдағы № 9 қаулысы\n"
JOINT = [
    ("ru", "Совместный приказ № 12 и № 13 от 4 мая 2021 года.", {("12", "2021-05-04"), ("13", "2021-05-04")}),
    ("ru", "Приказы № 12 и № 13 от 4 мая 2021 года.", {("12", "2021-05-04"), ("13", "2021-05-04")}),
    ("ru", "Постановления от 4 мая 2021 года № 12 и от 5 мая 2022 года № 13.", {("12", "2021-05-04"), ("13", "2022-05-05")}),
    ("en", "By Joint Order No. 12 and No. 13 of 4 May 2021 it was set up.", {("12", "2021-05-04"), ("13", "2021-05-04")}),
    ("en", "Order No. 12 of the Minister of Water of 4 May 2021 applies.", {("12", "2021-05-04")}),
    ("ru", "Указ № Пр-900 от 7 мая 2020 года.", {("Пр-900", "2020-05-07")}),
]
LINKS = [
    (
        "kk",
        KK
        + "3. Мыналардың:\n1) Үкіметтің 2014 жылғы 8 сәуірдегі № 31 қаулысының;\n2) Үкіметтің 2015 жылғы 3 маусымдағы № 41 қаулысының күші жойылды деп танылсын.",
        {("9", "repeals", "31"), ("9", "repeals", "41")},
    ),
    (
        "ky",
        KY
        + "3. Төмөнкүлөр күчүн жоготкон деп таанылсын:\n1) Өкмөттүн 2014-жылдын 8-апрелиндеги № 31 токтому;\n2) Өкмөттүн 2015-жылдын 3-июнундагы № 41 токтому.",
        {("9", "repeals", "31"), ("9", "repeals", "41")},
    ),
    (
        "ru",
        RU
        + "3. Признать утратившими силу:\n1) постановление от 8 апреля 2014 года № 31;\n2) постановление от 3 июня 2015 года № 41.",
        {("9", "repeals", "31"), ("9", "repeals", "41")},
    ),
    (
        "en",
        EN
        + "3. The following shall be declared invalid:\n- Resolution No. 31 of 8 April 2014;\n- Resolution No. 41 of 3 June 2015.",
        {("9", "repeals", "31"), ("9", "repeals", "41")},
    ),
    ("en", EN + "The Law No. 31 of 8 April 2014 shall be deemed to have lost force.", {("9", "repeals", "31")}),
    (
        "ru",
        RU + "1. Утвердить Программу охраны лесов на 2023-2027 годы (далее - Программа) и План мероприятий по ее реализации.",
        {("9", "approves", "programme2023"), ("9", "approves", "action-plan"), ("action-plan", "implements", "programme2023")},
    ),
    (
        "en",
        EN
        + "1. To approve the attached Forest Programme for 2023-2027 (hereinafter - the Programme) and the Action Plan for its implementation.",
        {("9", "approves", "programme2023"), ("9", "approves", "action-plan"), ("action-plan", "implements", "programme2023")},
    ),
    (
        "ru",
        RU
        + "В целях исполнения Программы охраны лесов на 2023-2027 годы, утвержденной Указом Президента от 3 мая 2022 года № 5, Правительство постановляет:",
        {("9", "implements", "programme2023"), ("5", "approves", "programme2023")},
    ),
    (
        "en",
        "Forest Programme of the Kyrgyz Republic for 2023-2027\nThe Programme is aimed at achieving the objectives of the National Forest Strategy until 2040.",
        {("programme2023", "implements", "strategy")},
    ),
    (
        "ru",
        "Постановлением Правительства № 31 от 8 апреля 2014 года утверждена Программа охраны лесов на 2014-2017 годы.",
        {("31", "approves", "programme2014")},
    ),
]


@pytest.mark.parametrize(("language", "text", "found"), JOINT)
def test_numbers_of_a_list_share_what_is_said_once(citing, language: str, text: str, found: set[tuple[str, str]]) -> None:
    assert {(c.number, c.date) for c in citing.cite(text, language)} == found


@pytest.mark.parametrize(("language", "text", "links"), LINKS)
def test_links(citing, language: str, text: str, links: set[tuple[str, str, str]]) -> None:
    assert {link for link in citing.link(text, language) if link[1] != "cites"} == links


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", RU + "5. Образовать Совет по лесам (далее - Совет)."),
        ("en", EN + "5. To establish a Совет по лесам."),
        ("ky", KY + "5. Совет по лесам (мындан ары - Кеңеш) түзүлсүн."),
        ("kk", KK + "5. Совет по лесам (бұдан әрі - Кеңес) құрылсын."),
    ],
)
def test_an_act_sets_up_a_body(citing, language: str, text: str) -> None:
    assert ("9", "creates", "Совет по лесам") in citing.link(text, language, bodies=["Совет по лесам"])


def test_what_a_body_is_told_to_do_the_act_does_not(citing) -> None:
    text = (
        RU
        + "2. Министерству вод:\n- внести изменения в Положение о Службе охраны вод;\n3. Внести изменения в Положение о Службе лесов."
    )
    links = citing.link(text, "ru", bodies=["Министерству вод"])
    assert sum(kind == "amends" for _, kind, _ in links) == 1


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Перечень, утвержденный постановлением от 3 мая 2020 года № 5.", ["постановление от 3 мая 2020 года № 5"]),
        ("По Водному кодексу орган решает.", ["Водный кодекс"]),
        ("Участник Парижского соглашения.", ["Парижское соглашение"]),
        ("Мониторинг реализации Программы на постоянной основе ведется.", []),
        ("В Кабинет внесен проект Закона «О воде».", ["Закон «О воде»"]),
    ],
)
def test_titles_hold_no_words_of_the_sentence(citing, text: str, types: list[str]) -> None:
    assert [c.title for c in citing.cite(text, "ru", bodies=["орган"])] == types


def test_a_period_behind_two_instruments_is_the_outer_one_s(citing) -> None:
    text = "Concept for Water until 2030\nThe Concept for Water until 2030 (hereinafter - the Concept) applies. The Action Plan for Implementing the Concept for 2021-2025 is annexed."
    found = {(i.type, i.period_end) for i in citing.settle(text, "en").instruments}
    assert found == {("concept", 2030), ("action-plan", 2025)}


def test_an_annexed_regulation_is_the_document_s_own(citing) -> None:
    text = (
        RU
        + "1. Утвердить Положение о порядке учета мостов согласно приложению.\nПриложение\n(к постановлению от 2 мая 2023 года № 9)\nПОЛОЖЕНИЕ о порядке учета мостов\nНастоящее Положение разработано в соответствии с Законом «О мостах» от 3 мая 2020 года № 5."
    )
    assert {("regulation", "part_of", "9"), ("regulation", "based_on", "5"), ("9", "approves", "regulation")} <= citing.link(
        text, "ru"
    )
