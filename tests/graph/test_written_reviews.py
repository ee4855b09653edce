from __future__ import annotations

from pathlib import Path

from graph.written_reviews import Review, read_reviews, write_review

BASE = "https://example.org/id/"
FIRST = Review("urn:a", "rejected", "A", 'a "reason"\nof two lines', "2026-11-26T10:00:00.000Z")
SECOND = Review("urn:a", "accepted", "B", "", "2026-11-26T11:00:00.000Z")


def test_reviews_come_back_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "reviews.nt"
    assert read_reviews(path) == []
    iris = [write_review(path, review, BASE) for review in (FIRST, SECOND)]
    assert read_reviews(path) == [*FIRST.triples(BASE), *SECOND.triples(BASE)]
    assert iris == [FIRST.iri(BASE), SECOND.iri(BASE)] and len(set(iris)) == 2


def test_half_a_review_is_dropped_at_every_place_of_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "reviews.nt"
    write_review(path, FIRST, BASE)
    whole = path.read_bytes()
    write_review(path, SECOND, BASE)
    both = path.read_bytes()
    for size in range(len(whole), len(both)):
        path.write_bytes(both[:size])
        assert read_reviews(path) == [*FIRST.triples(BASE)]
        write_review(path, SECOND, BASE)
        assert path.read_bytes() == both
