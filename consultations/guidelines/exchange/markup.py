"""From stored rich text to pieces and back; plain Python.

Only what a guideline may hold is known: paragraphs, lists, bold, italic, links, tables, images. Everything else
loses its look, never its words.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from html.parser import HTMLParser

from consultations.guidelines.exchange.content import Attributes, Block, Cell, Image, Mark, Piece, Run, Table
from consultations.guidelines.exchange.escaping import FORBIDDEN

BLOCK_TAGS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "caption",
}
LIST_TAGS = {"ul", "ol"}
BOLD_TAGS, ITALIC_TAGS = {"b", "strong"}, {"i", "em"}
IMAGE_TAGS = {"embed", "img"}
WHITE = " \t\r\n\f"
TOKENS = re.compile("[ \t\r\n\f]+|[^ \t\r\n\f]+(?: [^ \t\r\n\f]+)*")
DEEPEST_LIST = 8


def pieces_of(html: str) -> list[Piece]:
    """The pieces of a rich text in reading order; empty paragraphs are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return levelled(reader.pieces)


def blocks_of(html: str) -> list[Block]:
    """Paragraphs and list items only, those inside tables as well."""
    return list(_flat(pieces_of(html)))


def plain(html: str) -> str:
    """The words of a rich text, paragraphs apart."""
    return "\n".join(block.text for block in blocks_of(html))


def canonical(html: str) -> str:
    """The one way in which this text is written here; equal for texts that no reader could tell apart."""
    return html_of(pieces_of(html))


def html_of(pieces: Iterable[Piece]) -> str:
    """Rich text of pieces."""
    out: list[str] = []
    items: list[Block] = []
    for piece in pieces:
        if isinstance(piece, Block) and piece.kind != "p":
            items.append(piece)
            continue
        out += _list_html(items)
        items = []
        if isinstance(piece, Block):
            out.append(f"<p>{runs_html(piece.runs)}</p>")
        elif isinstance(piece, Table):
            out.append(table_html(piece))
        else:
            name = "embed" if dict(piece.attributes).get("embedtype") else "img"
            out.append(f"<{name}{_attributes_html(piece.attributes)}/>")
    return "".join(out + _list_html(items))


def runs_html(runs: Iterable[Run]) -> str:
    """Rich text of one line; links outermost, as the editor stores them."""
    out = []
    for run in runs:
        text = escape(run.text, quote=False).replace("\n", "<br/>")
        if run.italic:
            text = f"<i>{text}</i>"
        if run.bold:
            text = f"<b>{text}</b>"
        if run.link:
            text = f"<a{_attributes_html(run.link)}>{text}</a>"
        out.append(f"<{run.mark}>{text}</{run.mark}>" if run.mark else text)
    return "".join(out)


def table_html(table: Table) -> str:
    """A table; rows of headers stand in its head."""
    count = table.header_rows
    head = "".join(_row_html(row, "col") for row in table.rows[:count])
    body = "".join(_row_html(row, "row") for row in table.rows[count:])
    return f"<table>{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs as a reader sees them: spaces as one, none at the ends, equal neighbours joined."""
    out: list[Run] = []
    gap: Run | None = None
    for run in runs:
        for token in TOKENS.findall(FORBIDDEN.sub("", run.text)):
            if token[0] in WHITE:
                gap = _wider(gap, with_text(run, "\n" * token.count("\n") or " "))
                continue
            if gap and out:
                _append(out, gap)
            gap = None
            _append(out, with_text(run, token))
    return tuple(out)


def with_text(run: Run, text: str) -> Run:
    """The same look with other words."""
    return Run(text, run.bold, run.italic, run.link, run.mark)


def levelled(pieces: Iterable[Piece]) -> list[Piece]:
    """List items begin at the outermost level and go down one level at a time; siblings stay siblings."""
    out: list[Piece] = []
    above: list[int] = []
    for block in pieces:
        if isinstance(block, Block) and block.kind != "p":
            while above and above[-1] > block.depth:
                above.pop()
            if not above or above[-1] < block.depth:
                above.append(block.depth)
            out.append(Block(block.kind, block.runs, min(len(above) - 1, DEEPEST_LIST)))
        else:
            above = []
            out.append(block)
    return out


def _wider(gap: Run | None, more: Run) -> Run:
    """Of spaces and line ends that follow each other, the line ends count."""
    if gap is None or (gap.text == " " and more.text != " "):
        return more
    return gap if more.text == " " else with_text(gap, gap.text + more.text)


def _append(out: list[Run], run: Run) -> None:
    if out and _look(out[-1]) == _look(run):
        out[-1] = with_text(run, out[-1].text + run.text)
    else:
        out.append(run)


def _look(run: Run) -> tuple[bool, bool, Attributes, Mark]:
    return run.bold, run.italic, run.link, run.mark


def _flat(pieces: Iterable[Piece]) -> Iterable[Block]:
    for piece in pieces:
        if isinstance(piece, Block):
            yield piece
        elif isinstance(piece, Table):
            for row in piece.rows:
                for cell in row:
                    yield from cell.blocks


