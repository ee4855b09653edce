"""How words are kept and compared: the hyphens that the text for matchers leaves out come back in names."""

from __future__ import annotations

import pytest

from extractors.wording import with_hyphens


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        ("соттукмедициналык эксперттер", "Соттук-медициналык эксперттердин", "соттук-медициналык эксперттер"),
        ("бизнескоомдоштук", "бизнес-коомдоштуктун", "бизнес-коомдоштук"),
        ("Илимийизилдөө институту", "илимий-изилдөө институтунун", "Илимий-изилдөө институту"),
        ("санитарноэпидемиологические службы", "санитарно-эпидемиологических служб", "санитарно-эпидемиологические службы"),
        ("nottoomany banks", "not-too-many banks", "not-too-many banks"),
        ("медиа-уюмдар", "медиа-уюмдарга", "медиа-уюмдар"),
        ("мекемелер", "мекемелердин – баары", "мекемелер"),
        ("арткар бир", "кар-бир", "арткар бир"),
    ],
)
def test_a_name_bears_the_hyphens_that_its_words_bear_in_print(name: str, said: str, expected: str) -> None:
    assert with_hyphens(name, said) == expected
