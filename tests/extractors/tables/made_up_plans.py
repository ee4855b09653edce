"""Made-up programmes round one wording of `forms/`, read with the whole registry, and what they say in the form of those files."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from extractors.pipeline import Extractor
from extractors.readers.layout import Grid, write
from ontology.records import Allocation, Extraction, Indicator, Measure
from ontology.registered import load_registry

FOLDER = Path(__file__).parent / "forms"
LANGUAGES = ("ky", "kk", "ru", "en")
Form = dict[str, Any]
STATES = {"ky": "KG", "kk": "KZ", "ru": "KG", "en": "KG"}
TITLES = {
    ("ky", "KG"): "2023-2027-жылдарга Кыргыз Республикасынын токойлорду сактоо программасы",
    ("kk", "KZ"): "Қазақстан Республикасында орманды қорғаудың 2023 – 2027 жылдарға арналған бағдарламасы",
    ("ru", "KG"): "Программа охраны лесов Кыргызской Республики на 2023-2027 годы",
    ("ru", "KZ"): "Программа охраны лесов Республики Казахстан на 2023-2027 годы",
    ("en", "KG"): "Forest Protection Programme of the Kyrgyz Republic for 2023-2027",
    ("en", "KZ"): "Forest Protection Programme of the Republic of Kazakhstan for 2023-2027",
}
PLANS = {
    "ky": ("№", "Иш-чаралар", "Аяктоо формасы", "Аткаруу мөөнөтү", "Жооптуу аткаруучулар"),
    "kk": ("Р/с №", "Іс-шаралар", "Аяқталу нысаны", "Орындау мерзімі", "Жауапты орындаушылар"),
    "ru": ("№", "Мероприятия", "Форма завершения", "Срок исполнения", "Ответственные исполнители"),
    "en": ("No.", "Measures", "Form of completion", "Deadline", "Responsible bodies"),
}
PLANTING = {
    "ky": "Көчөттөрдү отургузуу",
    "kk": "Көшет отырғызу",
    "ru": "Высадить саженцы",
    "en": "Plant the saplings",
}
NOTED = {"ky": "отчет", "kk": "есеп", "ru": "отчет", "en": "report"}


@cache
def load_forms(matter: str, language: str) -> tuple[Form, ...]:
    """The wordings of one matter in one language, each with its own name."""
    table = tomllib.loads((FOLDER / language / f"{matter}.toml").read_text(encoding="utf-8"))
    return tuple(table["forms"])


def cases(matter: str) -> list[ParameterSet]:
    """The language and the name of each wording of a matter; those that are `open` are known not to be read yet."""
    forms = ((language, form) for language in LANGUAGES for form in load_forms(matter, language))
    return [
        pytest.param(language, form["id"], marks=[pytest.mark.xfail(reason=form["open"])] if "open" in form else [])
        for language, form in forms
    ]


def form_of(matter: str, language: str, name: str) -> Form:
    """One wording."""
    return next(form for form in load_forms(matter, language) if form["id"] == name)


@cache
def extractor() -> Extractor:
    """The whole row of stages over the whole registry."""
    return Extractor.load(load_registry())


def read_text(language: str, form: Form, *parts: str) -> Extraction:
    """What a programme says whose title, of the state that the form names, stands above the parts."""
    title = TITLES[language, form.get("of", STATES[language])]
    return extractor().extract("made-up.txt", "ab" * 32, "\n\n".join(part for part in (title, *parts) if part))


def table_of(rows: list[list[str]]) -> str:
    """A table as the readers write it; a line end within a cell parts its paragraphs."""
    grid = Grid(tuple(tuple(tuple(cell.split("\n")) if cell else () for cell in row) for row in rows))
    return write([grid]) + "\n\n"


def read_plan(
    language: str, form: Form, executors: str, deadline: str = "2024", completion: str = ""
) -> tuple[Extraction, Measure]:
    """A plan of two measures with what the form says in the row of the first."""
    name = PLANTING[language]
    rows = [
        list(PLANS[language]),
        ["1", name, completion or NOTED[language], deadline, executors],
        ["2", f"{name} 2", NOTED[language], "2025", ""],
    ]
    found = read_text(language, form, form.get("text", ""), table_of(rows), form.get("notes", ""))
    return found, next(measure for measure in found.measures if measure.number == "1")


def shown_holder(found: Extraction, key: str) -> str:
    """A registered body by the last part of its key, another one by its name."""
    body = next(body for body in found.bodies if body.key == key)
    return key.rpartition("/")[2] if body.registered else body.names[0].text


def shown_holders(found: Extraction, concerns: str) -> list[str]:
    """Who holds which role towards a fact, in the order of the text."""
    mandates = [mandate for mandate in found.mandates if mandate.concerns == concerns]
    mandates.sort(key=lambda mandate: mandate.evidence[0].start)
    return [f"{shown_holder(found, mandate.holder)} {mandate.role}" for mandate in mandates]


def shown_sum(one: Allocation) -> str:
    """'total 2024 10,5 million KGS', 'donor all 3 USD'."""
    scale = {1: "", 10**3: "thousand ", 10**6: "million ", 10**9: "billion "}[one.scale]
    return f"{one.source or '-'} {one.year or 'all'} {one.as_printed} {scale}{one.currency}"


def shown_indicator(one: Indicator) -> str:
    """'target: share of forests = 2024 10; 2027 15 %'."""
    values = "; ".join(f"{value.year or 'all'} {value.as_printed}" for value in one.values)
    return f"{one.level}: {one.text.text} = {values}" + (f" {one.unit}" if one.unit else "")
