"""Citations become instruments: what is one and the same, what is the document's own, and what a short form stands for."""

from __future__ import annotations

import pytest

from extractors.names.definitions import Definition
from ontology.registered import RegisteredAct

KY_TITLE = "2023-2027-жылдарга Кыргыз Республикасынын токойлорду сактоо боюнча программасы"


def words(facts, text: str, type_: str) -> list[str]:
    return [text[m.start : m.end] for i in facts.instruments if i.type == type_ for m in i.mentions]


def define(text: str, short: str) -> Definition:
    place = text.index(f"- {short})") + 2
    return Definition(short, place, place + len(short), None, text.rindex(" (", 0, place), "bracket", "")


def test_the_same_number_and_date_is_one_instrument(citing) -> None:
    text = "Өкмөттүн 2015-жылдын 3-майындагы № 12 токтому.\nӨкмөттүн 03.05.2015 № 12 токтомунда да бар."
    (instrument,) = citing.settle(text, "ky").instruments
    assert (instrument.number, instrument.date, len(instrument.mentions)) == ("12", "2015-05-03", 2)
    assert instrument.key == "act/kg/resolution/2015-05-03/12"


def test_other_languages_mint_the_same_key(citing) -> None:
    kk = citing.settle("Қырғыз Республикасының 2015 жылғы 3 мамырдағы № 12 қаулысы.", "kk").instruments
    ru = citing.settle("Постановление Правительства Кыргызской Республики от 3 мая 2015 года № 12.", "ru").instruments
    en = citing.settle("Resolution of the Government of the Kyrgyz Republic No. 12 of May 3, 2015.", "en").instruments
    assert {i.key for found in (kk, ru, en) for i in found} == {"act/kg/resolution/2015-05-03/12"}


def test_a_title_with_other_spacing_is_the_same(citing) -> None:
    text = '"Сырткы видеобайкоо жөнүндө" Кыргыз Республикасынын Мыйзамы. "Сырткы видео байкоо жөнүндө" Кыргыз Республикасынын Мыйзамында.'
    assert len(citing.settle(text, "ky").instruments) == 1


def test_titles_of_other_periods_are_others(citing) -> None:
    text = "2017-2022-жылдарга токойлорду сактоо программасы жана 2023-2027-жылдарга токойлорду сактоо программасы."
    periods = {(i.period_start, i.period_end) for i in citing.settle(text, "ky").instruments}
    assert periods == {(2017, 2022), (2023, 2027)}


def test_the_tail_of_a_title_names_the_same(citing) -> None:
    text = "Ал Суу үнөмдөө боюнча иш-аракеттердин улуттук планында бар. Бул Иш-аракеттердин улуттук планы маанилүү."
    (plan,) = citing.settle(text, "ky").instruments
    assert (plan.type, len(plan.mentions)) == ("action-plan", 2)


def test_another_plan_is_not_the_same(citing) -> None:
    text = "Ал Суу үнөмдөө боюнча иш-аракеттер планында бар. Ал эми Жол коопсуздугу боюнча суу үнөмдөө улуттук иш-аракеттер планы бар."
    assert len(citing.settle(text, "ky").instruments) == 2


def test_a_registered_act_is_found_by_its_title_or_number(citing) -> None:
    act = RegisteredAct(
        "act/kg/law/2022-07-04/55",
        "water-law",
        "law",
        "KG",
        {"ky": "Суу жөнүндө", "ru": "О воде"},
        {},
        {},
        "made up",
        "55",
        "2022-07-04",
    )
    for text, language in (
        ('"Суу жөнүндө" Кыргыз Республикасынын Мыйзамы.', "ky"),
        ("Закон Кыргызской Республики «О воде».", "ru"),
        ("Law of the Kyrgyz Republic No. 55 of 4 July 2022.", "en"),
    ):
        (instrument,) = citing.settle(text, language, acts=[act]).instruments
        assert (instrument.key, instrument.registered) == (act.key, True)


def test_a_title_that_says_little_stays_in_its_document(citing) -> None:
    (plan,) = citing.settle("Ушул жылы Иш-чаралар планында каралган.", "ky").instruments
    assert plan.key.startswith("document/test/act/")


def test_the_document_s_own_programme_and_its_short_forms(citing) -> None:
    text = (
        f"{KY_TITLE}\n"
        "Ушул Программа аныктайт. Биз Программаны ишке ашырабыз. Бул программанын максаты бар.\n"
        "Программанын жыйынтыгы чыкты. Окуу программалары башка."
    )
    facts = citing.settle(text, "ky")
    assert facts.index.main == facts.instruments[0].key
    assert words(facts, text, "programme") == [KY_TITLE, "Программа", "Программаны", "программанын", "Программанын"]


@pytest.mark.parametrize(
    ("language", "text", "kind", "found"),
    [
        ("kk", "Осы Заң маңызды. Осы қаулы қолданысқа енгізіледі.", "law", []),
        (
            "ru",
            "Программа развития лесов на 2020-2025 годы\nНастоящая Программа важна. Цели Программы ясны.",
            "programme",
            ["Программа", "Программы"],
        ),
        (
            "en",
            "Forest Development Programme for 2020-2025\nThis Programme matters. The aims of the Programme are clear.",
            "programme",
            ["Programme", "Programme"],
        ),
        (
            "kk",
            "Орманды дамытудың 2020 – 2025 жылдарға арналған бағдарламасы\nОсы Бағдарлама маңызды. Біз Бағдарламаны білеміз.",
            "programme",
            ["Бағдарлама", "Бағдарламаны"],
        ),
    ],
)
def test_short_forms_in_each_language(citing, language: str, text: str, kind: str, found: list[str]) -> None:
    facts = citing.settle(text, language)
    assert words(facts, text, kind)[1:] == found


