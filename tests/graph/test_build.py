from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.build import BuildOptions, BuildReport, build
from graph.engine import Engine
from graph.errors import BuildLockedError, StoreError, ValidationError
from graph.export import export_file
from graph.generation import current_number, open_current
from graph.layout import Layout
from graph.lock import build_lock
from graph.union import fill_default_graph

STAGES = ("read b.txt", "derive", "validate", "search index", "publish")


def make(folder: Path, store: Path, toy: dict[str, Any], **options: Any) -> BuildReport:
    return build([folder], store, toy["read"], BuildOptions(**options))


def nquads(store: Path, target: Path) -> bytes:
    export_file(open_current(store).open_store(), "nquads", target)
    return target.read_bytes()


def names(store: Path) -> set[str]:
    rows = Engine.of_generation(open_current(store)).select("SELECT ?n { ?d <https://w3id.org/jarlyk/ns#fileName> ?n }")
    return {row["n"].value for row in rows}


def test_two_stores_export_the_same_bytes(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    make(papers, tmp_path / "one", toy)
    (papers / "b.txt").rename(papers / "z.txt")
    make(papers, tmp_path / "two", toy)
    (papers / "z.txt").rename(papers / "b.txt")
    make(papers, tmp_path / "two", toy)  # incrementally back to the same files
    one, two = nquads(tmp_path / "one", tmp_path / "1.nq"), nquads(tmp_path / "two", tmp_path / "2.nq")
    assert one == two
    assert one


def test_only_what_changed_is_read_again(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    store = tmp_path / "store"
    read: list[str] = []

    def watched(path: Path) -> Any:
        read.append(path.name)
        return toy["read"](path)

    build([papers], store, watched)
    (papers / "b.txt").write_text("Көпір салу\n", encoding="utf-8")
    (papers / "c.txt").unlink()
    read.clear()
    report = build([papers], store, watched)
    assert read == ["b.txt"]
    assert [entry.file_names for entry in report.kept] == [("a.txt",)]
    assert {entry.file_names for entry in report.removed} == {("b.txt",), ("c.txt",)}
    assert names(store) == {"a.txt", "b.txt"}
    read.clear()
    build([papers], store, watched, BuildOptions(fingerprint="a newer extractor"))
    assert read == ["a.txt", "b.txt"]


def test_the_default_graph_is_the_union_as_a_set(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    make(papers, tmp_path / "store", toy)
    (papers / "b.txt").unlink()
    make(papers, tmp_path / "store", toy)
    quads = [q for q in open_current(tmp_path / "store").open_store() if isinstance(q.graph_name, NamedNode)]
    fresh = Store()
    fresh.extend(quads)
    fill_default_graph(fresh)
    assert set(fresh) == set(open_current(tmp_path / "store").open_store())
    engine = Engine.of_generation(open_current(tmp_path / "store"))
    rows = engine.select("SELECT (COUNT(*) AS ?n) { <https://w3id.org/jarlyk/id/body/kz/toy-ministry> a ?type }")
    assert int(rows[0]["n"].value) == len({"StateBody", "Body", "Organization", "Agent"})


def test_a_bad_file_is_reported_and_the_others_are_built(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    (papers / "empty.txt").write_bytes(b"")
    (papers / "latin.txt").write_bytes(b"\xff\xfe\x00")
    (papers / "broken.ttl").write_text("@prefix e: <http://example.org/> .\ne:a e:b .", encoding="utf-8")
    report = build([papers, tmp_path / "absent.txt"], tmp_path / "store", toy["read"])
    reasons = {Path(failure.path).name: failure.reason for failure in report.failures}
    assert set(reasons) == {"empty.txt", "latin.txt", "broken.ttl", "absent.txt"}
    assert "is empty" in reasons["empty.txt"]
    assert "line 2 column 9" in reasons["broken.ttl"]
    assert len(report.read) == 3
    assert open_current(tmp_path / "store").manifest.failures == report.failures


def test_nothing_readable_publishes_nothing(tmp_path: Path, toy: dict[str, Any]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    report = build([tmp_path / "empty.txt"], tmp_path / "store", toy["read"])
    assert report.generation is None
    with pytest.raises(StoreError, match="jarlyk build"):
        open_current(tmp_path / "store")


def test_same_bytes_under_two_names_are_one_document(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    (papers / "copy-of-a.txt").write_bytes((papers / "a.txt").read_bytes())
    report = make(papers, tmp_path / "store", toy)
    assert ("a.txt", "copy-of-a.txt") in {entry.file_names for entry in report.read}
    assert names(tmp_path / "store") == {"a.txt", "b.txt", "c.txt"}


def test_texts_are_served_by_generation(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    make(papers, tmp_path / "store", toy)
    old = open_current(tmp_path / "store")
    document = next(entry for entry in old.manifest.documents if entry.file_names == ("a.txt",))
    assert old.text(document.iri) == "Мектеп салу\n"
    assert old.text("https://example.org/unknown") is None
    for number in range(4):
        (papers / "a.txt").write_text(f"Мектеп {number}\n", encoding="utf-8")
        make(papers, tmp_path / "store", toy)
    layout = Layout(tmp_path / "store")
    assert len(layout.numbers()) == 2
    assert current_number(tmp_path / "store") == max(layout.numbers())
    assert len(list(layout.texts.iterdir())) == 4  # three of the last generation, one more of the one before


@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_build_leaves_the_last_generation(
    stage: str, papers: Path, tmp_path: Path, toy: dict[str, Any], toy_program: Path, root: Path
) -> None:
    store = tmp_path / "store"
    make(papers, store, toy)
    before = nquads(store, tmp_path / "before.nq")
    (papers / "b.txt").write_text("Көпір бояу\n", encoding="utf-8")
    files = [str(papers / name) for name in ("a.txt", "b.txt", "c.txt")]
    command = [sys.executable, str(toy_program), str(store), stage, *files]
    killed = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(root)}, check=False)
    assert killed.returncode == -9
    assert nquads(store, tmp_path / "after.nq") == before
    report = make(papers, store, toy)
    assert report.generation is not None
    assert names(store) == {"a.txt", "b.txt", "c.txt"}
    make(papers, tmp_path / "fresh", toy)
    assert nquads(store, tmp_path / "one.nq") == nquads(tmp_path / "fresh", tmp_path / "two.nq")


def test_a_half_published_generation_is_no_generation(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    store = tmp_path / "store"
    make(papers, store, toy)
    (store / "generations" / "000002").mkdir()  # renamed, but 'current' was not
    assert current_number(store) == 1
    report = make(papers, store, toy)
    assert report.generation == 2
    assert Layout(store).numbers() == [1, 2]


def test_a_violation_is_not_published(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    store = tmp_path / "store"
    make(papers, store, toy)
    mandate = NamedNode("https://example.org/mandate")
    bad = papers / "bad.ttl"
    bad.write_text(f"{mandate} a <https://w3id.org/jarlyk/ns#Mandate> .", encoding="utf-8")
    with pytest.raises(ValidationError) as raised:
        make(papers, store, toy)
    assert current_number(store) == 1
    violation = next(v for v in raised.value.violations if v.path.endswith("holder>"))
    assert violation.node == mandate.value
    assert violation.shape == "Mandate-holder"
    assert "build again" in str(raised.value)
    bad.unlink()
    assert make(papers, store, toy).generation == 2


def test_steps_see_the_documents_and_the_steps_before_them(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    graph = NamedNode("https://w3id.org/jarlyk/id/graph/findings")
    seen: list[int] = []

    def step(store: Store) -> list[Quad]:
        seen.append(len(list(store.quads_for_pattern(None, None, None, graph))))
        return [Quad(NamedNode(f"https://example.org/{len(seen)}"), NamedNode("https://example.org/p"), Literal("x"), graph)]

    make(papers, tmp_path / "store", toy, steps=(step, step))
    make(papers, tmp_path / "store", toy, steps=(step,))
    assert seen == [0, 1, 0]  # none sees what an earlier build found
    store = open_current(tmp_path / "store").open_store()
    assert len(list(store.quads_for_pattern(None, None, None, graph))) == 1


def test_reviews_outlive_builds(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    graph = "https://w3id.org/jarlyk/id/graph/review"
    review = tmp_path / "review.nq"
    review.write_text(f'<https://example.org/r> <https://example.org/p> "x" <{graph}> .\n', encoding="utf-8")
    build([papers, review], tmp_path / "store", toy["read"])
    make(papers, tmp_path / "store", toy)
    store = open_current(tmp_path / "store").open_store()
    assert len(list(store.quads_for_pattern(None, None, None, NamedNode(graph)))) == 1


def test_one_builder_at_a_time(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    (tmp_path / "store").mkdir()
    with build_lock(Layout(tmp_path / "store").lock), pytest.raises(BuildLockedError, match=str(os.getpid())):
        make(papers, tmp_path / "store", toy)
    assert make(papers, tmp_path / "store", toy).generation == 1


def test_a_folder_that_cannot_be_written_is_named(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    (tmp_path / "store").write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(StoreError, match="store"):
        make(papers, tmp_path / "store", toy)


def test_a_damaged_manifest_is_mended_by_the_next_build(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    make(papers, tmp_path / "store", toy)
    (tmp_path / "store/generations/000001/manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="manifest"):
        open_current(tmp_path / "store")
    assert len(make(papers, tmp_path / "store", toy).read) == 3
    assert names(tmp_path / "store") == {"a.txt", "b.txt", "c.txt"}


def test_a_dump_can_be_loaded_again(papers: Path, tmp_path: Path, toy: dict[str, Any]) -> None:
    make(papers, tmp_path / "store", toy)
    dump = tmp_path / "dump.nq"
    first = nquads(tmp_path / "store", dump)
    build([dump], tmp_path / "again", toy["read"])
    assert nquads(tmp_path / "again", tmp_path / "second.nq") == first
