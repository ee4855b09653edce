from __future__ import annotations

import pytest

from extractors.tables.numbering import infer_numbers


@pytest.mark.parametrize(
    ("printed", "inferred"),
    [
        (["1", None, None, "4"], [None, "2", "3", None]),
        ([None, "2", "3"], ["1", None, None]),
        (["7", "8", None], [None, None, "9"]),
        (["1", None, "4"], [None, None, None]),  # the count does not fit: nothing is inferred
        (["5", None, "1", "2"], [None, "6", None, None]),  # the numbering starts anew
        (["1.1", None, "1.3"], [None, None, None]),
        ([], []),
    ],
)
def test_a_lost_number_is_inferred_where_the_count_fits(printed: list[str | None], inferred: list[str | None]):
    assert infer_numbers(printed) == inferred
