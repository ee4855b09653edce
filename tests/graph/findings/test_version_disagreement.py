"""Two language versions of one act: they are tied to the act, and what one says and the other does not is found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from graph.findings.catalogue import list_findings
from graph.mapping import to_quads
from graph.question_headers import LANGUAGES
from graph.terms import ELI, JK, RDF, date
from ontology.iri import DEFAULT_BASE, LANGUAGE_IRIS
from ontology.records import Extraction, Measure

KAZAKH = "Су бағдарламасы\n1\tАрық қазу\tІІМ, МСМ\t5,0\n2\tСу құбыры\tІІМ\n3\tҚұдық қазу\tӘділетмині\n"
RUSSIAN = "Программа воды\n1\tРытьё арыков\tМВД\t7,0\n2\tВодопровод\tМВД\n3\tРытьё колодцев\tКомитет полиции\n"
WORDS = {
    "kk": ("Су бағдарламасы", "ІІМ", ("Арық қазу", "Су құбыры", "Құдық қазу"), "5,0"),
    "ru": ("Программа воды", "МВД", ("Рытьё арыков", "Водопровод", "Рытьё колодцев"), "7,0"),
}


def version(tools: dict[str, Any], language: str, text: str, digit: str, executors: list[tuple[int, str, str]]) -> Extraction:
    """A programme of three measures in one language: the first costs money, the executors are those given."""
    pages = tools["Pages"](f"water.{language}.txt", digit, text, language)
    title, _, measures, sum_ = WORDS[language]
    names = {body: words for _, body, words in executors}
    keys = [pages.fact(f"measure/{number}") for number in (1, 2, 3)]
    return Extraction(
        pages.document,
        bodies=tuple(pages.body(body, words) for body, words in names.items()),
        instruments=(pages.act("w1", "programme", title),),
        measures=tuple(
            Measure(
                key,
                pages.label(words),
                pages.at(words),
                str(number),
                part_of="act/w1",
                funding=(pages.money("1", sum_, 2020, "republican"),) if number == 1 else (),
            )
            for number, (key, words) in enumerate(zip(keys, measures, strict=True), start=1)
        ),
        mandates=tuple(pages.mandate(body, "executor", keys[number - 1], words, "w1") for number, body, words in executors),
        own=("act/w1",),
    )


@pytest.fixture(scope="module")
def kazakh(plan_tools: dict[str, Any]) -> Extraction:
    held = [(1, "kz/interior", "ІІМ"), (1, "kz/culture", "МСМ"), (2, "kz/interior", "ІІМ"), (3, "kz/justice", "Әділетмині")]
    return version(plan_tools, "kk", KAZAKH, "d", held)


@pytest.fixture(scope="module")
def russian(plan_tools: dict[str, Any]) -> Extraction:
    held = [(1, "kz/interior", "МВД"), (2, "kz/interior", "МВД"), (3, "kz/police", "Комитет полиции")]
    return version(plan_tools, "ru", RUSSIAN, "e", held)


def told(engine: Any, language: str = "en") -> list[tuple[str, str]]:
    return [(f.severity, f.explanation) for f in list_findings(engine, "version-disagreement", language)]


def test_what_one_version_names_and_the_other_does_not_is_found_once(
    kazakh: Extraction, russian: Extraction, findings_of: Any
) -> None:
    assert set(told(findings_of(kazakh, russian))) == {
        ("high", "1 (“Арық қазу”), 2020, republican, KZT: 5000000 in water.kk.txt (kk), 7000000 in water.ru.txt (ru)."),
        (
            "low",
            "Полиция комитеті is named in water.ru.txt (ru) and was not found in the text of the same act in water.kk.txt (kk).",
        ),
        (
            "low",
            "Ministry of Justice is named in water.kk.txt (kk) and was not found in the text of the same act in water.ru.txt (ru).",
        ),
        (
            "low",
            "Мәдениет министрлігі is named in water.kk.txt (kk) and was not found in the text of the same act in water.ru.txt (ru).",
        ),
        (
            "medium",
            "1 (“Арық қазу”): water.kk.txt (kk) names Мәдениет министрлігі among those who answer for it; "
            "they were not found under that number in water.ru.txt (ru).",
        ),
        (
            "medium",
            "3 (“Рытьё колодцев”): water.ru.txt (ru) names Полиция комитеті among those who answer for it; "
            "they were not found under that number in water.kk.txt (kk).",
        ),
        (
            "medium",
            "3 (“Құдық қазу”): water.kk.txt (kk) names Ministry of Justice among those who answer for it; "
            "they were not found under that number in water.ru.txt (ru).",
        ),
    }


def test_each_disagreement_has_evidence_of_both_sides(kazakh: Extraction, russian: Extraction, findings_of: Any) -> None:
    for finding in list_findings(findings_of(kazakh, russian), "version-disagreement"):
        assert {quote.file for quote in finding.evidence} == {"water.kk.txt", "water.ru.txt"}
        assert finding.about


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_every_language(language: str, kazakh: Extraction, russian: Extraction, findings_of: Any) -> None:
    assert all("{" not in words and "water.kk.txt" in words for _, words in told(findings_of(kazakh, russian), language))


def test_a_unit_of_the_body_is_no_disagreement_and_an_unknown_body_proves_none(
    plan_tools: dict[str, Any], kazakh: Extraction, findings_of: Any
) -> None:
    held = [(1, "kz/police", "МВД"), (2, "kz/interior", "МВД"), (3, "kz/interior", "МВД")]  # the police is a unit of the ministry
    other = version(plan_tools, "ru", RUSSIAN, "e", held)
    executors = [words for severity, words in told(findings_of(kazakh, other)) if severity == "medium"]
    assert not [words for words in executors if "Полиция" in words]
    own = "document/" + "e" * 16 + "/body/x"
    bodies = tuple(replace(b, key=own, registered=False) if b.key == "body/kz/police" else b for b in other.bodies)
    mandates = tuple(replace(m, holder=own) if m.holder == "body/kz/police" else m for m in other.mandates)
    unknown = findings_of(kazakh, replace(other, bodies=bodies, mandates=mandates))
    assert not [words for _, words in told(unknown) if words.startswith("1 (“Арық") and "answer" in words]


def test_two_files_in_one_language_or_of_two_acts_are_not_compared(
    plan_tools: dict[str, Any], kazakh: Extraction, russian: Extraction, findings_of: Any
) -> None:
    assert told(findings_of(kazakh, replace(russian, own=()))) == []
    same = replace(russian, document=replace(russian.document, language="kk"))
    assert told(findings_of(kazakh, same)) == []


def test_a_file_embodies_the_text_of_its_act_in_its_language(kazakh: Extraction) -> None:
    quads = list(to_quads(kazakh))
    (text,) = {q.subject for q in quads if q.predicate == RDF.type and q.object == ELI.LegalExpression}
    said = {(q.predicate, q.object) for q in quads if q.subject == text}
    document, act = NamedNode(DEFAULT_BASE + kazakh.document.key), NamedNode(DEFAULT_BASE + "act/w1")
    assert (ELI.realizes, act) in said
    assert (ELI.language, NamedNode(LANGUAGE_IRIS["kk"])) in said
    assert (ELI.title, Literal("Су бағдарламасы", language="kk")) in said
    assert (ELI.is_embodied_by, document) in said
    assert {q.object for q in quads if q.subject == document and q.predicate == ELI.embodies} == {text}
    assert {q.object for q in quads if q.subject == document and q.predicate == RDF.type} >= {JK.Document, ELI.Format}


def test_the_day_of_a_version_stands_where_the_document_prints_it(kazakh: Extraction) -> None:
    dated = [q.object for q in to_quads(replace(kazakh, version_date="2024-02-07")) if q.predicate == ELI.version_date]
    assert dated == [date("2024-02-07")]
    assert not [q for q in to_quads(kazakh) if q.predicate == ELI.version_date]


def test_a_document_of_no_known_language_gives_no_version(kazakh: Extraction) -> None:
    quads = to_quads(replace(kazakh, document=replace(kazakh.document, language="")))
    assert not [q for q in quads if q.object == ELI.LegalExpression]
