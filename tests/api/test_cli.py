from __future__ import annotations

import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api.cli import COMMANDS

PROGRAM = [sys.executable, "-c", "from api.cli import main; main()"]
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def query_file(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    def write(text: str) -> Path:
        path = tmp_path / "query.rq"
        path.write_text(text, encoding="utf-8")
        return path

    yield write


def start(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)], capture_output=options.pop("capture_output", True), timeout=120, **options
    )


def test_help_lists_the_commands_without_loading_the_engine() -> None:
    code = "import sys; from api.cli import run; run(['--help']); sys.exit(any(m in sys.modules for m in ('pyoxigraph','fastapi','rich','networkx')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert done.returncode == 0
    assert all(name in done.stdout.decode() for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(jarlyk: Command, command: str) -> None:
    code, out, _ = jarlyk(command, "--help")
    assert code == 0
    assert "Usage:" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("build",),
        ("export", "--format", "pdf", "--output", "x"),
        ("query",),
        ("ask", "no-such-question"),
        ("ask", "who-is-responsible", "body"),
        ("ask", "who-is-responsible", "king=x"),
        ("ask", "who-is-responsible", "role=king"),
        ("findings", "--type", "king"),
        ("view", "--of", "https://example.org/none", "--output", "/tmp/none.html"),
    ],
)
def test_wrong_use_is_two(jarlyk: Command, library: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.setenv("JARLYK_STORE", str(library))
    code, _, err = jarlyk(*arguments)
    assert code == 2
    assert err.strip()
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "command", [("export", "--format", "csv", "--output", "x"), ("ask", "who-is-responsible"), ("findings",), ("validate",)]
)
def test_a_store_without_a_graph_is_three_and_says_what_to_do(jarlyk: Command, tmp_path: Path, command: tuple[str, ...]) -> None:
    code, _, err = jarlyk(*command, "--store", tmp_path)
    assert code == 3
    assert "jarlyk build" in err


def test_build_reads_the_good_files_and_names_the_bad_ones(jarlyk: Command, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Министерство мостов осматривает мосты.\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    code, out, err = jarlyk(
        "build",
        tmp_path / "good.txt",
        tmp_path / "empty.txt",
        tmp_path / "binary.txt",
        tmp_path / "none.txt",
        "--store",
        tmp_path / "s",
    )
    assert code == 1
    assert "Generation 1" in out
    for name in ("empty.txt", "binary.txt", "none.txt"):
        assert re.search(rf"^jarlyk: .*{name}: \S", err, re.MULTILINE), err
    assert jarlyk("build", tmp_path / "good.txt", "--store", tmp_path / "s")[0] == 0
    assert jarlyk("validate", "--store", tmp_path / "s")[:2] == (0, "0 errors, 0 warnings\n")


def test_validate_explains_an_edited_table_with_its_line(jarlyk: Command, tmp_path: Path) -> None:
    table = tmp_path / "salt.toml"
    row = '[[body]]\nidentifier = "salt-office"\nkind = "state"\nnames.ky = "Туз кеңсеси"\nsource = "made up"\n'
    table.write_text('jurisdiction = "KG"\n' + row, encoding="utf-8")
    assert jarlyk("validate", table) == (0, "0 errors, 0 warnings\n", "")
    table.write_text('jurisdiction = "KG"\n' + row.replace("state", "ministry"), encoding="utf-8")
    code, out, _ = jarlyk("validate", table)
    assert code == 1
    assert f"{table}, line 4: error: salt-office, kind: 'ministry' is not known [registry]\n    next: use one of state" in out


def test_build_of_nothing_readable_publishes_nothing(jarlyk: Command, tmp_path: Path) -> None:
    code, out, _ = jarlyk("build", tmp_path / "none.txt", "--store", tmp_path / "s")
    assert code == 1
    assert "nothing was published" in out


def test_build_of_a_graph_that_breaks_a_shape_is_one(jarlyk: Command, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("@prefix jk: <https://w3id.org/jarlyk/ns#> . <https://example.org/m> a jk:Mandate .\n", encoding="utf-8")
    code, _, err = jarlyk("build", bad, "--store", tmp_path / "s")
    assert code == 1
    assert "https://example.org/m" in err


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "ntriples", "jsonld", "graphml", "gexf", "csv"])
def test_export_writes_the_same_bytes_twice(jarlyk: Command, library: Path, tmp_path: Path, form: str) -> None:
    for name in ("a", "b"):
        assert jarlyk("export", "--store", library, "--format", form, "--output", tmp_path / name)[0] == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != b""


