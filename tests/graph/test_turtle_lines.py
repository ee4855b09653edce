"""The lines of statements are found whatever stands between them: comments, long texts, brackets, graphs."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from graph.rdf_places import RdfPlaces
from graph.turtle_lines import statement_lines
from graph.violation import Place

EX = "https://example.org/"
TEXT = """@prefix : <https://example.org/> .   # not a subject: :x :p :y .
PREFIX ex: <https://example.org/other#>
@base <https://example.org/base/> .

:one a :Thing ;
    :p "a . dot ; and \\" quote" , \"\"\"long
        :fake :p :q .
    \"\"\"@ky ;
    :q [ :inner :value ; :more ( 1 2.5 "x" ) ] .
ex:two :p 2.5 , true ; :q <three> .
<four> :p '''it's'''^^ex:type .
GRAPH :g { :five :p :one . :six :q :two }
:one :late 1 .
"""


def test_subjects_and_their_properties_are_found() -> None:
    lines = statement_lines(TEXT)
    assert lines[f"{EX}one", ""] == 5
    assert lines[f"{EX}one", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"] == 5
    assert lines[f"{EX}one", f"{EX}p"] == 6
    assert lines[f"{EX}one", f"{EX}q"] == 9
    assert lines[f"{EX}one", f"{EX}late"] == 13
    assert lines[f"{EX}other#two", f"{EX}q"] == 10
    assert lines[f"{EX}base/four", f"{EX}p"] == 11
    assert lines[f"{EX}five", ""] == lines[f"{EX}six", f"{EX}q"] == 12
    assert not any(subject in (f"{EX}fake", f"{EX}inner", f"{EX}x") for subject, _ in lines)


def test_a_place_is_the_file_with_the_line(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(TEXT, encoding="utf-8")
    places = RdfPlaces([tmp_path / "none.ttl", file])
    assert places.find(f"{EX}one", f"<{EX}q>") == Place(str(file), line=9)
    assert places.find(f"{EX}one", f"<{EX}none>") == Place(str(file), line=5)
    assert places.find(f"{EX}nobody") is None


words = st.text(st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=("Cs",)), max_size=20)


@settings(derandomize=True, max_examples=60, deadline=None, database=None)
@given(st.lists(words, min_size=1, max_size=6))
def test_every_subject_of_what_a_library_writes_is_found(texts: list[str]) -> None:
    turtle = f"@prefix : <{EX}> .\n" + "".join(f':s{n} :p """{_escaped(text)}""" ; :q :o{n} .\n' for n, text in enumerate(texts))
    parsed = list(parse(turtle.encode(), RdfFormat.TURTLE))
    for form in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES):
        written = (serialize((quad.triple for quad in parsed), format=form) or b"").decode()
        lines = statement_lines(written)
        for quad in parsed:
            assert isinstance(quad.subject, NamedNode)
            line = written.split("\n")[lines[quad.subject.value, ""] - 1]
            assert str(quad.subject) in line


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
