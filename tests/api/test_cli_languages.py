"""What the command line says of an error, a report or the machine, in each of the four languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.cli import FAILED, REPORTED, WRONG_USE, language_of, run
from api.translation import LANGUAGES, load_words

WRONG = [
    (["report", "--store", "NONE"], FAILED, "NONE"),
    (["report", "--store", "STORE", "--document", "no-such.txt"], WRONG_USE, "no-such.txt"),
    (["ask", "nothing", "--store", "STORE"], WRONG_USE, "nothing"),
    (["ask", "monitors", "body", "--store", "STORE"], WRONG_USE, "body"),
    (["ask", "monitors", "date=x", "--store", "STORE"], WRONG_USE, "x"),
    (["query", "NONE/query.rq", "--store", "STORE"], WRONG_USE, "query.rq"),
    (["view", "--store", "STORE", "--of", "urn:x", "--output", "NONE.html"], WRONG_USE, "urn:x"),
    (["token", "revoke", "abc", "--store", "STORE"], WRONG_USE, "abc"),
    (["restore", "NONE.tar.gz", "--store", "STORE"], FAILED, "NONE.tar.gz"),
    (["publish", "--store", "STORE"], WRONG_USE, "--engine"),
    (["export", "--store", "STORE", "--format", "nonsense", "--output", "NONE"], WRONG_USE, "--format"),
    (["doctor", "--nonsense"], WRONG_USE, "--nonsense"),
    (["build", "--store", "NONE"], WRONG_USE, "PATHS"),
    (["nonsense"], WRONG_USE, "nonsense"),
    (["findings", "--store", "STORE", "--type", "nonsense"], WRONG_USE, "nonsense"),
]


def placed(arguments: list[str], store: Path, none: Path) -> list[str]:
    return [word.replace("STORE", str(store)).replace("NONE", str(none)) for word in arguments]


@pytest.mark.parametrize(("arguments", "code", "named"), WRONG, ids=[" ".join(row[0][:2]) for row in WRONG])
def test_what_is_wrong_is_told_in_each_language(
    library: Path, tmp_path: Path, arguments: list[str], code: int, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {}
    for language in LANGUAGES:
        assert run([*placed(arguments, library, tmp_path / "none"), "--language", language]) == code
        out, told[language] = capsys.readouterr()
        assert not out and named.replace("NONE", str(tmp_path / "none")) in told[language]
    assert len(set(told.values())) == len(LANGUAGES)


@pytest.mark.parametrize("command", [["report"], ["report", "--document", "ru.txt"], ["doctor"], ["findings"], ["token", "list"]])
def test_what_is_listed_is_told_in_each_language(library: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    told = set()
    for language in LANGUAGES:
        run([*command, "--store", str(library), "--language", language])
        told.add(capsys.readouterr().out)
    assert len(told) == len(LANGUAGES)


def test_the_language_comes_from_the_command_line_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JARLYK_LANGUAGE", "kk")
    assert run(["report", "--store", str(tmp_path)]) == FAILED
    assert "әзірге граф жоқ" in capsys.readouterr().err
    assert run(["doctor", "--store", str(tmp_path), "--language=ru"]) == REPORTED
    assert load_words("ru")("doctor.name-store") in capsys.readouterr().out
    assert language_of(["ask", "--language", "xx"], {}) == language_of([], {"JARLYK_LANGUAGE": "xx"}) == "en"


def test_a_setting_that_cannot_be_read_is_told_in_its_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JARLYK_WORKERS", "two")
    assert run(["doctor", "--language", "ky"]) == WRONG_USE
    assert "сан керек" in capsys.readouterr().err
