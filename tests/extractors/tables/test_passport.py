from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.tables.facts import TableFacts

Read = Callable[..., TableFacts]
Write = Callable[..., str]


def roles(facts: TableFacts) -> set[tuple[str, str]]:
    assert {(m.concerns, m.assigned_by) for m in facts.mandates} <= {("programme", "programme")}
    return {(m.holder, m.role) for m in facts.mandates}


PASSPORTS = [
    (
        "kk",
        [
            ("Атауы", "Жол қауіпсіздігі бағдарламасы"),
            ("Бағдарламаны әзірлеу үшін жауапты мемлекеттік орган", "АБМ"),
            ("Бағдарламаны іске асыруға жауапты мемлекеттік органдар", "АБМ, ВГД"),
            ("Мақсаты", "Балалардың жолдағы қауіпсіздігін қамтамасыз ету"),
            ("Міндеттері", "Жол белгілерін жаңарту жұмысын жақсарту.\n\n2. Мектептерде сабақ өткізуді ұйымдастыру"),
        ],
    ),
    (
        "ky",
        [
            ("Аталышы", "Жол коопсуздугу программасы"),
            ("Программаны иштеп чыгууга жооптуу мамлекеттик орган", "АБМ"),
            ("Программаны ишке ашырууга жооптуу мамлекеттик органдар", "АБМ, ВГД"),
            ("Максаты", "Балдардын жолдогу коопсуздугун камсыз кылуу"),
            ("Милдеттери", "Жол белгилерин жаңыртуу ишин жакшыртуу.\n\n2. Мектептерде сабак өткөрүүнү уюштуруу"),
        ],
    ),
    (
        "ru",
        [
            ("Наименование", "Программа дорожной безопасности"),
            ("Государственный орган, ответственный за разработку Программы", "АБМ"),
            ("Государственные органы, ответственные за реализацию Программы", "АБМ, ВГД"),
            ("Цель", "Обеспечение безопасности детей на дорогах"),
            ("Задачи", "Обновление дорожных знаков и разметки.\n\n2. Проведение уроков в школах страны"),
        ],
    ),
    (
        "en",
        [
            ("Name", "Road safety programme"),
            ("Body responsible for drafting the Programme", "АБМ"),
            ("Bodies responsible for implementation of the Programme", "АБМ, ВГД"),
            ("Goal", "To keep children safe on the roads"),
            ("Tasks", "To renew the road signs and markings.\n\n2. To hold lessons at schools of the country"),
        ],
    ),
]


@pytest.mark.parametrize(("language", "rows"), PASSPORTS)
def test_a_passport_names_developer_executors_goal_and_tasks(
    read_facts: Read, marked_table: Write, language: str, rows: list[tuple[str, str]]
):
    facts = read_facts(marked_table(*rows) + "\n\n1.", language, ("АБМ", "ВГД"))
    assert roles(facts) == {("АБМ", "developer"), ("АБМ", "executor"), ("ВГД", "executor")}
    assert [(t.number, t.text.text) for t in facts.tasks] == [
        (None, rows[3][1]),
        (None, rows[4][1].split("\n")[0].rstrip(".")),
        ("2", rows[4][1].split("2. ")[1]),
    ]


def test_the_rows_of_a_passport_may_be_numbered(read_facts: Read, marked_table: Write):
    rows = [("1.", "Разработчик Программы", "АБМ"), ("2.", "Исполнители", "ВГД"), ("", "Цель", "Безопасность детей на дорогах")]
    facts = read_facts(marked_table(*rows) + "\n\nКонец", "ru", ("АБМ", "ВГД"))
    assert roles(facts) == {("АБМ", "developer"), ("ВГД", "executor")}
    statistics = [("Область", "Исполнители", "АБМ"), ("Город", "Разработчик", "ВГД")]
    assert roles(read_facts(marked_table(*statistics) + "\n\nКонец", "ru", ("АБМ", "ВГД"))) == set()


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        (
            "ky",
            "Өнөктөштөр:\u00a0\u00a0 АБМ, ВГД жана анын Окуу борбору\n\nКаржылоо булагы:\u00a0 Жер фонду\n",
            {("АБМ", "partner"), ("ВГД", "partner"), ("Окуу борбору", "partner"), ("Жер фонду", "funder")},
        ),
        ("kk", "Әріптестер: АБМ, ВГД\n", {("АБМ", "partner"), ("ВГД", "partner")}),
        ("ru", "Партнёры: АБМ\nИсточник финансирования: Жер фонду\n", {("АБМ", "partner"), ("Жер фонду", "funder")}),
        (
            "en",
            "Partners: АБМ and ВГД\nFunding source: Жер фонду\n",
            {("АБМ", "partner"), ("ВГД", "partner"), ("Жер фонду", "funder")},
        ),
        (
            "en",
            "Implementing organization: АБМ\nConvening Agency: ВГД\nNational partner: Окуу борбору\nDonors: Жер фонду; АБМ\n",
            {("АБМ", "executor"), ("ВГД", "lead"), ("Окуу борбору", "partner"), ("Жер фонду", "funder"), ("АБМ", "funder")},
        ),
        (
            "ru",
            "Исполнитель: АБМ\nГоловной исполнитель: ВГД\nНациональный партнёр: Окуу борбору\nДоноры: Жер фонду\n",
            {("АБМ", "executor"), ("ВГД", "lead"), ("Окуу борбору", "partner"), ("Жер фонду", "funder")},
        ),
    ],
)
def test_labelled_lines_are_rows_of_a_passport(read_facts: Read, language: str, lines: str, expected: set[tuple[str, str]]):
    assert roles(read_facts(lines, language, ("АБМ", "ВГД", "Окуу борбору", "Жер фонду"))) == expected


