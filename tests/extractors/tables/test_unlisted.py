"""Bodies that a column of executors alone names: abbreviations that nothing explains, and groups told by their head noun."""

from __future__ import annotations

import pytest

from extractors.tables.unlisted import UnlistedBodies, is_abbreviation


@pytest.mark.parametrize("text", ["НЦЛ", "МОиН", "MoD", "CYAS", "ҰОО", "УТА"])
def test_letters_that_are_mostly_capitals_are_an_abbreviation(text: str):
    assert is_abbreviation(text)


@pytest.mark.parametrize("text", ["Лес", "IV", "ІІ", "М", "Лесхоз", "НЦЛ-2", "все", "МИНИСТЕРСТВО"])
def test_other_words_are_none(text: str):
    assert not is_abbreviation(text)


@pytest.mark.parametrize(
    ("language", "item", "kind"),
    [
        ("ru", "территориальные подразделения МВД", "group"),
        ("ky", "ИИМдин аймактык бөлүмдөрү", "group"),
        ("kk", "аумақтық бөлімшелер", "group"),
        ("en", "regional departments", "local"),
        ("ru", "НЦЛ", None),
    ],
)
def test_what_nothing_explains_has_its_printed_name(language: str, item: str, kind: str | None):
    unlisted = UnlistedBodies("document", "KG")
    assert unlisted.find(item, 0, len(item), language) is not None
    assert [(body.kind, body.names[0].text) for body in unlisted.bodies] == [(kind, item)]


@pytest.mark.parametrize("item", ["согласно приложению", "по мере готовности", "отчет", "Лесная"])
def test_other_items_name_no_body(item: str):
    unlisted = UnlistedBodies("document", "KG")
    assert unlisted.find(item, 0, len(item), "ru") is None
    assert unlisted.bodies == ()
