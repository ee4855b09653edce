"""What is wrong in a file is told in four languages: each text has its gaps, each key is used, each use has its key."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from ontology.errors import RowError
from ontology.faults import fault
from ontology.registered import load_registry

ROOT = Path(__file__).parents[2]
TABLE = tomllib.loads((ROOT / "ontology" / "faults.toml").read_text(encoding="utf-8"))
CALL = re.compile(r"""fault\(\s*(?:[^()"]*(?:"[^"]*")?[^()"]*,\s*)?"([a-z0-9-]+)"[,)]""")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TABLE)
@pytest.mark.parametrize("part", ["wrong", "remedy"])
def test_a_fault_has_the_same_gaps_in_each_language(key: str, part: str) -> None:
    texts = TABLE[key][part]
    assert list(texts) == ["ky", "kk", "ru", "en"]
    assert {language: gaps(text) for language, text in texts.items()} == dict.fromkeys(texts, gaps(texts["en"]))
    assert len(set(texts.values())) == 4


def test_each_fault_that_is_raised_has_its_words_and_none_is_left_over() -> None:
    sources = [path for room in ("ontology", "graph", "viz") for path in (ROOT / room).rglob("*.py")]
    sources.append(ROOT / "api" / "table_check.py")
    raised = {key for source in sources for key in CALL.findall(source.read_text(encoding="utf-8"))}
    assert raised == set(TABLE)


def test_a_row_tells_its_fault_in_the_language_of_the_person(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('jurisdiction = "KG"\n[[body]]\nidentifier = "salt"\nkind = "board"\n', encoding="utf-8")
    with pytest.raises(RowError) as caught:
        load_registry(more=[path])
    told = caught.value.fault
    assert told.wrong("ky") == "аталышы жок"
    assert told.remedy("kk") == 'кемінде бір жол қосыңыз, мысалы names.ru = "..."'
    assert f"{told.wrong()}; {told.remedy()}" in str(caught.value)


def test_a_fault_is_a_value() -> None:
    assert fault("date", value="2030-13-01") == fault("date", value="2030-13-01")
