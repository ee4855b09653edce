"""The names of a part's rows, looked up once a node: the same as the whole query finds."""

from __future__ import annotations

from typing import Any

from pyoxigraph import Literal, NamedNode

from graph.question_headers import load_questions
from graph.question_names import Name, Naming, named, without_names
from graph.questions import Part, ask

QUESTIONS = load_questions()
NODE = NamedNode("urn:a")
ONE = Naming((Name("bodyName", "body", or_iri=True),), ())


class Labels:
    """An engine that knows labels of some nodes."""

    def __init__(self, *labels: Literal) -> None:
        self.rows = [{"node": NODE, "label": label} for label in labels]

    def select(self, query: str) -> Any:
        return self.rows


def names(engine: Any, language: str, naming: Naming = ONE, body: NamedNode | None = NODE) -> list[Any]:
    row = {"body": body, "language": Literal(language)}
    return [made["bodyName"] for made in named(engine, [row], ("body",), naming)]


def test_the_language_asked_for_comes_first_then_russian_kyrgyz_kazakh_english() -> None:
    texts = [Literal(code, language=code) for code in ("en", "kk", "ky", "ru")]
    assert names(Labels(*texts), "kk") == [texts[1]]
    assert names(Labels(*texts[:3]), "de") == [texts[2]]
    assert names(Labels(*texts[:2]), "ru") == [texts[1]]
    assert names(Labels(Literal("fr", language="fr")), "ru") == [Literal("urn:a")]


def test_what_has_no_name_is_shown_by_its_iri_only_where_the_question_says_so() -> None:
    assert names(Labels(), "ru", Naming((Name("bodyName", "body", or_iri=False),), ())) == [None]
    assert names(Labels(), "ru", body=None) == [None]


def test_two_names_in_one_language_give_two_rows() -> None:
    two = [Literal("б", language="ru"), Literal("а", language="ru")]
    assert names(Labels(*two), "ru") == [two[1], two[0]]


def test_every_name_and_what_is_chosen_from_it_is_left_out() -> None:
    query, naming = without_names(QUESTIONS["mandates-of-body"].query)
    assert [name.column for name in naming.names] == ["bodyName", "holderName", "concernsTitle", "instrumentTitle"]
    assert [(name.node, name.or_iri) for name in naming.names[2:]] == [("concerns", False), ("instrument", True)]
    assert naming.chosen == (("text", ("words", "concernsTitle")),)
    assert naming.needed == ("language", "body", "holder", "concerns", "instrument", "words")
    assert "prefLabel" not in query and "AS ?text" not in query


def test_each_language_asked_for_has_its_rows(work_engine: Any) -> None:
    both = ask(work_engine, "who-is-responsible", {"language": ["ru", "kk"]}, part=Part(50)).rows
    single = [ask(work_engine, "who-is-responsible", {"language": code}, part=Part(50)).rows for code in ("ru", "kk")]
    assert set(both) == set(single[0]) | set(single[1])
