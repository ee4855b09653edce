"""Titles without quotation marks in four languages: where they begin and end, and what is no title."""

from __future__ import annotations

import pytest

TITLES = [
    ("ky", "Кыргыз Республикасынын токой чектери жөнүндө Конституциялык мыйзам кабыл алынды.", "Кыргыз Республикасынын токой чектери жөнүндө Конституциялык мыйзам"),
    ("ky", "- Токой кеңештери жөнүндө жобону иштеп чыксын.", "Токой кеңештери жөнүндө жобо"),
    ("ky", 'Жыйын "Токой чарбасын өнүктүрүүнүн 2023-2026-жылдарга программасынын" аткарылышына арналды.', "Токой чарбасын өнүктүрүүнүн 2023-2026-жылдарга программасы"),
    ("ky", "Токой (чер) чарбасын өнүктүрүүнүн 2023-2026-жылдарга программасы бар.", "Токой (чер) чарбасын өнүктүрүүнүн 2023-2026-жылдарга программасы"),
    ("kk", "Қазақстан Республикасының орман шекарасы туралы Конституциялық заң қабылданды.", "Қазақстан Республикасының орман шекарасы туралы Конституциялық заң"),
    ("kk", "Президент Қазақстан Республикасының орман қызметін құру туралы Жарлыққа қол қойды.", "Қазақстан Республикасының орман қызметін құру туралы Жарлық"),
    ("kk", "Орман кеңестері туралы ереже әзірленсін.", "Орман кеңестері туралы ереже"),
    ("ru", "Утвердить Положение о порядке назначения на должности лесной службы.", "Положение о порядке назначения на должности лесной службы"),
    ("ru", "Утвердить Положение о порядке разработки и утверждения лесных планов.", "Положение о порядке разработки и утверждения лесных планов"),
    ("ru", "Введен в действие «Закон Об охране лесов Республики Казахстан».", "Закон Об охране лесов Республики Казахстан"),
    ("en", "The Ministry shall develop the Model Regulation on Forest Councils.", "Model Regulation on Forest Councils"),
    ("en", "The Constitutional Law on the State Border was adopted.", "Constitutional Law on the State Border"),
]  # fmt: skip
DATED = [
    ("ru", "Подписан Меморандум о сотрудничестве от 1 июня 2023 года.", ("Меморандум о сотрудничестве", "2023-06-01")),
    ("ru", "Принят Закон о лесах от 5 мая 2020 года № 7.", ("Закон о лесах", "2020-05-05")),
    ("en", "The Convention on Forests signed on 5 May 2020 applies.", ("Convention on Forests", "2020-05-05")),
    ("ky", "2023-жылдын 1-июнундагы меморандум колдонулат.", ("2023-жылдын 1-июнундагы меморандум", "2023-06-01")),
    ("kk", "2023 жылғы 1 маусымдағы меморандум қолданылады.", ("2023 жылғы 1 маусымдағы меморандум", "2023-06-01")),
]
AMONG = [
    ("ky", "Эл аралык келишимде, анын ичинде Токойлор жөнүндө конвенцияда белгиленсе.", "Токойлор жөнүндө конвенция"),
    ("kk", "Халықаралық шарттарда, оның ішінде Ормандар туралы конвенцияда белгіленсе.", "Ормандар туралы конвенция"),
]
NO_TITLES = [
    ("ky", "Министрлик токойлор жөнүндө мыйзамдарды даярдайт."),
    ("ky", '"Өнүктүрүү стратегиясы" деген термин колдонулат.'),
    ("kk", "Министрлік ормандар туралы заңдарды дайындайды."),
    ("ru", "Министерство готовит проекты законов о лесах."),
    ("en", "The ministry drafts laws on forests."),
]


@pytest.mark.parametrize(("language", "text", "title"), TITLES)
def test_title(citing, language: str, text: str, title: str) -> None:
    assert [citation.title for citation in citing.cite(text, language)] == [title]


@pytest.mark.parametrize(("language", "text"), NO_TITLES)
def test_no_title(citing, language: str, text: str) -> None:
    assert not citing.cite(text, language)


@pytest.mark.parametrize(("language", "text", "told"), DATED)
def test_a_date_ends_the_title(citing, language: str, text: str, told: tuple[str, str]) -> None:
    assert [(citation.title, citation.date) for citation in citing.cite(text, language)] == [told]


@pytest.mark.parametrize(("language", "text", "title"), AMONG)
def test_among_them_is_no_title(citing, language: str, text: str, title: str) -> None:
    assert [citation.title for citation in citing.cite(text, language)] == [title]


def test_an_act_dated_below_its_signature_and_amended_in_a_note(citing) -> None:
    text = (
        "УКАЗ ПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ\nО ПОРЯДКЕ ОХРАНЫ ЛЕСОВ РОССИЙСКОЙ ФЕДЕРАЦИИ\n"
        "(в ред. Указов Президента РФ от 22.01.2012 N 83, от 19.03.2014 N 209)\n\n"
        "1. Охранять леса.\n\nПрезидент Российской Федерации\n1 февраля 2005 года\nN 112"
    )
    assert citing.link(text, "ru", ["ПРЕЗИДЕНТА РОССИЙСКОЙ ФЕДЕРАЦИИ"]) == {("83", "amends", "112"), ("209", "amends", "112")}
