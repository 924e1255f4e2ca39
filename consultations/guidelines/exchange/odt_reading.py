"""Reads ODT into found paragraphs, in reading order, tables as tables."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element  # defusedxml parses  # nosec B405

from consultations.guidelines.exchange.content import Cell, Table
from consultations.guidelines.exchange.draft import Choice
from consultations.guidelines.exchange.found import DEEPEST_NESTING, Found, Report, Role, cell_blocks
from consultations.guidelines.exchange.names import FACT_STYLE, HEAD_STYLE, own_style
from consultations.guidelines.exchange.odt_runs import Words
from portal.files.limits import Limits
from portal.files.readers.archive import open_archive
from portal.files.readers.odt_parts import TABLE, TEXT, ListLevel, OdtParts, readable
from portal.files.readers.record import StopReading

LINES = {f"{TEXT}p", f"{TEXT}h"}
INDEXES = {
    f"{TEXT}{name}"
    for name in ("table-of-content", "alphabetical-index", "illustration-index", "table-index", "user-index")
}
THROUGH = {f"{TEXT}section", f"{TABLE}table-rows", f"{TABLE}table-row-group", f"{TEXT}numbered-paragraph"}
QUIET = {
    f"{TEXT}tracked-changes",
    f"{TEXT}sequence-decls",
    f"{TEXT}variable-decls",
    f"{TEXT}user-field-decls",
}
NAMES: dict[str, Role] = {
    "title": "title",
    "caption": "caption",
    FACT_STYLE: "fact",
    HEAD_STYLE: "table_head",
}
CAPTIONS = {"illustration", "figure", "table", "drawing", "text"}
MOST_REPEATED = 100
# Of one file, with all that are repeated or covered; the largest real table has some hundreds.
MOST_CELLS = 20_000


def read(path: Path, report: Report, choice: Choice, limits: Limits) -> list[Found]:
    """Everything in the file; raises StopReading with a word that says why not."""
    with open_archive(path, limits) as archive:
        parts = OdtParts(archive)
        parts.refuse_macros()
        reader = OdtReader(parts, report, choice)
        found = list(reader.lines(reader.parts.body))
        reader.tell_frames()
    return [line for line in found if not line.is_empty or line.bookmarks]


class OdtReader:
    """Walks the text; keeps bookmarks and paragraphs that go on in the next one."""

    def __init__(self, parts: OdtParts, report: Report, choice: Choice) -> None:
        self.parts = parts
        self.report = report
        self.words = Words(parts, report, choice)
        self.carried: Found | None = None
        self.cells_written = 0
        self.counts: dict[tuple[str, int], int] = {}

    def lines(self, parent: Element, depth: int = 0, item: Found | None = None) -> Iterator[Found]:
        """Paragraphs and tables below an element."""
        if depth > DEEPEST_NESTING:
            raise StopReading("nesting")
        for child in parent:
            if child.tag in LINES:
                yield from self.paragraph(child, depth, item)
            elif child.tag == f"{TABLE}table":
                yield self.table(child, depth)
            elif child.tag == f"{TEXT}list":
                yield from self.list(child, depth)
            elif child.tag in THROUGH and child.get(f"{TEXT}display") == "none":
                self.report.note("hidden", "".join(child.itertext()))
            elif child.tag in THROUGH:
                yield from self.lines(child, depth + 1)
            elif child.tag in INDEXES:
                self.report.note("contents")
            elif child.tag not in QUIET:
                self.words.between(child)

    def paragraph(self, element: Element, depth: int, item: Found | None = None) -> Iterator[Found]:
        """One paragraph, then the images and text boxes that hang on it."""
        self.report.next_paragraph()
        found = self.described(element, item)
        found.bookmarks, self.words.bookmarks = self.words.bookmarks, []
        if self.carried and not self.carried.is_empty:
            found.runs, found.number, found.notes = self.carried.runs, self.carried.number, self.carried.notes
            found.bookmarks = self.carried.bookmarks + found.bookmarks
            found.joined = self.carried.joined
        self.carried = None
        self.words.begin(found)
        for more in self.words.read(element):
            yield from self.paragraph(more, depth + 1)
        found = self.words.found
        pictures, self.words.pictures = self.words.pictures, []
        boxes, self.words.boxes = self.words.boxes, []
        if self.words.is_skipping:
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
            self.report.note("text_box", " ".join("".join(part.itertext()) for part in box))
            yield from self.lines(box, depth + 1)

    def described(self, element: Element, item: Found | None) -> Found:
        """What kind of paragraph it is."""
        found = Found()
        if item is not None:
            found = Found(
                kind=item.kind, depth=item.depth, is_counted=item.is_counted, counting=item.counting
            )
        names = [readable(style.name).lower() for style in self.parts.chain("paragraph", _style_of(element))]
        names = names or [readable(_style_of(element)).lower()]
        if element.tag == f"{TEXT}h":
            level = element.get(f"{TEXT}outline-level", "1")
            found.role, found.level = "heading", int(level) if level.isdigit() else 1
            found.kind, found.is_counted = "p", False
            return found
        for name in names:
            name = own_style(name) or name  # noqa: PLW2901
            if name in NAMES or name in CAPTIONS:
                found.role = NAMES.get(name, "caption")
                break
        return found

    def list(self, element: Element, depth: int, level: int = 0, style: str = "") -> Iterator[Found]:
        """The items of a list and of the lists inside it."""
        if depth > DEEPEST_NESTING:
            raise StopReading("nesting")
        style = element.get(f"{TEXT}style-name", "") or style
        look = self.parts.lists.get((style, level))
        kind = "ul" if look is None or look.is_bullet else "ol"
        for entry in element:
            if entry.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            item = Found(kind="ol" if kind == "ol" else "ul", depth=level)
            if look and kind == "ol":
                item.counting = self.counting(element, entry, style, level, look)
            if (look and look.is_counted) or entry.tag == f"{TEXT}list-header":
                item = Found(is_counted=bool(look and look.is_counted))
            for child in entry:
                if child.tag == f"{TEXT}list":
                    yield from self.list(child, depth + 1, level + 1, style)
                elif child.tag in LINES:
                    yield from self.paragraph(child, depth + 1, item)
                else:
                    self.words.between(child)

    def counting(self, parent: Element, entry: Element, style: str, level: int, look: ListLevel) -> str:
        """What an item shows where the first of a list does not show "1."; lists may go on behind other paragraphs."""
        is_first = entry is parent[0]
        goes_on = parent.get(f"{TEXT}continue-numbering") == "true" or parent.get(f"{TEXT}continue-list")
        shown = self.counts.get((style, level), look.start - 1) + 1 if goes_on or not is_first else look.start
        given = entry.get(f"{TEXT}start-value", "")
        shown = int(given) if given.isdigit() else shown
        self.counts[style, level] = shown
        return look.sample or (f"{shown}." if shown != 1 else "")

    def table(self, element: Element, depth: int) -> Found:
        """A table; repeated rows and cells are written out, within reason."""
        bookmarks, self.words.bookmarks = self.words.bookmarks, []
        rows: list[tuple[Cell, ...]] = []
        for row, is_head in self.rows(element, depth, is_head=False):
            cells = tuple(self.cells(row, depth, is_head=is_head))
            rows.append(cells)
        table = Table(tuple(rows))
        if not table.header_rows and len(rows) > 1:
            self.report.note(
                "no_table_head", rows[0][0].blocks[0].text if rows[0] and rows[0][0].blocks else ""
            )
        return Found(table=table, bookmarks=bookmarks)

    def rows(self, parent: Element, depth: int, *, is_head: bool) -> Iterator[tuple[Element, bool]]:
        """All rows, and whether each is one of the header rows."""
        if depth > DEEPEST_NESTING:
            raise StopReading("nesting")
        for child in parent:
            if child.tag == f"{TABLE}table-row":
                yield child, is_head
            elif child.tag == f"{TABLE}table-header-rows":
                yield from self.rows(child, depth + 1, is_head=True)
            elif child.tag in THROUGH:
                yield from self.rows(child, depth + 1, is_head=is_head)

    def cells(self, row: Element, depth: int, *, is_head: bool) -> Iterator[Cell]:
        """The cells that begin in a row."""
        for entry in row:
            if entry.tag != f"{TABLE}table-cell":
                continue
            lines = list(self.cell_lines(entry, depth + 1))
            is_header = is_head or any(line.role == "table_head" for line in lines)
            cell = Cell(
                cell_blocks(lines),
                is_header,
                _count(entry, "number-columns-spanned"),
                _count(entry, "number-rows-spanned"),
            )
            yield from [cell] * self.repeated(entry, cell)

    def repeated(self, entry: Element, cell: Cell) -> int:
        """How often a cell stands there; raises StopReading where a small file would become a huge table."""
        times = _count(entry, "number-columns-repeated")
        # A table inside a cell has become lines of that cell, which are repeated with it.
        self.cells_written += times * max(cell.columns, len(cell.blocks), 1)
        if self.cells_written > MOST_CELLS:
            raise StopReading("too_many_cells")
        return times

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
            for paragraph in frame:
                text = "".join(paragraph.itertext()).strip()
                if text and self.described(paragraph, None).role != "fact":
                    self.report.note("frame", text)


def _style_of(element: Element) -> str:
    return element.get(f"{TEXT}style-name", "")


def _count(entry: Element, name: str) -> int:
    text = entry.get(f"{TABLE}{name}", "1")
    return max(1, min(int(text), MOST_REPEATED)) if text.isascii() and text.isdigit() else 1
