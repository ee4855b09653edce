"""Forms that are kept are those that are made, and none is left untried that fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.duties import forms
from extractors.duties.expressions import BothCases
from extractors.duties.forms import Form, read_forms
from ontology import kept as keeping

MACROS = {"does": r"(?:көзөмөлдөйт|текшерет)", "all": "<does>(?: жана <does>)?"}
RULES = [
    ("x [[rule]] 1", [r"(?P<who><nominative>)\s(?P<what>[^:;]+)\s<all>", r"(?P<what>\w+) (?P<who><dative*>) жүктөлөт"], {}),
    ("x [[rule]] 2", [r"(?P<who><any>) (?P<what>(?-i:[А-Я])\w+ аткарылат)"], {}),
]


def told(read: list[tuple[Form, ...]]) -> list[object]:
    return [
        (form.pattern.pattern, form.head and form.head.pattern, form.needed and form.needed.pattern, form.signs, form.letters)
        for own in read
        for form in own
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keeping.sys, "dont_write_bytecode", False)
    monkeypatch.setattr(keeping, "FOLDER", str(tmp_path))
    return tmp_path


def test_what_is_kept_is_what_is_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = read_forms("ky", RULES, ",", MACROS, shipped=False)
    assert not list(folder.iterdir())
    assert told(read_forms("ky", RULES, ",", MACROS, shipped=True)) == told(made)
    (file,) = folder.iterdir()
    monkeypatch.setattr(forms, "expand", None)
    assert told(read_forms("ky", RULES, ",", MACROS, shipped=True)) == told(made)
    monkeypatch.undo()
    monkeypatch.setattr(keeping, "FOLDER", str(folder))
    other = {**MACROS, "does": "аткарат"}
    assert told(read_forms("ky", RULES, ",", other, shipped=True)) == told(read_forms("ky", RULES, ",", other, shipped=False))
    assert file.exists()


def test_what_a_form_needs_is_told() -> None:
    (first, second), (third,) = read_forms("ky", RULES, ",", MACROS, shipped=False)
    assert first.letters == ("көзөмөлдөйт", "текшерет")
    assert second.letters == (" жүктөлөт",)
    assert third.letters == (" аткарылат",)
    assert first.needed is None and second.needed is not None and not first.signs.isdisjoint("\ue000") and not third.signs


def test_forms_have_the_holder_in_common_and_what_stands_right_beside_it() -> None:
    macros = {"after": r"(?!\s*,)(?:\s(?:өзү|башчысы))?", "with": r"(?:\s(?P<whom><any>) менен)?"}
    patterns = [
        r"(?P<who><any>)<after><with>\s(?P<what>\w+)",
        r"(?P<what>\w+)\s(?P<who><any>)<after>\sаткарат",
        r"<any>(?P<who><any>)",
    ]
    first, second, third = read_forms("ky", [("x", patterns, {})], ",", macros, shipped=False)[0]
    assert first.head is second.head and first.head is not third.head and first.head and third.head
    assert first.head.pattern.endswith(macros["after"]) and third.head.pattern.endswith(")")
    assert first.head.search(BothCases.of("ишти \ue001 аткарат")) and not first.head.search(BothCases.of("ишти \ue001, аткарат"))


@pytest.mark.parametrize(
    ("sentence", "fits"),
    [("\ue000 ишти Текшерет", True), ("\ue000 ишти карайт", False), ("\ue002 ишти текшерет", False)],
)
def test_a_form_is_tried_where_it_may_fit(sentence: str, fits: bool) -> None:
    form = read_forms("ky", RULES, ",", MACROS, shipped=False)[0][0]
    both = BothCases.of(sentence)
    assert form.may_fit(both.lower, set(sentence)) is fits
    assert bool(form.pattern.search(both)) is fits