def _list_html(items: Sequence[Block]) -> list[str]:
    out: list[str] = []
    open_lists: list[str] = []
    for item in items:
        while len(open_lists) > item.depth + 1:
            out.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == item.depth + 1:
            out.append("</li>")
            if open_lists[-1] != item.kind:
                out.append(f"</{open_lists.pop()}><{item.kind}>")
                open_lists.append(item.kind)
        while len(open_lists) < item.depth + 1:
            out.append(f"<{item.kind}>")
            open_lists.append(item.kind)
        out.append(f"<li>{runs_html(item.runs)}")
    out += [f"</li></{name}>" for name in reversed(open_lists)]
    return out


def _row_html(row: Iterable[Cell], scope: str) -> str:
    cells = []
    for cell in row:
        name = "th" if cell.is_header else "td"
        attributes = f' scope="{scope}"' if cell.is_header else ""
        attributes += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        attributes += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        blocks = cell.blocks
        only = len(blocks) == 1 and blocks[0].kind == "p"
        content = runs_html(blocks[0].runs) if only else html_of(blocks)
        cells.append(f"<{name}{attributes}>{content}</{name}>")
    return f"<tr>{''.join(cells)}</tr>"


def _attributes_html(attributes: Attributes) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes)


class _Reader(HTMLParser):
    """Collects pieces; inside a table cell they go to the cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.runs: list[Run] = []
        self.lists: list[str] = []
        self.bold = self.italic = 0
        self.links: list[Attributes] = []
        self.marks: list[Mark] = []
        self.tables: list[_TableReader] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple(sorted((name, value or "") for name, value in attrs if name != "data-block-key"))
        if tag in BOLD_TAGS:
            self.bold += 1
        elif tag in ITALIC_TAGS:
            self.italic += 1
        elif tag == "a":
            self.links.append(attributes)
        elif tag in ("ins", "del"):
            self.marks.append("ins" if tag == "ins" else "del")
        elif tag == "br":
            self._add("\n")
        elif tag in IMAGE_TAGS:
            self.end_block()
            self.pieces.append(Image(attributes))
        elif tag in LIST_TAGS:
            self.end_block()
            self.lists.append(tag)
        elif tag in BLOCK_TAGS or tag == "li":
            self.end_block()
        else:
            self._start_in_table(tag, dict(attributes))

    def handle_endtag(self, tag: str) -> None:
        if tag in BOLD_TAGS:
            self.bold = max(0, self.bold - 1)
        elif tag in ITALIC_TAGS:
            self.italic = max(0, self.italic - 1)
        elif tag == "a" and self.links:
            self.links.pop()
        elif tag in ("ins", "del") and self.marks:
            self.marks.pop()
        elif tag in LIST_TAGS:
            self.end_block()
            if self.lists:
                self.lists.pop()
        elif tag in BLOCK_TAGS or tag == "li":
            self.end_block()
        else:
            self._end_in_table(tag)

    def handle_data(self, data: str) -> None:
        self._add(data.replace("\n", " "))

    def end_block(self) -> None:
        """What was collected since becomes a paragraph or list item."""
        runs, self.runs = tidy(self.runs), []
        if not runs:
            return
        kind: str = self.lists[-1] if self.lists else "p"
        depth = min(len(self.lists) - 1, DEEPEST_LIST) if self.lists else 0
        self.pieces.append(Block("ol" if kind == "ol" else "ul" if kind == "ul" else "p", runs, depth))

    def _add(self, text: str) -> None:
        link = self.links[-1] if self.links else ()
        mark: Mark = self.marks[-1] if self.marks else ""
        self.runs.append(Run(text, self.bold > 0, self.italic > 0, link, mark))

    def _start_in_table(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            self.end_block()
            self.tables.append(_TableReader(self.pieces, self.lists))
            self.pieces, self.lists = [], []
        elif self.tables and tag in ("tr", "td", "th"):
            self._end_cell()
            self.tables[-1].start(tag, attributes)

    def _end_in_table(self, tag: str) -> None:
        if not self.tables or tag not in ("table", "tr", "td", "th"):
            return
        self._end_cell()
        if tag == "table":
            table = self.tables.pop()
            self.pieces, self.lists = table.outside, table.lists
            if any(table.rows):
                rows = tuple(tuple(row) for row in table.rows if row)
                self._put_table(Table(rows))

    def _put_table(self, table: Table) -> None:
        """A table inside a cell becomes its lines: no office file of ours nests them."""
        self.pieces += list(_flat([table])) if self.tables else [table]

    def _end_cell(self) -> None:
        self.end_block()
        self.tables[-1].end(self.pieces)
        self.pieces = []


class _TableReader:
    """A table that is being read, and what stood before it."""

    def __init__(self, outside: list[Piece], lists: list[str]) -> None:
        self.outside = outside
        self.lists = lists
        self.rows: list[list[Cell]] = []
        self.cell: dict[str, str] | None = None
        self.is_header = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "tr" or not self.rows:
            self.rows.append([])
        if tag != "tr":
            self.cell, self.is_header = attributes, tag == "th"

    def end(self, pieces: list[Piece]) -> None:
        if self.cell is None:
            self.outside += pieces
            return
        blocks = tuple(piece for piece in levelled(pieces) if isinstance(piece, Block))
        columns, rows = _span(self.cell, "colspan"), _span(self.cell, "rowspan")
        self.rows[-1].append(Cell(blocks, self.is_header, columns, rows))
        self.cell = None


def _span(attributes: dict[str, str], name: str) -> int:
    value = attributes.get(name, "")
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() else 1
