"""How many rows an answer has that was not read to its end."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal

from graph.naming import Selects
from graph.question_binding import Values, filled, opened, terms_of
from graph.question_headers import Question
from graph.question_pages import counting, keys_of

COUNTED = 10_000  # keys at most: whoever wants to know of more can ask for all


@dataclass(frozen=True, slots=True)
class Total:
    """A number of rows; where `whole` is false there are so many at least."""

    rows: int
    whole: bool


def count_rows(engine: Selects, question: Question, values: Values, most: int = COUNTED) -> Total | None:
    """Counts the keys of an answer without naming or sorting them; None where a question has none.

    Args:
        engine: as for `graph.questions.ask`.
        question: one of the shipped ones.
        values: by parameter, names resolved to IRIs.
        most: how many are counted.

    Raises:
        JarlykError: the engine could not count them.
    """
    if not keys_of(question.query):
        return None
    terms = terms_of(question, values)
    rows = list(engine.select(filled(counting(opened(question.query, terms), None, most + 1), terms)))
    keys = rows[0]["keys"] if rows else None
    found = int(keys.value) if isinstance(keys, Literal) else 0
    return Total(min(found, most), found <= most)
