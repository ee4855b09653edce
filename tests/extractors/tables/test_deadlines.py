from __future__ import annotations

import pytest

from extractors.tables.deadlines import due_dates
from extractors.tables.words import TableWords
from extractors.text import normalise


@pytest.mark.parametrize(
    ("language", "deadline", "dates"),
    [
        (
            "kk",
            "2021 жылғы \n\n5 маусымға, 2022 жылғы\n\n 5 қаңтарға және 7 шілдеге қарай",
            ("2021-06-05", "2022-01-05", "2022-07-07"),
        ),
        ("kk", "2019 жылғы\n\n12 желтоқ-санға \n\nқарай", ("2019-12-12",)),
        ("kk", "2020 жылғы 3 шілдеге қарай 2021 ж. 4 шілдеге қарай", ("2020-07-03", "2021-07-04")),
        ("ky", "2023-жылдын 10-июлуна чейин", ("2023-07-10",)),
        ("ru", "до 10 июля 2018 года, 15 мая 2019 г.", ("2018-07-10", "2019-05-15")),
        ("ru", "01.02.2020", ("2020-02-01",)),
        ("en", "by 10 July 2018 and January 5, 2019", ("2018-07-10", "2019-01-05")),
        ("kk", "жыл сайын, 10 қаңтарға", ()),  # no year is printed
        ("kk", "2018 – 2022 жылдар", ()),
        ("ru", "30 февраля 2020 года", ()),  # no such day
        ("ru", "постоянно", ()),
    ],
)
def test_a_deadline_fixes_only_full_dates(
    table_words: dict[str, TableWords], language: str, deadline: str, dates: tuple[str, ...]
):
    assert due_dates(normalise(deadline).lower, table_words[language]) == dates
