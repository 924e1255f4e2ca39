"""Links of the text as addresses in a file, and back."""

from collections.abc import Callable, Iterable

from consultations.guidelines.exchange.content import Attributes, Block, Cell, Image, Piece, Run, Table
from consultations.guidelines.exchange.markup import html_of, pieces_of, tidy
from consultations.guidelines.exchange.names import bookmark_of, part_of
from consultations.guidelines.rules import NumberedPart

Resolve = Callable[[Attributes], str]


def as_written(link: Attributes) -> str:
    """The address an author typed; links to pages and files of the portal have none of their own."""
    given = dict(link)
    return given.get("href") or "#" + "-".join(
        f"{name}-{given[name]}" for name in ("linktype", "id") if name in given
    )


class LinkWriter:
    """Addresses for readers of the file; a link to another part leads to its bookmark."""

    def __init__(self, parts: Iterable[NumberedPart] = (), resolve: Resolve = as_written) -> None:
        self.resolve = resolve
        self.bookmarks = {f"#{part.anchor}": bookmark_of(part.kind, part.id) for part in parts}

    def to_file(self, link: Attributes) -> str:
        """The address of a link in the file."""
        address = self.resolve(link)
        bookmark = self.bookmarks.get(address)
        return f"#{bookmark}" if bookmark else address


class LinkReader:
    """From addresses in a file to links as they are stored: those that are known, and new ones."""

    def __init__(self, parts: Iterable[NumberedPart], resolve: Resolve = as_written) -> None:
        parts = list(parts)
        writer = LinkWriter(parts, resolve)
        self.anchors = {part.id: part.anchor for part in parts}
        self.known: dict[str, Attributes] = {}
        for part in parts:
            for link in links_of(pieces_of(part.html)):
                self.known.setdefault(writer.to_file(link) or "#", link)

    def stored(self, html: str) -> str:
        """The text with links as they are stored."""
        if "<a " not in html:
            return html
        return html_of(relinked(pieces_of(html), self._link))

    def _link(self, link: Attributes) -> Attributes:
        address = dict(link).get("href", "")
        if address in self.known:
            return self.known[address]
        found = part_of(address.removeprefix("#")) if address.startswith("#") else None
        anchor = self.anchors.get(found[1]) if found else None
        return (("href", f"#{anchor}"),) if anchor else link


def in_file(html: str, writer: LinkWriter) -> str:
    """A stored text as it comes back from a file."""

    def change(link: Attributes) -> Attributes:
        address = writer.to_file(link)
        return (("href", address),) if address else ()

    return html_of(tidied(relinked(pieces_of(html), change)))


def links_of(pieces: Iterable[Piece]) -> Iterable[Attributes]:
    """All links in pieces."""
    for piece in pieces:
        if isinstance(piece, Block):
            yield from (run.link for run in piece.runs if run.link)
        elif isinstance(piece, Table):
            for row in piece.rows:
                for cell in row:
                    yield from links_of(cell.blocks)


def tidied(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with equal neighbours joined again."""
    return [
        Block(piece.kind, tidy(piece.runs), piece.depth) if isinstance(piece, Block) else piece
        for piece in pieces
    ]


def relinked(pieces: Iterable[Piece], change: Callable[[Attributes], Attributes]) -> list[Piece]:
    """The pieces with other links."""
    return [_relinked(piece, change) for piece in pieces]


def _relinked(piece: Piece, change: Callable[[Attributes], Attributes]) -> Piece:
    if isinstance(piece, Image):
        return piece
    if isinstance(piece, Table):
        return Table(tuple(tuple(_cell(cell, change) for cell in row) for row in piece.rows))
    return _block(piece, change)


def _cell(cell: Cell, change: Callable[[Attributes], Attributes]) -> Cell:
    return Cell(
        tuple(_block(block, change) for block in cell.blocks), cell.is_header, cell.columns, cell.rows
    )


def _block(block: Block, change: Callable[[Attributes], Attributes]) -> Block:
    runs = tuple(
        Run(run.text, run.bold, run.italic, change(run.link) if run.link else (), run.mark)
        for run in block.runs
    )
    return Block(block.kind, runs, block.depth)
