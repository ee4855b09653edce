"""Made-up sentences of acts through the whole pipeline: each gives the mandates that stand beside it, and no others."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractors.pipeline import Extractor
from extractors.word_tables import LANGUAGES
from ontology.records import Extraction
from ontology.registered import load_registry

TABLES = Path(__file__).parent / "sentences"
HEADS = {
    "ky": "Кыргыз Республикасынын Министрлер Кабинетинин 2024-жылдын 5-мартындагы № 100 токтому\n\n"
    "Бул токтом жарыяланган күндөн тартып күчүнө кирет. Көрсөтүлгөн мөөнөттөр өзгөртүлбөйт.\n\n",
    "kk": "Қазақстан Республикасы Үкіметінің 2024 жылғы 5 наурыздағы № 100 қаулысы\n\n"
    "Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі. Көрсетілген мерзімдер өзгертілмейді.\n\n",
    "ru": "Постановление Правительства Республики Казахстан от 5 марта 2024 года № 100\n\n",
    "en": "Resolution of the Cabinet of Ministers of the Kyrgyz Republic of 5 March 2024 No. 100\n\n",
}


def rows() -> list[tuple[str, str, tuple[str, ...]]]:
    found = []
    for language in LANGUAGES:
        with (TABLES / f"{language}.toml").open("rb") as file:
            found += [(language, row["text"], tuple(row["facts"])) for row in tomllib.load(file)["sentence"]]
    return found


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load(load_registry())


def said(extraction: Extraction) -> list[tuple[str, str, str, str]]:
    """Holder, role, words and deontic type of each mandate of the running text."""
    names = {body.key: " / ".join((body.key, *(n.text for n in (*body.names, *body.aliases)))) for body in extraction.bodies}
    words = {f.key: f.text.text for f in extraction.functions} | {t.key: t.text.text for t in extraction.tasks}
    return [
        (names[m.holder], m.role, words.get(m.concerns, names.get(m.concerns, m.concerns)), m.deontic)
        for m in extraction.mandates
        if any(place.method.startswith("duty") for place in m.evidence)
    ]


def holds(mandate: tuple[str, str, str, str], fact: str) -> bool:
    holder, role, words, *deontic = (part.strip() for part in fact.split("|"))
    name, its_role, its_words, its_deontic = mandate
    fits = holder.lower() in name.lower() and words.lower() in its_words.lower()
    return fits and role == its_role and its_deontic == (deontic[0] if deontic else "duty")


ROWS = rows()


@pytest.mark.parametrize(("language", "text", "facts"), ROWS, ids=[f"{row[0]}-{i}" for i, row in enumerate(ROWS)])
def test_sentence_gives_its_mandates_and_no_others(
    extractor: Extractor, language: str, text: str, facts: tuple[str, ...]
) -> None:
    left = said(extractor.extract("x.txt", "0", HEADS[language] + text))
    for fact in facts:
        mandate = next((m for m in left if holds(m, fact)), None)
        assert mandate, (fact, left)
        left.remove(mandate)
    assert not left
