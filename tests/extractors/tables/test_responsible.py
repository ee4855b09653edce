from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.tables.context import TableContext
from extractors.tables.responsible import read_holders


@pytest.mark.parametrize(
    ("language", "cell", "bodies", "expected"),
    [
        (
            "kk",
            "АБМ,\n\nВГД (келісім бойынша),\n\nЖО",
            ["АБМ", "ВГД", "ЖО"],
            [("АБМ", "executor"), ("ВГД", "by_agreement"), ("ЖО", "executor")],
        ),
        ("kk", "АБМ\n\n(келісім бойын-ша)", ["АБМ"], [("АБМ", "by_agreement")]),
        ("kk", "АБМ, ВГД (келісім бойынша)", ["АБМ", "ВГД"], [("АБМ", "executor"), ("ВГД", "by_agreement")]),
        ("kk", "АБМ,                   ВГД", ["АБМ", "ВГД"], [("АБМ", "executor"), ("ВГД", "executor")]),
        ("kk", "АБМ,\n\n(әрбір орган өз бөлігінде, келісілген)", ["АБМ"], [("АБМ", "executor")]),
        ("ky", "АБМ жана ВГД (макулдашуу боюнча)", ["АБМ", "ВГД"], [("АБМ", "executor"), ("ВГД", "by_agreement")]),
        ("ky", "АБМ\nВГД", ["АБМ", "ВГД"], [("АБМ", "executor"), ("ВГД", "executor")]),
        (
            "ky",
            "Темир кызматы жана анын Окуу борбору",
            ["Темир кызматы", "Окуу борбору"],
            [("Темир кызматы", "executor"), ("Окуу борбору", "executor")],
        ),
        ("ru", "АБМ по согласованию, ВГД", ["АБМ", "ВГД"], [("АБМ", "by_agreement"), ("ВГД", "executor")]),
        ("ru", "АБМ и ВГД (по согласованию)", ["АБМ", "ВГД"], [("АБМ", "executor"), ("ВГД", "by_agreement")]),
        ("ru", "АБМ (головной исполнитель); ВГД", ["АБМ", "ВГД"], [("АБМ", "lead"), ("ВГД", "executor")]),
        ("en", "ABM (lead), VGD (by agreement)", ["ABM", "VGD"], [("ABM", "lead"), ("VGD", "by_agreement")]),
        (
            "kk",
            "Жол, су және орман министрлігі, ВГД",
            ["Жол, су және орман министрлігі", "ВГД"],
            [("Жол, су және орман министрлігі", "executor"), ("ВГД", "executor")],
        ),
        (
            "ru",
            "АБМ (созыв), ВГД, ЖО (по согласованию)",
            ["АБМ", "ВГД", "ЖО"],
            [("АБМ", "lead"), ("ВГД", "executor"), ("ЖО", "by_agreement")],
        ),
        ("ru", "АБМ совместно с ВГД", ["АБМ", "ВГД"], [("АБМ", "executor"), ("ВГД", "executor")]),
        (
            "ru",
            "АБМ; соисполнители: ВГД; партнёры: ЖО",
            ["АБМ", "ВГД", "ЖО"],
            [("АБМ", "executor"), ("ВГД", "executor"), ("ЖО", "partner")],
        ),
        ("kk", "АБМ (жинақтау), ВГД", ["АБМ", "ВГД"], [("АБМ", "executor"), ("ВГД", "executor")]),
        ("kk", "АБМ-мен бірлесіп ВГД", ["АБМ", "ВГД"], [("АБМ", "executor"), ("ВГД", "executor")]),
        ("ky", "АБМ (негизги), ВГД", ["АБМ", "ВГД"], [("АБМ", "lead"), ("ВГД", "executor")]),
        ("ky", "АБМ менен биргеликте ВГД", ["АБМ", "ВГД"], [("АБМ", "executor"), ("ВГД", "executor")]),
        ("ru", "- АБМ\n- ВГД (по согласованию)", ["АБМ", "ВГД"], [("АБМ", "executor"), ("ВГД", "by_agreement")]),
        (
            "ru",
            "АБМ<br>ВГД (по согласованию)<br/>ЖО",
            ["АБМ", "ВГД", "ЖО"],
            [("АБМ", "executor"), ("ВГД", "by_agreement"), ("ЖО", "executor")],
        ),
        ("en", "1) ABM\n2) VGD", ["ABM", "VGD"], [("ABM", "executor"), ("VGD", "executor")]),
        ("en", "ABM jointly with the VGD", ["ABM", "VGD"], [("ABM", "executor"), ("VGD", "executor")]),
        ("en", "Lead agency: ABM. Partners: VGD", ["ABM", "VGD"], [("ABM", "lead"), ("VGD", "partner")]),
        ("kk", "Жол агенттігі (Жол қызметі)", ["Жол агенттігі", "Жол қызметі"], [("Жол агенттігі", "executor")]),
    ],
)
def test_a_list_names_holders_and_their_agreement(
    table_context: Callable[..., TableContext], language: str, cell: str, bodies: list[str], expected: list[tuple[str, str]]
):
    context = table_context(cell, language, bodies)
    holders, unresolved = read_holders(context, 0, len(cell), context.words_at(0), "executor", "test")
    assert [(holder.key, holder.role) for holder in holders] == expected
    assert unresolved == []
    assert all(cell[h.start : h.end].startswith(h.key) for h in holders)
    assert all(
        ("(" in cell[h.start : h.end] or "согласованию" in cell[h.start : h.end]) == (h.role == "by_agreement") for h in holders
    )


@pytest.mark.parametrize(
    ("language", "cell", "bodies", "unknown"),
    [
        ("kk", "АБМ академиясы, ВГД", ["АБМ", "ВГД"], ["АБМ академиясы"]),
        ("ky", "АБМге караштуу коомдук кеңеш", ["АБМ"], ["АБМге караштуу коомдук кеңеш"]),
        ("ru", "Академия АБМ, ВГД", ["АБМ", "ВГД"], ["Академия АБМ"]),
        ("en", "Council under the ABM", ["ABM"], ["Council under the ABM"]),
        ("ru", "заинтересованные органы", [], ["заинтересованные органы"]),
        ("kk", "ВГД және өзге ұйымдар", ["ВГД"], ["өзге ұйымдар"]),
    ],
)
def test_an_item_whose_head_is_no_known_body_is_unresolved(
    table_context: Callable[..., TableContext], language: str, cell: str, bodies: list[str], unknown: list[str]
):
    context = table_context(cell, language, bodies)
    holders, unresolved = read_holders(context, 0, len(cell), context.words_at(0), "executor", "test")
    assert [u.text for u in unresolved] == unknown
    assert {h.key for h in holders} == set(bodies) - ({"АБМ", "ABM"} & set(bodies))