def test_export_to_a_folder_that_is_not_there_is_three(jarlyk: Command, library: Path, tmp_path: Path) -> None:
    code, _, err = jarlyk("export", "--store", library, "--format", "nquads", "--output", tmp_path / "none" / "x.nq")
    assert code == 3
    assert "none" in err


def test_ask_answers_in_each_format(jarlyk: Command, library: Path) -> None:
    code, out, _ = jarlyk(
        "ask", "who-is-responsible", "body=КМ", "role=executor", "role=by_agreement", "--store", library, "--format", "json"
    )
    answer = json.loads(out)
    assert code == 0
    assert answer["rows"]
    assert {row["role"] for row in answer["rows"]} == {"executor", "by_agreement"}
    code, out, _ = jarlyk("ask", "who-is-responsible", "--store", library, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert {"measure", "body", "quote", "start", "end"} <= set(rows[0])
    code, out, _ = jarlyk("ask", "who-is-responsible", "--store", library, "--language", "ky")
    assert "Көпүрө министрлиги" in out
    assert "Жооп ушул документтер боюнча берилди: en.txt" in out


def test_ask_lists_the_questions(jarlyk: Command) -> None:
    code, out, _ = jarlyk("ask", "--language", "kk")
    assert code == 0
    assert "Кім жауапты" in out


@pytest.mark.parametrize(
    ("language", "heading", "value", "more"),
    [
        ("ky", "орган кантип табылган", "документте аталган", "Саптар: 1. Мындан башка да саптар бар; кийинкилери: --offset 1."),
        ("kk", "орган қалай табылған", "құжатта аталған", "Жолдар: 1. Бұдан басқа да жолдар бар; келесілері: --offset 1."),
        ("ru", "как найден орган", "назван в документе", "Строк: 1. Строк больше; следующие: --offset 1."),
        ("en", "how the body was found", "named in the document", "Rows: 1. There are more rows; those that follow: --offset 1."),
    ],
)
def test_a_table_of_answers_is_in_words(
    jarlyk: Command, library: Path, language: str, heading: str, value: str, more: str
) -> None:
    asked = ("ask", "competent-at-date", "date=2024-01-01", "--limit", "1", "--store", library, "--language", language)
    _, out, _ = jarlyk(*asked)
    assert heading in out and value in out and more in out
    assert language == "en" or not re.search(r"printed|executor|unknown", out)


@pytest.mark.parametrize(
    ("language", "said"), [("ky", "табылган жок"), ("kk", "табылмады"), ("ru", "не найдено"), ("en", "nothing named 'zzzz'")]
)
def test_a_name_that_fits_nothing_is_told(jarlyk: Command, library: Path, language: str, said: str) -> None:
    code, _, err = jarlyk("ask", "mandates-of-body", "body=zzzz", "--store", library, "--language", language)
    assert code == 2
    assert "zzzz" in err and said in err


def test_a_type_of_findings_that_is_not_there_is_told_in_the_language(jarlyk: Command, library: Path) -> None:
    code, _, err = jarlyk("findings", "--type", "x", "--store", library, "--language", "kk")
    assert code == 2 and "«x» деген анықталған жайт түрі жоқ; бар түрлері: orphan" in err


@pytest.mark.parametrize(
    ("form", "start_"), [("json", "{"), ("csv", "label"), ("tsv", "?label"), ("xml", "<?xml"), ("table", "label")]
)
def test_query_answers_in_each_format(
    jarlyk: Command, library: Path, query_file: Callable[[str], Path], form: str, start_: str
) -> None:
    file = query_file(
        "SELECT ?label { ?b a <https://w3id.org/jarlyk/ns#Body> ; <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }"
    )
    code, out, _ = jarlyk("query", file, "--store", library, "--format", form)
    assert code == 0
    assert out.startswith(start_)
    assert "Көпүрө министрлиги" in out


@pytest.mark.parametrize(
    ("form", "kind"), [("table", "TURTLE"), ("json", "JSON_LD"), ("ntriples", "N_TRIPLES"), ("rdfxml", "RDF_XML")]
)
def test_query_gives_graphs(jarlyk: Command, library: Path, query_file: Callable[[str], Path], form: str, kind: str) -> None:
    code, out, _ = jarlyk("query", query_file("CONSTRUCT WHERE { ?s a ?o }"), "--store", library, "--format", form)
    assert code == 0
    assert list(ox.parse(out.encode(), format=getattr(ox.RdfFormat, kind)))


def test_query_reads_standard_input(library: Path) -> None:
    done = start("query", "-", "--store", library, "--format", "csv", input="ASK { ?s ?p 'Көпүрө'@ky }".encode())
    assert (done.returncode, done.stdout) == (0, b"false\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT *\n{ ?s ?p }", "line 2, column 10"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", "SERVICE"),
        ("DROP ALL", "only reads"),
    ],
)
def test_a_bad_query_is_two_and_says_where(
    jarlyk: Command, library: Path, query_file: Callable[[str], Path], text: str, words: str
) -> None:
    code, out, err = jarlyk("query", query_file(text), "--store", library)
    assert (code, out) == (2, "")
    assert words in err


