"""Names that only a document has: unknown bodies with their wholes, short forms for them, who signs, what equals what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.names.tables import LegalForm, NameWords, load_name_words
from extractors.pipeline import Extractor
from ontology.records import Body
from ontology.registered import load_registry


@pytest.fixture(scope="module")
def bodies(extractor: Extractor) -> Callable[[str], dict[str, Body]]:
    """The bodies of a text by their preferred names."""

    def find(text: str) -> dict[str, Body]:
        reading = extractor.reading("a.txt", "0" * 64, text)
        index, _ = extractor.bodies(reading, extractor.definitions(reading))
        return {body.names[0].text: body for body in index.bodies.values()}

    return find


def places(body: Body, text: str) -> list[str]:
    return [text[m.start : m.end] for m in body.mentions]


DEFINED = [
    (
        "Комитет по водным ресурсам Министерства внутренних дел Кыргызской Республики (далее – КВР) ведет учет. КВР решает.",
        "Комитет по водным ресурсам",
        ["Комитет по водным ресурсам Министерства внутренних дел Кыргызской Республики", "КВР", "КВР"],
    ),
    (
        "Комиссия по вопросам учета (регистрации) водных объектов (далее – Комиссия) создана. Решения Комиссии на местах исполняют.",
        "Комиссия по вопросам учета (регистрации) водных объектов",
        ["Комиссия по вопросам учета (регистрации) водных объектов", "Комиссия", "Комиссии"],
    ),
    (
        "Контроль возложить на отдел учета, охраны и правопорядка Министерства внутренних дел Кыргызской Республики (далее – Отдел).",
        "Отдел учета, охраны и правопорядка",
        ["отдел учета, охраны и правопорядка Министерства внутренних дел Кыргызской Республики", "Отдел"],
    ),
    (
        "Created is the Council for Water of the Ministry of Internal Affairs of the Kyrgyz Republic (hereinafter – the Council). The Council meets.",
        "Council for Water",
        ["Council for Water of the Ministry of Internal Affairs of the Kyrgyz Republic", "Council", "Council"],
    ),
    (
        "Кыргыз Республикасынын Ички иштер министрлигине караштуу Суу маселелери боюнча кеңеш (мындан ары – Кеңеш) түзүлсүн. Кеңеш чогулат.",
        "Суу маселелери боюнча кеңеш",
        ["Кыргыз Республикасынын Ички иштер министрлигине караштуу Суу маселелери боюнча кеңеш", "Кеңеш", "Кеңеш"],
    ),
    (
        "Су ресурстары комитеті (бұдан әрі – СРК) есеп жүргізеді. СРК Қазақстанда жұмыс істейді.",
        "Су ресурстары комитеті",
        ["Су ресурстары комитеті", "СРК", "СРК"],
    ),
]


@pytest.mark.parametrize(("text", "name", "found"), DEFINED)
def test_a_short_form_is_of_the_whole_name_before_it(bodies, text: str, name: str, found: list[str]) -> None:
    assert places(bodies(text)[name], text) == found


def test_a_proposed_body_has_the_whole_beside_it_as_parent(bodies) -> None:
    found = bodies(DEFINED[0][0])
    assert found["Комитет по водным ресурсам"].parent == "body/kg/interior-ministry"


def test_a_head_noun_in_brackets_is_not_of_a_name_with_another(bodies) -> None:
    found = bodies("Группа при Министерстве внутренних дел Кыргызской Республики (далее – Совет) решает. Совет и группа.")
    assert all("Совет" not in {label.text for label in body.aliases} for body in found.values())


def test_a_name_said_again_without_its_whole_is_one_body(bodies) -> None:
    text = "Служба охраны при Министерстве внутренних дел Кыргызской Республики учит. Служба охраны учит."
    assert len([name for name in bodies(text) if name.startswith("Служба")]) == 1


EQUAL = [
    "Уполномоченным органом в Кыргызской Республике является Министерство внутренних дел Кыргызской Республики. Уполномоченный орган решает.",
    "The authorised body is the Ministry of Internal Affairs of the Kyrgyz Republic. The authorised body decides.",
    "Ыйгарым укуктуу орган болуп Кыргыз Республикасынын Ички иштер министрлиги саналат. Ыйгарым укуктуу орган чечет.",
]


@pytest.mark.parametrize("text", EQUAL)
def test_a_collective_that_is_said_to_be_a_body_names_it(bodies, text: str) -> None:
    found = {body.key: body for body in bodies(text).values()}
    assert len(found["body/kg/interior-ministry"].mentions) == 2
    assert not [key for key in found if key.startswith("document/")]


@pytest.mark.parametrize(
    "text",
    [
        "Президент\nКыргызской Республики\nА.У. Аманов\n",
        "Қазақстан Республикасының\nПремьер-Министрі Б. Аманов\n",
    ],
)
def test_who_signs_is_a_place_of_the_office(bodies, text: str) -> None:
    assert any(place.endswith("Аманов") for body in bodies(text).values() for place in places(body, text))


def test_people_are_actors_where_they_take_part(bodies) -> None:
    assert "жарандар" in bodies("Бул ишке жарандарды тартуу зарыл.")
    assert "жарандар" not in bodies("Бул жарандардын укуктарын бузат.")


@pytest.mark.parametrize(
    "text",
    [
        "Беседы проводятся в учебных заведениях.",
        "Қазақстанда бұқаралық ақпарат құралдарын тұрақты бақылау жүргізіледі.",
        "Мына бұқаралық ақпарат құралдары өнімдерін сараптау керек.",
    ],
)
def test_places_and_objects_are_no_actors(bodies, text: str) -> None:
    assert not [body for body in bodies(text).values() if body.kind in ("academic", "media")]


def test_the_government_of_another_state_is_not_one_s_own(bodies) -> None:
    text = "The Government of the Kyrgyz Republic met the Government of Norway in May."
    assert set(bodies(text)) == {"Government of the Kyrgyz Republic", "Government of Norway"}


def test_a_heading_in_capitals_holds_the_state_s_name(bodies) -> None:
    text = "МИНИСТЕРСТВО ВНУТРЕННИХ ДЕЛ КЫРГЫЗСКОЙ РЕСПУБЛИКИ\n\nПРИКАЗ"
    assert [places(body, text) for body in bodies(text).values()] == [["МИНИСТЕРСТВО ВНУТРЕННИХ ДЕЛ КЫРГЫЗСКОЙ РЕСПУБЛИКИ"]]


def test_modifiers_that_share_a_head_stand_in_any_case(bodies) -> None:
    found = bodies("Центральным и местным исполнительным органам принять меры.")
    assert set(found) == {"центральные исполнительные органы", "местные исполнительные органы"}


def spoken(extractor: Extractor, text: str) -> list[tuple[str, str]]:
    """What is named, and the name of the body that it is."""
    reading = extractor.reading("a.txt", "0" * 64, text)
    index, _ = extractor.bodies(reading, extractor.definitions(reading))
    return [(text[m.start : m.end], index.bodies[m.key].names[0].text) for m in index.mentions]


@pytest.mark.parametrize(
    ("text", "short", "times"),
    [
        ("Keys: MOA - Ministry of Apples; BOP - Bureau of Pears of the City. MOA reports to BOP.", "MOA", 2),
        ("МСД – Министерство садов и деревьев; ГСК – Государственная служба кустов. МСД отвечает.", "МСД", 2),
        ("Keys: MAP - Ministry of Apples. MAP reports.", "MAP", 0),
        ("Participating Pear Organizations (PPOs) meet. The PPOs report.", "PPOs", 2),
        ("Independent Tree Companies (the Companies) meet.", "PPOs", 0),
    ],
)
def test_keys_in_one_paragraph_and_plural_letters_are_short_forms(
    text: str, short: str, times: int, extractor: Extractor
) -> None:
    assert [form for form, _ in spoken(extractor, text)].count(short) == times


@pytest.mark.parametrize(
    "text",
    [
        "Қазақстан Республикасының Бау-бақша министрі бұйрық шығарды. Кейін бұйрыққа Бау-бақша министрі өзгеріс енгізді, Қазақстан.",
        "Бул Кыргыз Республикасынын Бак-дарак агенттигине берилет. Ал эми Бак-дарак агенттиги отчет берет, Кыргызстан.",
    ],
)
def test_a_proposed_body_is_one_with_its_state_and_without_it(text: str, extractor: Extractor) -> None:
    reading = extractor.reading("a.txt", "0" * 64, text)
    index, _ = extractor.bodies(reading, ())
    assert len({m.key for m in index.mentions if m.match.form == "candidate"}) == 1
    assert len([m for m in index.mentions if m.match.form == "candidate"]) == 2


UNITS = [
    (
        "Проект вносит отдел развития садов и парков Министерства внутренних дел Кыргызской Республики.",
        ["отдел развития садов и парков Министерства внутренних дел Кыргызской Республики"],
    ),
    (
        "В мае образован временный организационный комитет по подготовке съезда.",
        ["временный организационный комитет по подготовке съезда"],
    ),
    (
        "Иш Ички иштер министрлигинин уюштуруу жана талдоо бөлүмүнө тапшырылат.",
        ["Ички иштер министрлигинин уюштуруу жана талдоо бөлүмүнө"],
    ),
    (
        "Есепті Қазақстан Республикасы Ішкі істер министрлігінің талдау және жоспарлау басқармасы береді.",
        ["Қазақстан Республикасы Ішкі істер министрлігінің талдау және жоспарлау басқармасы"],
    ),
    ("Сделан комитет дров и управление рисками по плану.", []),
    ("Уголь центров и отделов по плану.", []),
    ("Ички иштер министрлигинин айтымында, жаңы бөлүмү жок.", []),
]


@pytest.mark.parametrize(("text", "names"), UNITS)
def test_units_may_be_written_small(text: str, names: list[str], extractor: Extractor) -> None:
    found = extractor.find_names("Кыргызстан.\n\n" + text if "ң" not in text[:40] and "і" not in text else text)
    whole = "Кыргызстан.\n\n" + text if "ң" not in text[:40] and "і" not in text else text
    assert [whole[m.start : m.end] for m in found if m.match.form == "candidate"] == names


def test_the_adjectives_of_a_proposed_body_are_told_in_the_nominative(bodies) -> None:
    found = bodies(
        "Утвердить состав межведомственной рабочей группы по надзору. Решение Межведомственной рабочей группы по надзору готово."
    )
    assert [name.lower() for name in found] == ["межведомственная рабочая группа по надзору"]


LEGAL = [(table, row) for table in load_name_words() for row in table.named if row.examples]


@pytest.mark.parametrize(("table", "row"), LEGAL, ids=[table.language for table, _ in LEGAL])
def test_a_legal_form_makes_a_quoted_name_that_of_a_body(table: NameWords, row: LegalForm, extractor: Extractor) -> None:
    padding = {"ky": "Кыргызстандын өлкөсү.", "kk": "Қазақстанның елі.", "ru": "Это так.", "en": "This is so."}[table.language]
    for text in row.examples:
        assert [m for m in extractor.find_names(f"{padding}\n\n{text}") if m.match.kind == row.kind], text
    for text in row.near_misses:
        assert not extractor.find_names(f"{padding}\n\n{text}"), text


def test_a_legal_person_said_again_in_quotation_marks_is_the_same_body(bodies) -> None:
    text = "Отчёт готовит открытое акционерное общество «Сады и парки». Планом «Сады и парки» довольны. Проект «Дом» завершён."
    assert {name: places(body, text) for name, body in bodies(text).items()} == {
        'открытое акционерное общество "Сады и парки"': ["открытое акционерное общество «Сады и парки»", "«Сады и парки»"]
    }


COUNCILS = [
    ("Қазақстанның заңы. Жыл сайын Консультативтік кеңес құрылады.", ["Консультативтік кеңес"]),
    ("Кыргызстандын мыйзамы. Жыл сайын Консультациялык кеңеш чогулат.", ["Консультациялык кеңеш"]),
    (
        "Қазақстан Республикасының Үкіметі жанындағы Су мәселелері жөніндегі ведомствоаралық комиссия құрылсын.",
        ["Қазақстан Республикасының Үкіметі жанындағы Су мәселелері жөніндегі ведомствоаралық комиссия"],
    ),
    ("Қазақстанның заңы. Осы кеңес жылда өтеді, кеңес беру тегін.", []),
    ("Кыргызстандын мыйзамы. Узак кеңеш болду. Адистик кеңеш берилди.", []),
]


@pytest.mark.parametrize(("text", "names"), COUNCILS)
def test_a_council_bears_no_possessive_behind_its_topic_or_an_adjective(
    text: str, names: list[str], extractor: Extractor
) -> None:
    assert [text[m.start : m.end] for m in extractor.find_names(text) if m.match.form == "candidate"] == names


def test_who_stands_in_for_an_office_is_a_body_of_its_own(extractor: Extractor) -> None:
    text = "Контроль возложить на первого заместителя Премьер-Министра и на других, Республика Казахстан."
    assert "первого заместителя Премьер-Министра" in [text[m.start : m.end] for m in extractor.find_names(text)]


def test_an_english_short_form_needs_no_marker(bodies) -> None:
    text = 'They set up a Joint Water Committee (the "Committee") in May. The Committee meets, and the project (the "Project") starts.'
    assert places(bodies(text)["Joint Water Committee"], text) == ["Joint Water Committee", "Committee", "Committee"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Комитет информации МКИ, МКИ", ["Комитет информации МКИ", "МКИ"]),
        ("Комитет информации, МКИ", ["Комитет информации", "МКИ"]),
        ("Комитет информации МФ, МФ", ["Комитет информации", "МФ", "МФ"]),
    ],
)
def test_the_name_of_a_part_goes_on_over_a_short_form_of_its_whole(line: str, names: list[str]) -> None:
    extractor = Extractor.load(load_registry())
    keys = "МКИ – Министерство культуры и информации Республики Казахстан\nМФ – Министерство финансов Республики Казахстан"
    text = f"Исполнители плана: {line}\n\n{keys}"
    reading = extractor.reading("a.txt", "0" * 64, text)
    index, _ = extractor.bodies(reading, extractor.definitions(reading))
    assert [text[m.start : m.end] for m in index.outermost(0, text.index("\n"))] == names


def test_a_short_form_of_an_english_paper_needs_no_marks(bodies) -> None:
    text = (
        "The Ministry of Internal Affairs of the Kyrgyz Republic and the Council for Water (the Council) meet. The Council decides. "
        "The National Council is another."
    )
    assert places(bodies(text)["Council for Water"], text) == ["Council for Water", "Council", "Council"]


def test_who_signs_for_a_body_may_stand_before_its_short_form(bodies) -> None:
    text = 'The Council for Water, represented by its Chairperson, (hereinafter "the Council") meets. The Council decides.'
    assert places(bodies(text)["Council for Water"], text) == ["Council for Water", "Council", "Council"]


def test_a_name_that_bodies_of_other_states_bear_is_proposed_for_the_state_of_the_document(bodies) -> None:
    text = "In the Republic of Kazakhstan, the Ministry of Enlightenment keeps a register of the schools of Kazakhstan."
    assert bodies(text)["Ministry of Enlightenment"].jurisdiction != "KG"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('Қазақстанның елі. "Бағбандар академиясы" РМҚК сабақ өткізеді.', ['"Бағбандар академиясы" РМҚК']),
        ('Қазақстанның елі. "Бағбандар академиясы" жобасы аяқталды.', ["Бағбандар академиясы"]),
        ("Қазақстанның елі. Қоғамдық бақылау комиссиялары мекемелерге барады.", ["Қоғамдық бақылау комиссиялары"]),
    ],
)
def test_a_quoted_name_goes_on_over_its_legal_form(text: str, names: list[str], extractor: Extractor) -> None:
    assert [text[m.start : m.end] for m in extractor.find_names(text) if m.match.form in ("candidate", "group")] == names


def test_names_in_a_list_with_commas_are_told_apart(extractor: Extractor) -> None:
    text = "Kyrgyz Republic.\n\nBodies: Ministry of Science and Higher Education, Committee of Forest Guards, Agency for Arts."
    found = [text[m.start : m.end] for m in extractor.find_names(text) if m.match.form == "candidate"]
    assert "Committee of Forest Guards" in found
    assert not any("Education, Committee" in name for name in found)
