"""Wordings of links with something between their words: what a programme was drawn up for, what it replaces, what an act repeals."""

from __future__ import annotations

import pytest

from extractors.names.definitions import Definition

KY = "2023-2027-жылдарга Кыргыз Республикасынын токойлорду сактоо программасы\n"
KK = "Қазақстан Республикасында орманды қорғаудың 2023 – 2027 жылдарға арналған бағдарламасы\n"
RU = "Программа охраны лесов Кыргызской Республики на 2023-2027 годы\n"
EN = "Forest Protection Programme of the Kyrgyz Republic for 2023-2027\n"
OWN = "programme2023"
KY_ACT = "Өкмөттүн 2015-жылдын 3-майындагы № 12 токтому\n"
KK_ACT = "Орман туралы\nҮкіметтің 2018 жылғы 15 наурыздағы № 12 қаулысы.\n"
RU_ACT = "Постановление Правительства Кыргызской Республики от 3 мая 2015 года № 12\n"
EN_ACT = "Resolution of the Government of the Kyrgyz Republic No. 12 of 3 May 2015\n"

CARRIED_OUT = [
    ("ky", KY + "Программа Өкмөттүн 2020-жылдын 5-мартындагы № 14 токтомун ишке ашыруу максатында иштелип чыкты."),
    ("ky", KY + "Программа Өкмөттүн 2020-жылдын 5-мартындагы № 14 токтомун аткаруу үчүн суу тармагы менен бирге иштелип чыкты."),
    ("kk", KK + "Бағдарлама Үкіметтің 2020 жылғы 5 наурыздағы № 14 қаулысын іске асыру мақсатында әзірленді."),
    ("kk", KK + "Бағдарлама Үкіметтің 2020 жылғы 5 наурыздағы № 14 қаулысын орындау үшін өңірлермен бірге әзірленді."),
    ("ru", RU + "Программа разработана в целях реализации постановления Правительства от 5 марта 2020 года № 14."),
    ("ru", RU + "Программа принята на пять лет во исполнение постановления Правительства от 5 марта 2020 года № 14."),
    ("en", EN + "The Programme was developed in order to implement Government Resolution No. 14 of 5 March 2020."),
    ("en", EN + "The Programme was adopted for five years in pursuance of Government Resolution No. 14 of 5 March 2020."),
]
REPLACED = [
    ("ky", KY + "Бул программа 2018-2022-жылдарга токойлорду сактоо программасынын ордуна кабыл алынды."),
    ("kk", KK + "Бағдарлама 2018 – 2022 жылдарға арналған орманды қорғау бағдарламасының орнына қабылданды."),
    ("ru", RU + "Программа пришла на смену Программе охраны лесов на 2018-2022 годы."),
    ("en", EN + "The Programme replaces the Forest Protection Programme for 2018-2022."),
]
REPEALED = [
    ("ky", KY_ACT + "2. Өкмөттүн 2007-жылдын 3-майындагы № 18 токтому жана анын тиркемелери күчүн жоготту деп таанылсын."),
    ("kk", KK_ACT + "2. Үкіметтің 2007 жылғы 3 мамырдағы № 18 қаулысының және оның қосымшаларының күші жойылды деп танылсын."),
    ("ru", RU_ACT + "2. Признать утратившим силу постановление Правительства от 3 мая 2007 года № 18 с приложениями."),
    ("en", EN_ACT + "2. Government Resolution No. 18 of 3 May 2007 and its annexes are hereby repealed."),
]
ENDED = [
    ("ky", KY_ACT + "2. Өкмөттүн 2007-жылдын 3-майындагы № 18 токтому жокко чыгарылсын."),
    ("kk", KK_ACT + "2. Үкіметтің 2007 жылғы 3 мамырдағы № 18 қаулысы жарамсыз деп танылсын."),
    ("ru", RU_ACT + "2. Отменить постановление Правительства от 3 мая 2007 года № 18."),
    ("ru", RU_ACT + "2. Признать утратившим силу с 1 июня 2015 года постановление Правительства от 3 мая 2007 года № 18."),
    ("en", EN_ACT + "2. Recognize as invalid the Government Resolution No. 18 of 3 May 2007."),
]
STAMPED = [
    ("ky", "Өкмөттүн\n2020-жылдын 5-мартындагы № 14 токтому менен бекитилген\n\n" + KY),
    ("kk", "Үкіметтің\n2020 жылғы 5 наурыздағы № 14 қаулысымен бекітілген\n\n" + KK),
    ("ru", "УТВЕРЖДЕНА\nпостановлением Правительства\nот 5 марта 2020 года № 14\n\n" + RU),
    ("en", "Approved by\nGovernment Resolution No. 14 of 5 March 2020\n\n" + EN),
]
ANNEXED = [
    ("ky", KY_ACT + "2. 2016-2020-жылдарга токойлорду сактоо программасы 1-тиркемеге ылайык бекитилсин."),
    ("kk", KK_ACT + "2. 2016 – 2020 жылдарға арналған орманды қорғау бағдарламасы осы қаулыға қосымшаға сәйкес бекітілсін."),
    ("ru", RU_ACT + "2. Утвердить Программу охраны лесов на 2016-2020 годы согласно приложению."),
    ("en", EN_ACT + "2. To approve the Forest Protection Programme for 2016-2020 as specified in the Annex."),
]
GROUNDED = [
    ("ky", KY + "Программа Кыргыз Республикасынын Конституциясынын жоболоруна негизделген."),
    ("kk", KK + "Бағдарлама Қазақстан Республикасы Конституциясының қағидаттарына негізделген."),
    ("ru", RU + "Программа основывается на Конституции Кыргызской Республики."),
    ("en", EN + "The Programme is based on the Constitution of the Kyrgyz Republic."),
]
OF_OTHERS = [
    (
        "ky",
        "repeals",
        KY + "Өкмөттүн 2007-жылдын 3-майындагы № 18 токтому менен күчүн жоготкон 2001-жылдын 5-мартындагы № 7 токтом.",
    ),
    (
        "kk",
        "repeals",
        KK + "Үкіметтің 2007 жылғы 3 мамырдағы № 18 қаулысымен күші жойылған Үкіметтің 2001 жылғы 5 наурыздағы № 7 қаулысы.",
    ),
    ("ru", "repeals", RU + "Постановление от 5 марта 2001 года № 7 было отменено постановлением от 3 мая 2007 года № 18."),
    ("ru", "repeals", RU + "Постановление от 3 мая 2007 года № 18, которым отменено постановление от 5 марта 2001 года № 7."),
    (
        "en",
        "repeals",
        EN + "Government Resolution No. 7 of 5 March 2001 was repealed by Government Resolution No. 18 of 3 May 2007.",
    ),
    (
        "en",
        "amends",
        EN + "Government Resolution No. 7 of 5 March 2001, as amended by Government Resolution No. 18 of 3 May 2007.",
    ),
]


