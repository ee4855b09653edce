from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.tables.facts import TableFacts

Read = Callable[..., TableFacts]
Write = Callable[..., str]
Sum = tuple[str | None, int | None, str, int, str | None]


def sums(facts: TableFacts) -> list[Sum]:
    return [(a.source, a.year, str(a.amount), a.scale, a.currency) for a in facts.budget]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "kk",
            "Бағдарламаны қаржыландырудың жалпы көлемі  1\u00a0270,8  млн. теңге (2021 жылы – 1\u00a0000,3  млн. теңге; 2022 ж. – 270,5), "
            "оның ішінде республикалық бюджет қаражаты есебінен – 1\u00a0200,0 млн. теңге және жергілікті бюджеттен – 70,8 млн. теңге (2021 жылы – 70,8 млн. теңге).",
            [
                *(("total", None, "1270.8"), ("total", 2021, "1000.3"), ("total", 2022, "270.5")),
                *(("republican", None, "1200.0"), ("local", None, "70.8"), ("local", 2021, "70.8")),
            ],
        ),
        (
            "kk",
            "Бағдарламаға бюджеттен жұмсалатын жалпы шығындар 90,5 млн. теңгені құрайды (РБ – 60,5 млн. теңге; ЖБ –    30,0 млн. теңге).",
            [("total", None, "90.5"), ("republican", None, "60.5"), ("local", None, "30.0")],
        ),
        (
            "ru",
            "Общий объём финансирования Программы составит 90,5 млн. тенге, в том числе: в 2021 году – 60,5 млн. тенге, в 2022 году – 30,0 млн. тенге.",
            [("total", None, "90.5"), ("total", 2021, "60.5"), ("total", 2022, "30.0")],
        ),
        (
            "ru",
            "Общие затраты на Программу составят 90,5 млн. тенге, в том числе 60,5 млн. тенге за счёт средств республиканского бюджета "
            "и 30,0 млн. тенге из местных бюджетов.",
            [("total", None, "90.5"), ("republican", None, "60.5"), ("local", None, "30.0")],
        ),
        (
            "en",
            "The total cost of the Programme is 90.5 million tenge, of which 60.5 million tenge from the republican budget and 30.0 million tenge "
            "from local budgets.",
            [("total", None, "90.5"), ("republican", None, "60.5"), ("local", None, "30.0")],
        ),
    ],
)
def test_a_programme_announces_its_budget(
    read_facts: Read, language: str, text: str, expected: list[tuple[str, int | None, str]]
):
    currency = "KZT"
    facts = read_facts(f"Басы.\n\n{text}\n\nСоңы.", language)
    assert sums(facts) == [(*item, 10**6, currency) for item in expected]
    assert facts.unresolved == ()
    assert all(a.evidence[0].end > a.evidence[0].start for a in facts.budget)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ky", "Бюджет: 350 000 АКШ доллары", ("350000", 1, "USD")),
        ("ky", "Долбоордун бюджети: 2,5 млн сом", ("2.5", 10**6, "KGS")),
        ("kk", "Бюджет: 12 мың теңге", ("12", 1000, "KZT")),
        ("ru", "Бюджет проекта: 3 млн рублей", ("3", 10**6, "RUB")),
        ("en", "Budget: 350,000 US dollars", ("350000", 1, "USD")),
        ("en", "Budget: USD 350,000", ("350000", 1, "USD")),
    ],
)
def test_a_labelled_line_gives_the_budget(read_facts: Read, language: str, text: str, expected: tuple[str, int, str]):
    assert sums(read_facts(f"{text}\n", language)) == [("total", None, *expected)]


@pytest.mark.parametrize(
    ("language", "text", "currency", "expected"),
    [
        (
            "ky",
            "Программаны ишке ашырууга 90,5 млн сом зарыл, анын ичинен 60,5 млн сом - республикалык бюджеттин каражаты.",
            "KGS",
            [("total", "90.5"), ("republican", "60.5")],
        ),
        (
            "kk",
            "Бағдарламаны іске асыруға 2024 – 2027 жылдары республикалық және жергілікті бюджеттерден 90,5 млн. теңге жұмсалады, "
            "оның ішінде республикалық бюджет қаражаты есебінен – 60,5 млн. теңге.",
            "KZT",
            [("total", "90.5"), ("republican", "60.5")],
        ),
        (
            "ru",
            "Реализация Стратегии финансируется из республиканского и местных бюджетов. Общий объём средств составляет 90,5 млн сомов, "
            "в том числе 60,5 млн сомов из республиканского бюджета.",
            "KGS",
            [("total", "90.5"), ("republican", "60.5")],
        ),
        (
            "en",
            "The Programme is funded by donors and the State. The total cost is estimated at KGS 90.5 million, of which KGS 60.5 million "
            "is to be provided by donors.",
            "KGS",
            [("total", "90.5"), ("donor", "60.5")],
        ),
    ],
)
def test_what_a_programme_needs_is_its_budget(
    read_facts: Read, language: str, text: str, currency: str, expected: list[tuple[str, str]]
):
    facts = read_facts(f"Text.\n\n{text}\n\nText.", language)
    assert sums(facts) == [(source, None, amount, 10**6, currency) for source, amount in expected]
    assert facts.unresolved == ()


