from __future__ import annotations

import html
import re
import string
from importlib.resources import files

import httpx
import pytest
from pyoxigraph import Literal

from api.answers import SCHEMES, WORDED, WRITTEN, Cell, choice_iris, choice_words
from api.errors import problem_of
from api.translation import LANGUAGES, load_words
from graph.question_headers import load_questions
from ontology.errors import DataError, JarlykError


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_keys_and_placeholders(language: str) -> None:
    english, other = load_words("en").table, load_words(language).table
    assert set(other) == set(english)
    assert {key: placeholders(text) for key, text in other.items()} == {key: placeholders(text) for key, text in english.items()}
    assert all(text.strip() for text in other.values())


@pytest.mark.parametrize("language", ["ky", "kk", "ru"])
def test_the_words_are_really_translated(language: str) -> None:
    same = {key for key, text in load_words(language).table.items() if text == load_words("en").table[key]}
    assert same <= {"site.name", "menu.sparql", "sparql.title", "entity.times"}


@pytest.mark.parametrize(("language", "letters"), [("ky", "ңөү"), ("kk", "әғқңөұүі")])
def test_the_files_use_the_letters_of_the_language(language: str, letters: str) -> None:
    assert set(letters) <= set("".join(load_words(language).table.values()).lower())


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_table_opens_with_source_and_date(language: str) -> None:
    head = files("api").joinpath("translations", f"{language}.toml").read_text(encoding="utf-8").splitlines()[:2]
    assert all(line.startswith("#") for line in head)
    assert re.search(r"\d{4}-\d{2}", " ".join(head))


def test_every_key_of_the_templates_exists() -> None:
    table = load_words("en").table
    used: set[str] = set()
    for template in files("api").joinpath("templates").iterdir():
        used |= set(re.findall(r"""\bt\(["']([\w.\-]+)["']""", template.read_text(encoding="utf-8")))
    assert used
    assert {key for key in used if not key.endswith(".")} <= set(table)  # the others are put together


@pytest.mark.parametrize(
    ("language", "date", "month", "number"),
    [
        ("ky", "2024-ж., 5-март", "2024-ж., март", "1 234 567,5"),
        ("kk", "2024 ж. 5 наурыз", "2024 ж. наурыз", "1 234 567,5"),
        ("ru", "5 марта 2024 г.", "март 2024 г.", "1 234 567,5"),
        ("en", "March 5, 2024", "March 2024", "1,234,567.5"),
    ],
)
def test_dates_and_numbers_follow_the_language(language: str, date: str, month: str, number: str) -> None:
    words = load_words(language)
    assert words.date("2024-03-05").replace("\xa0", " ").replace("\u202f", " ") == date
    assert words.number("1234567.5").replace("\xa0", " ").replace("\u202f", " ") == number
    assert words.date("2024-03").replace("\xa0", " ").replace("\u202f", " ") == month
    assert words.date("2024") == "2024" and words.date("2024-13") == "2024-13"
    assert words.date("2024-02-31") == "2024-02-31"


def test_names_are_sorted_by_the_alphabet() -> None:
    kazakh = load_words("kk")
    assert sorted(["Ішкі", "Ұлттық", "Ұлт", "Әділет", "Аппарат", "Ғылым", "Қаржы", "Кеден"], key=kazakh.sort_key) == [
        "Аппарат",
        "Әділет",
        "Ғылым",
        "Кеден",
        "Қаржы",
        "Ұлт",
        "Ұлттық",
        "Ішкі",
    ]
    assert sorted(["Өкмөт", "Ооба", "Улуттук", "Үй"], key=load_words("ky").sort_key) == ["Ооба", "Өкмөт", "Улуттук", "Үй"]


def test_an_unknown_key_names_the_file() -> None:
    with pytest.raises(DataError, match=r"kk\.toml"):
        load_words("kk")("no.such.key")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_of_a_question_has_words(language: str) -> None:
    table = load_words(language).table
    coded = [(p.name, choice) for q in load_questions().values() for p in q.parameters.values() for choice in p.choices]
    keys = {f"{WORDED.get(name, '')}.{choice}" for name, choice in coded if name not in SCHEMES}
    assert len(keys) > 15 and keys <= set(table)


