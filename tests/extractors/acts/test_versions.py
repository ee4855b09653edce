"""The day of which the text of an act says it is."""

from __future__ import annotations

import pytest

from extractors.pipeline import Extractor

LAW = "ЗАКОН КЫРГЫЗСКОЙ РЕСПУБЛИКИ\n\nот 5 мая 2021 года № 59\n\nО соли\n\n{note}\n\nСтатья 1. Соль добывается.\n"


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("(с изменениями и дополнениями по состоянию на 07.02.2024 г.)", "2024-02-07"),
        ("(В редакции Закона от 7 февраля 2024 года № 3)", None),  # that a law changed it does not say up to when
        ("(по состоянию на 07.02.2024 г.; сверено по состоянию на 01.03.2024 г.)", None),  # two days: none is told
        ("(по состоянию на 31.02.2024 г.)", None),
        ("", None),
    ],
)
def test_the_day_of_the_version_is_read_where_one_is_printed(note: str, found: str | None, extractor: Extractor) -> None:
    read = extractor.extract("law.txt", "0" * 64, LAW.format(note=note))
    assert read.version_date == found
    assert read.own == ("act/kg/law/2021-05-05/59",)
