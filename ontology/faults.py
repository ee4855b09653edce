"""What can be wrong in what people write or ask, told in their language: the words stand in `faults.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ontology.parsed_toml import parsed_toml

_TABLE = Path(__file__).with_name("faults.toml")


@dataclass(frozen=True, slots=True)
class Fault:
    """A key of `faults.toml` and what stands in the gaps of its texts: a value, or a text for each language."""

    key: str
    values: Mapping[str, object]

    def wrong(self, language: str = "en") -> str:
        """What is wrong, in one of the four languages."""
        return self._text("wrong", language)

    def remedy(self, language: str = "en") -> str:
        """What to do about it."""
        return self._text("remedy", language)

    def told(self, language: str = "en") -> str:
        """Both in one sentence."""
        return f"{self.wrong(language)}; {self.remedy(language)}"

    def __str__(self) -> str:
        return self.told()

    def _text(self, part: str, language: str) -> str:
        values = {name: value[language] if isinstance(value, Mapping) else value for name, value in self.values.items()}
        return str(parsed_toml(_TABLE)[self.key][part][language]).format(**values)


def fault(key: str, /, **values: object) -> Fault:
    """The fault of that key, with the values for its gaps."""
    return Fault(key, values)
