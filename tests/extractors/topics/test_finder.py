"""Topics of made-up duties: by their own words only, with the place of each term, and not by the name of a body."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.names.tables import load_name_words
from extractors.pipeline import Extractor
from extractors.topics.finder import TopicFinder
from ontology.iri import digest
from ontology.records import Evidence, Function, Label

Found = Callable[..., dict[str, list[str]]]


@pytest.fixture(scope="module")
def topics_of(extractor: Extractor) -> Found:
    """The topics of the words `said` within a text, each with the quotes of its terms."""
    finder = TopicFinder(load_name_words())

    def found(text: str, said: str, language: str = "ru", sentence: str = "") -> dict[str, list[str]]:
        reading = extractor.reading("made-up.txt", digest(text) * 6, text)
        bodies, _ = extractor.bodies(reading, extractor.definitions(reading))
        words = sentence or said
        start = text.index(words)
        duty = Function("f", Label(" ".join(said.split()), language), (Evidence(start, start + len(words), "test"),))
        topics = finder.find(reading, bodies, [duty])
        assert all(topic.about == "f" and topic.evidence for topic in topics)
        return {topic.topic: [text[e.start : e.end] for e in topic.evidence] for topic in topics}

    return found


def test_each_topic_has_the_words_that_show_it(topics_of: Found) -> None:
    text = "Министерство проводит профилактику\nправонарушений и миграционный учет."
    assert topics_of(text, "профилактику\nправонарушений и миграционный учет") == {
        "crime-prevention": ["профилактику\nправонарушений"],
        "migration": ["миграционный"],
    }


def test_what_stands_near_says_nothing(topics_of: Found) -> None:
    text = "О миграции. Министерство проводит обучение, в том числе в школах."
    assert topics_of(text, "проводит обучение") == {}


def test_words_within_a_longer_sentence_are_looked_for_alone(topics_of: Found) -> None:
    text = "В целях здравоохранения министерство ведет  реестр, борясь с коррупцией."
    assert topics_of(text, "ведет  реестр", sentence=text) == {"information-systems": ["реестр"]}


def test_a_term_in_the_name_of_a_body_says_nothing(topics_of: Found) -> None:
    text = "Отчет вносится в Министерство здравоохранения Кыргызской Республики и касается миграции."
    assert topics_of(text, text) == {"migration": ["миграции"]}


def test_one_topic_of_one_duty_is_one_record_with_its_places(topics_of: Found) -> None:
    text = "школы, школьники и школа"
    assert topics_of(text, text) == {"schools": ["школы"]}  # the first in each printing is enough


def test_the_language_is_that_of_the_words(topics_of: Found) -> None:
    assert topics_of("мектептерди оңдоо", "мектептерди оңдоо", "ky") == {"schools": ["мектептерди"]}
    assert topics_of("мектептерди оңдоо", "мектептерди оңдоо", "en") == {}


def test_topics_come_with_the_document(extractor: Extractor) -> None:
    text = (
        "ПОСТАНОВЛЕНИЕ\nПравительства Кыргызской Республики\nот 1 февраля 2020 года № 5\n\nОб учете\n\n"
        "2. Министерству внутренних дел Кыргызской Республики обеспечить профилактику правонарушений.\n"
    )
    extraction = extractor.extract("made-up.txt", digest(text) * 6, text)
    said = {t.topic: text[t.evidence[0].start : t.evidence[0].end] for t in extraction.topics}
    assert said == {"crime-prevention": "профилактику правонарушений"}
    about = {function.key for function in extraction.functions}
    assert {topic.about for topic in extraction.topics} <= about
