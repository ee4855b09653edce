"""What the registry's schema takes and refuses, on small files of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import DataError
from ontology.registered import load_registry

HEAD = 'jurisdiction = "KG"\n'
BODY = '[[body]]\nidentifier = "salt-office"\nkind = "state"\nnames.ky = "Туз кеңсеси"\nsource = "made up"\n'
OTHER = BODY.replace("salt-office", "salt-agency").replace("Туз кеңсеси", "Туз агенттиги")
EVENT = '[[event]]\nidentifier = "salt"\nkind = "renaming"\nsource = "made up"\n'
CHANGED = EVENT + 'before = ["salt-office"]\nafter = ["salt-agency"]\n'
FORMER = '[[body.former]]\nnames.ky = "Туз конторасы"\nvalid_to = "2019"\nsource = "made up"\n'
ACT = '[[act]]\nidentifier = "salt-law"\ntype = "law"\ntitles.ky = "Туз жөнүндө"\nsource = "made up"\n'


def write(folder: Path, text: str, name: str = "kg.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_body_and_an_act_with_all_keys(tmp_path: Path) -> None:
    text = (
        HEAD
        + BODY
        + 'aliases.ky = ["КР Туз кеңсеси"]\nabbreviations.ky = ["ТУК"]\nweak_names.ky = ["Кеңсе"]\nvalid_from = "2019-05"\nwikidata = "Q1"\n'
        + OTHER
        + 'parent = "salt-office"\ncounterpart_of = ["int/salt-union"]\nvalid_from = "2021"\n'
        + ACT
        + 'number = "7"\ndate = "2020-01-31"\nissuer = "salt-office"\nperiod = [0, 2026]\nsucceeds = ["old-salt-law"]\n'
        + ACT.replace("salt-law", "old-salt-law")
        + CHANGED
        + 'date = "2021-05-06"\nact = "salt-law"\n'
    )
    union = 'jurisdiction = "INT"\n' + BODY.replace("salt-office", "salt-union").replace("Туз кеңсеси", "Туз биримдиги")
    registry = load_registry([write(tmp_path, text), write(tmp_path, union, "int.toml")])
    office, agency = registry.bodies["body/kg/salt-office"], registry.bodies["body/kg/salt-agency"]
    assert office.aliases == {"ky": ("КР Туз кеңсеси", "ТУК")}
    assert office.abbreviations == {"ky": ("ТУК",)}
    assert office.weak_names == {"ky": ("Кеңсе",)}
    assert office.successors == (agency.key,)
    assert agency.predecessors == (office.key,)
    assert (office.valid_from, office.valid_to, agency.valid_from) == ("2019-05", "2021-05-06", "2021-05-06")
    event = registry.events["event/kg/salt"]
    assert (event.kind, event.act, event.before, event.after) == (
        "renaming",
        "act/kg/law/2020-01-31/7",
        (office.key,),
        (agency.key,),
    )
    assert agency.parent == office.key
    assert agency.counterpart_of == ("body/int/salt-union",)
    law = registry.acts["act/kg/law/2020-01-31/7"]
    assert (law.issuer, law.period_start, law.period_end) == (office.key, None, 2026)
    assert law.succeeds == ("act/kg/old-salt-law",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + BODY.replace("names.ky", "name.ky"), "unknown key"),
        (HEAD + BODY.replace("names.ky", "names.tr"), "unknown language"),
        (HEAD + BODY.replace('names.ky = "Туз кеңсеси"', "names = {}"), "no name"),
        (HEAD + BODY.replace('source = "made up"', ""), "'source': missing"),
        (HEAD + BODY.replace('"state"', '"ministry"'), "'ministry' is not known"),
        (HEAD + BODY.replace('"salt-office"', '"Salt Office"'), "a-z, 0-9 and single hyphens"),
        (HEAD + BODY.replace("Туз кеңсеси", "Туз  кеңсеси"), "no plain text"),
        (HEAD + BODY + 'valid_from = "31.01.2020"\n', "is no date"),
        (HEAD + BODY + 'valid_from = "2020"\nvalid_to = "2019-12-31"\n', "2019-12-31 is before 2020"),
        (HEAD + BODY + 'parent = "pepper-office"\n', "'pepper-office' is not registered"),
        (HEAD + BODY + 'aliases.ky = "ТК"\n', "is no list"),
        (HEAD + BODY + OTHER + CHANGED.replace("renaming", "marriage"), "'marriage' is not known"),
        (HEAD + BODY + OTHER + CHANGED.replace("renaming", "merger"), "lists 1 bodies under 'before', where ≥ 2"),
        (HEAD + BODY + OTHER + CHANGED.replace("renaming", "abolition"), "lists 1 bodies under 'after', where 0"),
        (HEAD + BODY + OTHER + CHANGED.replace("salt-agency", "pepper-office"), "'pepper-office' is not registered"),
        (HEAD + BODY + 'valid_to = "2019"\n' + OTHER + CHANGED + 'date = "2020-01-01"\n', "has valid_to 2019; correct"),
        (HEAD + BODY + OTHER + 'valid_from = "2021-02"\n' + CHANGED + 'date = "2021-01-31"\n', "has valid_from 2021-02; correct"),
        (
            HEAD + BODY + 'valid_to = "2019"\n' + OTHER + CHANGED.replace("renaming", "separation") + 'date = "2020"\n',
            "did not live through",
        ),
        (
            HEAD + BODY + OTHER + CHANGED + EVENT.replace("salt", "back") + 'before = ["salt-agency"]\nafter = ["salt-office"]\n',
            "successors run in a circle",
        ),
        (HEAD + BODY + 'aliases.ky = ["А б", "А б"]\n', "says the same twice"),
        (HEAD + BODY + 'aliases.ky = ["ТУК"]\nabbreviations.ky = ["ТУК"]\n', "among the aliases too"),
        (HEAD + BODY + 'wikidata = "813"\n', "is no item"),
        (HEAD + BODY + BODY, "is there already"),
        (HEAD + BODY + 'parent = "salt-office"\n', "run in a circle"),
        (HEAD + BODY + OTHER.replace("Туз агенттиги", "туз кеңсеси"), "at the same time"),
        (HEAD + ACT + "period = [2022, 2018]\n", "ends before it starts"),
        (HEAD + ACT + "period = [2022]\n", "is no period"),
        (HEAD + ACT.replace('"law"', '"bill"'), "'bill' is not known"),
        (HEAD + 'country = "KG"\n', "unknown key"),
        (HEAD + "body = 1\n", "is no list of tables"),
        ("jurisdiction = KG\n", "is no TOML"),
        ('jurisdiction = "XX"\n', "'XX' is not known"),
    ],
)
def test_a_fault_is_told_with_its_file(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(DataError) as error:
        load_registry([write(tmp_path, text)])
    assert told in str(error.value)
    assert "registry:" in str(error.value) or "kg.toml" in str(error.value)


def test_a_fault_names_the_row_and_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"kg\.toml, line 4: \[\[body\]\] 'salt-office', key 'kind': .*; use one of state, local"):
        load_registry([write(tmp_path, HEAD + BODY.replace('"state"', '"ministry"'))])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + BODY + OTHER.replace("names.ky", "names.tr"), 10),
        (HEAD + BODY + OTHER.replace('source = "made up"', ""), 7),  # of a key that is missing, the row's first line
        (HEAD + BODY + FORMER + FORMER.replace("2019", "19"), 13),
        (HEAD + 'country = "KG"\n' + BODY, 2),
        (HEAD + BODY + "names = 1\n" + OTHER, None),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, text: str, line: int | None) -> None:
    with pytest.raises(DataError) as error:
        load_registry([write(tmp_path, text)])
    assert f"line {line}" in str(error.value) if line else "is no TOML" in str(error.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_registry([tmp_path / "none.toml"])


def test_one_name_at_two_times_or_listed_as_ambiguous(tmp_path: Path) -> None:
    later = OTHER.replace("Туз агенттиги", "Туз кеңсеси") + 'valid_from = "2021-02"\n'
    assert len(load_registry([write(tmp_path, HEAD + BODY + 'valid_to = "2021"\n' + later)]).bodies) == 2
    listed = HEAD + 'ambiguous = ["Туз кеңсеси"]\n' + BODY + OTHER.replace("Туз агенттиги", "Туз кеңсеси")
    assert len(load_registry([write(tmp_path, listed)]).bodies) == 2


def test_a_former_name_is_found_as_an_alias_and_has_its_own_time(tmp_path: Path) -> None:
    text = HEAD + BODY + FORMER + OTHER.replace("Туз агенттиги", "Туз конторасы") + 'valid_from = "2019"\n'
    office = load_registry([write(tmp_path, text)]).bodies["body/kg/salt-office"]  # another body bears the name from 2019 on
    assert office.aliases == {"ky": ("Туз конторасы",)}
    assert office.span("туз конторасы") == (None, "2019")
    assert office.span("Туз кеңсеси") == (None, None)


@pytest.mark.parametrize(
    ("former", "told"),
    [
        (FORMER.replace("valid_to", "until"), "key 'until': unknown key"),
        (FORMER.replace('source = "made up"\n', ""), "[[body.former]] 'salt-office, 1', key 'source': missing"),
        (FORMER.replace("2019", "19"), "is no date"),
        (FORMER + 'valid_from = "2020"\n', "2019 is before 2020"),
        ("former = 1\n", "is no list of tables; open each with [[body.former]]"),
    ],
)
def test_a_fault_of_a_former_name_is_told(former: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as error:
        load_registry([write(tmp_path, HEAD + BODY + former)])
    assert told in str(error.value)


def test_a_body_that_lives_on_is_no_predecessor(tmp_path: Path) -> None:
    text = HEAD + BODY + OTHER + CHANGED.replace("renaming", "separation") + 'date = "2020-01-31"\n'
    bodies = load_registry([write(tmp_path, text)]).bodies
    assert (bodies["body/kg/salt-office"].valid_to, bodies["body/kg/salt-office"].successors) == (None, ())
    assert (bodies["body/kg/salt-agency"].valid_from, bodies["body/kg/salt-agency"].predecessors) == ("2020-01-31", ())