def stated(links: set[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    return {link for link in links if link[1] != "cites"}


@pytest.mark.parametrize(("language", "text"), CARRIED_OUT)
def test_what_it_was_drawn_up_for(citing, language: str, text: str) -> None:
    assert (OWN, "implements", "14") in citing.link(text, language)


@pytest.mark.parametrize(("language", "text"), REPLACED)
def test_what_it_replaces(citing, language: str, text: str) -> None:
    assert (OWN, "succeeds", "programme2018") in citing.link(text, language)


@pytest.mark.parametrize(("language", "text"), REPEALED + ENDED)
def test_what_is_repealed_with_its_annexes(citing, language: str, text: str) -> None:
    assert ("12", "repeals", "18") in citing.link(text, language)


@pytest.mark.parametrize(("language", "text"), STAMPED)
def test_a_stamp_is_not_the_documents_own_act(citing, language: str, text: str) -> None:
    assert citing.link(text, language) == {("14", "approves", OWN)}


@pytest.mark.parametrize(("language", "text"), ANNEXED)
def test_what_is_approved_as_an_annex(citing, language: str, text: str) -> None:
    assert ("12", "approves", "programme2016") in citing.link(text, language)


@pytest.mark.parametrize(("language", "text"), GROUNDED)
def test_what_it_rests_on(citing, language: str, text: str) -> None:
    assert (OWN, "based_on", "constitution") in citing.link(text, language)


@pytest.mark.parametrize(("language", "type_", "text"), OF_OTHERS)
def test_what_another_act_did_to_another(citing, language: str, type_: str, text: str) -> None:
    assert ("18", type_, "7") in citing.link(text, language)


def test_a_programme_that_carries_out_another(citing) -> None:
    text = EN + "It implements the Water Strategy until 2040, and succeeds the first Forest Protection Programme for 2018-2022."
    assert stated(citing.link(text, "en")) == {(OWN, "implements", "strategy"), (OWN, "succeeds", "programme2018")}


def test_the_own_title_without_its_state(citing) -> None:
    text = EN + "The Forest Protection Programme for 2023-2027 is carried out by all."
    assert len(citing.settle(text, "en").instruments) == 1


def test_a_short_name_is_that_of_its_type(citing) -> None:
    text = EN + "The Water Strategy for 2020-2030, approved by Decree No. 7 of 5 March 2020 (hereinafter - the Strategy)."
    place = text.index("Strategy)")
    definition = Definition("Strategy", place, place + 8, None, text.index(" (herein"), "bracket", "")
    facts = citing.settle(text, "en", [definition])
    assert [i.type for i in facts.instruments for alias in i.aliases if alias.text == "Strategy"] == ["strategy"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "PROJECT DOCUMENT\nProject Title: Clean Rivers for All\nThe project is run by the Council."),
        ("ru", "ПРОЕКТНЫЙ ДОКУМЕНТ\nНазвание проекта: Чистые реки для всех\nПроект выполняет Совет."),
        ("ky", "ДОЛБООР ДОКУМЕНТИ\nДолбоордун аталышы: Таза дарыялар\nДолбоорду Кеңеш аткарат."),
        ("kk", "ЖОБА ҚҰЖАТЫ\nЖобаның атауы: Таза өзендер\nЖобаны Кеңес орындайды."),
    ],
)
def test_a_project_is_named_behind_its_label(citing, language: str, text: str) -> None:
    assert [i.titles[0].text for i in citing.settle(text, language).instruments] == [text.split(": ")[1].split("\n")[0]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'The Law "On Water" (of 14 January 1994, No. 7) applies.'),
        ("ky", "«Суу жөнүндө» Кыргыз Республикасынын Мыйзамына (1994-жылдын 14-январы, № 7) ылайык."),
        ("kk", "«Су туралы» Қазақстан Республикасының Заңына (14.01.1994 ж. № 7) сәйкес."),
        ("ru", "Действует Закон «О воде» (от 14 января 1994 года № 7)."),
    ],
)
def test_date_and_number_in_brackets(citing, language: str, text: str) -> None:
    assert [(c.number, c.date) for c in citing.cite(text, language)] == [("7", "1994-01-14")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ky",
            KY_ACT + "1. Иштесин.\n\nӨкмөттүн 2015-жылдын 3-майындагы № 12 токтому менен бекитилген\n\n"
            "Токой кеңештерин түзүү эрежелери\n\nКеңеш Кыргыз Республикасынын Токой кодексин аткарат.",
        ),
        (
            "kk",
            KK_ACT + "1. Істесін.\n\nҮкіметтің 2018 жылғы 15 наурыздағы № 12 қаулысымен бекітілген\n\n"
            "Орман кеңестерін құру қағидалары\n\nКеңес Қазақстан Республикасының Орман кодексін орындайды.",
        ),
        (
            "ru",
            RU_ACT + "1. Работать.\n\nУтверждены постановлением Правительства Кыргызской Республики от 3 мая 2015 года № 12\n\n"
            "Правила создания лесных советов\n\nСовет исполняет Лесной кодекс Кыргызской Республики.",
        ),
        (
            "en",
            EN_ACT + "1. To work.\n\nApproved by\nResolution of the Government of the Kyrgyz Republic\nNo. 12 of 3 May 2015\n\n"
            "Rules for the Formation of Forest Councils\n\nThe council follows the Forest Code of the Kyrgyz Republic.",
        ),
    ],
)
def test_a_regulation_below_a_stamp_cites_by_itself(citing, language: str, text: str) -> None:
    assert ("regulation", "cites", "code") in citing.link(text, language)
