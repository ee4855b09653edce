"""One row for each form of a citation: the sentence, and what must be read in it."""

from __future__ import annotations

import pytest

# language, sentence, type, number, date
NUMBERED = [
    ("ky", "Өкмөттүн 2015-жылдын 3-майындагы № 12-б токтому чыкты.", "resolution", "12-б", "2015-05-03"),
    ("ky", "Жогорку Кеңештин 2019-жылдын 2-ноябрындагы № 3362-VI токтому.", "resolution", "3362-VI", "2019-11-02"),
    ("ky", "Кеңештин 2018-жылдын 4-декабрындагы № 5/2 чечими.", "decision", "5/2", "2018-12-04"),
    ("ky", "Министрдин 05.11.2020 N 77-р буйругу.", "order", "77-р", "2020-11-05"),
    ("ky", "Министрдин 01.02.23 ж. № 45 буйругу.", "order", "45", "2023-02-01"),
    ("ky", "Министрдин 2020.31.12. № 4 буйругу.", "order", "4", "2020-12-31"),
    ("ky", "Өкмөттүн 2020-жылдын 1-майындагы №83 токтому.", "resolution", "83", "2020-05-01"),
    ("ky", "Өкмөттүн 2020-жылдын 1-майындагы #55 токтому.", "resolution", "55", "2020-05-01"),
    ("ky", "Өкмөттүн 2020-жылы 1-майда кабыл алынган № 5 токтому.", "resolution", "5", "2020-05-01"),
    ("ky", "Өкмөттүн 2020-жылдын 1-майындагы № 8 [токтому](#) менен.", "resolution", "8", "2020-05-01"),
    ("ky", "Өкмөттүн\n2020-жылдын 1-\nмайындагы\n№ 8 токтому менен.", "resolution", "8", "2020-05-01"),
    ("kk", "Үкіметтің 2018 жылғы 15 наурыздағы № 124 қаулысы.", "resolution", "124", "2018-03-15"),
    ("kk", "Үкіметтің 13.12.2019 № 925 қаулысымен.", "resolution", "925", "2019-12-13"),
    ("kk", '"Су туралы" 2020 жылғы 5 мамырдағы № 34-V Заңы.', "law", "34-V", "2020-05-05"),
    ("kk", "Басқарманың 2014 жылғы 24 желтоқсандағы № 10-XII қаулысы.", "resolution", "10-XII", "2014-12-24"),
    ("kk", "Министрінің 2016 жылғы 5 мамырдағы № 12-б бұйрығы (тіркелген № 9999).", "order", "12-б", "2016-05-05"),
    ("kk", "Президенттің 2018 жылғы                 15 ақпандағы № 636 Жарлығы.", "decree", "636", "2018-02-15"),
    ("ru", "Поручение Президента № Пр-900 от 3 мая 2018 года.", "order", "Пр-900", "2018-05-03"),
    ("ru", "Указ Президента от 21 января 2013 года УП № 11.", "decree", "11", "2013-01-21"),
    ("ru", "постановление Правительства № 124 от 15.03.2018 г.", "resolution", "124", "2018-03-15"),
    ("ru", "приказ Министра внутренних дел от 5 мая 2016 года № 77-р.", "order", "77-р", "2016-05-05"),
    ("ru", "распоряжение Премьер-Министра от 01.02.23 г. N 45", "order", "45", "2023-02-01"),
    (
        "ru",
        "постановление Правления от 24 декабря 2014 года № 2014-П-12/50-4-(НПА)",
        "resolution",
        "2014-П-12/50-4-(НПА)",
        "2014-12-24",
    ),
    ("ru", "приказ от 5 мая 2016 года № 12, зарегистрирован под № 9999.", "order", "12", "2016-05-05"),
    ("ru", "резолюция Совета Безопасности ООН 1373 (2001)", "un-resolution", "1373", "2001"),
    ("en", "Presidential Decree No. UP-100 of 3 May 2018.", "decree", "UP-100", "2018-05-03"),
    ("en", "Resolution No. 5 of May 1, 2020.", "resolution", "5", "2020-05-01"),
    ("en", "Order of the Minister of Justice dated 3 May 2018 No. 12 applies.", "order", "12", "2018-05-03"),
    ("en", 'Law of the Kyrgyz Republic No. 55 of July 4, 2022 "On Water"', "law", "55", "2022-07-04"),
    ("en", "UN General Assembly resolution A/RES/60/288 of 8 September 2006", "un-resolution", "A/RES/60/288", "2006-09-08"),
    ("en", "Security Council resolution 2178 (2014)", "un-resolution", "2178", "2014"),
]