def test_a_defined_short_name(citing) -> None:
    text = (
        'Кыргыз Республикасынын "Токой жөнүндө" Мыйзамы (мындан ары - Мыйзам) бар. Ошондо Мыйзам иштейт, ал эми мыйзамдар башка.'
    )
    facts = citing.settle(text, "ky", [define(text, "Мыйзам")])
    (law,) = facts.instruments
    assert [label.text for label in law.aliases] == ["Мыйзам"]
    assert words(facts, text, "law")[1:] == ["Мыйзам", "Мыйзам"]


def test_a_defined_abbreviation(citing) -> None:
    text = "Дүйнө Бириккен Улуттар Уюмунун Глобалдык суу стратегиясын (БУУ ГСС) колдойт. БУУ ГССке ылайык."
    place = text.index("БУУ ГСС")
    definition = Definition("БУУ ГСС", place, place + 7, None, place - 2, "acronym", "")
    facts = citing.settle(text, "ky", [definition])
    assert words(facts, text, "strategy")[1:] == ["БУУ ГСС", "БУУ ГСС"]


def test_the_said_act_is_the_last_one_named(citing) -> None:
    text = '"Токой жөнүндө" Кыргыз Республикасынын Мыйзамы жана "Суу жөнүндө" Кыргыз Республикасынын Мыйзамы бар. Аталган Мыйзам иштейт.'
    facts = citing.settle(text, "ky")
    said = next(i for i in facts.instruments if len(i.mentions) == 2)
    assert said.titles[0].text == "Суу жөнүндө"


def test_what_cannot_be_settled_is_kept(citing) -> None:
    facts = citing.settle("Бул жерде ушул Мыйзам колдонулат.", "ky")
    assert facts.instruments == ()
    assert [(u.kind, u.text) for u in facts.unresolved] == [("instrument", "ушул Мыйзам")]


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        (
            "kk",
            "Орман қорғау туралы\nҚазақстан Республикасы Үкіметінің 2018 жылғы 15 наурыздағы № 124 қаулысы.",
            "Орман қорғау туралы",
        ),
        (
            "ru",
            "Постановление Правительства Республики Казахстан от 15 марта 2018 года № 124\nОб охране лесов",
            "Об охране лесов",
        ),
        ("en", "Resolution of the Government of the Kyrgyz Republic No. 124 of 15 March 2018\nOn Forests", "On Forests"),
    ],
)
def test_the_title_of_an_act_may_stand_on_a_line_of_its_own(citing, language: str, text: str, title: str) -> None:
    facts = citing.settle(text, language, bodies=["Правительства Республики Казахстан"])
    act = next(i for i in facts.instruments if i.type == "resolution")
    assert (act.number, act.titles[0].text, facts.index.act) == ("124", title, act.key)


def test_act_programme_and_plan_of_one_document(citing) -> None:
    programme = "Қазақстан Республикасында орманды қорғау жөніндегі 2018 – 2022 жылдарға арналған мемлекеттік бағдарлама"
    text = (
        f"{programme}ны бекіту туралы\n"
        "Қазақстан Республикасы Үкіметінің 2018 жылғы 15 наурыздағы № 124 қаулысы.\n"
        f"1. Қоса беріліп отырған {programme} бекітілсін.\n"
        f"{programme}\n"
        "Бағдарламаның мақсаты бар.\n"
        f"{programme}ға қосымша\n"
        f"{programme}ны іске асыру жөніндегі іс-шаралар жоспары"
    )
    facts = citing.settle(text, "kk")
    assert [own.type for own in facts.index.own] == ["resolution", "programme", "action-plan"]
    assert facts.index.plan is not None
    assert {i.type for i in facts.instruments} == {"resolution", "programme", "action-plan"}


def test_a_project_page_is_told_by_its_second_heading(citing) -> None:
    text = "Айылдарда суу үнөмдөө\nДолбоор жөнүндө жалпы маалымат\nДолбоор айылдарга жардам берет. Долбоордун максаты бар."
    facts = citing.settle(text, "ky")
    (project,) = facts.instruments
    assert (project.type, project.titles[0].text) == ("project", "Айылдарда суу үнөмдөө")
    assert words(facts, text, "project") == ["Айылдарда суу үнөмдөө", "Долбоор", "Долбоор", "Долбоордун"]
    assert (facts.index.main, facts.index.project) == (None, project.key)


def test_jurisdictions(citing) -> None:
    found = {
        i.type: i.jurisdiction
        for i in citing.settle(
            "БУУнун Глобалдык суу стратегиясы. Балдардын укуктары жөнүндө конвенция. "
            '"Суу жөнүндө" Казакстан Республикасынын Мыйзамы. Өкмөттүн 2015-жылдын 3-майындагы № 12 токтому.',
            "ky",
        ).instruments
    }
    assert found == {"strategy": "UN", "treaty": "INT", "law": "KZ", "resolution": "KG"}


def test_every_mention_quotes_the_text(citing) -> None:
    text = "Өкмөттүн\n2015-жылдын 3-\nмайындагы\n№ 12 [токтомуна](#) ылайык."
    reading = citing.reading(text.replace("\n", " "), "ky")
    facts = citing.settle(reading.document.text, "ky")
    (mention,) = facts.instruments[0].mentions
    assert reading.document.text[mention.start : mention.end].endswith("[токтомуна")
