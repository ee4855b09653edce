"""Short forms, collectives, the state as an actor and bodies that no table knows, in sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.names.definitions import DefinitionFinder
from extractors.names.tables import Collective, NameWords, load_name_words
from extractors.pipeline import Extractor
from ontology.registered import load_registry

Named = Callable[[str], list[tuple[str, str]]]
TABLES = load_name_words()
ROWS = [(table, row) for table in TABLES for row in table.collectives]


@pytest.mark.parametrize(("table", "row"), ROWS, ids=[f"{table.language}: {row.name}" for table, row in ROWS])
def test_a_collective_is_found_in_its_examples_and_not_in_its_near_misses(
    table: NameWords, row: Collective, extractor: Extractor
) -> None:
    siblings = {other.name for other in table.collectives if other.examples == row.examples}
    found = [names(extractor, text) for text in row.examples]
    assert all(any(name.endswith(sibling) for name in each for sibling in siblings) for each in found), found
    assert siblings <= {other.name for other in table.collectives}
    for text in row.near_misses:
        assert not names(extractor, text) & siblings, text


def names(extractor: Extractor, text: str) -> set[str]:
    reading = extractor.reading("example.txt", "0" * 64, text)
    index, _ = extractor.bodies(reading, ())
    return {mention.match.name for mention in index.mentions}


def test_all_languages_have_the_same_parts() -> None:
    for table in TABLES:
        assert table.markers and table.countries and table.heads and table.collectives and table.conjunctions and table.list_words
        assert {country.jurisdiction for country in table.countries} == {"KG", "KZ", "RU"}


def test_two_collectives_may_share_a_head(named: Named) -> None:
    assert named("Орталық және жергілікті атқарушы органдар есеп береді.") == [
        ("Орталық және жергілікті атқарушы органдар", "орталық атқарушы органдар"),
        ("жергілікті атқарушы органдар", "жергілікті атқарушы органдар"),
    ]


def test_a_collective_that_the_document_shortens(named: Named) -> None:
    text = "Иш жергиликтүү мамлекеттик администрация (мындан ары - ЖМА) менен жүрөт. Ал эми ЖМАнын бюджети өзүнчө."
    assert [form for form, name in named(text) if name == "жергиликтүү мамлекеттик администрация"] == [
        "жергиликтүү мамлекеттик администрация",
        "ЖМА",
        "ЖМАнын",
    ]


@pytest.mark.parametrize(
    ("text", "short", "form"),
    [
        ("Жаңы борбор (мындан ары - Борбор) түзүлөт.", "Борбор", "bracket"),
        ("Жаңа орталық (бұдан әрі – Орталық) құрылады.", "Орталық", "bracket"),
        ("Новый центр (далее по тексту – Центр) создан.", "Центр", "bracket"),
        ('The new centre (hereinafter referred to as the "Centre") is set up.', "Centre", "bracket"),
        ("Ички иштер министрлиги (ИИМ) отчет берет.", "ИИМ", "acronym"),
    ],
)
def test_definitions_are_seen(extractor: Extractor, text: str, short: str, form: str) -> None:
    reading = extractor.reading("a.txt", "0" * 64, text)
    found = DefinitionFinder(TABLES).find(reading.text, reading.blocks)
    assert [(d.short, d.form, text[d.short_start : d.short_end]) for d in found] == [(short, form, short)]
    assert text[: found[0].full_end] == text[: text.index(" (")]


def test_a_key_list_defines_line_by_line(named: Named) -> None:
    text = "Қысқартулар:\n\n  ҰҚК – Қазақстан Республикасының Ұлттық қауіпсіздік комитеті\n\n  БП – Қазақстан Республикасының Бас прокуратурасы\n"
    assert [key for form, key in named(text) if form == "БП"] == ["kz/prosecutor-general"]
    assert not [key for form, key in named(text.replace("  ҰҚК – ", "  ")) if form == "БП"], "one line alone is no list"


def test_letters_in_a_bracket_define_only_what_they_may_stand_for(named: Named) -> None:
    text = "Бириккен Улуттар Уюму (БУУ) колдойт. БУУ каражат берет, Кыргызстан аны алат."
    assert [key for form, key in named(text) if form == "БУУ"] == ["un/united-nations"] * 2
    other = "Бириккен Улуттар Уюму (ЭАР) колдойт. ЭАР каражат берет, Кыргызстан аны алат."
    assert not [key for form, key in named(other) if form == "ЭАР"]


def test_the_state_acts_only_as_the_subject_of_a_sentence(named: Named) -> None:
    text = "Кыргыз Республикасы чет мамлекеттер менен кызматташат. Бул Кыргыз Республикасынын милдети."
    assert named(text) == [("Кыргыз Республикасы", "Кыргыз Республикасы")]
    assert named("Қазақстан халқының саулығы маңызды және бұл бәріне белгілі.") == []


@pytest.fixture(scope="module")
def whole() -> Extractor:
    """An extractor with all bodies that the program knows."""
    return Extractor.load(load_registry())


@pytest.mark.parametrize(
    ("text", "form", "kind"),
    [
        (
            "Иш Кыргыз Республикасынын Санариптик өнүктүрүү министрлигине тапшырылат.",
            "Кыргыз Республикасынын Санариптик өнүктүрүү министрлигине",
            "state",
        ),
        ("Бул ишти ИИМдин Басма сөз кызматы жүргүзөт, ал Бишкекте.", "ИИМдин Басма сөз кызматы", "state"),
        (
            "Жұмыс Қазақстан Республикасының Су ресурстары министрлігіне жүктеледі.",
            "Қазақстан Республикасының Су ресурстары министрлігіне",
            "state",
        ),
        (
            "Работа поручена Министерству природных ресурсов и экологии до мая.",
            "Министерству природных ресурсов и экологии",
            "state",
        ),
        (
            "The plan is kept by the Ministry of Natural Resources until May of this year.",
            "Ministry of Natural Resources",
            "state",
        ),
    ],
)
def test_an_unknown_body_is_proposed(extractor: Extractor, text: str, form: str, kind: str) -> None:
    reading = extractor.reading("a.txt", "0" * 64, text)
    index, _ = extractor.bodies(reading, ())
    found = [m for m in index.mentions if m.match.form == "candidate"]
    assert [(text[m.start : m.end], m.match.kind) for m in found] == [(form, kind)]
    assert not index.bodies[found[0].key].registered
    assert index.bodies[found[0].key].mentions[0].confidence < 0.7


@pytest.mark.parametrize(
    "text",
    [
        "Бул кызматы үчүн сыйлык берилет жана Кыргызстанда айтылат.",
        "Қазақстан Республикасының заңдарымен оның негізгі аппараты белгіленген.",
        "Служба в армии длится год, а управление рисками ведётся всегда.",
        "The service of the plan is a duty and the office is closed on Sunday.",
    ],
)
def test_common_words_are_no_unknown_body(named: Named, text: str) -> None:
    assert named(text) == []


def test_the_part_of_an_unknown_body_is_kept(extractor: Extractor) -> None:
    text = "Бул ишти ИИМдин Басма сөз кызматы жүргүзөт, ал Бишкекте жана Кыргызстанда."
    index, _ = extractor.bodies(extractor.reading("a.txt", "0" * 64, text), ())
    assert [body.parent for body in index.bodies.values() if not body.registered] == ["body/kg/interior-ministry"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Буга Министрлер Кабинетинин Аппараты жооптуу, ал Кыргызстанда.", "Министрлер Кабинетинин Аппараты"),
        ("Бұған Премьер-Министрдің орынбасары жауапты, ол Қазақстанда.", "Премьер-Министрдің орынбасары"),
    ],
)
def test_a_body_of_one_word_is_named_with_its_owner(text: str, name: str, extractor: Extractor) -> None:
    index, _ = extractor.bodies(extractor.reading("a.txt", "0" * 64, text), ())
    assert name in [body.names[0].text for body in index.bodies.values() if not body.registered]


@pytest.mark.parametrize(
    ("owner", "kind", "jurisdiction"),
    [("Программы развития ООН", "international", "UN"), ("Министерства юстиции Кыргызской Республики", "state", "KG")],
)
def test_a_department_is_of_its_owner_s_kind(whole: Extractor, owner: str, kind: str, jurisdiction: str) -> None:
    text = f"Обучение проводит Департамент образования {owner} в Бишкеке."
    index, _ = whole.bodies(whole.reading("a.txt", "0" * 64, text), ())
    (proposed,) = (body for body in index.bodies.values() if not body.registered)
    assert (proposed.names[0].text, proposed.kind, proposed.jurisdiction) == ("Департамент образования", kind, jurisdiction)


def test_a_university_keeps_the_name_of_whom_it_is_named_after(named: Named) -> None:
    text = "Обучение проводит Кыргызский национальный университет имени Ж. Баласагына в мае."
    assert "Кыргызский национальный университет имени Ж. Баласагына" in str(named(text))


def test_what_stands_in_a_stretch_can_be_asked_for(extractor: Extractor) -> None:
    text = "Кыргыз Республикасынын ИИМдин Күзөт кызматына тапшырылды."
    index, _ = extractor.bodies(extractor.reading("a.txt", "0" * 64, text), ())
    assert len(index.find(0, len(text))) == 2
    assert [m.key for m in index.outermost(0, len(text))] == ["body/kg/guard-service"]
    assert index.find(5, len(text)) == []


PLACES = [
    (
        "Жоспарды облыстардың, Ала және Бала қалаларының әкімдіктері орындайды.",
        "облыстардың, Ала және Бала қалаларының әкімдіктері",
    ),
    ("Поручить акиматам областей, городов Алы и Балы принять меры.", "акиматам областей, городов Алы и Балы"),
]


@pytest.mark.parametrize(("text", "words"), PLACES, ids=["kk", "ru"])
def test_the_places_of_local_bodies_belong_to_their_name(text: str, words: str, extractor: Extractor) -> None:
    assert words in [text[m.start : m.end] for m in extractor.find_names(text)]


def test_two_collectives_with_one_head_are_both_in_a_list(extractor: Extractor) -> None:
    text = "Центральные и местные исполнительные органы проводят курсы."
    reading = extractor.reading("example.txt", "0" * 64, text)
    index, _ = extractor.bodies(reading, ())
    named = [text[m.start : m.end] for m in index.outermost(0, len(text))]
    assert named == ["Центральные", "местные исполнительные органы"]


def test_organs_of_the_united_nations_go_by_their_short_names_where_it_is_named() -> None:
    from extractors.pipeline import Extractor as Whole  # the whole registry, which the small one is not
    from ontology.registered import load_registry

    text = "United Nations. The Secretary-General shall report to the Security Council every year."
    keys = {m.key for m in Whole.load(load_registry()).find_names(text)}
    assert {"body/un/secretary-general", "body/un/security-council"} <= keys


def test_a_short_form_is_not_of_the_union_whose_members_it_names(extractor: Extractor) -> None:
    text = "The member States of the Ministry of Internal Affairs of the Republic of Kazakhstan (hereinafter - the Parties) met. The Parties left."
    keys = {text[m.start : m.end]: m.key for m in extractor.find_names(text)}
    assert keys["Parties"] not in (keys["Ministry of Internal Affairs of the Republic of Kazakhstan"], keys["member States"])


@pytest.mark.parametrize(
    ("text", "named_"),
    [
        (
            "Отчёт направляется правоохранительным, судебным, местным исполнительным органам.",
            ["правоохранительным", "судебным", "местным исполнительным органам"],
        ),
        (
            "Иш укук коргоо, сот, мамлекеттик жана жергиликтүү өз алдынча башкаруу органдарына тапшырылат.",
            ["укук коргоо", "сот", "мамлекеттик", "жергиликтүү өз алдынча башкаруу органдарына"],
        ),
        ("Жұмыс құқық қорғау, жергілікті атқарушы органдарға тапсырылады.", ["құқық қорғау", "жергілікті атқарушы органдарға"]),
        ("The table, local executive bodies and others are named.", ["local executive bodies"]),
    ],
)
def test_more_than_two_collectives_may_share_a_head(text: str, named_: list[str], extractor: Extractor) -> None:
    index, _ = extractor.bodies(extractor.reading("a.txt", "0" * 64, text), ())
    assert [text[m.start : m.end] for m in index.outermost(0, len(text))] == named_


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Кыргызстандын мыйзамы. Мамлекет бул тармакты колдойт.", ["Мамлекет"]),
        ("Қазақстанның заңы. Мемлекет бұл саланы қолдайды.", ["Мемлекет"]),
        ("Закон Кыргызской Республики. Государство поддерживает отрасль.", ["Государство"]),
        ("Кыргызстандын мыйзамы. Мамлекеттик тил бул жерде колдонулат.", []),
        ("Закон Кыргызской Республики. Другое государство поддерживает отрасль.", []),
        ("Государство поддерживает отрасль.", []),
    ],
)
def test_the_state_by_the_word_for_it_is_that_of_the_document(text: str, found: list[str], extractor: Extractor) -> None:
    assert [text[m.start : m.end] for m in extractor.find_names(text) if m.match.form == "state"] == found


def test_bodies_that_differ_by_a_number_may_be_named_together() -> None:
    from extractors.pipeline import Extractor as Whole  # the whole registry, which the small one is not
    from ontology.registered import load_registry

    whole = Whole.load(load_registry())
    for text in (
        "Қазақстан 1267 және 1988 санкциялық комитеттерге хат жазды.",
        "Letters go to the 1267 and 1988 Sanctions Committee.",
    ):
        keys = {m.key for m in whole.find_names(text) if m.key.startswith("body/")}
        assert keys == {"body/un/1267-committee", "body/un/1988-committee"}
    assert {m.key for m in whole.find_names("Letters go to 12 and 1988 Sanctions Committee.")} == {"body/un/1988-committee"}


@pytest.mark.parametrize(
    "text",
    [
        "Закон Кыргызской Республики «О государственных органах и службе» отменён.",
        "Кыргыз Республикасынын «Мамлекеттик органдар жөнүндө» Мыйзамы жокко чыгарылды.",
        "Қазақстан Республикасының «Ішкі істер органдары туралы» Заңының күші жойылды.",
        'The Law "On state bodies of the Republic of Kazakhstan" is repealed.',
    ],
)
def test_a_group_in_the_title_of_an_act_alone_is_no_actor(text: str, extractor: Extractor) -> None:
    assert not [m for m in extractor.find_names(text) if m.match.form in ("collective", "group")]
    outside = text.replace("«", "").replace("»", "").replace('"', "")
    assert [m for m in extractor.find_names(outside) if m.match.form in ("collective", "group")]
