"""Colours can be told from their background, and the tables of the room are whole."""

from __future__ import annotations

import re
import string

import pytest

from graph.question_headers import LANGUAGES
from viz.style import THEMES, contrast, load_style, page_texts

STYLE = load_style()
ROLES = {
    "developer",
    "approver",
    "lead",
    "executor",
    "by_agreement",
    "coordinator",
    "monitor",
    "reporter",
    "report_recipient",
} | {
    "partner",
    "funder",
    "participant",
    "member",
}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_stands_out(theme: str) -> None:
    page = STYLE.page[theme]
    for key in ("text", "muted", "accent"):
        assert contrast(page[key], page["background"]) >= 4.5, key
        assert contrast(page[key], page["panel"]) >= 4.5, key
    for table in (STYLE.node[theme], STYLE.role[theme], {"line": page["line"]}):
        for key, colour in table.items():
            assert contrast(colour, page["background"]) >= 3, key


def test_tables_have_the_same_keys_in_both_themes_and_every_role() -> None:
    for table in (STYLE.page, STYLE.node, STYLE.role):
        assert set(table["light"]) == set(table["dark"])
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for theme in THEMES for colour in table[theme].values())
    assert set(STYLE.role["light"]) >= ROLES
    assert set(STYLE.dash) <= set(STYLE.role["light"])
    assert (STYLE.role_key("approves"), STYLE.role_key("cites"), STYLE.role_key("lead")) == ("link", "other", "lead")
    assert (STYLE.node_key("instrument", "law"), STYLE.node_key("body", "court"), STYLE.node_key("body", "?")) == (
        "instrument",
        "court",
        "body",
    )


def test_page_texts_are_whole_in_four_languages() -> None:
    for key, texts in page_texts().items():
        assert set(texts) == set(LANGUAGES), key
        braces = {frozenset(field for _, field, _, _ in string.Formatter().parse(text) if field) for text in texts.values()}
        assert len(braces) == 1, key
