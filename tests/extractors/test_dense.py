"""Dense texts, such as no one writes: the work on them grows with their length and not with its square.

What is counted is calls, not seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from extractors.acts.link_context import LinkContext
from extractors.acts.tables import LinkRow
from extractors.pipeline import Extractor
from ontology.registered import load_registry

FEW, MANY = 250, 500  # times that a phrase is said: many more than the titles that one is compared with
GROWTH = 2.4  # times the calls for twice the text
ACT = "ПОСТАНОВЛЕНИЕ Правительства Кыргызской Республики от 1 мая 2001 года № 5\nО деле\n\n"


def dated(number: int) -> str:
    return f"{number % 28 + 1:02}.05.{1990 + number % 35}"


PHRASES: dict[str, Callable[[int], str]] = {
    "numbered acts": lambda n: f"Закон Кыргызской Республики от {dated(n)} № {n} «О деле {n}» ",
    "acts in Kyrgyz": lambda n: f"Кыргыз Республикасынын {1990 + n % 35}-жылдын 3-майындагы № {n} «Иш {n} жөнүндө» Мыйзамы ",
    "acts in English": lambda n: f'Law of the Kyrgyz Republic of {n % 28 + 1} May 2005 No. {n} "On the matter {n}" ',
    "acts of one day": lambda n: f"постановление Правительства от 03.05.2005 № {n}, постановление от 03.05.2005, ",
    "programmes": lambda n: f"Программа развития {n} на 2019-2020 годы ",
    "short forms": lambda n: f"настоящий Закон, данное Постановление, указанная Программа {n} ",
    "definitions": lambda n: f"Министерство внутренних дел (далее - МВД{n}) ",
    "bodies": lambda n: f"создать Министерство внутренних дел, Министерство юстиции, Комитет {n} ",
    "duties": lambda n: f"Министерство юстиции обеспечивает проверку {n} и координирует работу ",
    "mixed letters": lambda n: "аaбb",
    "rows": lambda n: f"\tа\tб {n}\t2019\t12,5\n",
    "items": lambda n: f"1) Министерство юстиции {n}:\n",
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, of Python and of C."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", PHRASES)
def test_twice_the_text_is_twice_the_work(name: str, extractor: Extractor) -> None:
    few, many = (ACT + "".join(PHRASES[name](number) for number in range(times)) for times in (FEW, MANY))
    extractor.extract("a", "0" * 64, few)  # tables of a language are read when it is first met
    once, twice = (calls(lambda text=text: extractor.extract("a", "0" * 64, text)) for text in (few, many))  # type: ignore[misc]
    assert twice < GROWTH * once


def test_words_round_a_body_are_read_within_a_reach(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0
    words = LinkContext.words

    def noted(self: LinkContext, start: int, end: int) -> str:
        nonlocal read
        read += end - start
        return words(self, start, end)

    monkeypatch.setattr(LinkContext, "words", noted)
    text = ACT + "создать Министерство внутренних дел, Министерство юстиции " * FEW
    extractor.extract("a", "0" * 64, text)
    assert 0 < read < 100 * len(text)


def test_words_that_set_up_a_body_are_looked_for_where_one_is_named(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[tuple[int, int]] = []
    possible = LinkContext.possible

    def noted(self: LinkContext, language: str, start: int, end: int, *places: str) -> list[LinkRow]:
        tried.append((start, end))
        return possible(self, language, start, end, *places)

    monkeypatch.setattr(LinkContext, "possible", noted)
    plain = "Работа идёт по всем направлениям.\n\n" * FEW
    extractor.extract("a", "0" * 64, ACT + plain)
    before = len(tried)
    extractor.extract("a", "0" * 64, ACT + plain + "Создать Министерство юстиции.\n\n")
    assert before < 5 and len(tried) == 2 * before + 1
