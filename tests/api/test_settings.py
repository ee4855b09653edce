from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from api.settings import PREFIX, SettingError, Settings, read_settings


def test_the_environment_overrides_the_defaults() -> None:
    settings = read_settings(
        {
            "JARLYK_STORE": "/x",
            "JARLYK_WORKERS": "3",
            "JARLYK_QUERY_DEADLINE_S": "1.5",
            "JARLYK_REQUIRE_ISOLATION": "yes",
            "OTHER": "1",
        }
    )
    assert (settings.store, settings.workers, settings.query_deadline_s, settings.require_isolation) == (Path("/x"), 3, 1.5, True)
    assert read_settings({}) == Settings()


@pytest.mark.parametrize(("name", "value"), [("WORKERS", "two"), ("REQUIRE_ISOLATION", "perhaps"), ("QUERY_DEADLINE_S", "")])
def test_a_value_of_the_wrong_type_names_its_setting(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=PREFIX + name):
        read_settings({PREFIX + name: value})


@pytest.mark.parametrize("name", ["PUBLIC_URL", "DATA_LICENCE"])
def test_what_is_written_into_descriptions_is_a_whole_iri(name: str) -> None:
    for value in ("", "https://data.example.org/kg", "http://127.0.0.1:8000"):
        assert getattr(read_settings({PREFIX + name: value}), name.lower()) == value
    for value in ("data.example.org", "CC0", "https://a b", "https://a<b>", "/licence"):
        with pytest.raises(SettingError, match=f"{PREFIX}{name}.*a whole IRI is needed"):
            read_settings({PREFIX + name: value})


def test_each_setting_says_what_it_is_for() -> None:
    assert all(setting.metadata["help"] for setting in fields(Settings))


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().workers = 5


def test_the_page_of_limits_names_their_defaults(root: Path) -> None:
    rows = re.findall(
        r"^\| `JARLYK_(\w+)` \| ([\w.]+) \|", (root / "docs" / "service.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    told = {name.lower(): value for name, value in rows}
    assert told == {name: str(getattr(Settings(), name)) for name in told}
    limits = {
        f.name
        for f in fields(Settings)
        if re.search(r"_limit(_\w+)?$|_wait_s$|deadline_s$|_memory|_cpu_s|per_minute|slow_", f.name)
    }
    assert limits - {"export_deadline_s"} <= set(told)
