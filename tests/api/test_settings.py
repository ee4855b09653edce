from __future__ import annotations

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
