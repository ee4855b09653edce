"""The registry that ships: how much of it there is, and that known names, dates and lines of succession stand in it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ontology.registered import Registry, load_registry, registry_files
from ontology.registry_rows import LANGUAGES

TURKIC_LETTERS = re.compile(r"[А-яЁёҐ-ӿ]")
KAZAKH_ONLY = re.compile(r"[әғқұһіӘҒҚҰҺІ]")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def test_enough_bodies_of_each_kind(registry: Registry) -> None:
    counts = Counter((body.jurisdiction, body.kind) for body in registry.bodies.values())
    assert counts["KG", "state"] >= 60
    assert counts["KZ", "state"] >= 60
    assert counts["INT", "international"] + counts["UN", "international"] >= 25


def test_every_file_opens_with_its_source() -> None:
    for path in registry_files():
        head = path.read_text(encoding="utf-8").split("jurisdiction", 1)[0]
        assert head.startswith("#"), path
        assert "Source:" in head, path


def test_names_are_written_in_the_letters_of_their_language(registry: Registry) -> None:
    for row in (*registry.bodies.values(), *registry.acts.values()):
        names = row.names if hasattr(row, "names") else row.titles
        named = {language: [name, *row.aliases.get(language, ())] for language, name in names.items()}
        for name in named.get("ky", []):
            assert not KAZAKH_ONLY.search(name.replace("Нұрлы", "")), (row.key, name)
        for name in named.get("en", []):
            assert not TURKIC_LETTERS.search(name), (row.key, name)
        for language in ("ky", "kk", "ru"):
            assert all(TURKIC_LETTERS.search(name) for name in named.get(language, [])), (row.key, language)


def test_kazakh_names_have_kazakh_i_and_no_latin_letters(registry: Registry) -> None:
    for body in registry.bodies.values():
        for language in ("ky", "kk", "ru"):
            for name in (body.names.get(language, ""), *body.aliases.get(language, ())):
                assert not re.search(r"[A-Za-z]", name), (body.key, name)
        assert "министрлиги" not in body.names.get("kk", ""), body.key
        assert "министрлігі" not in body.names.get("ky", ""), body.key


def test_weak_names_are_no_aliases(registry: Registry) -> None:
    for body in registry.bodies.values():
        for language, weak in body.weak_names.items():
            assert not set(weak) & {body.names.get(language), *body.aliases.get(language, ())}, body.key


@pytest.mark.parametrize(
    ("key", "language", "name"),
    [
        ("body/kg/interior-ministry", "ky", "КР ИИМ"),
        ("body/kg/national-security-state-committee", "ky", "УКМК"),
        ("body/kg/national-security-state-committee", "ru", "ГКНБ"),
        ("body/kg/penitentiary-state-service", "ky", "ЖАМК"),
        ("body/kz/national-security-committee", "kk", "ҰҚК"),
        ("body/kz/interior-ministry", "kk", "Қазақстан Республикасы Ішкі істер министрлігі"),
        ("body/kz/finance-ministry", "kk", "Қаржымині"),
        ("body/int/sco-rats", "kk", "ШЫҰ ӨТҚҚ"),
        ("body/int/cis-atc", "ru", "АТЦ СНГ"),
        ("body/int/osce", "kk", "ЕҚЫҰ"),
    ],
)
def test_known_short_forms(registry: Registry, key: str, language: str, name: str) -> None:
    assert name in registry.bodies[key].aliases[language]


def test_abbreviations_that_are_common_words_are_weak(registry: Registry) -> None:
    assert registry.bodies["body/kz/prosecutor-general"].weak_names["kk"] == ("БП",)
    assert registry.bodies["body/kz/energy-ministry"].weak_names["kk"] == ("ЭМ",)


def test_the_line_of_the_kazakh_ministries_of_religion(registry: Registry) -> None:
    key, line = "body/kz/religious-affairs-and-civil-society-ministry", []
    while True:
        line.append(key.rsplit("/", 1)[1])
        if not registry.bodies[key].successors:
            break
        key = registry.bodies[key].successors[0]
    assert line == [
        "religious-affairs-and-civil-society-ministry",
        "social-development-ministry",
        "information-and-social-development-ministry",
        "culture-and-information-ministry",
    ]


def test_programmes_follow_each_other_and_name_what_approved_them(registry: Registry) -> None:
    programme = registry.acts["act/kz/countering-religious-extremism-programme-2018-2022"]
    assert programme.approved_by == "act/kz/resolution/2018-03-15/124"
    assert programme.succeeds == ("act/kz/countering-religious-extremism-programme-2013-2017",)
    assert registry.acts["act/kg/law/2022-07-04/55"].titles["ky"] == "Терроризмге каршы аракеттенүү жөнүндө"
    assert "act/un/un-resolution/2001-09-28/1373" in registry.acts


def test_the_languages_are_four(registry: Registry) -> None:
    assert {language for body in registry.bodies.values() for language in body.names} == set(LANGUAGES)


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("start", "jurisdictions", "at_least"),
    [("000", ("KG", "INT", "UN"), 14), ("002", ("KZ", "INT", "UN"), 40), ("003", ("KG",), 12), ("004", ("KG",), 4)],
)
def test_names_stand_in_the_documents(
    registry: Registry, corpus_dir: Path, start: str, jurisdictions: tuple[str, ...], at_least: int
) -> None:
    text = " ".join(next(corpus_dir.glob(f"{start}_*.txt")).read_text(encoding="utf-8").split())
    found = {
        body.key
        for body in registry.bodies.values()
        if body.jurisdiction in jurisdictions
        for name in (*body.names.values(), *(alias for aliases in body.aliases.values() for alias in aliases))
        if re.search(rf"\b{re.escape(name[:-1] if len(name) > 6 else name)}", text, re.I if len(name) > 6 else 0)
    }
    assert len(found) >= at_least