def test_a_label_that_comes_again_belongs_to_the_items_of_a_list(read_facts: Read):
    text = "1. Обновить знаки.\nОтветственные исполнители: АБМ\n\n2. Провести уроки.\nОтветственные исполнители: ВГД\n"
    assert read_facts(text, "ru", ("АБМ", "ВГД")).mandates == ()


def test_an_official_named_in_person_is_a_person(read_facts: Read):
    facts = read_facts("Долбоордук координатор:\u00a0 Aсан Үсөнов\n\nБюджет: 20 000 АКШ доллары\n", "ky")
    (person,) = facts.bodies
    assert (person.kind, person.names[0].text) == ("person", "Асан Үсөнов")  # a Latin A, put right
    assert roles(facts) == {(person.key, "coordinator")}


def test_a_prose_row_on_funding_names_no_funder(read_facts: Read, marked_table: Write):
    rows = [*PASSPORTS[0][1], ("Қаржыландыру көздері мен көлемдері", "ВГД бюджетінен, жергілікті бюджеттен 5,0 млн. теңге")]
    facts = read_facts(marked_table(*rows) + "\n\n1.", "kk", ("АБМ", "ВГД"))
    assert ("ВГД", "funder") not in roles(facts)
    assert [(a.source, a.as_printed) for a in facts.budget] == [("local", "5,0")]


def test_target_indicators_of_a_passport_are_those_of_the_table(read_facts: Read, marked_table: Write):
    passport = marked_table(
        *PASSPORTS[0][1], ("Нысаналы индикаторлар", "1. Жаңартылған белгілердің үлесі.\n\n2. Мектеп жанындағы оқиғалар саны")
    )
    header = ("Р/с №", "Нысаналы индикаторлар", "Өлшем бірлігі", "Ақпарат көзі", "2021 жыл")
    table = marked_table(header, ["1.", "Жаңартылған белгілердің үлесі", "%", "деректер", "45"])
    facts = read_facts(f"{passport}\n\nСөз.\n\n{table}\n\nСоңы", "kk", ("АБМ", "ВГД"))
    assert [(i.number, len(i.evidence), len(i.values)) for i in facts.indicators] == [("1", 2, 1), ("2", 1, 0)]


LISTS = [
    (
        "ky",
        "Программанын максаты\tАйыл тургундарын таза суу менен камсыздоо\n"
        "Милдеттери\t1) айылдарда суу түтүктөрүн куруу;\n2) суунун сапатын көзөмөлдөө.\nАткаруучулар\tАБМ",
        [
            (None, "Айыл тургундарын таза суу менен камсыздоо"),
            ("1", "айылдарда суу түтүктөрүн куруу"),
            ("2", "суунун сапатын көзөмөлдөө"),
        ],
    ),
    (
        "kk",
        "Мақсаты\tАуыл тұрғындарын таза сумен қамтамасыз ету\n"
        "Міндеттері\t1. Ауылдарда су құбырларын салу.\n2. Судың сапасын бақылау\nОрындаушылар\tАБМ",
        [
            (None, "Ауыл тұрғындарын таза сумен қамтамасыз ету"),
            ("1", "Ауылдарда су құбырларын салу"),
            ("2", "Судың сапасын бақылау"),
        ],
    ),
    (
        "ru",
        "Цель\tОбеспечение сел чистой водой\n"
        "Задачи\t- строительство водопроводов в\nотдаленных селах;\n- контроль качества воды;\n- обучение специалистов\nИсполнители\tАБМ",
        [
            (None, "Обеспечение сел чистой водой"),
            (None, "строительство водопроводов в отдаленных селах"),
            *((None, "контроль качества воды"), (None, "обучение специалистов")),
        ],
    ),
    (
        "en",
        "Goal\tTo give clean water to all\nObjectives\t1) to build pipelines; 2) to test the water; 3) to train the staff\nExecutors\tABM",
        [
            (None, "To give clean water to all"),
            ("1", "to build pipelines"),
            ("2", "to test the water"),
            ("3", "to train the staff"),
        ],
    ),
    (
        "ru",
        "Цель\tОбеспечение сел чистой водой\nЗадачи\tстроительство водопроводов; контроль качества воды\nИсполнители\tАБМ",
        [(None, "Обеспечение сел чистой водой"), (None, "строительство водопроводов"), (None, "контроль качества воды")],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), LISTS)
def test_goals_and_tasks_stand_in_the_cell_on_lines_or_behind_numbers(
    read_facts: Read, language: str, text: str, expected: list[tuple[str | None, str]]
):
    facts = read_facts(f"Text\n\n{text}\n\nEnd", language, ("АБМ", "ABM"))
    assert [(task.number, task.text.text) for task in facts.tasks] == expected
