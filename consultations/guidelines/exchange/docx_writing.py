"""Writes DOCX: real headings, lists and tables with header rows, identities as bookmarks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from consultations.guidelines.exchange import docx_package
from consultations.guidelines.exchange.content import Block, Cell, Run
from consultations.guidelines.exchange.escaping import escape, quoteattr
from consultations.guidelines.exchange.facts import Facts, Words
from consultations.guidelines.exchange.grids import Slot, rows_of_slots
from consultations.guidelines.exchange.layout import Element, Grid, Line, Picture
from consultations.guidelines.exchange.links import LinkWriter
from consultations.guidelines.exchange.names import (
    CELL_STYLE,
    FACT_STYLE,
    GAP_STYLE,
    HEAD_STYLE,
    NUMBER_STYLE,
    PICTURE_STYLE,
    PLAIN_STYLE,
    TABLE_STYLE,
    picture_name,
    style_id,
)

STYLES = {
    "title": "Title",
    "fact": style_id(FACT_STYLE),
    "chapter": "Heading1",
    "heading": "Heading2",
    "text": "BodyText",
    "caption": "Caption",
}
EMU_PER_PIXEL = 9525
WIDEST_EMU = 5_400_000  # 15 cm
TWIPS = {False: 9070, True: 13_950}
BULLETS = 1
HEAD, CELL, NUMBER, PLAIN = map(style_id, (HEAD_STYLE, CELL_STYLE, NUMBER_STYLE, PLAIN_STYLE))
CELL_STYLES = {HEAD, CELL}


def docx_of(
    elements: Sequence[Element], facts: Facts, words: Words, links: LinkWriter, *, is_wide: bool = False
) -> bytes:
    """The bytes of the file; the same text gives the same bytes."""
    writer = _Writer(facts, links, TWIPS[is_wide])
    body = "".join(writer.elements(elements))
    return docx_package.packed(
        docx_package.Contents(
            body=body,
            links=writer.targets,
            ordered_lists=writer.ordered_lists,
            pictures=[picture.file for picture in writer.pictures],
            facts=facts,
            words=words,
            is_wide=is_wide,
        )
    )


@dataclass
class _Writer:
    """Counts what needs a number of its own in the file."""

    facts: Facts
    links: LinkWriter
    line_width: int
    targets: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    ordered_lists: int = 0
    bookmarks: int = 0
    list_at: dict[int, tuple[str, int]] = field(default_factory=dict)

    def elements(self, elements: Iterable[Element]) -> Iterable[str]:
        """All elements as XML."""
        for element in elements:
            if isinstance(element, Line):
                yield self.line(element)
            elif isinstance(element, Grid):
                self.list_at.clear()
                yield self.grid(element)
                # Word joins tables that follow each other without a paragraph between them.
                yield f'<w:p><w:pPr><w:pStyle w:val="{style_id(GAP_STYLE)}"/></w:pPr></w:p>'
            else:
                self.list_at.clear()
                yield self.picture(element)

    def line(self, line: Line) -> str:
        content = ""
        if line.number:
            gap = '<w:t xml:space="preserve"> </w:t>' if line.role == "caption" else "<w:tab/>"
            content = f"<w:r>{self.look(style=NUMBER)}{_text(line.number)}{gap}</w:r>"
        content += self.runs(line.block.runs, PLAIN if line.is_plain else "")
        return self.paragraph(line.block, STYLES[line.role], self.marked(content, line.bookmark))

    def paragraph(self, block: Block, style: str, content: str) -> str:
        numbering = ""
        if block.kind == "p":
            self.list_at.clear()
        else:
            if style not in CELL_STYLES:
                style = "ListBullet" if block.kind == "ul" else "ListNumber"
            numbering = (
                f'<w:numPr><w:ilvl w:val="{block.depth}"/><w:numId w:val="{self.list_of(block)}"/></w:numPr>'
            )
        direction = "<w:bidi/>" if self.facts.is_right_to_left else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{numbering}{direction}</w:pPr>{content}</w:p>'

    def list_of(self, item: Block) -> int:
        """The list an item belongs to; numbering begins anew where another list begins."""
        for depth in [depth for depth in self.list_at if depth > item.depth]:
            del self.list_at[depth]
        kind, number = self.list_at.get(item.depth, ("", 0))
        if kind != item.kind:
            number = BULLETS
            if item.kind == "ol":
                self.ordered_lists += 1
                number = BULLETS + self.ordered_lists
            self.list_at[item.depth] = (item.kind, number)
        return number

    def marked(self, content: str, bookmark: str) -> str:
        if not bookmark:
            return content
        self.bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self.bookmarks}" w:name={quoteattr(bookmark)}/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{self.bookmarks}"/>'

    def runs(self, runs: Sequence[Run], first_style: str = "") -> str:
        out = []
        for place, run in enumerate(runs):
            look = self.look(run, style=first_style if place == 0 else "")
            text = f"<w:r>{look}{_text(run.text)}</w:r>"
            out.append(self.linked(text, run) if run.link else text)
        return "".join(out)

    def linked(self, text: str, run: Run) -> str:
        target = self.links.to_file(run.link)
        if not target:
            return text
        if target.startswith("#"):
            return f"<w:hyperlink w:anchor={quoteattr(target[1:])}>{text}</w:hyperlink>"
        if target not in self.targets:
            self.targets.append(target)
        return f'<w:hyperlink r:id="link{self.targets.index(target)}">{text}</w:hyperlink>'

    def look(self, run: Run | None = None, style: str = "") -> str:
        parts = []
        if style or (run and run.link):
            parts.append(f'<w:rStyle w:val="{style or "Hyperlink"}"/>')
        if run and run.bold:
            parts.append("<w:b/><w:bCs/>")
        if run and run.italic:
            parts.append("<w:i/><w:iCs/>")
        if run and run.mark:
            parts.append('<w:u w:val="single"/>' if run.mark == "ins" else "<w:strike/>")
        if self.facts.is_right_to_left:
            parts.append("<w:rtl/>")
        return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""

    def grid(self, grid: Grid) -> str:
        table = grid.table
        shares = grid.widths or (1,) * table.width
        widths = [self.line_width * share // sum(shares) for share in shares]
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        direction = "<w:bidiVisual/>" if self.facts.is_right_to_left else ""
        look = f'<w:tblLook w:val="0000" w:firstRow="{int(table.header_rows > 0)}"/>'
        rows = "".join(
            self.row(slots, widths, is_header=place < table.header_rows)
            for place, slots in enumerate(rows_of_slots(table))
        )
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id(TABLE_STYLE)}"/>{direction}<w:tblW w:w="5000" w:type="pct"/>'
            f"{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def row(self, slots: Sequence[Slot], widths: Sequence[int], *, is_header: bool) -> str:
        cells = []
        column = 0
        for slot in slots:
            cell = slot.cell
            width = sum(widths[column : column + cell.columns])
            column += cell.columns
            span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
            merge = (
                f'<w:vMerge w:val="{"restart" if slot.is_start else "continue"}"/>' if cell.rows > 1 else ""
            )
            content = self.cell(cell) if slot.is_start else "<w:p/>"
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}</w:tcPr>{content}</w:tc>'
            )
        head = "<w:tblHeader/>" if is_header else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"

    def cell(self, cell: Cell) -> str:
        style = HEAD if cell.is_header else CELL
        lines = [self.paragraph(block, style, self.runs(block.runs)) for block in cell.blocks]
        self.list_at.clear()
        return "".join(lines) or self.paragraph(Block("p", ()), style, "")

    def picture(self, picture: Picture) -> str:
        self.pictures.append(picture)
        number = len(self.pictures)
        wide = picture.file.width * EMU_PER_PIXEL
        high = picture.file.height * EMU_PER_PIXEL
        if wide > WIDEST_EMU:
            wide, high = WIDEST_EMU, high * WIDEST_EMU // wide
        drawing = docx_package.drawing(
            number, picture_name(picture.image.attributes), picture.image.alt, wide, high
        )
        content = self.marked(f"<w:r>{drawing}</w:r>", picture.bookmark)
        return f'<w:p><w:pPr><w:pStyle w:val="{style_id(PICTURE_STYLE)}"/></w:pPr>{content}</w:p>'


def _text(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in text.split("\n"))
    return "<w:br/>".join(lines)
