"""Reads DOCX into found paragraphs, in reading order, tables as tables."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element  # defusedxml parses  # nosec B405

from consultations.guidelines.exchange.content import Cell, Table
from consultations.guidelines.exchange.docx_runs import (
    GONE,
    MC,
    PROPERTIES,
    WITHOUT_WORDS,
    Words,
    is_placeholder,
    text_inside,
)
from consultations.guidelines.exchange.draft import Choice
from consultations.guidelines.exchange.found import DEEPEST_NESTING, Found, Report, Role, cell_blocks
from consultations.guidelines.exchange.names import FACT_STYLE, HEAD_STYLE, own_style
from portal.files.limits import Limits
from portal.files.readers.archive import open_archive
from portal.files.readers.docx_lists import ListLevel
from portal.files.readers.docx_parts import CONTENTS_NAME, HEADING_NAME, DocxParts
from portal.files.readers.docx_xml import Style, W, switch, value_of, whole
from portal.files.readers.record import StopReading

WRAPPERS = {
    f"{W}{name}"
    for name in ("sdt", "sdtContent", "customXml", "ins", "del", "moveTo", "moveFrom", "smartTag")
}
MOST_SKIPPED = 60
CONTENTS_GALLERY = "Table of Contents"
NAMES: dict[str, Role] = {
    "title": "title",
    "titel": "title",
    "caption": "caption",
    "beschriftung": "caption",
    FACT_STYLE: "fact",
    HEAD_STYLE: "table_head",
}


def read(path: Path, report: Report, choice: Choice, limits: Limits) -> list[Found]:
    """Everything in the file; raises StopReading with a word that says why not."""
    with open_archive(path, limits) as archive:
        parts = DocxParts(archive)
        parts.refuse_macros()
        reader = DocxReader(parts, report, choice)
        found = list(reader.lines(reader.parts.body))
        reader.tell_frames()
    return [line for line in found if not line.is_empty or line.bookmarks]


class DocxReader:
    """Walks the text; keeps bookmarks and paragraphs that go on in the next one."""

    def __init__(self, parts: DocxParts, report: Report, choice: Choice) -> None:
        self.parts = parts
        self.report = report
        self.choice = choice
        self.words = Words(parts, report, choice)
        self.bookmarks: list[str] = []
        self.carried: Found | None = None
        self.counts: dict[tuple[str, int], int] = {}

    def lines(self, parent: Element, depth: int = 0) -> Iterator[Found]:
        """Paragraphs and tables below an element."""
        if depth > DEEPEST_NESTING:
            raise StopReading("nesting")
        for child in parent:
            if child.tag == f"{W}p":
                yield from self.paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                yield self.table(child, depth)
            else:
                yield from self.other(child, depth)
        if self.carried and not self.carried.is_empty:
            yield self.carried
        self.carried = None

    def other(self, child: Element, depth: int) -> Iterator[Found]:
        """What is neither paragraph nor table."""
        name = child.tag.rsplit("}", 1)[-1]
        if child.tag == f"{W}bookmarkStart":
            self.bookmarks.append(child.get(f"{W}name", ""))
        elif _is_contents(child):
            self.report.note("contents")
        elif name == "sdt" and is_placeholder(child):
            self.report.note("placeholder", text_inside(child))
        elif name in ("subDoc", "altChunk"):
            self.report.note("subdocument")
        elif child.tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            yield from self.lines(choice, depth + 1) if choice is not None else ()
        elif name in GONE[self.choice]:
            self.words.tell_left_out(child)
        elif child.tag in WRAPPERS:
            yield from self.lines(child, depth + 1)
        elif name not in PROPERTIES and name not in WITHOUT_WORDS and name != "sectPr":
            self.report.note("unknown", name)

    def paragraph(self, element: Element, depth: int) -> Iterator[Found]:
        """One paragraph, then the images and text boxes that hang on it."""
        self.report.next_paragraph()
        found = self.described(element)
        if found is None:
            self.report.note("contents")
            self.words.follow(element)
            return
        if found.role == "heading":
            self.words.end_contents()
        found.bookmarks, self.bookmarks = self.bookmarks, []
        if self.carried and not self.carried.is_empty:
            found.runs, found.number, found.notes = self.carried.runs, self.carried.number, self.carried.notes
            found.bookmarks = self.carried.bookmarks + found.bookmarks
            found.joined = self.carried.joined
        self.carried = None
        self.words.begin(found, value_of(element.find(f"{W}pPr"), "pStyle"))
        self.words.read(element)
        pictures, self.words.pictures = self.words.pictures, []
        boxes, self.words.boxes = self.words.boxes, []
        if self.goes_on(element, has_words=bool(found.text.strip())):
            self.carried = found
        elif found.text.strip() or found.number or not pictures:
            if found.role == "heading":
                self.report.heading = " ".join(found.text.split())[:80]
            yield found
            found = Found()
        for picture in pictures:
            yield Found(picture=picture, bookmarks=found.bookmarks)
            found = Found()
        for box in boxes:
            self.report.note("text_box", " ".join(text_inside(part) for part in box.iter(f"{W}p")))
            yield from self.lines(box, depth + 1)

    def described(self, element: Element) -> Found | None:
        """What kind of paragraph it is; None for lines of a table of contents."""
        layout = element.find(f"{W}pPr")
        chain = self.parts.chain(value_of(layout, "pStyle"))
        found = Found()
        outline = value_of(layout, "outlineLvl")
        level = whole(outline) + 1 if outline else None
        for style in chain:
            name = style.name.lower()
            if CONTENTS_NAME.fullmatch(name):
                return None
            if match := HEADING_NAME.match(name):
                level = level or int(match[1])
            elif style.outline is not None:
                level = level or style.outline + 1
            if found.role == "text" and (role := NAMES.get(own_style(name) or name)):
                found.role = role
        if level and level <= 9 and found.role == "text":
            found.role, found.level = "heading", level
        elif found.role in ("text", "table_head"):
            self.list_item(found, layout, chain)
        return found

    def list_item(self, found: Found, layout: Element | None, chain: list[Style]) -> None:
        """Whether a paragraph is an item, and of which list."""
        numbering = None if layout is None else layout.find(f"{W}numPr")
        number_id, depth = value_of(numbering, "numId"), whole(value_of(numbering, "ilvl"))
        if not number_id:
            styled = next((style for style in chain if style.number_id is not None), None)
            number_id, depth = (styled.number_id or "", styled.number_level) if styled else ("", 0)
        if number_id in ("", "0"):
            return
        level = self.parts.lists.get((number_id, depth))
        if level and level.is_counted:
            found.is_counted = True
            return
        found.kind, found.depth = ("ul" if level is None or level.is_bullet else "ol"), depth
        if level and found.kind == "ol":
            found.counting = self.counting(number_id, depth, level)

    def counting(self, number_id: str, depth: int, level: ListLevel) -> str:
        """What the first item of a list shows where it is not "1."; lists may go on behind other paragraphs."""
        for key in [key for key in self.counts if key[0] == number_id and key[1] > depth]:
            del self.counts[key]
        shown = self.counts.get((number_id, depth), level.start - 1) + 1
        self.counts[number_id, depth] = shown
        return level.sample or (f"{shown}." if shown != 1 else "")

    def goes_on(self, element: Element, *, has_words: bool) -> bool:
        """Whether the end of this paragraph is not there: a deletion taken over, or an insertion left out."""
        look = element.find(f"{W}pPr/{W}rPr")
        if look is None:
            return False
        marks = [look.find(f"{W}{name}") for name in sorted(GONE[self.choice])]
        mark = next((mark for mark in marks if mark is not None), None)
        if mark is not None and has_words:
            self.words.tell_paragraph_end(mark)
        return mark is not None

    def table(self, element: Element, depth: int) -> Found:
        """A table; a row that was inserted or deleted with recording on follows the choice."""
        bookmarks, self.bookmarks = self.bookmarks, []
        rows: list[list[Cell]] = []
        above: dict[int, tuple[int, int]] = {}
        for row in _inside(element, f"{W}tr"):
            marks = row.find(f"{W}trPr")
            if any(switch(marks, name) is not None for name in GONE[self.choice]):
                continue
            rows.append([])
            self.row(row, rows, above, depth)
        table = Table(tuple(tuple(row) for row in rows))
        if not table.header_rows and len(rows) > 1:
            self.report.note("no_table_head", table.rows[0][0].blocks[0].text if _begins(table) else "")
        return Found(table=table, bookmarks=bookmarks)

    def row(
        self, row: Element, rows: list[list[Cell]], above: dict[int, tuple[int, int]], depth: int
    ) -> None:
        """The cells of one row; a cell that goes on from above makes that one higher."""
        is_head = switch(row.find(f"{W}trPr"), "tblHeader") is True
        marks = row.find(f"{W}trPr")
        column = min(whole(value_of(marks, "gridBefore")), MOST_SKIPPED)
        rows[-1] += [Cell((), is_head)] * column
        for entry in _inside(row, f"{W}tc"):
            marks = entry.find(f"{W}tcPr")
            columns = max(1, min(whole(value_of(marks, "gridSpan"), 1), 100))
            merge = None if marks is None else marks.find(f"{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") != "restart"
            lines = list(self.cell_lines(entry, depth + 1))
            if goes_on and column in above:
                place = above[column]
                cell = rows[place[0]][place[1]]
                rows[place[0]][place[1]] = Cell(
                    cell.blocks + cell_blocks(lines), cell.is_header, columns, cell.rows + 1
                )
            else:
                is_header = is_head or any(line.role == "table_head" for line in lines)
                above[column] = (len(rows) - 1, len(rows[-1]))
                rows[-1].append(Cell(cell_blocks(lines), is_header, columns))
            column += columns
        after = min(whole(value_of(row.find(f"{W}trPr"), "gridAfter")), MOST_SKIPPED)
        rows[-1] += [Cell((), is_head)] * after

    def cell_lines(self, entry: Element, depth: int) -> Iterator[Found]:
        """The paragraphs in a cell; what else stands there is put below or told."""
        for line in self.lines(entry, depth):
            if line.table:
                self.report.note("nested_table")
                for row in line.table.rows:
                    for cell in row:
                        for block in cell.blocks:
                            yield Found(runs=list(block.runs), kind=block.kind, depth=block.depth)
            elif line.picture:
                self.report.note("picture_in_table", line.picture.alt)
            else:
                yield line

    def tell_frames(self) -> None:
        """Words in headers and footers are not part of the text."""
        self.report.heading, self.report.position = "", 0
        for frame in self.parts.frames():
            for paragraph in frame.iter(f"{W}p"):
                text = "".join(part.text or "" for part in paragraph.iter(f"{W}t")).strip()
                described = self.described(paragraph)
                if text and (described is None or described.role != "fact"):
                    self.report.note("frame", text)


def _inside(parent: Element, tag: str, depth: int = 0) -> Iterator[Element]:
    if depth > DEEPEST_NESTING:
        raise StopReading("nesting")
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _inside(child, tag, depth + 1)


def _is_contents(element: Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == CONTENTS_GALLERY


def _begins(table: Table) -> bool:
    return bool(table.rows and table.rows[0] and table.rows[0][0].blocks)
