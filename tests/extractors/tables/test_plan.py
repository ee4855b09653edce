from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.tables.facts import TableFacts
from ontology.records import Measure

Read = Callable[..., TableFacts]
Write = Callable[..., str]

KK_HEADER = (
    *("Р/с №", "Атауы", "Өл-шем бір-лігі", "Аяқталу нысаны", "Орындау мерзімі", "Жауапты орындаушылар"),
    *("2021 жыл", "2022 жыл", "Барлығы", "Қаржыландыру көзі", "Бюджеттік бағдарламаның коды"),
)
KK_BODIES = ("АБМ", "ВГД", "ЖО")


def kk_row(number: str = "", name: str = "", **cells: str) -> list[str]:
    fields = ("unit", "form", "due", "who", "first", "second", "total", "source", "code")
    return [number, name, *(cells.get(field, "") for field in fields)]


def held(facts: TableFacts, measure: Measure) -> dict[str, str]:
    return {m.holder: m.role for m in facts.mandates if m.concerns == measure.key}


@pytest.fixture
def kk_plan(read_facts: Read, marked_table: Write) -> Callable[..., TableFacts]:
    def read(*rows: list[str], after: str = "") -> TableFacts:
        return read_facts("Жоспар\n\n" + marked_table(KK_HEADER, *rows) + "\n\n" + after, "kk", KK_BODIES)

    return read


def test_a_row_gives_a_measure_with_all_its_fields(kk_plan: Callable[..., TableFacts]):
    row = kk_row(
        "3.",
        "Мектептерде  сабақ өткізу \n\n\u00a0",
        unit="млн.теңге",
        form="есеп",
        due="2022 жылғы\n\n10 шілдеге қарай\n\n***",
        who="АБМ,\n\nВГД (келісім бойынша)",
        first="1\n\n250,5",
        second="70,\n\n0\n\n**",
        total="1\n\n320,5\n\n**",
        source="РБ",
        code="001,\n\n079",
    )
    facts = kk_plan(row)
    (measure,) = facts.measures
    assert (measure.number, measure.text.text, measure.unit) == ("3", "Мектептерде сабақ өткізу", "млн.теңге")
    assert (measure.completion_form, measure.deadline, measure.due_by) == ("есеп", "2022 жылғы 10 шілдеге қарай", ("2022-07-10",))
    assert [(a.year, a.as_printed, str(a.amount), a.scale, a.currency, a.source) for a in measure.funding] == [
        (2021, "1250,5", "1250.5", 10**6, "KZT", "republican"),
        (2022, "70,0", "70.0", 10**6, "KZT", "republican"),
        (None, "1320,5", "1320.5", 10**6, "KZT", "republican"),
    ]
    assert measure.budget_codes == ("001", "079")
    assert held(facts, measure) == {"АБМ": "executor", "ВГД": "by_agreement"}
    assert not facts.unresolved


def test_quantities_that_are_no_money_are_values(kk_plan: Callable[..., TableFacts]):
    (measure,) = kk_plan(
        kk_row("1", "Мамандарды оқыту", unit="адам", due="тұрақты", who="АБМ", first="14", second="15", total="29")
    ).measures
    assert measure.funding == ()
    assert [(v.year, v.as_printed, v.unit) for v in measure.values] == [
        (2021, "14", "адам"),
        (2022, "15", "адам"),
        (None, "29", "адам"),
    ]


@pytest.mark.parametrize(
    "note", ["талап етілмейді", "Талап етілмейді", "көзделген қаражат  шегінде \n\n(әр орган өз бөлігі бойынша)"]
)
def test_a_note_spans_the_columns_of_amounts(kk_plan: Callable[..., TableFacts], note: str):
    facts = kk_plan(["1", "Нұсқау әзірлеу", "", "нұсқау", "тұрақты", "АБМ", note, "*", "*"])
    (measure,) = facts.measures
    assert measure.funding_note == " ".join(note.split())
    assert measure.funding == ()
    assert held(facts, measure) == {"АБМ": "executor"}


