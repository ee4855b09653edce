"""Kept patterns are those that `re.compile` makes, and a file that cannot be trusted is not used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.duties.rules import load_duty_words
from extractors.kept_patterns import PatternKeeper
from extractors.word_tables import LANGUAGES

PATTERNS = (
    (r"(?P<who>[а-я]+)(?: и (?P<what>\w+))?(?!\w)", re.IGNORECASE),
    (r"l(?<!\wl)aw|указ", 0),
    ("[\U0001f600-\U0001f610\\W]{2,3}?", re.MULTILINE),
)

SAMPLE = 12  # of so many rules one is tried


def fresh(pattern: str, flags: int) -> re.Pattern[str]:
    re.purge()
    return re.compile(pattern, flags)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "__pycache__" / "patterns.bin"


@pytest.fixture
def kept(path: Path) -> Path:
    keeper = PatternKeeper(path, write=True)
    for pattern, flags in PATTERNS:
        keeper.compile(pattern, flags)
    return path


def never(*_: object) -> re.Pattern[str]:
    raise AssertionError("compiled again")


def test_what_is_kept_is_what_is_compiled(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [fresh(*each) for each in PATTERNS]
    monkeypatch.setattr(re, "compile", never)
    keeper = PatternKeeper(kept, write=False)
    found = [keeper.compile(*each) for each in PATTERNS]
    assert found == expected  # by flags and program
    assert [each.groupindex for each in found] == [each.groupindex for each in expected]
    assert [each.groups for each in found] == [each.groups for each in expected]
    match = found[0].search("Акимат И маслихат")
    assert match and match.groupdict() == {"who": "Акимат", "what": "маслихат"} and match.lastgroup == "what"


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_of_the_tables_are_kept_as_they_are(language: str, path: Path) -> None:
    rules = load_duty_words(language).rules[::SAMPLE]
    patterns = [form.pattern.pattern for rule in rules for form in rule.forms]
    expected = [fresh(pattern, re.IGNORECASE) for pattern in patterns]
    writing = PatternKeeper(path, write=True)
    assert [writing.compile(pattern, re.IGNORECASE) for pattern in patterns] == expected
    reading = PatternKeeper(path, write=False)
    assert [reading.compile(pattern, re.IGNORECASE) for pattern in patterns] == expected


def test_flags_tell_patterns_apart(kept: Path) -> None:
    keeper = PatternKeeper(kept, write=True)
    assert not keeper.compile(PATTERNS[0][0]).search("АКИМАТ")
    assert PatternKeeper(kept, write=False).compile(*PATTERNS[0]).search("АКИМАТ")


def test_a_faulty_file_goes_and_is_made_again(kept: Path) -> None:
    whole = kept.read_bytes()
    for broken in (whole[:-3], whole[:40] + b"\0\1" + whole[42:], b"no such thing"):
        kept.write_bytes(broken)
        keeper = PatternKeeper(kept, write=True)
        assert not kept.exists()
        assert [keeper.compile(*each) for each in PATTERNS] == [fresh(*each) for each in PATTERNS]


def test_a_program_that_is_none_is_not_run(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.kept_patterns.crc32", lambda *_: 0)
    data = bytearray(kept.read_bytes())
    data[24:28] = bytes(4)  # the checksum of the first record; the others end the reading
    data[-40:] = b"\xff" * 40
    kept.write_bytes(bytes(data))
    keeper = PatternKeeper(kept, write=False)
    assert [keeper.compile(*each) for each in PATTERNS] == [fresh(*each) for each in PATTERNS]


def test_nothing_is_kept_where_nothing_may_be_written(path: Path) -> None:
    keeper = PatternKeeper(path, write=False)
    assert keeper.compile("указ").search("указы") and not path.exists()
    path.parent.mkdir()
    path.mkdir()  # no file can be made there
    assert PatternKeeper(path, write=True).compile("указ").search("указы")


def test_a_pattern_that_is_none_is_told(path: Path) -> None:
    with pytest.raises(re.error):
        PatternKeeper(path, write=True).compile("(")
