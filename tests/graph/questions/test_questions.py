"""Each shipped question over the small graph: the very rows that it must give, and what it does with parameters."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
import rdflib

from graph.naming import NotFoundError, find_named
from graph.question_headers import LANGUAGES, load_questions
from graph.questions import ask, bind
from ontology.errors import JarlykError
from ontology.iri import DEFAULT_BASE
from ontology.records import Mandate
from tests.graph.questions.expected import EXPECTED, EXPECTED_OF_WORK, M

EVIDENCE = ("document", "file", "start", "end", "quote")
CURATED = ("bodies-at-date", "names-of-body", "same-name")  # their rows may rest on the registry, which names its source


def short(value: Any) -> Any:
    """The end of an IRI of the small graph."""
    return str(value).removeprefix(DEFAULT_BASE).removeprefix("body/").removeprefix("act/") if isinstance(value, str) else value


def rows(engine: Any, name: str, columns: tuple[str, ...], **values: Any) -> list[tuple[Any, ...]]:
    return [tuple(short(row[c]) for c in columns) for row in ask(engine, name, values).plain_rows()]


@pytest.mark.parametrize("name", EXPECTED)
def test_question_gives_its_rows_when_asked_for_all(name: str, plan_engine: Any) -> None:
    columns, expected = EXPECTED[name]
    assert rows(plan_engine, name, columns) == expected


@pytest.mark.parametrize("name", EXPECTED_OF_WORK)
def test_question_about_work_gives_its_rows_when_asked_for_all(name: str, work_engine: Any) -> None:
    columns, expected = EXPECTED_OF_WORK[name]
    assert rows(work_engine, name, columns) == expected


def test_names_of_a_body_come_with_the_places_where_each_is_used(work_engine: Any) -> None:
    columns = ("name", "nameKind", "file")
    assert rows(work_engine, "names-of-body", columns, body="ОБСЕ") == [
        ("OSCE", "preferred", None),
        ("ОБСЕ", "preferred", None),
        ("ЕККУ", "other", "note.txt"),
    ]


def test_a_former_name_says_until_when_it_was_borne(work_engine: Any) -> None:
    columns = ("name", "nameKind", "nameFrom", "nameTo")
    assert rows(work_engine, "names-of-body", columns, body="body/kg/council", nameKind="other") == [
        ("ЖК", "other", None, None),
        ("Жогорку Совет", "other", None, "1994"),
    ]


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2009-12-31", set()),
        ("2020-06-01", {"kg/roads"}),
        ("2024-04-30", {"kg/roads", "kg/building"}),
        ("2024-05-02", {"kg/transport", "kg/building"}),
    ],
)
def test_bodies_of_a_day_are_those_whose_dates_hold_it(date: str, found: set[str], work_engine: Any) -> None:
    at = rows(work_engine, "bodies-at-date", ("body", "dated"), date=date, jurisdiction="KG")
    assert {body for body, dated in at if dated != "unknown"} == found
    assert ("kg/council", "unknown") in at  # a body of no recorded date is shown, and said to be such


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2021-12-31", []),  # the concept is of 2022 to 2026
        ("2024-04-30", [("kg/roads", "printed", "kg/roads", "2024-05-01")]),
        ("2024-05-01", [("kg/roads", "successor", "kg/transport", "unknown")]),  # the last day is the first of the next body
        ("2027-01-01", []),
    ],
)
def test_competent_at_a_date_is_the_body_of_that_day(date: str, found: list[tuple[str, ...]], work_engine: Any) -> None:
    columns = ("holder", "how", "body", "validTo")
    assert rows(work_engine, "competent-at-date", columns, date=date, body="body/kg/roads") == found


def test_who_did_not_exist_at_a_date_gives_way_to_a_recorded_body_or_says_so(plan_tools: dict[str, Any]) -> None:
    registry = (
        plan_tools["REGISTRY"]
        + """
