"""A programme's budget under a heading on funding: the need of a stage, lists of years and of sources, the unit of the heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from extractors.pipeline import Extractor
from extractors.tables import budgets
from extractors.tables.context import TableContext
from ontology.records import Allocation
from ontology.registered import load_registry


@pytest.fixture(scope="module")
def sums() -> Callable[[str], list[str]]:
    extractor = Extractor.load(load_registry())

    def read(text: str) -> list[str]:
        extraction = extractor.extract("x.txt", "ab" * 32, text)
        found = [a for instrument in extraction.instruments for a in instrument.funding]
        return [f"{a.source} {a.year or 'all'} {a.as_printed} {a.scale} {a.currency}" for a in found]

    return read


RU = "Концепция развития горного туризма в Кыргызской Республике на 2025–2030 годы\n\nIV. Финансирование\n\n"
KY = "2025-2030-жылдарга суу ресурстарын сактоо концепциясы\n\n5. Каржылоо\n\n"
KK = "2025 – 2027 жылдарға арналған орман қорғау тұжырымдамасы\n\n6. Қаржылық қамтамасыз ету\n\n"
EN = "National Strategy of the Kyrgyz Republic on Safe Roads for 2025–2029\n\nVI. Financing\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            RU
            + "Потребность на первый этап оценивается в 41,5 млн сомов, из которых 30,0 млн сомов – средства республиканского бюджета, "
            "11,5 млн сомов – гранты.",
            ("total", "republican", "donor"),
        ),
        (
            KY
            + "Концепциянын биринчи этабына керектүү каражат 41,5 млн сом деп бааланат, анын ичинен 30,0 млн сом - республикалык "
            "бюджеттин каражаты, 11,5 млн сом - эл аралык өнөктөштөрдүн гранттары.",
            ("total", "republican", "donor"),
        ),
        (
            KK + "Бірінші кезеңге қажеттілік 41,5 млн сом деп бағаланады, оның 30,0 млн сомы – республикалық бюджет қаражаты, "
            "11,5 млн сомы – жергілікті бюджет қаражаты.",
            ("total", "republican", "local"),
        ),
        (
            EN
            + "The needs of the first stage are put at 41.5 million soms, including 30.0 million soms from the republican budget and "
            "11.5 million soms in grants. In 2025 some 12 million soms were lost to accidents.",
            ("total", "republican", "donor"),
        ),
    ],
)
def test_under_a_heading_on_funding_the_need_of_a_stage_is_the_budget(
    sums: Callable[[str], list[str]], text: str, expected: tuple[str, ...]
):
    found = [line.split() for line in sums(text.replace("сомы –", "сом –"))]
    assert [(source, amount.replace(".", ",")) for source, _, amount, _, _ in found] == list(
        zip(expected, ("41,5", "30,0", "11,5"), strict=True)
    )
    assert all(line[1] == "all" and line[3:] == ["1000000", "KGS"] for line in found)


def test_the_need_of_other_things_is_no_budget(sums: Callable[[str], list[str]]):
    said = "Ежегодный ущерб оценивается в 41,5 млн сомов, из которых 30,0 млн сомов – потери республиканского бюджета."
    assert sums(RU.replace("Финансирование", "Анализ") + said) == []
    assert sums(RU + said) == []
    assert sums(RU + "Потребность школ в мебели оценивается в 40 млн сомов.") == []


def test_a_paragraph_that_opens_on_funding_needs_no_heading(sums: Callable[[str], list[str]]):
    said = "Финансирование идет из бюджета и грантов. Потребность на первый этап оценивается в 41,5 млн сомов, из них 11,5 млн сомов – гранты."
    assert sums(RU.replace("Финансирование", "Механизм") + said) == ["total all 41,5 1000000 KGS", "donor all 11,5 1000000 KGS"]


def test_sums_are_counted_in_the_unit_of_the_heading_and_parts_that_make_up_the_whole_go_on(sums: Callable[[str], list[str]]):
    text = RU.replace("Финансирование", "Финансовое обеспечение (млн сомов)") + (
        "На выполнение Концепции предусматривается всего 30,0, в том числе: в 2026 году – 10,0; в 2027 году – 20,0. "
        "За счет республиканского бюджета – 25,0, местных бюджетов – {}."
    )
    whole = ["total all 30,0", "total 2026 10,0", "total 2027 20,0"]
    assert [line.removesuffix(" 1000000 KGS") for line in sums(text.format("5,0"))] == [
        *whole,
        "republican all 25,0",
        "local all 5,0",
    ]
    assert [line.removesuffix(" 1000000 KGS") for line in sums(text.format("4,0"))] == whole  # they do not add up


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            KK
            + "Тұжырымдаманы іске асыруға 3 жылда барлығы 300 млн теңге көзделген, оның ішінде жылдар бойынша: 2025 жылы – 140 млн теңге, "
            "2026 жылы – 160 млн теңге; көздер бойынша: РБ – 200 млн теңге, ЖБ – 100 млн теңге.",
            ["total all 300", "total 2025 140", "total 2026 160", "republican all 200", "local all 100"],
        ),
        (
            RU + "Общий объем финансирования Концепции составляет 300 млн тенге, из них: республиканский бюджет – 200 млн тенге, "
            "местные бюджеты – 100 млн тенге; по годам: 2025 год – 140 млн тенге, 2026 год – 160 млн тенге.",
            ["total all 300", "republican all 200", "local all 100", "total 2025 140", "total 2026 160"],
        ),
        (
            "National Strategy of the Republic of Tajikistan on Seeds for 2025–2027\n\nFunding\n\nThe Strategy will cost 300 million tenge: "
            "2025 – 140 million tenge, 2026 – 160 million tenge.",
            ["total all 300", "total 2025 140", "total 2026 160"],
        ),
    ],
)
def test_a_list_that_makes_up_the_whole_is_over(sums: Callable[[str], list[str]], text: str, expected: list[str]):
    assert [line.removesuffix(" 1000000 KZT") for line in sums(text)] == expected


def test_sums_of_neighbouring_countries_bear_their_currency(sums: Callable[[str], list[str]]):
    assert sums(EN + "The Strategy will cost 12.5 million somoni.") == ["total all 12.5 1000000 TJS"]
    assert sums(RU + "Реализация Концепции обойдется в 7 млрд узбекских сумов.") == ["total all 7 1000000000 UZS"]


def test_sentences_without_a_figure_are_not_read_for_sums(sums: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []
    own = budgets._sentence

    def noted(context: TableContext, start: int, end: int, *rest: object) -> Iterator[Allocation]:
        read.append(context.text[start:end])
        return own(context, start, end, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(budgets, "_sentence", noted)
    need = "Потребность на первый этап оценивается в 41,5 млн сомов."
    assert sums(RU + "Средства даются по мере надобности. " * 20 + need)
    assert read and all("41,5" in text for text in read)


def test_sources_in_brackets_behind_the_last_year_are_of_that_year(sums: Callable[[str], list[str]]):
    said = (
        "Тұжырымдаманы қаржыландырудың жалпы көлемі 500 млн теңге, оның ішінде 2025 жылы – 200 млн теңге (РБ – 150 млн теңге, "
        "ЖБ – 50 млн теңге), 2026 жылы – 300 млн теңге (РБ – 200 млн теңге, ЖБ – 100 млн теңге)."
    )
    assert [line.removesuffix(" 1000000 KZT") for line in sums(KK + said)] == [
        *("total all 500", "total 2025 200", "republican 2025 150", "local 2025 50"),
        *("total 2026 300", "republican 2026 200", "local 2026 100"),
    ]


def test_a_donor_before_its_sum_is_the_giver(sums: Callable[[str], list[str]]):
    page = "PROJECT DOCUMENT\n\nProject title: Safe Wells in the Kyrgyz Republic\nImplementing agency: UNDP\n"
    given = sums(page + "Budget: USD 1,200,000, including: EU – USD 900,000; UNDP – USD 300,000")
    assert given == ["total all 1,200,000 1 USD", "donor all 900,000 1 USD", "donor all 300,000 1 USD"]
    other = sums(
        page + "Budget: USD 1,200,000, including: training – USD 900,000; travel of UNDP staff to all regions – USD 300,000"
    )
    assert other == ["total all 1,200,000 1 USD"]


def test_a_sentence_that_goes_on_by_years_adds_up_too(sums: Callable[[str], list[str]]):
    said = (
        "Концепцияны каржылоонун жалпы көлөмү 90 млн сомду түзөт. Анын ичинде 2025-жылы 30 млн сом, 2026-жылы 60 млн сом. "
        "Былтыр 2024-жылы 20 млн сом сарпталган."
    )
    assert [line.removesuffix(" 1000000 KGS") for line in sums(KY + said)] == ["total all 90", "total 2025 30", "total 2026 60"]


def test_sums_by_source_may_come_before_the_whole(sums: Callable[[str], list[str]]):
    said = (
        "12. The Programme shall be financed from the republican budget (KGS 45 million), local budgets (KGS 12.5 million) and grants of "
        "development partners (KGS {} million). The total cost of the Programme is KGS 77.5 million."
    )
    title = "NATIONAL PROGRAMME OF THE KYRGYZ REPUBLIC 'VILLAGE LIBRARIES' FOR 2025–2027\n\n"
    assert [line.removesuffix(" 1000000 KGS") for line in sums(title + said.format(20))] == [
        *("total all 77.5", "republican all 45", "local all 12.5", "donor all 20")
    ]
    assert [line.removesuffix(" 1000000 KGS") for line in sums(title + said.format(21))] == ["total all 77.5"]


def test_a_sentence_may_be_broken_over_lines(sums: Callable[[str], list[str]]):
    whole = (
        "Потребность на первый этап оценивается в 41,5 млн сомов, из которых 30,0 млн сомов – средства республиканского бюджета."
    )
    assert sums(RU + whole.replace("из которых ", "из\nкоторых ").replace("этап ", "этап\n")) == sums(RU + whole) != []