def test_region_rows_belong_to_the_measure_above(kk_plan: Callable[..., TableFacts]):
    facts = kk_plan(
        kk_row("1", "Жабдықтау", unit="млн.теңге", due="тұрақты", who="ЖО", first="5,0", second="6,0", total="11,0", source="ЖБ"),
        kk_row("", "Ақмола облысы", first="5,0", total="5,0"),
        ["", "Алматы қаласы", "", "", "", "", "көзделген қаражат шегінде", "", ""],
        kk_row("", "Қостанай облысы"),
        kk_row("", "Астана қаласы", first="", second="6,0", total="6,0")[:9],  # the last two cells are lost
    )
    (measure,) = facts.measures
    assert [(a.place, a.year, a.as_printed) for a in measure.funding if a.place] == [
        ("Ақмола облысы", 2021, "5,0"),
        ("Ақмола облысы", None, "5,0"),
        ("Астана қаласы", 2022, "6,0"),
        ("Астана қаласы", None, "6,0"),
    ]
    assert measure.funding_note == "Алматы қаласы: көзделген қаражат шегінде"
    assert {a.source for a in measure.funding if a.place is None} == {"local"}


def test_rows_by_body_split_the_sums_of_the_measure(kk_plan: Callable[..., TableFacts]):
    facts = kk_plan(
        kk_row(
            "1",
            "Насихат",
            unit="млн.теңге",
            due="тұрақты",
            who="ЖО,\n\nАБМ",
            first="5,0",
            second="6,0",
            total="11,0",
            source="РБ",
        ),
        ["", "", "", "", "", "ЖО", "көзделген қаражат шегінде", "*", "*"],
        kk_row(who="АБМ", first="5,0", second="6,0", total="11,0", source="РБ"),
    )
    (measure,) = facts.measures
    assert [(a.for_body, a.year) for a in measure.funding] == [
        *((None, 2021), (None, 2022), (None, None)),
        *(("АБМ", 2021), ("АБМ", 2022), ("АБМ", None)),
    ]
    assert measure.funding_note == "ЖО: көзделген қаражат шегінде"
    assert held(facts, measure) == {"ЖО": "executor", "АБМ": "executor"}


def test_a_cell_may_hold_parts(kk_plan: Callable[..., TableFacts]):
    cell = "9,7\n\nоның ішінде:\n\n1) \n\n4,3\n\n2) \n\n5,4"
    (measure,) = kk_plan(kk_row("1", "Зерттеу", unit="млн.теңге", due="тұрақты", who="АБМ", first=cell)).measures
    assert [(a.part, a.as_printed) for a in measure.funding] == [(None, "9,7"), ("1)", "4,3"), ("2)", "5,4")]


def test_rows_under_a_measure_that_announces_parts_are_measures_without_numbers(kk_plan: Callable[..., TableFacts]):
    facts = kk_plan(
        kk_row("1", "Қызметкерлерді оқыту, оның ішінде:", unit="млн.теңге", due="тұрақты", who="АБМ, ВГД", first="3,0"),
        kk_row("", "АБМ 20 қызметкері", unit="млн.теңге", due="2021 – 2022 жылдар", who="АБМ", first="1,0"),
        kk_row("", "ВГД 40 қызметкері", unit="млн.теңге", due="2021 – 2022 жылдар", who="ВГД", first="2,0"),
        kk_row("2", "Келесі шара", due="тұрақты", who="ЖО"),
    )
    assert [(m.number, m.inferred_number) for m in facts.measures] == [("1", None), (None, None), (None, None), ("2", None)]
    assert [held(facts, m) for m in facts.measures[1:3]] == [{"АБМ": "executor"}, {"ВГД": "executor"}]