<body/kz/interior> jk:validFrom "2021-05-01"^^xsd:date ; jk:successorOf <body/kz/militia> .
<body/kz/militia> jk:registrySource "made up" ; a jk:Body, jk:StateBody ; jk:validFrom "2010"^^xsd:gYear ; jk:validTo "2021-05-01"^^xsd:date .
<body/kz/culture> jk:validTo "2020-06"^^xsd:gYearMonth .
<body/kz/supreme-court> jk:validFrom "2022"^^xsd:gYear .
"""
    )
    store = plan_tools["plan_store"]((plan_tools["plan"](),), registry)
    columns = ("number", "holder", "how", "body", "dated")
    asked = {"date": "2020-09-01", "instrument": "act/a2"}
    assert rows(plan_tools["StoreEngine"](store), "competent-at-date", columns, **asked) == [
        ("1", "kz/justice", "printed", "kz/justice", "unknown"),
        ("1", "kz/supreme-court", "not-yet", "kz/supreme-court", "begun"),
        ("2", "kz/interior", "predecessor", "kz/militia", "both"),
        ("4", "kz/interior", "predecessor", "kz/militia", "both"),
        ("4", "kz/culture", "ended", "kz/culture", "ends"),
    ]
    drawn = rows(plan_tools["StoreEngine"](store), "competent-at-date", ("number", "holder"), how="predecessor", **asked)
    assert drawn == [("2", "kz/interior"), ("4", "kz/interior")]
    other = rdflib.Graph()
    other.parse(data="".join(sorted({f"{quad.triple} .\n" for quad in store})), format="nt")
    values = {"date": asked["date"], "instrument": [DEFAULT_BASE + "act/a2"]}
    bound = bind(load_questions()["competent-at-date"], values)
    found = {(short(str(row.holder)), str(row.how), short(str(row.body))) for row in other.query(bound)}  # type: ignore[union-attr]
    assert ("kz/interior", "predecessor", "kz/militia") in found
    assert len(found) == 4


def test_a_mandate_of_no_instrument_is_not_joined_with_every_one(plan_tools: dict[str, Any]) -> None:
    plan = plan_tools["plan"]()
    loose = tuple(replace(mandate, assigned_by=None) for mandate in plan.mandates)
    engine = plan_tools["StoreEngine"](plan_tools["plan_store"]((replace(plan, mandates=loose),)))
    answer = rows(engine, "competent-at-date", ("number", "instrument", "term"), measure="2", date="2019-03-01")
    assert answer == [("2", None, "unknown")]


def test_terms_narrow_by_span_of_time(work_engine: Any) -> None:
    assert rows(work_engine, "due-dates", ("number",), **{"from": "2023-07-01", "until": "2023-07-01"}) == [("1",)]
    assert rows(work_engine, "due-dates", ("number",), **{"from": "2023-07-02"}) == []


@pytest.mark.parametrize("name", load_questions())
def test_every_row_carries_its_evidence_and_the_answer_its_scope(name: str, work_engine: Any) -> None:
    answer = ask(work_engine, name)
    assert answer.rows
    assert [(d.file, d.language) for d in answer.scope] == [("note.txt", "ky"), ("plan.txt", "kk"), ("work.txt", "ky")]
    for row in answer.plain_rows():
        if name in CURATED and row.get("quote") is None:
            assert row["registrySource"] == "made up"
            continue
        assert all(row[c] is not None for c in EVIDENCE)
        assert row["end"] - row["start"] == len(row["quote"])  # type: ignore[operator,arg-type]


@pytest.mark.parametrize("name", load_questions())
def test_query_is_plain_sparql_1_1_for_a_second_engine_too(name: str, work_engine: Any) -> None:
    question = load_questions()[name]
    other = rdflib.Graph()
    other.parse(data="".join(sorted({f"{quad.triple} .\n" for quad in work_engine.store})), format="nt")
    ours = {tuple(None if t is None else t.value for t in row) for row in ask(work_engine, name).rows}
    theirs = {tuple(None if t is None else str(t) for t in row) for row in other.query(bind(question, {}))}
    assert {drop_numbers(r) for r in theirs} == {drop_numbers(r) for r in ours}


def drop_numbers(row: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """Stores differ in how they print a number (10.0, 10)."""
    return tuple(str(float(v)) if v and v.replace(".", "", 1).isdigit() else v for v in row)


def test_evidence_of_a_fact_is_every_place_that_states_it(plan_engine: Any) -> None:
    columns = ("kind", "text", "start", "quote", "method")
    assert rows(plan_engine, "evidence-of", columns, fact=f"{M}/measure/2") == [
        ("measure", "Оқулық шығару", 318, "Оқулық шығару", "test")
    ]
    named = rows(plan_engine, "evidence-of", ("kind", "text", "file"), fact="№ 10 Заң")
    assert named == [("instrument", "№ 10 Заң", "note.txt"), ("instrument", "№ 10 Заң", "plan.txt")]


@pytest.mark.parametrize(
    "asked", ["ІІМ", "іім", "министерство внутренних ДЕЛ", "body/kz/interior", f"{DEFAULT_BASE}body/kz/interior"]
)
def test_body_is_asked_for_by_abbreviation_name_key_or_iri(asked: str, plan_engine: Any) -> None:
    assert rows(plan_engine, "mandates-of-body", ("body", "number"), body=asked) == [("kz/interior", "2"), ("kz/interior", "4")]


@pytest.mark.parametrize(
    ("asked", "how", "found"),
    [
        ("курстар өткізу", "exact", ["1"]),
        ("Курстарды өткізудің", "words", ["1"]),  # case endings do not stand in the way
        ("жасау", "contained", ["4"]),
        ("2", "exact", ["2"]),
    ],
)
def test_measure_is_asked_for_by_text_or_number(asked: str, how: str, found: list[str], plan_engine: Any) -> None:
    answer = ask(plan_engine, "who-is-responsible", {"measure": asked})
    assert sorted({str(row["number"]) for row in answer.plain_rows()}) == found
    assert {match.how for match in answer.matched["measure"]} == {how}


def test_name_that_fits_nothing_is_not_found_rather_than_absent(plan_engine: Any) -> None:
    with pytest.raises(NotFoundError, match="was found in the documents asked"):
        ask(plan_engine, "mandates-of-body", {"body": "Космос агенттігі"})
    with pytest.raises(NotFoundError, match="no letter or digit"):
        find_named(plan_engine, "«»", ["Body"], DEFAULT_BASE, {})


def test_units_and_predecessors_come_on_demand(plan_engine: Any) -> None:
    columns = ("through", "holder", "role")
    assert rows(plan_engine, "mandates-of-body", columns, body="ІІМ", through="unit") == [("unit", "kz/police", "executor")]
    assert rows(plan_engine, "mandates-of-body", columns, body="Ministry of Justice", through="predecessor") == [
        ("predecessor", "kz/old-justice", "reporter")
    ]


def test_what_is_only_reported_comes_on_demand(plan_engine: Any) -> None:
    for question in ("who-is-responsible", "mandates-of-body"):
        assert {r[0] for r in rows(plan_engine, question, ("deontic",))} == {"duty"}
        told = rows(plan_engine, question, ("deontic", "body", "text"), deontic="reported")
        assert told == [("reported", "kz/police", "курстарды өткөрүп келет")]
    every = rows(plan_engine, "mandates-of-body", ("deontic",), body="Полиция комитеті", deontic=["duty", "reported"])
    assert sorted(every) == [("duty",), ("reported",)]


def test_a_topic_means_those_below_it_too(work_engine: Any) -> None:
    assert rows(work_engine, "who-is-responsible", ("number", "body"), topic="Образование", instrument="Программа судов") == [
        ("1", "kz/justice"),
        ("1", "kz/supreme-court"),
        ("2", "kz/interior"),
    ]
    assert rows(work_engine, "mandates-of-body", ("number",), body="ІІМ", topic="оқыту") == [("2",)]
    assert rows(work_engine, "country-comparison", ("body",), topic="education", jurisdiction="KG") == [("kg/roads",)]
    assert rows(work_engine, "no-shared-measure", ("topicName",), topic="training", language="ru", body="Әділет министрлігі") == [
        ("обучение",)
    ]


def test_those_who_work_together_or_are_coordinated_are_no_pair(plan_tools: dict[str, Any]) -> None:
    plan = plan_tools["plan"]()
    measure = plan.measures[1].key

    def asked(*mandates: Any) -> list[tuple[Any, ...]]:
        made = replace(plan, mandates=(*plan.mandates, *mandates))
        engine = plan_tools["StoreEngine"](plan_tools["plan_store"]((made,)))
        return rows(engine, "no-shared-measure", ("body", "other"), topic="training")

    evidence = plan.mandates[0].evidence
    assert asked() == [("kz/interior", "kz/justice"), ("kz/interior", "kz/supreme-court")]
    reported = Mandate(measure + "/r", "body/kz/justice", "report_recipient", measure, "act/a2", evidence)
    assert asked(reported) == [("kz/interior", "kz/supreme-court")]
    coordinated = Mandate(measure + "/c", "body/kz/justice", "coordinator", "act/g2", "act/p45", evidence)
    assert asked(coordinated) == [("kz/interior", "kz/supreme-court")]


def test_instrument_means_its_parts_too(plan_engine: Any) -> None:
    assert rows(plan_engine, "by-agreement", ("instrument",), instrument="Программа судов") == [("a2",)]
    assert rows(plan_engine, "who-is-responsible", ("instrument",), instrument="№ 7 Жарлык") == [("d7",)]


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2004-12-31", []),
        ("2019-12-31", [("based_on", "10", 1)]),  # the resolution is of 2020; the decree that amends has no date
        ("2020-02-01", [("approves", "45", 0), ("based_on", "10", 1)]),
    ],
)
def test_legal_basis_of_a_date_leaves_out_what_came_later(date: str, found: list[tuple[Any, ...]], plan_engine: Any) -> None:
    columns = ("link", "basisNumber", "amendments")
    assert rows(plan_engine, "legal-basis", columns, instrument="act/g2", date=date) == found


def test_years_choices_and_several_values_narrow_the_answer(plan_engine: Any) -> None:
    assert rows(plan_engine, "money-by-year", ("of", "amount"), year="2021", of="own") == [("own", 120_000_000)]
    assert rows(plan_engine, "indicators-of-body", ("year",), year=["2019", "2021"]) == [("2021",)]
    assert {r[0] for r in rows(plan_engine, "mandates-of-body", ("instrument",), inForce="2030")} == {"d7"}
    assert {r[0] for r in rows(plan_engine, "who-is-responsible", ("role",), role=["partner", "reporter"])} == {
        "partner",
        "reporter",
    }
    assert rows(plan_engine, "shared-measures", ("number",), body="МСМ") == [("4",), ("4",)]
    assert rows(plan_engine, "international-bodies", ("body",), jurisdiction="KG") == []


def test_names_fall_back_from_the_language_asked_for(plan_engine: Any) -> None:
    columns = ("bodyName",)
    assert rows(plan_engine, "by-agreement", columns, language="en") == [("Жоғарғы Сот",)]
    names = {
        lang: {r[0] for r in rows(plan_engine, "mandates-of-body", columns, body="ІІМ", language=lang)} for lang in LANGUAGES
    }
    assert names["kk"] == {"Ішкі істер министрлігі"}
    assert names["ru"] == names["en"] == names["ky"] == {"Министерство внутренних дел"}
    answer = ask(plan_engine, "by-agreement", {"language": "ky"})
    assert next(t for c, t in zip(answer.columns, answer.rows[0], strict=True) if c.name == "bodyName").language == "kk"  # type: ignore[union-attr]


def test_an_explanation_holds_no_codes() -> None:
    """They are read beside a table in which codes stand as words."""
    for question in load_questions().values():
        codes = {code for parameter in question.parameters.values() for code in parameter.choices if not code.isupper()}
        for language, text in question.explanation.items():
            assert "IRI" in text or language == "en" or not re.search("[A-Za-z]", text), text
            assert not [c for c in codes if f"({c})" in text or f"'{c}'" in text], text


def test_wrong_question_parameter_or_value_says_what_is_right(plan_engine: Any) -> None:
    with pytest.raises(JarlykError, match="no question is called 'x'; there are: amendments, bodies-at-date, by-agreement"):
        ask(plan_engine, "x")
    with pytest.raises(
        JarlykError, match=r"has no parameter 'organ'; it has: body \(iri\), instrument \(iri\), date \(date\), language"
    ):
        ask(plan_engine, "by-agreement", {"organ": "ІІМ"})
    for values, message in (
        ({"language": "de"}, "one of ky, kk, ru, en"),
        ({"year": "21"}, "is not a year; write it with four digits"),
        ({"of": "mine"}, "one of own, measure"),
    ):
        with pytest.raises(JarlykError, match=message):
            ask(plan_engine, "money-by-year", values)
    with pytest.raises(JarlykError, match="an absolute IRI"):
        bind(load_questions()["evidence-of"], {"fact": "> } DROP ALL"})


@pytest.mark.parametrize(
    "hostile",
    ['" } UNION { ?s ?p ?o } #', "\\", '"""', 'a\nb" @en', 'VALUES ?role { "executor" }', "?body", "https://x/> } SELECT * {"],
)
def test_hostile_values_stay_values(hostile: str, plan_engine: Any) -> None:
    for name, question in load_questions().items():
        for parameter in question.parameters.values():
            try:
                answer = ask(plan_engine, name, {parameter.name: hostile})
            except JarlykError:
                continue
            assert len(answer.rows) <= len(ask(plan_engine, name).rows)