# language, sentence, type, title, period
TITLED = [
    ("ky", '"Токой жөнүндө" Кыргыз Республикасынын Мыйзамына ылайык.', "law", "Токой жөнүндө", (None, None)),
    (
        "ky",
        "Ал 2023-2027-жылдарга токойлорду сактоо программасында бар.",
        "programme",
        "2023-2027-жылдарга токойлорду сактоо программасы",
        (2023, 2027),
    ),
    (
        "ky",
        "Ал 2026-жылга чейин өлкөнү өнүктүрүүнүн улуттук программасына кирди.",
        "programme",
        "2026-жылга чейин өлкөнү өнүктүрүүнүн улуттук программасы",
        (None, 2026),
    ),
    (
        "ky",
        "Бул иште Кыргыз Республикасынын Суу коопсуздугу концепциясын колдонот.",
        "concept",
        "Кыргыз Республикасынын Суу коопсуздугу концепциясы",
        (None, None),
    ),
    (
        "ky",
        '"Санарип айыл 2019-2023" санарип өнүгүү концепциясынын негизинде.',
        "concept",
        '"Санарип айыл 2019-2023" санарип өнүгүү концепциясы',
        (None, None),
    ),
    (
        "ky",
        "Ал Бириккен Улуттар Уюмунун Глобалдык суу стратегиясына таянат.",
        "strategy",
        "Бириккен Улуттар Уюмунун Глобалдык суу стратегиясы",
        (None, None),
    ),
    (
        "ky",
        "Өлкө Балдардын укуктары жөнүндө конвенцияга кошулду.",
        "treaty",
        "Балдардын укуктары жөнүндө конвенция",
        (None, None),
    ),
    (
        "kk",
        "Ол Қазақстан Республикасында орманды қорғау жөніндегі 2018 – 2022 жылдарға арналған мемлекеттік бағдарламаны қарады.",
        "programme",
        "Қазақстан Республикасында орманды қорғау жөніндегі 2018 – 2022 жылдарға арналған мемлекеттік бағдарлама",
        (2018, 2022),
    ),
    (
        "kk",
        "Сауаттылыққа Су саласындағы 2020 жылға дейінгі саясат тұжырымдамасын іске асыру көмектеседі.",
        "concept",
        "Су саласындағы 2020 жылға дейінгі саясат тұжырымдамасы",
        (None, 2020),
    ),
    (
        "kk",
        "Орман кодексі мен 2020 жылға дейінгі жастар саясаты тұжырымдамасында бар.",
        "concept",
        "2020 жылға дейінгі жастар саясаты тұжырымдамасы",
        (None, 2020),
    ),
    ("kk", 'Президенттің "Жаңа жол" атты 2014 жылғы Қазақстан халқына Жолдауында айтылды.', "address", "Жаңа жол", (None, None)),
    ("kk", '"Таза су" кең көлемді жобасын іске асыру.', "project", "Таза су", (None, None)),
    (
        "kk",
        "Бала еңбегі туралы Қазақстан Республикасының Заңына сәйкес.",
        "law",
        "Бала еңбегі туралы Қазақстан Республикасының Заңы",
        (None, None),
    ),
    (
        "ru",
        "Принята Государственная программа по охране лесов на 2018-2022 годы.",
        "programme",
        "Государственная программа по охране лесов на 2018-2022 годы",
        (2018, 2022),
    ),
    (
        "ru",
        "Согласно Концепции водной безопасности Кыргызской Республики, вода дорога.",
        "concept",
        "Концепция водной безопасности Кыргызской Республики",
        (None, None),
    ),
    (
        "ru",
        "Цели Национальной стратегии развития молодежи до 2030 года ясны.",
        "strategy",
        "Национальная стратегия развития молодежи до 2030 года",
        (None, 2030),
    ),
    ("ru", "Закон КР «О воде» действует.", "law", "О воде", (None, None)),
    ("ru", "Применяется Лесной кодекс Республики Казахстан.", "code", "Лесной кодекс Республики Казахстан", (None, None)),
    ("ru", "Страна присоединилась к Конвенции о правах ребенка.", "treaty", "Конвенция о правах ребенка", (None, None)),
    (
        "en",
        "The National Youth Strategy for 2018-2030 was discussed.",
        "strategy",
        "National Youth Strategy for 2018-2030",
        (2018, 2030),
    ),
    (
        "en",
        "The State Programme for the Protection of Forests until 2025 is old.",
        "programme",
        "State Programme for the Protection of Forests until 2025",
        (None, 2025),
    ),
    (
        "en",
        "It joined the Convention on the Rights of the Child.",
        "treaty",
        "Convention on the Rights of the Child",
        (None, None),
    ),
    ("en", "The Tax Code of the Kyrgyz Republic and the rules apply.", "code", "Tax Code of the Kyrgyz Republic", (None, None)),
]

