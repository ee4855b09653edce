"""Reads Word documents (.docx): paragraphs with their list numbers, tables with merged cells, notes after the text.

What a tracked change deletes, hidden runs, fields' instructions, headers and footers are left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import normpath

from extractors.readers.building import FlowMaker
from extractors.readers.characters import Characters
from extractors.readers.docx_numbering import NAMESPACES, Numbering, read_numbering, whole
from extractors.readers.file_text import says_nothing
from extractors.readers.layout import write
from extractors.readers.packages import Package
from extractors.readers.spans import MAX_COLUMNS
from extractors.readers.superscripts import raised
from ontology.errors import DocumentError

_USUAL = "word/document.xml"
_RELATIONS = {"http://schemas.openxmlformats.org/package/2006/relationships": "r"}
_SKIPPED = frozenset({"w:del", "w:moveFrom", "mc:Fallback", "w:tblPr", "w:sectPr", "w:pPrChange", "w:rPrChange", "w:tblGrid"})
_SIGNS = {"w:tab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
_RAISED = 4  # half points above the line
_OFF = ("0", "false", "off")


def read_docx(data: bytes, name: str) -> Characters:
    """The text of a Word document. Raises DocumentError for a broken or empty one, or one beyond the limits."""
    package = Package(data, name)
    main = _main_part(package)
    folder = main[: main.rfind("/") + 1]
    numbering = read_numbering(package, folder)
    story = _Story(name, numbering)
    if not package.parse(main, story, NAMESPACES):
        raise DocumentError(f"{name}: has no text part ({main}); save it anew in a word processor")
    flow = story.maker.flow
    if story.notes:
        notes = _Story(name, numbering, story.notes)
        package.parse(f"{folder}footnotes.xml", notes, NAMESPACES)
        package.parse(f"{folder}endnotes.xml", notes, NAMESPACES)
        flow = flow + notes.maker.flow
    text = write(flow)
    if says_nothing(text):
        raise DocumentError(f"{name}: the document has no text; if it holds scanned pages, run OCR first")
    return Characters(text, "UTF-8")


def _main_part(package: Package) -> str:
    relations = _Relations()
    package.parse("_rels/.rels", relations, _RELATIONS)
    return relations.main or _USUAL


class _Relations:
    def __init__(self) -> None:
        self.main = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "r:Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.main = normpath(attributes.get("Target", "")).lstrip("/")

    def end(self, tag: str) -> None:
        """Nothing ends that counts."""

    def text(self, data: str) -> None:
        """No text counts."""


@dataclass(slots=True)
class _Paragraph:
    parts: list[str] = field(default_factory=list)
    style: str = ""
    list_id: str | None = None
    level: int | None = None


class _Story:
    """One text of the document: its body, or its notes. `wanted`: the notes to be kept, with their numbers."""

    def __init__(self, name: str, numbering: Numbering, wanted: Mapping[tuple[str, str], int] | None = None) -> None:
        self.maker = FlowMaker(name)
        self.notes: dict[tuple[str, str], int] = {}  # kind and id → number, in the order of the text
        self._numbering = numbering
        self._wanted = wanted
        self._skip = 0  # how deep inside an element that is left out
        self._paragraphs: list[_Paragraph] = []
        self._covered: list[bool] = []  # of each open cell: whether the cell above reaches over it
        self._in_text = self._hidden = self._raised = self._in_paragraph_run = False
        self._note = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._skip or tag in _SKIPPED:
            self._skip += 1
            return
        if tag in ("w:footnote", "w:endnote"):
            self._start_note(tag[2:], attributes)
        elif tag == "w:p":
            self._paragraphs.append(_Paragraph())
        elif tag in ("w:t", "m:t"):
            self._in_text = True
        elif tag in ("w:tbl", "w:tr", "w:tc"):
            self._start_table(tag)
        elif self._paragraphs:
            self._in_paragraph(tag, attributes)
        if tag == "w:gridBefore":
            for _ in range(min(whole(attributes.get("w:val")), MAX_COLUMNS)):
                self.maker.open_cell()
                self.maker.close_cell()
        elif self._covered and tag in ("w:gridSpan", "w:vMerge", "w:hMerge"):
            self._merge(tag, attributes.get("w:val"))

    def _start_note(self, kind: str, attributes: Mapping[str, str]) -> None:
        number = (self._wanted or {}).get((kind, attributes.get("w:id", "")))
        if number is None:
            self._skip = 1
        else:
            self._note = number

    def _start_table(self, tag: str) -> None:
        if tag == "w:tbl":
            self.maker.open_table()
        elif tag == "w:tr":
            self.maker.row()
        else:
            self._covered.append(False)
            self.maker.open_cell()

    def _merge(self, tag: str, value: str | None) -> None:
        if tag == "w:gridSpan":
            self.maker.widen(whole(value, 1))
        elif value in (None, "continue"):
            self._covered[-1] = True

    def _in_paragraph(self, tag: str, attributes: Mapping[str, str]) -> None:
        paragraph, value = self._paragraphs[-1], attributes.get("w:val")
        if tag in _SIGNS:
            if not self._hidden:
                paragraph.parts.append(_SIGNS[tag])
        elif tag == "w:r":
            self._hidden = self._raised = False
            self._in_paragraph_run = True
        elif tag in ("w:vanish", "w:webHidden"):
            self._hidden = self._in_paragraph_run and value not in _OFF
        elif tag == "w:vertAlign":
            self._raised = self._in_paragraph_run and value == "superscript"
        elif tag == "w:position":
            self._raised = self._in_paragraph_run and whole(value) >= _RAISED
        elif tag == "w:pStyle":
            paragraph.style = value or ""
        elif tag == "w:ilvl":
            paragraph.level = whole(value)
        elif tag == "w:numId":
            paragraph.list_id = value or ""
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            self._refer(tag[2:-9], attributes.get("w:id", ""))

    def _refer(self, kind: str, identifier: str) -> None:
        number = self.notes.setdefault((kind, identifier), len(self.notes) + 1)
        self._paragraphs[-1].parts.append(raised(str(number)))

    def end(self, tag: str) -> None:
        if self._skip:
            self._skip -= 1
        elif tag in ("w:t", "m:t"):
            self._in_text = False
        elif tag == "w:r":
            self._in_paragraph_run = False
        elif tag == "w:p" and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())
        elif tag == "w:tc" and self._covered:
            self.maker.close_cell(self._covered.pop())
        elif tag == "w:tbl":
            self.maker.close_table()

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.parts)
        if says_nothing(text):
            return
        if self._note:
            text, self._note = f"{raised(str(self._note))} {text.lstrip()}", 0
        self.maker.add(text, self._mark(paragraph))

    def _mark(self, paragraph: _Paragraph) -> str:
        of_style = self._numbering.styles.get(paragraph.style, ("", 0))
        list_id = of_style[0] if paragraph.list_id is None else paragraph.list_id
        if not list_id:
            return ""
        return self._numbering.mark(list_id, of_style[1] if paragraph.level is None else paragraph.level)

    def text(self, data: str) -> None:
        if self._in_text and self._paragraphs and not self._skip and not self._hidden:
            self._paragraphs[-1].parts.append(raised(data) if self._raised else data)
