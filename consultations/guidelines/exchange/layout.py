"""A text as the lines of an office file: what stands where, which number and identity it carries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from consultations.guidelines.exchange.content import Block, Cell, Image, Piece, Run, Table
from consultations.guidelines.exchange.facts import Facts, PictureFile, Pictures, SynopsisRow, Words
from consultations.guidelines.exchange.markup import blocks_of, pieces_of, tidy
from consultations.guidelines.exchange.names import (
    HEADING_NUMBER,
    TYPED_NUMBER,
    bookmark_of,
    fingerprint_bookmark,
    guideline_bookmark,
)
from consultations.guidelines.rules import NumberedPart

Role = Literal["title", "fact", "chapter", "heading", "text", "caption"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `number` is printed before it; `bookmark` begins at it.

    `is_plain` says that the words themselves begin like a number, which must not be taken for one.
    """

    role: Role
    block: Block
    number: str = ""
    bookmark: str = ""
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `widths` are shares of the line."""

    table: Table
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """An image with its file."""

    image: Image
    file: PictureFile
    bookmark: str = ""


Element = Line | Grid | Picture


def elements_of(
    parts: Sequence[NumberedPart], facts: Facts, words: Words, pictures: Pictures
) -> list[Element]:
    """The whole file, front first."""
    out: list[Element] = list(front_of(facts, words))
    for part in parts:
        out += _part(part, words, pictures)
    return out


def front_of(facts: Facts, words: Words) -> Iterator[Line]:
    """Title and facts; reading a file leaves them out again."""
    yield Line("title", text_block(facts.title), bookmark=guideline_bookmark(facts.guideline))
    for place, text in enumerate(words.front):
        mark = fingerprint_bookmark(facts.sha256) if place == 0 else ""
        yield Line("fact", text_block(text), bookmark=mark)


def synopsis_elements(rows: Sequence[SynopsisRow], facts: Facts, words: Words) -> list[Element]:
    """Front and a table of three columns."""
    head = tuple(Cell((text_block(word),), is_header=True) for word in words.columns)
    body = tuple(
        (
            Cell(_side(row.number_old, row.heading_old, row.old, words)),
            Cell(_side(row.number_new, row.heading_new, row.new, words)),
            Cell(tuple(blocks_of(row.note))),
        )
        for row in rows
    )
    return [*front_of(facts, words), Grid(Table((head, *body)), widths=(2, 2, 1))]


def text_block(text: str, *, bold: bool = False) -> Block:
    """One paragraph of plain words."""
    return Block("p", tidy([Run(text, bold=bold)]))


def _part(part: NumberedPart, words: Words, pictures: Pictures) -> list[Element]:
    pieces = pieces_of(part.html)
    mark = bookmark_of(part.kind, part.id)
    if part.kind == "chapter":
        return [_heading("chapter", part, mark), *_body(pieces, pictures)]
    if part.kind == "paragraph":
        return _paragraph(part, pieces, mark, pictures)
    label = f"{words.table if part.kind == 'table' else words.figure} {part.number}".strip()
    caption = label + ":" if part.heading else label
    if part.kind == "table":
        return [Line("caption", text_block(part.heading), caption, mark), *_body(pieces, pictures)]
    body = _body(pieces, pictures)
    if body and isinstance(body[0], Picture):
        body[0] = Picture(body[0].image, body[0].file, mark)
        mark = ""
    return [*body, Line("caption", text_block(part.heading), caption, mark)]


def _paragraph(part: NumberedPart, pieces: Sequence[Piece], mark: str, pictures: Pictures) -> list[Element]:
    """The number stands before the heading, or before the first words, or alone."""
    if part.heading:
        return [_heading("heading", part, mark), *_body(pieces, pictures)]
    first = pieces[0] if pieces else None
    if isinstance(first, Block) and first.kind == "p":
        line = Line("text", first, part.number, mark, not part.number and _like_a_number(first.text))
        return [line, *_body(pieces[1:], pictures)]
    return [Line("text", Block("p", ()), part.number, mark), *_body(pieces, pictures)]


def _heading(role: Role, part: NumberedPart, mark: str) -> Line:
    is_plain = not part.number and HEADING_NUMBER.match(part.heading) is not None
    return Line(role, text_block(part.heading), part.number, mark, is_plain)


def _body(pieces: Sequence[Piece], pictures: Pictures) -> list[Element]:
    out: list[Element] = []
    for piece in pieces:
        if isinstance(piece, Block):
            out.append(Line("text", piece, is_plain=piece.kind == "p" and _like_a_number(piece.text)))
        elif isinstance(piece, Table):
            out.append(Grid(piece))
        elif file := pictures.get(piece.attributes):
            out.append(Picture(piece, file))
    return out


def _side(number: str, heading: str, html: str, words: Words) -> tuple[Block, ...]:
    blocks = tuple(blocks_of(html))
    head = " ".join(text for text in (number, heading) if text)
    if not head and not blocks:
        return (text_block(words.none),)
    return (*((text_block(head, bold=True),) if head else ()), *blocks)


def _like_a_number(text: str) -> bool:
    return TYPED_NUMBER.match(text) is not None
