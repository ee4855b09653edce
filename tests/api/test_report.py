"""What was read and what gave nothing, as a user sees it: on the command line and on the pages."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import httpx
import pytest

from api.cli import run
from tests.api.library import TEXTS


def call(capture: pytest.CaptureFixture[bytes], *arguments: str | Path) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    out, err = capture.readouterr()
    return code, out.decode("utf-8"), err.decode("utf-8")


def test_the_summary_has_a_row_for_each_document(library: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, _ = call(capfdbinary, "report", "--store", library)
    assert code == 0
    rows = {line.split()[0]: line.split() for line in out.splitlines() if line.startswith(tuple(TEXTS))}
    assert set(rows) == set(TEXTS)
    assert rows["ru.txt"][1] == "ru"
    assert "not found is not absent" in out


def test_json_points_at_the_blocks_that_gave_nothing(library: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, _ = call(capfdbinary, "report", "--store", library, "--format", "json", "--document", "ru.txt")
    assert code == 0
    (document,) = json.loads(out)["documents"]
    text = TEXTS["ru.txt"]
    assert document["read"]["body"] == 1
    assert [part["text"] for part in document["silent"]] == ["Приказ о мостах"]
    assert all(text[part["start"] : part["end"]] == part["text"] for part in document["silent"])
    figures = document["coverage"]
    parts = ("with_facts", "only_named", "only_unresolved", "silent_blocks")
    assert figures["blocks"] == sum(figures[part] for part in parts) == 2


def test_csv_says_the_same_as_json(library: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    documents = json.loads(call(capfdbinary, "report", "--store", library, "--format", "json")[1])["documents"]
    rows = list(
        csv.DictReader(io.StringIO(call(capfdbinary, "report", "--store", library, "--format", "csv")[1].lstrip("\ufeff")))
    )
    silent = {(row["document"], int(row["start"]), int(row["end"])) for row in rows if row["part"] == "silent"}
    assert silent == {(d["document"], s["start"], s["end"]) for d in documents for s in d["silent"]}
    assert silent


def test_a_document_that_was_not_read_is_wrong_use(library: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, _, err = call(capfdbinary, "report", "--store", library, "--document", "no-such.txt")
    assert code == 2
    assert "no-such.txt" in err
    assert "jarlyk report" in err


@pytest.mark.parametrize("language", ["ky", "kk", "ru", "en"])
def test_the_page_of_a_document_opens_its_silent_words(reader: httpx.Client, language: str) -> None:
    overview = reader.get(f"/{language}/report")
    assert overview.status_code == 200
    address = next(part.split('"')[0] for part in overview.text.split('href="')[1:] if part.startswith(f"/{language}/report/"))
    page = reader.get(address)
    assert page.status_code == 200
    place = next(part.split('"')[0] for part in page.text.split('href="')[1:] if "?at=" in part)
    assert "<mark" in reader.get(place.split("#")[0]).text


def test_a_report_of_nothing_is_not_found(reader: httpx.Client) -> None:
    assert reader.get("/en/report/no-such-key").status_code == 404