_SAID = {
    "ky": ("1-сап, 7-мамыча", "SERVICE башка серверге", "INSERT маалыматты", "так бир сурам", "эч нерсе жок"),
    "kk": ("1-жол, 7-баған", "SERVICE басқа серверге", "INSERT деректі", "дәл бір сұраныс", "ештеңе жоқ"),
    "ru": ("строка 1, столбец 7", "SERVICE обратился бы", "INSERT меняет", "ровно один запрос", "ничего нет"),
    "en": ("line 1, column 7", "SERVICE would call", "INSERT changes", "exactly one query", "nothing at this address"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_with_a_query_is_told_in_the_language_of_the_client(client: httpx.Client, language: str) -> None:
    asked = [
        ("/sparql", {"query": "SELECT"}),
        ("/sparql", {"query": "ASK { SERVICE <http://a/> { ?s ?p ?o } }"}),
        ("/sparql", {"query": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}),
        ("/sparql", {"query": ["ASK {}", "ASK {}"]}),
        ("/api/nowhere", {}),
    ]
    for (path, parameters), said in zip(asked, _SAID[language], strict=True):
        answer = client.get(path, params=parameters, headers={"Accept-Language": language, "Accept": "application/json"})
        assert said in answer.json()["detail"] and answer.headers["content-language"] == language
        assert "expected one of" in answer.json()["detail"] or parameters.get("query") != "SELECT"  # the parser's own words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ky", ["2014-ж., апрель", "казакча", "Казакстан теңгеси", "документте аталган"]),
        ("kk", ["2014 ж. сәуір", "қазақ тілі", "Қазақстан теңгесі", "құжатта аталған"]),
        ("ru", ["апрель 2014 г.", "казахский", "казахский тенге", "назван в документе"]),
        ("en", ["April 2014", "Kazakh", "Kazakhstani Tenge", "named in the document"]),
    ],
)
def test_a_page_writes_the_codes_of_an_answer_in_its_language(language: str, said: list[str]) -> None:
    words = load_words(language)
    cells = [
        Cell(Literal("2014-04"), word="code.date.2014-04", written=WRITTEN["validFrom"]),
        Cell(Literal("kk"), written=WRITTEN["nameLanguage"]),
        Cell(Literal("KZT"), written=WRITTEN["currency"]),
        Cell(Literal("printed"), word="code.how.printed"),
    ]
    assert [(cell.in_words(words) or "").replace("\xa0", " ").replace("\u202f", " ") for cell in cells] == said
    assert Cell(Literal("unknown"), word="code.date.unknown", written="date").in_words(words) == words("code.date.unknown")
    assert Cell(Literal("17")).in_words(words) is None and Cell(None, written="date").in_words(words) is None


def test_every_date_of_an_answer_is_written_out() -> None:
    columns = {column.name for question in load_questions().values() for column in question.columns}
    assert {name for name in columns if re.search(r"Date$|^dueBy$|From$|To$", name)} <= set(WRITTEN) | {"successorTo"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_parameter_is_described_by_codes_where_its_choices_are_shown_in_words(language: str) -> None:
    words = load_words(language)
    asked = {p.name: p for question in load_questions().values() for p in question.parameters.values()}
    for name, parameter in asked.items():
        text = words.get(f"asked.{name}") or parameter.description[language]
        shown = [choice for choice in parameter.choices if re.search(rf"(?<![\w-]){re.escape(choice)}(?![\w-])", text)]
        assert language == "en" or not shown, text
        assert parameter.type != "date" or "YYYY" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_money_without_a_source_is_said_in_words(language: str) -> None:
    question = load_questions()["money-by-year"]
    words = load_words(language)
    assert choice_words(question, words)["unnamed"] == words("code.source.unnamed") and "unnamed" not in choice_iris(question)


_ASKED_WRONGLY = {
    "ky": (
        "«wrong» параметри жок; анын параметрлери: measure",
        "дата эмес",
        "деген маани жок",
        "табылган жок (орган же уюм",
        "да жок",
    ),
    "kk": (
        "«wrong» параметрі жоқ; оның параметрлері: measure",
        "күн емес",
        "деген мән жоқ",
        "табылмады (орган немесе ұйым",
        "да жоқ",
    ),
    "ru": (
        "нет параметра «wrong»; у него есть: measure",
        "не дата",
        "нет; возьмите",
        "не найдено (орган или организация",
        "ни буквы",
    ),
    "en": (
        "no parameter 'wrong'; it has: measure",
        "is not a date",
        "not one of its values",
        "documents asked (a body",
        "no letter",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_asked_of_a_question_is_told_in_the_language_of_the_client(client: httpx.Client, language: str) -> None:
    asked = ("wrong=1", "date=2022", "role=king", "body=zzzz", "body=%C2%AB%C2%BB")
    for query, said in zip(asked, _ASKED_WRONGLY[language], strict=True):
        address = f"/questions/who-is-responsible?{query}"
        answer = client.get(f"/api{address}", headers={"Accept-Language": language})
        assert said in answer.json()["detail"] and answer.headers["content-language"] == language
        assert said in client.get(f"/api{address}&language={language}").json()["detail"]
        assert said in html.unescape(client.get(f"/{language}{address}").text)


def test_what_is_said_in_english_alone_is_quoted_in_a_sentence_of_the_language() -> None:
    problem = problem_of(JarlykError("no hands"))
    for language, said in (("ky", "программанын билдирүүсү"), ("kk", "бағдарламаның хабары"), ("ru", "сообщение программы")):
        assert problem.detail_in(load_words(language)) == f"{said}: «no hands»"
    assert problem.detail_in(load_words("en")) == "no hands"
