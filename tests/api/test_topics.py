"""The page of topics, and topics on the pages of what is on them."""

from __future__ import annotations

import html
from urllib.parse import quote

import httpx
import pytest

from api.translation import load_words
from ontology.iri import concept_iri
from tests.api.test_pages import get


@pytest.mark.parametrize(
    ("language", "name", "heading"),
    [
        ("ky", "Жол кыймылынын коопсуздугу", "Бул темада кимдердин мандаты бар"),
        ("kk", "Жол қозғалысы қауіпсіздігі", "Бұл тақырыпта кімдердің мандаты бар"),
        ("ru", "Безопасность дорожного движения", "У кого есть мандаты на эту тему"),
        ("en", "Road safety", "Who has mandates on this topic"),
    ],
)
def test_topics_lead_to_their_measures_and_mandates_and_back(
    reader: httpx.Client, language: str, name: str, heading: str
) -> None:
    address = f"/{language}/entity?iri={quote(concept_iri('topic', 'road-safety'), safe='')}"
    text, page = get(reader, f"/{language}/topics")
    assert address in page.links
    assert name in text
    assert html.escape(load_words(language)("topics.counts", matters="3", mandates="3")) in text
    text, page = get(reader, address)
    assert heading in text
    assert any("#quote" in link for link in page.links)  # the words that show the topic
    measures = [link for link in page.links if "/measure/" in link]
    text, page = get(reader, measures[0])
    assert address in page.links
    text, page = get(reader, f"/{language}/id/body/kg/bridges")
    assert load_words(language)("entity.fields") in text
    assert address in page.links
