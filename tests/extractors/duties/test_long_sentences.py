"""A stretch that is longer than any sentence is not tried for duties."""

from __future__ import annotations

from extractors.pipeline import Extractor
from ontology.registered import load_registry


def test_what_is_too_long_for_a_sentence_is_not_tried() -> None:
    extractor = Extractor.load(load_registry())
    few, many = (
        extractor.extract("a.txt", "0" * 64, "Юстиция министрлиги " + "калкка маалымат берүү жана " * times + "иштерин жүргүзөт.")
        for times in (1, 400)
    )
    assert few.mandates and few.functions
    assert (many.mandates, many.functions) == ((), ())