def test_lost_numbers_are_inferred_and_secret_rows_are_kept(read_facts: Read, marked_table: Write):
    first = kk_row("1", "Бірінші шара", due="тұрақты", who="АБМ", source="*", code="*")
    text = marked_table(KK_HEADER, first).rstrip("\n") + "\n Екінші шара\n"
    text += marked_table(kk_row("", "", due="тұрақты", who="ВГД")[2:]).rstrip("\n") + "\n\n"
    text += marked_table(kk_row("3", "Құпия"), kk_row("4", "Төртінші", due="тұрақты", who="ЖО"))
    facts = read_facts(text, "kk", KK_BODIES)
    assert [(m.number, m.inferred_number, m.text.text, m.secret) for m in facts.measures] == [
        ("1", None, "Бірінші шара", False),
        (None, "2", "Екінші шара", False),
        ("3", None, "Құпия", True),
        ("4", None, "Төртінші", False),
    ]
    assert held(facts, facts.measures[1]) == {"ВГД": "executor"}


def test_secret_rows_are_different_measures(kk_plan: Callable[..., TableFacts]):
    facts = kk_plan(*(kk_row(str(number), "Құпия") for number in range(1, 4)))
    assert len({m.key for m in facts.measures}) == 3
    assert all(m.secret for m in facts.measures)


def test_a_misprint_stays_as_it_is_printed(kk_plan: Callable[..., TableFacts]):
    (measure,) = kk_plan(
        kk_row("1", "Жабдық", unit="млн.теңге", due="тұрақты", who="АБМ", first="9\n\n9018,2", total="9018,2")
    ).measures
    assert [str(a.amount) for a in measure.funding] == ["99018.2", "9018.2"]


def test_an_amount_that_is_no_number_is_unresolved(kk_plan: Callable[..., TableFacts]):
    facts = kk_plan(kk_row("1", "Жабдық", unit="млн.теңге", due="тұрақты", who="АБМ", first="5,0", second="шамамен 7 не 8"))
    assert [(u.kind, u.text) for u in facts.unresolved] == [("cell", "шамамен 7 не 8")]


def test_tasks_and_indicators_stand_among_the_measures(kk_plan: Callable[..., TableFacts]):
    facts = kk_plan(
        ["", "Бағдарлама мақсаты: балалардың қауіпсіз жолын қамтамасыз ету"],
        kk_row(
            "1",
            "Нысаналы индикатор - мектеп жанындағы оқиғалар санын азайту",
            unit="%",
            form="*",
            due="*",
            who="АБМ",
            first="10",
            second="20",
        ),
        ["1.", "Міндет: жол белгілерін жаңарту жұмысын жақсарту;"],
        ["", "Нәтижелер көрсеткіштері:"],
        kk_row(
            "1.", "Жаңа белгілердің үлесі", unit="%", form="*", due="*", who="ВГД (келісім бойын-ша)", first="50", second="60"
        ),
        ["", "Іс-шаралар:"],
        kk_row("1", "Белгілерді орнату", due="тұрақты", who="ЖО"),
    )
    goal, task = facts.tasks
    assert (goal.number, task.number, task.text.text) == (None, "1", "жол белгілерін жаңарту жұмысын жақсарту")
    target, result = facts.indicators
    assert (target.level, target.part_of, target.text.text) == ("target", "programme", "мектеп жанындағы оқиғалар санын азайту")
    assert (result.level, result.part_of) == ("result", task.key)
    assert [(v.year, str(v.amount)) for v in result.values] == [(2021, "50"), (2022, "60")]
    (measure,) = facts.measures
    assert measure.part_of == task.key
    assert {(m.holder, m.role, m.concerns) for m in facts.mandates} == {
        ("АБМ", "executor", target.key),
        ("ВГД", "by_agreement", result.key),
        ("ЖО", "executor", measure.key),
    }


def test_a_last_row_of_number_and_words_alone_is_a_measure_and_a_heading_is_not(kk_plan: Callable[..., TableFacts]):
    facts = kk_plan(
        ["1", "Бірінші бағыт"],
        kk_row("1", "Белгілерді орнату", due="тұрақты", who="ЖО"),
        ["2", "Халыққа түсіндіру жұмысын ұйымдастыру"],
    )
    assert [m.number for m in facts.measures] == ["1", "2"]
    assert [u.text for u in facts.unresolved] == ["1 Бірінші бағыт"] or [u.text for u in facts.unresolved] == ["Бірінші бағыт"]