def test_a_part_of_the_sum_of_no_known_source_is_unresolved(read_facts: Read):
    facts = read_facts("Total budget: USD 3,000,000, of which the Fund: USD 2,000,000; local budgets: USD 1,000,000\n", "en")
    assert [item[:3] for item in sums(facts)] == [("total", None, "3000000"), ("local", None, "1000000")]
    assert [u.text for u in facts.unresolved] == ["2,000,000"]


def test_shares_that_make_up_the_whole_are_those_of_the_donors_that_the_page_names(read_facts: Read):
    text = "Donors: the Fund; Government of Utopia\n\nTotal budget: USD 3,000,000, of which the Fund: USD 2,000,000; Utopia: USD 1,000,000\n"
    facts = read_facts(text, "en", ("the Fund", "Government of Utopia"))
    assert [item[:3] for item in sums(facts)] == [
        *(("total", None, "3000000"), ("donor", None, "2000000"), ("donor", None, "1000000"))
    ]
    short = read_facts(text.replace("1,000,000", "900,000"), "en", ("the Fund", "Government of Utopia"))
    assert [item[:3] for item in sums(short)] == [("total", None, "3000000")]


def test_parts_that_name_their_giver_in_brackets_are_no_totals_of_the_whole(read_facts: Read):
    facts = read_facts(
        "Text.\n\nTotal budget of the programme: EUR 15,000 (Norway: EUR 5,000; Sweden: EUR 10,000).\n\nText.", "en"
    )
    totals = [item for item in sums(facts) if item[0] == "total"]
    assert [item[:3] for item in totals] == [("total", None, "15000")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ky", "2021-жылы зыян 15 млн сомду түздү."),
        ("kk", "Жалпы шығындар туралы айтсақ, өткен жылы 5 млн теңге жұмсалды."),  # no word for the programme
        ("ru", "Программа предусматривает общие затраты по 12 направлениям."),  # no money
        ("en", "In 2020 the fraud cost 3 million euros."),
    ],
)
def test_money_in_other_sentences_is_no_budget(read_facts: Read, language: str, text: str):
    assert read_facts(f"{text}\n", language).budget == ()


def test_a_table_of_sources_by_years(read_facts: Read, marked_table: Write):
    header = ("Р/с №", "Қаржыландыру көзі", "2021 жыл", "2022\n\nжыл", "Барлығы")
    rows = [
        ["1.", "Республикалық бюджет (млн. теңге)", "5\n\n306,6", "4\n\n939,0", "10\n\n245,6"],
        ["2.", "Жергілікті бюджет (млн. теңге)", "-", "7,5", "7,5"],
        ["", "ЖИЫНЫ:", "5\n\n306,6", "4\n\n946,5", "10\n\n253,1"],
        ["3.", "Басқа көздер (млн. теңге)", "1,0", "", "1,0"],
    ]
    facts = read_facts(marked_table(header, *rows) + "\n\nСоңы", "kk")
    assert [item[:3] for item in sums(facts)] == [
        *(("republican", 2021, "5306.6"), ("republican", 2022, "4939.0"), ("republican", None, "10245.6")),
        *(("local", 2022, "7.5"), ("local", None, "7.5")),
        *(("total", 2021, "5306.6"), ("total", 2022, "4946.5"), ("total", None, "10253.1")),
    ]
    assert [u.text for u in facts.unresolved] == ["Басқа көздер (млн. теңге)"]


def test_the_same_sum_in_two_places_is_one(read_facts: Read, marked_table: Write):
    header = ("Р/с №", "Қаржыландыру көзі", "2021 жыл", "Барлығы")
    table = marked_table(header, ["1.", "Республикалық бюджет (млн. теңге)", "5,5", "5,5"])
    text = f"{table}\n\nБағдарламаның жалпы шығындары 5,5 млн. теңге (РБ – 5,5 млн. теңге).\n"
    facts = read_facts(text, "kk")
    assert [(a.source, a.year, len(a.evidence)) for a in facts.budget] == [
        ("republican", 2021, 1),
        ("republican", None, 2),
        ("total", None, 1),
    ]
