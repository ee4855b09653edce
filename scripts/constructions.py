"""How many of the ordinary sentences in `tests/quality/constructions` give the mandates that stand beside them.

A sentence that is read as written can move to `tests/extractors/duties/sentences`, where a test holds it.

    python scripts/constructions.py [LANGUAGE ...]
"""

from __future__ import annotations

import runpy
import sys
import tomllib
from pathlib import Path
from typing import Any

from extractors.pipeline import Extractor
from extractors.word_tables import LANGUAGES
from ontology.registered import load_registry

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "tests" / "quality" / "constructions"


def main(languages: list[str]) -> None:
    """Prints what is missed and what is too much, sentence by sentence, and the sums of each language."""
    rules = runpy.run_path(str(ROOT / "tests" / "extractors" / "duties" / "test_sentences.py"))
    extractor = Extractor.load(load_registry())
    for language in languages or LANGUAGES:
        with (TABLES / f"{language}.toml").open("rb") as file:
            sentences = tomllib.load(file)["sentence"]
        right = found = wanted = 0
        for sentence in sentences:
            left, missed = _compared(rules, extractor, language, sentence)
            right, wanted = right + len(sentence["facts"]) - len(missed), wanted + len(sentence["facts"])
            found += len(sentence["facts"]) - len(missed) + len(left)
            if missed or left:
                rows = [f"{language}: {sentence['text']}", *(f"  - {fact}" for fact in missed), *(f"  + {row}" for row in left)]
                print("\n".join(rows))
        print(f"{language}: {len(sentences)} sentences; of {wanted} facts {right} are right, of {found} found\n")


def _compared(rules: dict[str, Any], extractor: Extractor, language: str, sentence: Any) -> tuple[list[Any], list[str]]:
    """What is found too much, and what is missed."""
    left = rules["said"](extractor.extract("x.txt", "0", rules["HEADS"][language] + sentence["text"]))
    missed = []
    for fact in sentence["facts"]:
        mandate = next((row for row in left if rules["holds"](row, fact)), None)
        if mandate is None:
            missed.append(fact)
        else:
            left.remove(mandate)
    return left, missed


if __name__ == "__main__":
    main(sys.argv[1:])
