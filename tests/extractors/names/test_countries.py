"""Which state a document speaks of, by its counts, its title and what only the papers of one state have."""

from __future__ import annotations

import pytest

from extractors.names.countries import CountryFinder
from extractors.names.tables import load_name_words
from extractors.text import normalise

FINDER = CountryFinder(load_name_words())

TOLD = [
    ("en", "Review of courts in Kyrgyzstan", "Unlike in Kazakhstan, courts are few.", "KG"),
    ("en", "Review of courts", "The Jogorku Kenesh passed the law in Bishkek.", "KG"),
    ("en", "Review of courts", "The akimat spent KZT 5 million.", "KZ"),
    ("en", "Memorandum between Kazakhstan and Kyrgyzstan", "The Parties meet in Astana.", None),
    ("en", "Review of courts", "Judges met twice.", None),
    ("ru", "Обзор работы судов в Кыргызстане", "Суды Казахстана устроены иначе.", "KG"),
    ("ru", "Обзор работы судов в Республике Казахстан", "Суды Кыргызской Республики устроены иначе.", "KZ"),
    ("ru", "Обзор работы судов", "Акиматы выделили 5 млн тенге.", "KZ"),
    ("ru", "Обзор работы судов", "Судьи встречались дважды.", None),
    ("ky", "Соттордун иши", "Судьялар эки жолу чогулушту.", "KG"),
    ("kk", "Соттардың жұмысы", "Судьялар екі рет жиналды.", "KZ"),
]


@pytest.mark.parametrize(("language", "title", "body", "state"), TOLD)
def test_country_of_a_document(language: str, title: str, body: str, state: str | None) -> None:
    text = normalise(f"{title}\n\n{body}")
    assert FINDER.country(text, language, len(title)) == state