# language, sentence with nothing in it that is a certain instrument
NOTHING = [
    ("ky", "Башка ченемдик укуктук актылар жана эл аралык келишимдер колдонулат."),
    ("ky", "Кыргыз Республикасынын мыйзамдарына ылайык."),
    ("ky", "Мамлекеттик программалар жана пландар иштелип чыгат."),
    ("ky", "Улуттук деңгээлдеги иш-аракеттердин планы жана мамлекеттик программа жок."),
    ("ky", "Сот 2020-жылы 5-майда чечим кабыл алды."),
    ("ky", "“Нөл концепциясы” деп аталат."),
    ("kk", "ІІМ (келісім бойынша), ҰҚК (келісім бойынша)"),
    ("kk", "Қазақстан Республикасының заңнамасына сәйкес."),
    ("kk", "Оқу бағдарламалары мен жоспарлар әзірленеді."),
    ("kk", "«Ұжымдық қауіпсіздік туралы шарт» ұйымы."),
    ("ru", "Согласно законодательству и международным договорам."),
    ("ru", "Разработаны учебные программы на 2018-2022 годы обучения нет."),
    ("ru", "Решением суда от имени республики дело закрыто."),
    ("ru", "Законопроект и проект постановления обсуждены."),
    ("en", "Under the laws of the country and by agreement of the parties."),
    ("en", "Law enforcement bodies work in order to help."),
    ("en", "A training programme and an action plan are prepared."),
]


@pytest.mark.parametrize(("language", "text", "kind", "number", "date"), NUMBERED)
def test_numbered(citing, language: str, text: str, kind: str, number: str, date: str) -> None:
    view = text.replace("\n", " ") if text.count("\n") > 2 else text
    found = [(c.type, c.number, c.date) for c in citing.cite(view, language)]
    assert found == [(kind, number, date)]


@pytest.mark.parametrize(("language", "text", "kind", "title", "period"), TITLED)
def test_titled(citing, language: str, text: str, kind: str, title: str, period: tuple[int | None, int | None]) -> None:
    facts = citing.settle(text, language)
    found = [(i.type, i.titles[0].text, (i.period_start, i.period_end)) for i in facts.instruments if i.type == kind]
    assert found == [(kind, title, period)]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_nothing_certain(citing, language: str, text: str) -> None:
    assert citing.cite(text, language) == []


def test_a_shared_plural_gives_two_laws(citing) -> None:
    text = '"Орман туралы" 2005 жылғы 18 ақпандағы, "Су туралы" 1999 жылғы 13 шілдедегі Қазақстан Республикасының заңдарымен.'
    found = [(c.quoted, c.date, c.jurisdiction) for c in citing.cite(text, "kk")]
    assert found == [("Орман туралы", "2005-02-18", "KZ"), ("Су туралы", "1999-07-13", "KZ")]


def test_a_shared_plural_in_russian(citing) -> None:
    text = "Приняты законы Республики Казахстан от 5 мая 2015 года № 312-V «О лесах» и от 13 июля 1999 года № 416-I «О воде»."
    assert [(c.number, c.quoted) for c in citing.cite(text, "ru")] == [("312-V", "О лесах"), ("416-I", "О воде")]


def test_titles_within_titles(citing) -> None:
    text = (
        '"Мемлекет басшысының 2017 жылғы 31 қаңтардағы "Жаңа жол" атты Қазақстан халқына Жолдауын іске асыру жөніндегі шаралар туралы" '
        "Қазақстан Республикасы Президентінің 2017 жылғы 15 ақпандағы № 422 Жарлығы."
    )
    found = {c.type: c for c in citing.cite(text, "kk")}
    assert found["decree"].number == "422"
    assert found["decree"].quoted is not None
    assert found["decree"].quoted.endswith("шаралар туралы")
    assert (found["address"].quoted, found["address"].date) == ("Жаңа жол", "2017-01-31")


def test_the_span_ends_before_the_mark_of_a_link(citing) -> None:
    text = "Президенттин 2021-жылдын 3-мартындагы № 7 [Жарлыгы](#) менен."
    (citation,) = citing.cite(text, "ky")
    start, end = citing.reading(text, "ky").text.original(citation.start, citation.end)
    assert text[start:end] == "Президенттин 2021-жылдын 3-мартындагы № 7 [Жарлыгы"
    assert citation.title == "Президенттин 2021-жылдын 3-мартындагы № 7 Жарлыгы"


def test_a_citation_stays_in_its_cell(citing) -> None:
    assert citing.cite("| 2018 жылғы 5 мамырдағы\n| қаулысы", "kk") == []


def test_provisions_belong_to_the_mention(citing) -> None:
    text = "Қазақстан Республикасы Конституциясының 66-бабының 1) тармақшасына сәйкес."
    (citation,) = citing.cite(text, "kk")
    assert text[citation.start : citation.end].endswith("тармақшасына")
    (citation,) = citing.cite("Согласно статье 5 Конституции Кыргызской Республики.", "ru")
    assert citation.start == len("Согласно ")


def test_a_word_in_a_body_s_name_cites_nothing(citing) -> None:
    text = "Ұжымдық қауіпсіздік туралы шарт ұйымы құрылды."
    assert citing.cite(text, "kk", bodies=["Ұжымдық қауіпсіздік туралы шарт ұйымы"]) == []
