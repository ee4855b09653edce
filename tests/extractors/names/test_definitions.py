"""Key lists: the stop that ends a line is no part of the name."""

from __future__ import annotations

import pytest

from extractors.blocks import Block
from extractors.names.definitions import DefinitionFinder, _is_acronym
from extractors.names.tables import load_name_words
from extractors.text import normalise


def test_a_line_of_a_key_list_ends_before_its_stop() -> None:
    lines = ["АМ – Алма министрлиги;", "БК – Бак кызматы."]
    text = "\n".join(lines)
    blocks = [Block(0, len(lines[0]), "paragraph", "ky"), Block(len(lines[0]) + 1, len(text), "paragraph", "ky")]
    found = DefinitionFinder(load_name_words()).find(normalise(text), blocks)
    assert [(d.short, text[d.full_start : d.full_end]) for d in found] == [("АМ", "Алма министрлиги"), ("БК", "Бак кызматы")]


@pytest.mark.parametrize(
    ("short", "before", "known"),
    [
        ("MoLG", "the Ministry of Local Government of the Union", True),
        ("CoBS", "run by the Centre of Border Studies", True),
        ("МинФин", "Министерство и финансы", False),
        ("Bank", "the house of the bank", False),
        ("McLeod", "the house of Malcolm Leod", False),
        ("MoLG", "the Ministry of Labour", False),
    ],
)
def test_letters_of_both_kinds_are_an_abbreviation_of_the_words_whose_initials_they_are(
    short: str, before: str, known: bool
) -> None:
    assert _is_acronym(short, before) is known


@pytest.mark.parametrize(
    ("language", "bracket", "short"),
    [
        ("ru", "(далее – Центр)", "Центр"),
        ("ru", "(далее по тексту – Центр)", "Центр"),
        ("ru", "(далее именуется – Центр)", "Центр"),
        ("ru", "(далее также – Центр)", "Центр"),
        ("ru", "(далее соответственно – Центр)", "Центр"),
        ("ru", "(в дальнейшем – «Центр»)", "Центр"),
        ("ru", "(сокращенно – КЦВ)", "КЦВ"),
        ("ky", "(мындан ары текст боюнча – Борбор)", "Борбор"),
        ("ky", "(андан ары – Борбор)", "Борбор"),
        ("ky", "(кыскача – ВКБ)", "ВКБ"),
        ("ky", "(кийинки текстте – Борбор)", "Борбор"),
        ("kk", "(бұдан әрі мәтін бойынша – Орталық)", "Орталық"),
        ("kk", "(әрі қарай – Орталық)", "Орталық"),
        ("kk", "(бұдан былай – Орталық)", "Орталық"),
        ("kk", "(қысқаша – ВҮО)", "ВҮО"),
        ("en", '(hereinafter referred to as "the Centre")', "the Centre"),
        ("en", "(henceforth the Centre)", "Centre"),
        ("en", '(the "Centre")', "Centre"),
        ("en", '("the Centre")', "Centre"),
        ("en", "(referred to below as the Centre)", "Centre"),
    ],
)
def test_a_short_form_is_defined_in_many_words(language: str, bracket: str, short: str) -> None:
    text = f"Aaa bbb {bracket} ccc"
    found = DefinitionFinder(load_name_words()).find(normalise(text), [Block(0, len(text), "paragraph", language)])
    assert [d.short for d in found] == [short]


@pytest.mark.parametrize(
    ("language", "bracket"),
    [("ru", "(далее следует таблица)"), ("en", "(further to the letter of the Board)"), ("en", '("On Forests")')],
)
def test_other_brackets_define_nothing_that_stands_for_a_body(language: str, bracket: str) -> None:
    text = f"Aaa bbb {bracket} ccc"
    found = DefinitionFinder(load_name_words()).find(normalise(text), [Block(0, len(text), "paragraph", language)])
    assert not any(d.short[:1].isupper() for d in found)


ROLES = [
    (
        "ru",
        "2. оператор реестра – Служба учета, которая его ведет;",
        [("оператор реестра", "Служба учета"), ("оператор реестра", None)],
    ),
    ("ru", "Рабочий орган Совета – Служба учета.", []),
    ("ru", "объект – здание, которое включено в реестр;", []),
    ("en", "2. Protection body - the Service for Visits;", [("protection body", "Service for Visits")]),
    ("en", "Working body - the Service for Visits;", []),
    ("ky", "1) ыйгарым укуктуу орган – Эсеп кызматы;", [("ыйгарым укуктуу орган", "Эсеп кызматы")]),
    ("kk", "1) уәкілетті орган – Есеп қызметі;", [("уәкілетті орган", "Есеп қызметі")]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), ROLES)
def test_a_list_of_terms_says_whose_a_role_is(language: str, text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = DefinitionFinder(load_name_words()).find(normalise(text), [Block(0, len(text), "item", language)])
    made = [(d.short, text[d.full_start : d.full_end]) for d in found]
    assert len(made) == len(wanted)
    assert all(short == want[0] and want[1] in (None, full) for (short, full), want in zip(made, wanted, strict=True))