def test_headers_agree_with_their_queries() -> None:
    used: set[str] = set()
    for question in load_questions().values():
        slots = {
            line.split("?")[1].split(" ")[0].removesuffix("Asked"): line
            for line in question.query.splitlines()
            if "VALUES ?" in line
        } | {
            line.rsplit(" ", 1)[1]: "{ " + line.split("(")[-1].split(")")[0].replace(", ", " ") + " }"
            for line in question.query.splitlines()
            if "# given: " in line
        }
        used |= {c.name for c in question.columns}
        assert {c.name for c in question.columns} >= ({"registrySource"} if question.name in CURATED else set(EVIDENCE))
        for parameter in question.parameters.values():
            assert parameter.name in slots, (question.name, parameter.name)
            shown = " ".join(f'"{d}"' for d in parameter.default) or "UNDEF"
            assert f"{{ {shown} }}" in slots[parameter.name]
            assert set(parameter.default) <= set(parameter.choices or parameter.default)
            assert bool(parameter.of) == (parameter.type == "iri")
        assert "ORDER BY" in question.query
        assert "NOT EXISTS" not in question.query


def test_words_table_holds_nothing_that_no_question_uses() -> None:
    import tomllib
    from importlib.resources import files

    words = tomllib.loads(files("graph").joinpath("queries/words.toml").read_text(encoding="utf-8"))
    questions = load_questions().values()
    assert set(words["column"]) == {c.name for q in questions for c in q.columns}
    assert set(words["parameter"]) == {p for q in questions for p in q.parameters}
