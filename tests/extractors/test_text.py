from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.text import normalise, normalise_pattern

_NOISE = st.text(alphabet="абқҢүiIoO Қ-\n\t\u00a0\u00ad\u200b«»“”–()123.,x", max_size=60)
_RUN_TOGETHER = st.lists(st.sampled_from(["кеңеш", "Кеңеш", "мыйзам", "Мыйзам", " ", "-\n", "\u00ad"]), max_size=8).map("".join)


def _plain_normal(text: str, position: int) -> int:
    made = normalise(text)
    return next((i for i in range(len(made.cased)) if made.position(i) >= position), len(made.cased))


@given(_NOISE | _RUN_TOGETHER)
def test_every_character_of_the_normal_text_points_at_the_one_it_came_from(raw: str) -> None:
    text = normalise(raw)
    places = [text.position(i) for i in range(len(text.cased))]
    lost = [i for i in range(len(places)) if text.cased[i] == " " and not raw[places[i]].isspace()]  # they bear the place before
    assert all(places[i] == places[i - 1] for i in lost)
    others = [place for i, place in enumerate(places) if i not in lost]
    assert places == sorted(places) and len(set(others)) == len(others)
    for place, character in zip(places, text.cased, strict=True):
        assert 0 <= place < len(raw)
        assert character == " " or not raw[place].isspace()


@given(_NOISE | _RUN_TOGETHER, st.integers(min_value=0, max_value=61))
def test_normal_is_the_inverse_of_position(raw: str, position: int) -> None:
    assert normalise(raw).normal(position) == _plain_normal(raw, position)


@given(_NOISE | _RUN_TOGETHER, st.lists(st.integers(min_value=0, max_value=61)))
def test_many_positions_are_told_as_each_of_them_is(raw: str, positions: list[int]) -> None:
    text = normalise(raw)
    assert list(text.normals(sorted(positions))) == [text.normal(position) for position in sorted(positions)]


@given(_NOISE)
def test_case_keeps_the_length(raw: str) -> None:
    text = normalise(raw)
    assert len(text.lower) == len(text.cased)


def test_a_span_leads_back_over_a_word_that_is_broken_at_a_line_end() -> None:
    raw = "Эл аралык нацио-\nналдык банк"
    text = normalise(raw)
    start = text.lower.index("националдык")
    assert raw[slice(*text.original(start, start + len("националдык")))] == "нацио-\nналдык"


def test_latin_letters_in_a_cyrillic_word_are_read_as_cyrillic() -> None:
    assert normalise_pattern("министрлiгi") == "министрлігі"
    assert normalise_pattern("ЖӨБOnун") == "ЖӨБОнун"
    assert normalise_pattern("NATO") == "NATO"


def test_quotes_dashes_and_hyphens_are_made_one() -> None:
    assert normalise_pattern("«Үй» – бир-эки") == '"Үй" - бирэки'


@given(st.text("абвшғөЗЎ 0№.-*'\n\u00a0ab", max_size=30))
def test_what_needs_no_repair_is_as_the_repairs_leave_it(text: str) -> None:
    short, full = normalise(text), normalise(text, text)  # with a text seen before, all repairs are gone through
    assert (short.cased, short.lower) == (full.cased, full.lower)
    assert [short.position(i) for i in range(len(short.cased))] == [full.position(i) for i in range(len(full.cased))]
