"""Citations of very many instruments, and what each is found by."""

from __future__ import annotations

from extractors.acts.records import Citation
from extractors.acts.same import MAX_ALIKE, clusters_of
from extractors.acts.tokens import Token, Tokens

MANY = 3 * MAX_ALIKE


def citation(place: int, title: str, **known: object) -> Citation:
    kind = str(known.pop("type", "law"))
    return Citation(kind, place, place + 1, place, place + 1, "ru", title, quoted=None, signs=frozenset(), block=0, **known)  # type: ignore[arg-type]


def quoted(place: int, title: str, **known: str) -> Citation:
    return Citation("law", place, place + 1, place, place + 1, "ru", "Закон", title, frozenset(), 0, **known)  # type: ignore[arg-type]


def test_what_is_the_same_is_found_among_very_many() -> None:
    numbered = [quoted(n, f"О деле {n}", number=f"{n}-р", date=f"20{n % 20:02}-01-01") for n in range(MANY)]
    again = [quoted(MANY + n, f"о деле {n}") for n in range(MANY)]
    shorter = [citation(2 * MANY + n, "Закон", number=f"{n}р") for n in range(MANY)]
    clusters = clusters_of([*shorter, *again, *numbered], {"ru": False})
    assert [len(cluster.citations) for cluster in clusters[:MANY]] == [2] * MANY
    assert {c.quoted for cluster in clusters[:MANY] for c in cluster.citations} == {c.quoted for c in (*numbered, *again)}
    assert sum(len(cluster.citations) for cluster in clusters) == 3 * MANY


def test_unquoted_titles_are_the_same_by_their_words_and_figures() -> None:
    titles = [citation(n, f"Программа развития сельских районов области {n}", type="programme") for n in range(MANY)]
    again = [citation(MANY + n, f"Программе развитию сельских районах области {n}", type="programme") for n in range(MANY)]
    clusters = clusters_of([*titles, *again], {"ru": False})
    assert sorted(len(cluster.citations) for cluster in clusters) == [2] * MANY


def test_a_part_of_a_title_finds_the_longer_one_where_it_is_the_only_one() -> None:
    whole = citation(0, "Программа развития туризма в области", type="programme")
    part = citation(1, "Программа развития", type="programme")
    other = citation(2, "Программа развития спорта в республике", type="programme")
    assert len(clusters_of([whole, part], {"ru": False})) == 1
    assert len(clusters_of([whole, other, part], {"ru": False})) == 3


def test_the_innermost_token_round_a_place() -> None:
    tokens = Tokens()
    spans = [(10, 90), (20, 40), (25, 30), (50, 60), (95, 99)]
    for start, end in spans:
        tokens.add(Token("quote", start, end, ""))
    for place in range(100):
        around = [span for span in spans if span[0] <= place < span[1]]
        expected = min(around, key=lambda span: span[1] - span[0], default=None)
        found = tokens.covering("quote", place)
        assert (found and (found.start, found.end)) == expected
    assert [token.start for token in tokens.of("quote", 20, 50)] == [20, 25]
