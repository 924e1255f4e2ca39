"""Writes ODT: real headings, lists and tables with header rows, identities as bookmarks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from consultations.guidelines.exchange import odt_package
from consultations.guidelines.exchange.content import Block, Cell, Run
from consultations.guidelines.exchange.escaping import escape, quoteattr
from consultations.guidelines.exchange.facts import Facts, Words
from consultations.guidelines.exchange.grids import Slot, rows_of_slots
from consultations.guidelines.exchange.layout import Element, Grid, Line, Picture
from consultations.guidelines.exchange.links import LinkWriter
from consultations.guidelines.exchange.names import (
    CELL_STYLE,
    FACT_STYLE,
    HEAD_STYLE,
    NUMBER_STYLE,
    PICTURE_STYLE,
    PLAIN_STYLE,
    picture_name,
    style_key,
)

STYLES = {
    "title": "Title",
    "fact": style_key(FACT_STYLE),
    "chapter": "Heading_20_1",
    "heading": "Heading_20_2",
    "text": "Text_20_body",
    "caption": "Caption",
}
LEVELS = {"chapter": 1, "heading": 2}
LISTS = {"ul": "SdBullets", "ol": "SdNumbers"}
CM_PER_PIXEL = 0.0264
WIDEST_CM = 15.0


def odt_of(
    elements: Sequence[Element], facts: Facts, words: Words, links: LinkWriter, *, is_wide: bool = False
) -> bytes:
    """The bytes of the file; the same text gives the same bytes."""
    writer = _Writer(links)
    body = "".join(writer.elements(elements))
    return odt_package.packed(
        odt_package.Contents(
            body=body,
            column_styles="".join(writer.column_styles),
            pictures=[picture.file for picture in writer.pictures],
            facts=facts,
            words=words,
            is_wide=is_wide,
        )
    )


@dataclass
class _Writer:
    """Counts what needs a name of its own in the file; keeps the list items that wait for their list's end."""

    links: LinkWriter
    pictures: list[Picture] = field(default_factory=list)
    column_styles: list[str] = field(default_factory=list)
    items: list[tuple[Block, str]] = field(default_factory=list)
    grids: int = 0

    def elements(self, elements: Iterable[Element]) -> Iterable[str]:
        """All elements as XML."""
        for element in elements:
            if isinstance(element, Line) and element.block.kind != "p":
                self.items.append((element.block, self.item(element)))
                continue
            yield self.list_end()
            if isinstance(element, Line):
                yield self.line(element)
            elif isinstance(element, Grid):
                yield self.grid(element)
            else:
                yield self.picture(element)
        yield self.list_end()

    def line(self, line: Line) -> str:
        content = ""
        if line.number:
            gap = " " if line.role == "caption" else "<text:tab/>"
            content = f'<text:span text:style-name="{style_key(NUMBER_STYLE)}">{escape(line.number)}{gap}</text:span>'
        content += self.runs(line.block.runs, style_key(PLAIN_STYLE) if line.is_plain else "")
        content = _marked(content, line.bookmark)
        style = STYLES[line.role]
        if level := LEVELS.get(line.role):
            return f'<text:h text:style-name="{style}" text:outline-level="{level}">{content}</text:h>'
        return f'<text:p text:style-name="{style}">{content}</text:p>'

    def item(self, line: Line) -> str:
        return _marked(self.runs(line.block.runs), line.bookmark)

    def list_end(self) -> str:
        items, self.items = self.items, []
        return list_of(items, "Text_20_body")

    def runs(self, runs: Sequence[Run], first_style: str = "") -> str:
        return "".join(self.run(run, first_style if place == 0 else "") for place, run in enumerate(runs))

    def run(self, run: Run, style: str) -> str:
        text = escape(run.text).replace("\n", "<text:line-break/>")
        look = ("SdBold" if run.bold else "Sd") + ("Italic" if run.italic else "")
        for name in (look if look != "Sd" else "", {"ins": "SdIns", "del": "SdDel"}.get(run.mark, ""), style):
            if name:
                text = f'<text:span text:style-name="{name}">{text}</text:span>'
        if address := self.links.to_file(run.link) if run.link else "":
            target = quoteattr(address)
            text = f'<text:a xlink:type="simple" xlink:href={target}>{text}</text:a>'
        return text

    def grid(self, grid: Grid) -> str:
        self.grids += 1
        table, name = grid.table, f"Table{self.grids}"
        shares = grid.widths or (1,) * table.width
        columns = []
        for place, share in enumerate(shares):
            style = f"{name}.{place}"
            self.column_styles.append(
                f'<style:style style:name="{style}" style:family="table-column"><style:table-column-properties '
                f'style:rel-column-width="{1000 * share}*"/></style:style>'
            )
            columns.append(f'<table:table-column table:style-name="{style}"/>')
        rows = [self.row(slots) for slots in rows_of_slots(table)]
        count = table.header_rows
        head = f"<table:table-header-rows>{''.join(rows[:count])}</table:table-header-rows>" if count else ""
        return (
            f'<table:table table:name="{name}">{"".join(columns)}{head}{"".join(rows[count:])}</table:table>'
        )

    def row(self, slots: Sequence[Slot]) -> str:
        cells = []
        for slot in slots:
            cell = slot.cell
            if slot.is_start:
                spans = f' table:number-columns-spanned="{cell.columns}"' if cell.columns > 1 else ""
                spans += f' table:number-rows-spanned="{cell.rows}"' if cell.rows > 1 else ""
                cells.append(
                    f'<table:table-cell table:style-name="SdGridCell" office:value-type="string"{spans}>'
                    f"{self.cell(cell)}</table:table-cell>"
                )
            covered = cell.columns - 1 if slot.is_start else cell.columns
            cells.append("<table:covered-table-cell/>" * covered)
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(self, cell: Cell) -> str:
        style = style_key(HEAD_STYLE if cell.is_header else CELL_STYLE)
        out = []
        items: list[tuple[Block, str]] = []
        for block in cell.blocks:
            if block.kind != "p":
                items.append((block, self.runs(block.runs)))
                continue
            out += [
                list_of(items, style),
                f'<text:p text:style-name="{style}">{self.runs(block.runs)}</text:p>',
            ]
            items = []
        out.append(list_of(items, style))
        return "".join(out) or f'<text:p text:style-name="{style}"/>'

    def picture(self, picture: Picture) -> str:
        self.pictures.append(picture)
        number, file = len(self.pictures), picture.file
        wide, high = file.width * CM_PER_PIXEL, file.height * CM_PER_PIXEL
        if wide > WIDEST_CM:
            wide, high = WIDEST_CM, high * WIDEST_CM / wide
        frame = (
            f"<draw:frame draw:name={quoteattr(picture_name(picture.image.attributes))} "
            f'text:anchor-type="as-char" svg:width="{wide:.3f}cm" svg:height="{high:.3f}cm">'
            f'<draw:image xlink:href="{odt_package.picture_path(number, file)}" xlink:type="simple" '
            f'xlink:show="embed" xlink:actuate="onLoad"/><svg:desc>{escape(picture.image.alt)}</svg:desc></draw:frame>'
        )
        return f'<text:p text:style-name="{style_key(PICTURE_STYLE)}">{_marked(frame, picture.bookmark)}</text:p>'


def list_of(items: Sequence[tuple[Block, str]], style: str) -> str:
    """A list, each deeper item in a list of its own inside the item before it."""
    out: list[str] = []
    kinds: list[str] = []
    for block, content in items:
        while len(kinds) > block.depth + 1:
            kinds.pop()
            out.append("</text:list-item></text:list>")
        if len(kinds) == block.depth + 1:
            out.append("</text:list-item>")
            if kinds[-1] != block.kind:
                kinds.pop()
                out.append("</text:list>")
        if len(kinds) < block.depth + 1:
            kinds.append(block.kind)
            out.append(f'<text:list text:style-name="{LISTS[block.kind]}">')
        out.append(f'<text:list-item><text:p text:style-name="{style}">{content}</text:p>')
    out += ["</text:list-item></text:list>"] * len(kinds)
    return "".join(out)


def _marked(content: str, bookmark: str) -> str:
    if not bookmark:
        return content
    name = quoteattr(bookmark)
    return f"<text:bookmark-start text:name={name}/>{content}<text:bookmark-end text:name={name}/>"