def test_a_query_past_its_deadline_is_three_and_says_so(
    jarlyk: Command, library: Path, query_file: Callable[[str], Path]
) -> None:
    slow = query_file("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?j) }")
    code, out, err = jarlyk("query", slow, "--store", library, "--deadline", "0.5")
    assert (code, out) == (3, "")
    assert "after 0.5 s" in err


def test_query_from_a_file_that_is_no_text(jarlyk: Command, library: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xff\xfe")
    assert jarlyk("query", tmp_path / "x", "--store", library)[0] == 2
    assert jarlyk("query", tmp_path / "none", "--store", library)[0] == 2


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_findings_are_listed(jarlyk: Command, library: Path, form: str) -> None:
    code, out, _ = jarlyk("findings", "--store", library, "--format", form)
    assert code == 0
    assert out


def test_view_writes_one_file(jarlyk: Command, library: Path, tmp_path: Path) -> None:
    code, *_ = jarlyk(
        "view",
        "--store",
        library,
        "--of",
        "https://w3id.org/jarlyk/id/body/kg/bridges",
        "--output",
        tmp_path / "v.html",
        "--language",
        "ru",
    )
    assert code == 0
    assert (tmp_path / "v.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_output_that_nobody_reads_is_no_fault(library: Path) -> None:
    script = f"{sys.executable} -c 'from api.cli import main; main()' ask who-is-responsible --format json --store {library}"
    for tail in ("| head -c 1", "| true", ">&-"):
        done = subprocess.run(["bash", "-c", f"set -o pipefail; {script} {tail}"], capture_output=True, timeout=120)
        assert b"Traceback" not in done.stderr, done.stderr
        assert b"Exception" not in done.stderr, done.stderr
        assert done.returncode == 0, (tail, done.stderr)


def test_a_full_disk_is_told(library: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -c 'from api.cli import main; main()' ask --store {library} > /dev/full"],
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 3
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_letters_come_out_in_any_locale(library: Path, locale: dict[str, str]) -> None:
    done = start("ask", "who-is-responsible", "--language", "ky", "--store", library, env={**os.environ, **locale})
    assert done.returncode == 0, done.stderr
    assert "Көпүрө министрлиги" in done.stdout.decode("utf-8")


def test_a_setting_that_cannot_be_read_is_two(library: Path) -> None:
    done = start("ask", "who-is-responsible", "--store", library, env={**os.environ, "JARLYK_ROW_LIMIT": "many"})
    assert done.returncode == 2
    assert b"JARLYK_ROW_LIMIT" in done.stderr


def test_serve_answers_and_stops(library: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "serve", "--store", str(library), "--port", "0"], stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        address = re.search(r"http://\S+", server.stderr.readline())
        assert address
        assert httpx.get(address[0] + "en/", trust_env=False, timeout=60).status_code == 200
        server.terminate()
        assert server.wait(60) in (0, -15)


def test_serve_on_a_taken_port_is_three(jarlyk: Command, library: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, _, err = jarlyk("serve", "--store", library, "--port", str(taken.getsockname()[1]))
    assert code == 3
    assert "--port" in err


def test_no_worker_outlives_its_parent(library: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from api.workers import Worker\n"
        "w = Worker(Path(sys.argv[1])); w.start(); print(w.pid, flush=True); time.sleep(600)"
    )
    store = next((library / "generations").iterdir()) / "store"
    with subprocess.Popen([sys.executable, "-c", code, str(store)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
    until = time.monotonic() + 30
    while _runs(worker) and time.monotonic() < until:
        pass
    assert not _runs(worker)


def _runs(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return False
