"""Errors whose words stand in the translations, under `told.<key>`."""

from __future__ import annotations

from api.translation import load_words
from ontology.errors import JarlykError


class ToldError(JarlykError):
    """What is wrong, as a key of the translations and its values; the message itself is the English one."""

    def __init__(self, key: str, **values: object) -> None:
        self.told = (f"told.{key}", values)
        super().__init__(load_words("en")(self.told[0], **values))
