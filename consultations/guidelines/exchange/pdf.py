"""Sets a text or a synopsis as tagged, accessible PDF (PDF/UA-1) with Typst, which needs no system library."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from consultations.guidelines.exchange.content import Block, Cell, Run
from consultations.guidelines.exchange.facts import Facts, Words
from consultations.guidelines.exchange.layout import Element, Grid, Line, Picture
from consultations.guidelines.exchange.links import LinkWriter

TEMPLATE = Path(__file__).with_name("text.typ")


class NotPrintable(Exception):
    """The text cannot be set here, for example for want of a font with its letters."""


def pdf_of(
    elements: Sequence[Element], facts: Facts, words: Words, links: LinkWriter, *, is_wide: bool = False
) -> bytes:
    """The bytes of the file; raises NotPrintable."""
    pictures = [element for element in elements if isinstance(element, Picture)]
    data = {
        "title": facts.title,
        "lang": facts.language.split("-")[0],
        "dir": "rtl" if facts.is_right_to_left else "ltr",
        "publisher": facts.publisher,
        "page_word": words.page,
        "contents_word": "" if is_wide else words.contents,
        "wide": is_wide,
        "elements": [_element(element, links, pictures) for element in _listed(elements)],
    }
    # Typst reads images as files below its root; nothing else lies there.
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
        for place, picture in enumerate(pictures):
            (root / _file_name(place, picture)).write_bytes(picture.file.data)
        try:
            return bytes(
                typst.compile(
                    str(root / TEMPLATE.name),
                    root=str(root),
                    sys_inputs={"data": json.dumps(data)},
                    format="pdf",
                    pdf_standards=["ua-1"],
                )
            )
        except typst.TypstError as error:
            raise NotPrintable(str(error)) from error


def _listed(elements: Sequence[Element]) -> list[Element | list[Block]]:
    """List items that follow each other stand together, for a list is one thing in the file."""
    out: list[Element | list[Block]] = []
    for element in elements:
        if isinstance(element, Line) and element.block.kind != "p":
            if not (out and isinstance(out[-1], list)):
                out.append([])
            if isinstance(out[-1], list):
                out[-1].append(element.block)
        else:
            out.append(element)
    return out


def _element(
    element: Element | list[Block], links: LinkWriter, pictures: Sequence[Picture]
) -> dict[str, Any]:
    if isinstance(element, list):
        return {"role": "list", "lists": _lists(element, links)}
    if isinstance(element, Grid):
        return {"role": "table"} | _table(element, links)
    if isinstance(element, Picture):
        place = next(place for place, picture in enumerate(pictures) if picture is element)
        return {
            "role": "picture",
            "path": _file_name(place, element),
            "alt": element.image.alt,
            "label": element.bookmark,
        }
    return {
        "role": element.role,
        "number": element.number,
        "runs": _runs(element.block.runs, links),
        "plain": element.block.text,
        "label": element.bookmark,
    }


def _runs(runs: Sequence[Run], links: LinkWriter) -> list[dict[str, Any]]:
    return [
        {
            "text": run.text.split("\n"),
            "bold": run.bold,
            "italic": run.italic,
            "link": links.to_file(run.link) if run.link else "",
            "mark": run.mark,
        }
        for run in runs
    ]


def _lists(items: Sequence[Block], links: LinkWriter, depth: int = 0) -> list[dict[str, Any]]:
    """Lists of one level; deeper items stand in lists inside the item before them."""
    out: list[dict[str, Any]] = []
    place = 0
    while place < len(items):
        item = items[place]
        end = place + 1
        while end < len(items) and items[end].depth > depth:
            end += 1
        if not out or out[-1]["kind"] != item.kind:
            out.append({"kind": item.kind, "items": []})
        inner = _lists(items[place + 1 : end], links, depth + 1)
        out[-1]["items"].append({"runs": _runs(item.runs, links), "lists": inner})
        place = end
    return out


def _table(grid: Grid, links: LinkWriter) -> dict[str, Any]:
    table = grid.table
    return {
        "widths": list(grid.widths or (1,) * table.width),
        "head": [_cell(cell, links) for row in table.rows[: table.header_rows] for cell in row],
        "body": [_cell(cell, links) for row in table.rows[table.header_rows :] for cell in row],
    }


def _cell(cell: Cell, links: LinkWriter) -> dict[str, Any]:
    content = []
    for element in _listed([Line("text", block) for block in cell.blocks]):
        content.append(_element(element, links, ()))
    return {"header": cell.is_header, "columns": cell.columns, "rows": cell.rows, "content": content}


def _file_name(place: int, picture: Picture) -> str:
    return f"image{place}.{picture.file.name.rsplit('.', 1)[-1].lower()}"
