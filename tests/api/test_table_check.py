"""`jarlyk validate FILE`: what a person is told of a registry table or a vocabulary that he has edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.table_check import check_tables
from ontology.errors import DataError, JarlykError
from ontology.registered import registry_files

CONCEPT = """@prefix concept: <https://w3id.org/jarlyk/vocabulary/salt/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

concept:sea a skos:Concept ;
    skos:inScheme <https://w3id.org/jarlyk/vocabulary/salt> ;
    skos:notation "sea" ;
    skos:prefLabel "деңиз"@ky , "теңіз"@kk , "морская"@ru , "sea"@en ;
    skos:definition "Деңиз тузу."@ky , "Теңіз тұзы."@kk , "Морская соль."@ru , "Sea salt."@en .
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_tables_that_ship_have_no_fault() -> None:
    vocabularies = Path(str(registry_files()[0])).parent.parent / "vocabularies"
    check_tables([*registry_files(), *sorted(vocabularies.glob("*.ttl"))])


def test_an_edited_registry_file_takes_the_place_of_the_one_that_ships(tmp_path: Path) -> None:
    shipped = next(path for path in registry_files() if path.name == "ru.toml").read_text(encoding="utf-8")
    check_tables([written(tmp_path, "ru.toml", shipped)])
    faulty = shipped.replace('kind = "state"', 'kind = "ministry"', 1)
    line = faulty[: faulty.index('kind = "ministry"')].count("\n") + 1
    with pytest.raises(DataError, match=rf"ru\.toml, line {line}: \[\[body\]\] .*'ministry' is not known; use one of state"):
        check_tables([written(tmp_path, "ru.toml", faulty)])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CONCEPT.replace('"морская"@ru , ', ""), "line 4: the concept 'sea' has no skos:prefLabel in ru; add it there"),
        (CONCEPT.replace('    skos:notation "sea" ;\n', ""), "line 4: the concept 'sea' has no skos:notation"),
        (CONCEPT.replace("skos:notation", "skos:notation skos:notation"), "line 6: is no Turtle"),
        (CONCEPT.replace("concept:sea a", "[] a"), "a concept has no name"),
    ],
)
def test_a_fault_of_a_vocabulary_is_told_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        check_tables([written(tmp_path, "salt.ttl", text)])
    assert told in str(error.value)


def test_a_sound_vocabulary_passes_and_other_files_are_refused(tmp_path: Path) -> None:
    check_tables([written(tmp_path, "salt.ttl", CONCEPT)])
    with pytest.raises(JarlykError, match=r"is neither a registry table"):
        check_tables([written(tmp_path, "salt.docx", "")])
    with pytest.raises(DataError, match="cannot be read"):
        check_tables([tmp_path / "none.ttl"])
