"""Names under suffixes, in sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Named = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "form", "key"),
    [
        (
            "Бул иш Ички иштер министрлигинин милдети жана Кыргызстанда аткарылат.",
            "Ички иштер министрлигинин",
            "kg/interior-ministry",
        ),
        (
            "Отчет Кыргыз Республикасынын Ички иштер министрлигине берилет.",
            "Кыргыз Республикасынын Ички иштер министрлигине",
            "kg/interior-ministry",
        ),
        ("Кеңешме ИИМдин имаратында өтөт, ал Бишкекте.", "ИИМдин", "kg/interior-ministry"),
        ("Кат ИИМ-ге жөнөтүлдү жана Кыргызстанда калды.", "ИИМ", "kg/interior-ministry"),
        ("Сунуш Башкы прокуратурасынан келген, Кыргызстан аны күткөн.", "Башкы прокуратурасынан", "kg/prosecutor-general"),
        (
            "Мыйзамды Кыргыз Республикасынын Жогорку Кеңешинин депутаттары карайт.",
            "Кыргыз Республикасынын Жогорку Кеңешинин",
            "kg/jogorku-kenesh",
        ),
        (
            "Есеп Қазақстан Республикасы Ұлттық қауіпсіздік комитетіне беріледі.",
            "Қазақстан Республикасы Ұлттық қауіпсіздік комитетіне",
            "kz/security-committee",
        ),
        ("Бұл жұмыс Ішкі істер министрлігімен бірге жүргізіледі.", "Ішкі істер министрлігімен", "kz/interior-ministry"),
        ("Ақпарат ҰҚК-ге жыл сайын жіберіледі.", "ҰҚК", "kz/security-committee"),
        ("Бұл жұмыс Iшкi iстер министрлiгiнiң құзыретiнде.", "Iшкi iстер министрлiгiнiң", "kz/interior-ministry"),
        ("Бұл жұмыс Ішкі істер министр-\nлігінің құзыретінде қалады.", "Ішкі істер министр-\nлігінің", "kz/interior-ministry"),
        ('Кездесу "Сырбар" СБҚ-мен өтті және қорытындысы жасалды.', '"Сырбар" СБҚ', "kz/syrbar"),
        (
            "Отчёт направлен в Министерство внутренних дел Кыргызской Республики.",
            "Министерство внутренних дел Кыргызской Республики",
            "kg/interior-ministry",
        ),
        (
            "Это поручено Министерству внутренних дел Республики Казахстан и другим.",
            "Министерству внутренних дел Республики Казахстан",
            "kz/interior-ministry",
        ),
        (
            "Проверка Генеральной прокуратуры Кыргызской Республики завершена.",
            "Генеральной прокуратуры Кыргызской Республики",
            "kg/prosecutor-general",
        ),
        (
            "Доклад представлен в Организации Объединенных Наций в этом году.",
            "Организации Объединенных Наций",
            "un/united-nations",
        ),
        (
            "The Ministry of Internal Affairs of the Kyrgyz Republic shall report on the plan.",
            "Ministry of Internal Affairs of the Kyrgyz Republic",
            "kg/interior-ministry",
        ),
        ("The United Nations' offices in Kazakhstan shall be told of the plan.", "United Nations'", "un/united-nations"),
    ],
)
def test_a_name_is_found_under_its_endings(named: Named, text: str, form: str, key: str) -> None:
    assert (form, key) in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Кыргызстанда ички иштер жана тышкы иштер бөлүнөт, эми бул маанилүү.",
        "Кыргызстандагы кызматташуу комитеттешүүгө алып келет жана бийик.",
        "Қазақстанда жақтан ақпарат келді, эмдеу жұмысы жүрді және бітті.",
        "Президент тууралуу жалпы сөз болду, ал жерде Кыргызстан айтылган жок.",
        "БП деген сөз башка нерсени билдирет, ал Кыргызстанда айтылат.",
        "МВДшник и наивный мвд в слове — не названия органов этой страны.",
        "Органы чувств человека и органы управления станком описаны в книге.",
    ],
)
def test_what_only_looks_like_a_name_is_not_found(named: Named, text: str) -> None:
    assert [key for _, key in named(text) if "/" in key] == []


def test_the_state_beside_a_name_decides_whose_body_it_is(named: Named) -> None:
    text = "Кыргыз Республикасы, Кыргыз Республикасы. Казакстан Республикасынын Ички иштер министрлиги менен Ички иштер министрлиги сүйлөшөт."
    assert [key for form, key in named(text) if "министр" in form] == ["kz/interior-ministry", "kg/interior-ministry"]


def test_a_name_that_bodies_of_two_states_bear_stays_open_where_no_state_is_named(extractor: object) -> None:
    text = "Отчёт представит Министерство внутренних дел до конца этого года."
    reading = extractor.reading("a.txt", "0" * 64, text)  # type: ignore[attr-defined]
    index, unresolved = extractor.bodies(reading, ())  # type: ignore[attr-defined]
    assert not index.mentions
    assert [item.text for item in unresolved] == ["Министерство внутренних дел"]


def test_a_name_that_changed_hands_means_the_body_of_the_document_s_year(named: Named) -> None:
    old, new = (f"{year}-жыл. Кыргыз Республикасынын Байланыш агенттигине тапшырылсын." for year in (2014, 2020))
    assert [key for _, key in named(old)] == ["kg/old-agency"]
    assert [key for _, key in named(new)] == ["kg/new-agency"]
    undated = "Кыргыз Республикасынын Байланыш агенттигине тапшырылсын."
    assert [key for _, key in named(undated)] == ["kg/new-agency"], "the one that there is"


def test_a_body_inside_a_longer_name_is_named_too(named: Named) -> None:
    assert named("Кыргыз Республикасынын ИИМдин Күзөт кызматына тапшырылды.") == [
        ("Кыргыз Республикасынын ИИМдин Күзөт кызматына", "kg/guard-service"),
        ("Кыргыз Республикасынын ИИМдин", "kg/interior-ministry"),
    ]
    assert named("Тыңдаушылар ҰҚК Академиясында оқиды және Қазақстанда қалады.") == [
        ("ҰҚК Академиясында", "kz/academy"),
        ("ҰҚК", "kz/security-committee"),
    ]
    assert named("БҰҰ ҚК шешім қабылдады және оны Қазақстан орындайды.") == [
        ("БҰҰ ҚК", "un/security-council"),
        ("БҰҰ", "un/united-nations"),
    ]


def test_the_whole_may_follow_the_part_in_any_of_its_names(named: Named) -> None:
    assert named("Работа ведётся с Региональной антитеррористической структурой ШОС и другими.") == [
        ("Региональной антитеррористической структурой ШОС", "int/anti-terrorist-structure"),
        ("ШОС", "int/cooperation-organisation"),
    ]
    assert ("Regional Anti-Terrorist Structure of the SCO", "int/anti-terrorist-structure") in named(
        "The work is done with the Regional Anti-Terrorist Structure of the SCO and others."
    )


def test_either_spelling_of_a_name(named: Named) -> None:
    assert named("The Shanghai Cooperation Organization and its members take part in the work.") == [
        ("Shanghai Cooperation Organization", "int/cooperation-organisation")
    ]


def test_weak_names_count_in_lists_where_defined_and_after_the_full_name(named: Named) -> None:
    cell = "\t\nБП (келісім бойынша),\n\nІІМ\n\t\nжыл сайын есеп беріледі және БП хабарланады\n\n"
    assert named("Қазақстанда бағдарлама қабылданды.\n\n" + cell) == [
        ("БП", "kz/prosecutor-general"),
        ("ІІМ", "kz/interior-ministry"),
    ]
    defined = "Кыргыз Республикасынын Башкы прокуратурасы (мындан ары - БП) көзөмөл жүргүзөт. БПга отчет берилет."
    assert [form for form, key in named(defined) if key == "kg/prosecutor-general"] == [
        "Кыргыз Республикасынын Башкы прокуратурасы",
        "БП",
        "БПга",
    ]
    anaphora = "Кыргыз Республикасынын Президенти жарлык чыгарат. Президентке отчет берилет, президентке эмес."
    assert [form for form, _ in named(anaphora)] == ["Кыргыз Республикасынын Президенти", "Президентке"]


def test_a_signature_may_part_the_state_from_the_office(named: Named) -> None:
    text = "Қаулы күшіне енеді.\n\n\t\n Қазақстан Республикасының\n\n\n\t\n Премьер-Министрі\n\n\t\nА. Аманов\n\n"
    assert named(text) == [("Премьер-Министрі", "kz/prime-minister"), ("А. Аманов", "kz/prime-minister")]


def test_no_name_runs_over_the_end_of_a_cell(named: Named) -> None:
    assert named("\t\nІшкі істер\n\t\nминистрлігі Қазақстан туралы\n\n") == []