def test_reports_go_to_whom_the_completion_form_names(kk_plan: Callable[..., TableFacts]):
    facts = kk_plan(
        kk_row("1", "Бақылау", form="сертификат,\n\nАБМ-ге ақпарат", due="тұрақты", who="ЖО"),
        kk_row("2", "Талдау", form="АБМ есебі", due="тұрақты", who="ЖО"),  # the body's own report
        kk_row("3", "Насихат", form="АБМ ақпараттық материалдары", due="тұрақты", who="ЖО"),
    )
    recipients = [(m.holder, m.concerns) for m in facts.mandates if m.role == "report_recipient"]
    assert recipients == [("АБМ", facts.measures[0].key)]


def test_a_footnote_on_reports_is_a_function_of_its_recipient(kk_plan: Callable[..., TableFacts]):
    note = "Ескертпе:\n\n* толтырылмайды.\n\n*** жыл қорытындысы бойынша 5 қаңтарға АБМ-ге есеп.\n"
    facts = kk_plan(kk_row("1", "Бақылау", due="жыл сайын\n\n***", who="ЖО"), after=note)
    (function,) = facts.functions
    assert function.text.text == "жыл қорытындысы бойынша 5 қаңтарға АБМ-ге есеп"
    assert [(m.holder, m.role) for m in facts.mandates if m.concerns == function.key] == [("АБМ", "report_recipient")]
    unmarked = kk_plan(kk_row("1", "Бақылау", due="жыл сайын", who="ЖО"), after=note)
    assert unmarked.functions == ()


def test_years_that_are_not_printed_come_from_the_period_of_the_title(read_facts: Read, marked_table: Write):
    title = "Жол қауіпсіздігінің 2021 – 2022 жылдарға арналған бағдарламасының жоспары\n\n\n\n"
    header = (
        "Р/с №",
        "Атауы",
        "Өлшем бірлігі",
        "Орындау мерзімі",
        "Жауапты орындаушылар",
        "оның ішінде жылдар бойынша",
        "Қаржыландыру көзі",
    )
    numbers = [str(n) for n in range(1, 10)]
    row = ["1", "Белгілерді орнату", "млн.теңге", "тұрақты", "ЖО", "2,0", "3,0", "5,0", "ЖБ"]
    text = title + marked_table(header) + "\n\n     кестенің жалғасы\n\n\n" + marked_table(numbers, row)
    (measure,) = read_facts(text, "kk", KK_BODIES).measures
    assert [(a.year, a.as_printed) for a in measure.funding] == [(2021, "2,0"), (2022, "3,0"), (None, "5,0")]


def test_the_same_text_gives_the_same_records(kk_plan: Callable[..., TableFacts]):
    rows = [kk_row("1", "Жабдық", unit="млн.теңге", due="тұрақты", who="АБМ, ЖО", first="5,0", total="5,0")]
    assert kk_plan(*rows) == kk_plan(*rows)


KY = """\t№
\tМилдеттер
\tИш-чаралар
\tАткаруу мөөнөтү
\tЖооптуу аткаруучулар
\tКүтүлгөн натыйжа
\tКаржылоо булагы

\t1
\t1. Жол кыймылынын коопсуздугун жогорулатуу
\tБелгилерди жаңыртуу
\t2023-жылдын 10-июлуна чейин
\tЖКБ, ТКМ (макулдашуу боюнча)
\tТКМге маалымат
\tреспубликалык бюджеттин каражаттарынын чегинде

\t2
\t
\tСабак өткөрүү
\tтуруктуу
\tББМ жана ЖКБ
\tсабактар
\tталап кылынбайт

Соңку сөз.
"""


