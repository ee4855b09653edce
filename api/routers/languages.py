"""Which of our languages a reader prefers, from Accept-Language."""

from __future__ import annotations

from api.translation import LANGUAGES

FALLBACK = "en"


def preferred_language(header: str | None) -> str:
    """The language of ours with the highest q-value; English where none is named."""
    best, quality = FALLBACK, 0.0
    for item in (header or "").split(",")[:32]:
        tag, _, parameter = item.strip().partition(";")
        code = tag.strip().lower().partition("-")[0]
        try:
            weight = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
        except ValueError:
            weight = 0.0
        if code in LANGUAGES and weight > quality:
            best, quality = code, weight
    return best
