"""Indicators and sums that lines of the running text state, under the headings above them."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor
from ontology.records import Allocation, Extraction
from ontology.registered import load_registry

TITLES = {
    "ru": "План мероприятий по безопасности дорог в Республике Казахстан на 2024–2026 годы",
    "ky": "Жол коопсуздугу боюнча 2024–2026-жылдарга карата иш-чаралар планы",
    "kk": "Жол қауіпсіздігі жөніндегі 2024–2026 жылдарға арналған іс-шаралар жоспары",
    "en": "Action Plan on Road Safety in the Kyrgyz Republic for 2024–2026",
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def read(extractor: Extractor, language: str, text: str) -> Extraction:
    return extractor.extract("x.txt", "0", f"{TITLES[language]}\n\n{text}\n\nX.")


def budget(found: Extraction) -> list[Allocation]:
    return [sum_ for instrument in found.instruments for sum_ in instrument.funding]


@pytest.mark.parametrize(
    ("language", "heading", "line", "unit", "values"),
    [
        ("kk", "5-бөлім. Нысаналы индикаторлар", "1) жаңартылған белгілердің үлесі: 2031 жылы – 45,5 %, 2033 жылы – 70 % (жауапты – ІІМ, Қаржы министрлігі);", "%", ["45.5", "70"]),
        ("ky", "5-бөлүм. Максаттуу индикаторлор", "1) жаңыртылган белгилердин үлүшү: 2031-жылы - 45,5 %, 2033-жылы - 70 %.", "%", ["45.5", "70"]),
        ("ru", "Раздел 5. Целевые индикаторы", "1) доля обновлённых знаков: 2031 год - 45,5 процента, 2033 год - 70 процентов.", "процента", ["45.5", "70"]),
        ("en", "Section 5. Target indicators", "1) share of renewed signs: 2031 - 45.5%, 2033 - 70%.", "%", ["45.5", "70"]),
    ],
)  # fmt: skip
def test_a_line_states_an_indicator_with_its_values(
    extractor: Extractor, language: str, heading: str, line: str, unit: str, values: list[str]
):
    facts = read(extractor, language, f"{heading}\n\n{line}")
    (indicator,) = facts.indicators
    assert (indicator.level, indicator.number, indicator.unit) == ("target", "1", unit)
    assert [(v.year, str(v.amount)) for v in indicator.values] == [(2031, values[0]), (2033, values[1])]
    assert indicator.text.text == line[3 : line.index(":")]
    named = {("body/kz/interior-ministry", "executor"), ("body/kz/finance-ministry", "executor")} if language == "kk" else set()
    assert {(m.holder, m.role) for m in facts.mandates if m.concerns == indicator.key} == named


@pytest.mark.parametrize(
    ("language", "heading", "line", "text", "values"),
    [
        ("ru", "Раздел 5. Ожидаемые результаты", "1) доля обновлённых знаков, – 70 % в 2027 году (2021 год – 41,5 %);", "доля обновлённых знаков", {2021: "41.5", 2027: "70"}),
        ("ru", "Раздел 5. Ожидаемые результаты", "1) сокращение времени выезда до 6 часов в 2025 году и до 2 часов в 2027 году.", "сокращение времени выезда до 6 часов в 2025 году и до 2 часов в 2027 году", {2025: "6", 2027: "2"}),
        ("kk", "", "Күтілетін нәтижелер: белгілердің жаңартылған үлесін 2030 жылға қарай 75,5 %-ға жеткізу.", "белгілердің жаңартылған үлесін 2030 жылға қарай 75,5 %-ға жеткізу", {2030: "75.5"}),
        ("ky", "", "Күтүлгөн натыйжалар: белгилердин жаңыртылган үлүшүн 2030-жылга карата 75,5 %га жеткирүү.", "белгилердин жаңыртылган үлүшүн 2030-жылга карата 75,5 %га жеткирүү", {2030: "75.5"}),
        ("en", "", "Indicator 1: Number of signs renewed (baseline 2021: 0; target 2024: 1,800).", "Number of signs renewed", {2021: "0", 2024: "1800"}),
        ("en", "5. Target indicators", "1. Share of renewed signs: 54% in 2023, 75.5% by 2026.", "Share of renewed signs", {2023: "54", 2026: "75.5"}),
    ],
)  # fmt: skip
def test_under_a_heading_of_results_or_indicators_values_stand_in_other_ways(
    extractor: Extractor, language: str, heading: str, line: str, text: str, values: dict[int, str]
):
    (indicator,) = read(extractor, language, f"{heading}\n\n{line}").indicators
    assert indicator.text.text == text
    assert {value.year: str(value.amount) for value in indicator.values} == values


def test_several_results_may_stand_in_one_paragraph(extractor: Extractor):
    line = "Күтілетін нәтижелер: апаттар үлесін 2030 жылға қарай 14 %-ға дейін төмендету; белгілер үлесін 2030 жылға қарай 75 %-ға жеткізу."
    found = read(extractor, "kk", line).indicators
    assert [[str(v.amount) for v in indicator.values] for indicator in found] == [["14"], ["75"]]


def test_what_follows_behind_labels_tells_who_answers_and_whence_the_data_come(extractor: Extractor):
    line = "1. Share of renewed signs: 2023 - 54%, 2024 - 65%. Responsible: Ministry of Finance, Ministry of Justice (by agreement). Source: road statistics."
    found = read(extractor, "en", f"5. Target indicators\n\n{line}")
    (indicator,) = found.indicators
    assert (indicator.data_source, len(indicator.values)) == ("road statistics", 2)
    roles = {m.holder: m.role for m in found.mandates if m.concerns == indicator.key}
    assert roles == {"body/kg/finance-ministry": "executor", "body/kg/justice-ministry": "by_agreement"}


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Раздел 5. Ожидаемые результаты", "1) к 2027 году будет построено 5 домов;"),  # one number that is no share
        ("Раздел 5. Ожидаемые результаты", "Доля знаков выросла до 70 % в 2027 году. Эксперты спорят об этом."),  # prose
        ("Раздел 5. Анализ", "1) доля знаков, – 70 % в 2027 году (2021 год – 41 %);"),
        ("Раздел 5. Целевые индикаторы", "1) доля знаков в планах на 2023 – 2025 годы и с 1 марта 2024 года;"),
    ],
)
def test_numbers_and_years_alone_make_no_indicator(extractor: Extractor, heading: str, line: str):
    assert not read(extractor, "ru", f"{heading}\n\n{line}").indicators


@pytest.mark.parametrize(
    "line",
    [
        "Жол белгілерінің саны: 2031 жылы – 45,5 %.",  # one value is a statement
        "Құжаттың тарихы: 2031 – бекітілді, 2033 – күші жойылды.",
        "Жол белгілерінің үлесі: 2031 жылы – 45,5 %, 2033 жылы – 70 % болды деп есептейді сарапшылар.",
    ],
)
def test_other_lines_with_years_state_none(extractor: Extractor, line: str):
    assert not read(extractor, "kk", line).indicators


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("ru", "4. Финансирование", "Общая потребность в средствах оценивается в 90,5 млн тенге."),
        ("kk", "4. Қаржыландыру", "Қажетті қаражаттың жалпы көлемі 90,5 млн теңгені құрайды."),
        ("ky", "4. Каржылоо", "Жалпы чыгымдар 90,5 млн теңгени түзөт."),
        ("en", "4. Financing", "The estimated cost is 90.5 million tenge."),
    ],
)
def test_text_under_a_heading_on_funding_need_not_name_the_programme(
    extractor: Extractor, language: str, heading: str, text: str
):
    (sum_,) = budget(read(extractor, language, f"{heading}\n\n{text}"))
    assert (sum_.source, sum_.year, str(sum_.amount), sum_.currency) == ("total", None, "90.5", "KZT")
    assert not budget(read(extractor, language, text))


@pytest.mark.parametrize(
    ("language", "text", "gift"),
    [
        ("en", "The total cost of the Plan is USD 5 million. UNICEF will provide USD 0.6 million.", "0.6"),
        ("kk", "Жоспардың жалпы құны 5 млн теңге. ЮНИСЕФ 0,6 млн теңге бөледі.", "0.6"),
        ("ru", "Общая стоимость Плана 5 млн тенге. ЮНИСЕФ выделит 0,6 млн тенге.", "0.6"),
        ("ky", "Пландын жалпы наркы 5 млн сом. ЮНИСЕФ 0,6 млн сом бөлөт.", "0.6"),
        ("en", "UNICEF will provide USD 0.6 million.", None),  # for what, nothing says
        ("en", "The total cost of the Plan is USD 5 million. The Ministry of Finance will provide USD 0.6 million.", None),
        ("en", "The total cost of the Plan is USD 5 million. In 2019 UNICEF spent USD 0.6 million.", None),
    ],
)
def test_what_a_donor_gives_is_a_gift_where_the_text_is_on_the_plan_s_money(
    extractor: Extractor, language: str, text: str, gift: str | None
):
    found = [(s.source, str(s.amount)) for s in budget(read(extractor, language, text)) if s.source != "total"]
    assert found == ([("donor", gift)] if gift else [])


@pytest.mark.parametrize(
    "line",
    [
        "Donors: UNICEF (USD 2,600,000), World Bank (USD 850,000)",
        "Contributions: UNICEF - USD 2,600,000; World Bank - USD 850,000",
    ],
)
def test_a_list_of_donors_with_their_sums_names_funders_and_gifts(extractor: Extractor, line: str):
    found = read(extractor, "en", f"Project number: 5\n{line}\nStart date: May")
    assert [(s.source, str(s.amount)) for s in budget(found)] == [("donor", "2600000"), ("donor", "850000")]
    assert [m.role for m in found.mandates] == ["funder", "funder"]


def test_a_note_below_a_plan_tells_what_it_costs(extractor: Extractor):
    plan = "№\tМероприятия\tФорма завершения\tСрок\tОтветственные\n1\tКупить краску\tотчет\tмай\tМВД"
    note = "Примечание: общий объем финансирования составляет 12 570,5 тыс. тенге."
    (sum_,) = budget(read(extractor, "ru", f"{plan}\n\n{note}"))
    assert (sum_.source, str(sum_.amount)) == ("total", "12570.5")
    assert not budget(read(extractor, "ru", note))


@pytest.mark.parametrize(
    ("source", "key"), [("ЮНИСЕФ", "donor"), ("МВД", None), ("РБ", "republican"), ("РБ, ЮНИСЕФ", "republican")]
)
def test_a_body_whose_money_is_a_gift_may_stand_as_the_source(extractor: Extractor, source: str, key: str | None):
    head = "№\tМероприятия\tФорма завершения\tСрок\tОтветственные\t2024 год, тыс. тенге\tИсточник финансирования"
    found = read(extractor, "ru", f"{head}\n1\tКупить краску\tотчет\tмай\tМВД\t500\t{source}")
    (measure,) = found.measures
    assert [sum_.source for sum_ in measure.funding] == [key]