def test_a_kyrgyz_plan_with_a_column_of_tasks(read_facts: Read):
    facts = read_facts(KY, "ky", ("ЖКБ", "ТКМ", "ББМ"))
    (task,) = facts.tasks
    assert (task.number, task.text.text) == ("1", "Жол кыймылынын коопсуздугун жогорулатуу")
    first, second = facts.measures
    assert [m.text.text for m in facts.measures] == ["Белгилерди жаңыртуу", "Сабак өткөрүү"]
    assert {m.part_of for m in facts.measures} == {task.key}
    assert first.due_by == ("2023-07-10",)
    assert held(facts, first) == {"ЖКБ": "executor", "ТКМ": "by_agreement"}
    assert held(facts, second) == {"ББМ": "executor", "ЖКБ": "executor"}
    assert first.funding_note == "республикалык бюджеттин каражаттарынын чегинде"
    assert second.funding_note == "талап кылынбайт"


def test_a_russian_plan_with_years_in_a_second_row_of_the_header(read_facts: Read, marked_table: Write):
    header = (
        "№ п/п",
        "Мероприятия",
        "Форма завершения",
        "Срок исполнения",
        "Ответственные исполнители",
        "Предполагаемые расходы, тыс. тенге",
    )
    years = ("2021 год", "2022 год", "Всего")
    rows = [
        [
            "1",
            "Обновить дорожные знаки",
            "информация в МТК",
            "до 10 июля 2022 года",
            "МИО, МТК (по согласованию)",
            "10,5",
            "20,0",
            "30,5",
        ],
        ["2", "Провести уроки", "отчёт", "постоянно", "МО и МТК", "не требуется"],
    ]
    facts = read_facts("План\n\n\n\n" + marked_table(header, years, *rows), "ru", ("МИО", "МТК", "МО"))
    first, second = facts.measures
    assert [(a.year, str(a.amount), a.scale, a.currency) for a in first.funding] == [
        (2021, "10.5", 1000, "KZT"),
        (2022, "20.0", 1000, "KZT"),
        (None, "30.5", 1000, "KZT"),
    ]
    assert first.due_by == ("2022-07-10",)
    assert {(m.holder, m.role) for m in facts.mandates if m.concerns == first.key} == {
        *(("МИО", "executor"), ("МТК", "by_agreement"), ("МТК", "report_recipient")),
    }
    assert held(facts, second) == {"МО": "executor", "МТК": "executor"}
    assert second.funding_note == "не требуется"


def test_an_english_plan_on_lines(read_facts: Read):
    text = (
        "Action plan\n\nNo.\tMeasure\tForm of completion\tDeadline\tResponsible executors\tSource of funding\n"
        "1\tRenew the road signs\treport to the MTC\tby 10 July 2022\tLEB, MTC (by agreement)\trepublican budget\n"
        "2\tHold lessons at school\tlessons\tpermanently\tCouncil of the MTC\tnot required\n"
    )
    facts = read_facts(text, "en", ("MTC", "LEB"))
    first, second = facts.measures
    assert first.due_by == ("2022-07-10",)
    assert {(m.holder, m.role) for m in facts.mandates} == {
        ("LEB", "executor"),
        ("MTC", "by_agreement"),
        ("MTC", "report_recipient"),
    }
    assert held(facts, second) == {}  # the council is not the ministry
    assert [(u.kind, u.text) for u in facts.unresolved] == [("body", "Council of the MTC")]


def test_statistics_and_risks_are_no_measures_and_no_indicators(read_facts: Read):
    text = (
        "\tАталышы\n\t2019-ж.\n\t2020-ж.\n\n\tКатталган окуялар\n\t780\n\t720\n\n\tанын ичинде:\n\t\n\t\n\n\n\nСөз.\n\n"
        "\tКөрсөткүч\n\t2019-ж.\n\t2020-ж.\n\n\tЖаракат алгандар\n\t10\n\t12\n\n\n\nСөз.\n\n"
        "\t№\n\tТобокелдиктер\n\tАларды жеңүү боюнча чаралар\n\n\t1\n\tКаржы жетишпейт\n\tТКМ менен макулдашуу\n\n\nАягы."
    )
    facts = read_facts(text, "ky", ("ТКМ",))
    assert (facts.measures, facts.indicators, facts.mandates, facts.budget) == ((), (), (), ())
