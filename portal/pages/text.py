"""Plain text of a page body, section by section, as search receives it."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from wagtail import blocks
from wagtail.rich_text import RichText

from portal.findable import Entry

_PARAGRAPHS = {"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "hr"}
_LINES = {"br", "li", "tr", "dt", "dd", "caption", "figcaption"}
_CELLS = {"td", "th"}
# Signs that `_TextReader.handle_data` never lets through.
_PARAGRAPH_END, _LINE_END, _CELL_END = "\f", "\v", "\x1c"
CELL_DIVIDER = "; "


def body_entries(body: Iterable[Any], heading: str = "") -> Iterator[Entry]:
    """One entry per headed section; `place` is the heading's anchor.

    What stands before the first heading goes under `heading` with an empty place. Choices, addresses and
    chosen files, pages or snippets are no text of this page; a block may differ with `plain_text(value)`.
    """
    _assign_places(body)
    place, parts = "", list[str]()
    for child in body:
        title = getattr(child.value, "section_title", None)
        if title is None:
            parts += block_text(child.block, child.value)
            continue
        yield from _entry(place, heading, parts)
        place, heading, parts = child.value.place, title, []
    yield from _entry(place, heading, parts)


def body_text(body: Iterable[Any]) -> str:
    """The whole body as plain text, paragraphs divided by a blank line."""
    parts: list[str] = []
    for entry in body_entries(body):
        parts += [part for part in (entry.heading, entry.text) if part]
    return "\n\n".join(dict.fromkeys(parts))


def block_text(block: blocks.Block, value: Any) -> list[str]:
    """Paragraphs a reader sees of one block, in reading order, never empty ones."""
    return [text for text in (str(part).strip() for part in _parts(block, value)) if text]


def html_text(html: str) -> str:
    """Text of rich text: paragraphs divided by a blank line, list items, rows and breaks by a line end, cells by a
    semicolon."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return reader.text()


def _entry(place: str, heading: str, parts: list[str]) -> Iterator[Entry]:
    text = "\n\n".join(parts)
    if text or (heading and place):
        yield Entry(text=text or heading, place=place, label=heading if place else "", heading=heading)


def _assign_places(body: Iterable[Any]) -> None:
    assign = getattr(getattr(body, "stream_block", None), "assign_places", None)
    if assign is not None:
        assign(body)


def _parts(block: blocks.Block, value: Any) -> Iterable[Any]:
    if value is None:
        return []
    own_text = getattr(block, "plain_text", None)
    if own_text is not None:
        return own_text(value)
    if isinstance(value, RichText):
        return html_text(value.source).split("\n\n")
    if isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        return [value]
    return _nested_parts(block, value)


def _nested_parts(block: blocks.Block, value: Any) -> Iterator[Any]:
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _parts(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for child_value in value:
            yield from _parts(block.child_block, child_value)
    elif isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from _parts(child.block, child.value)


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)

    def handle_data(self, data: str) -> None:
        self._pieces.append(" ".join(re.split(r"\s", data)))

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._pieces.append(_PARAGRAPH_END)
        elif tag in _LINES:
            self._pieces.append(_LINE_END)
        elif tag in _CELLS:
            self._pieces.append(_CELL_END)

    def text(self) -> str:
        paragraphs = "".join(self._pieces).split(_PARAGRAPH_END)
        tidy = ("\n".join(_lines(paragraph)) for paragraph in paragraphs)
        return "\n\n".join(paragraph for paragraph in tidy if paragraph)


def _lines(paragraph: str) -> Iterator[str]:
    for line in paragraph.split(_LINE_END):
        cells = (" ".join(cell.split()) for cell in line.split(_CELL_END))
        if words := CELL_DIVIDER.join(cell for cell in cells if cell):
            yield words
