"""From parts back to the blocks of the page; what did not change keeps its block as it is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from consultations.guidelines.exchange.content import Block, Cell, Image, Table
from consultations.guidelines.exchange.grids import rows_of_slots
from consultations.guidelines.exchange.markup import pieces_of
from consultations.guidelines.rules import NumberedPart, Part

Raw = dict[str, Any]
MOST_COLUMNS = 12
LONGEST_ALT = 300


def blocks_of_parts(
    parts: Sequence[Part], current: Sequence[NumberedPart], raw: Sequence[Raw], images: Mapping[str, int]
) -> list[Raw]:
    """The whole text as stored blocks; `raw` are the blocks of `current`, in its order.

    `images` names the new image of a figure by the id of its part.
    """
    known = {part.id: (part, block) for part, block in zip(current, raw, strict=True)}
    none: tuple[None, None] = (None, None)
    return [_block(part, known.get(part.id) or none, images) for part in parts]


def _block(part: Part, known: tuple[NumberedPart, Raw] | tuple[None, None], images: Mapping[str, int]) -> Raw:
    before, raw = known
    same_kind = raw is not None and raw["type"] == part.kind
    if before is not None and raw is not None and same_kind and _same(part, before):
        return {**raw, "id": part.id}
    value = dict(raw["value"]) if raw is not None and same_kind else {}
    return {"type": part.kind, "id": part.id, "value": value | _WRITERS[part.kind](part, value, images)}


def _same(part: Part, before: NumberedPart) -> bool:
    return (part.heading, part.html) == (before.heading, before.html)


def _chapter(part: Part, _value: Raw, _images: Mapping[str, int]) -> Raw:
    return {"title": part.heading, "intro": part.html}


def _paragraph(part: Part, value: Raw, _images: Mapping[str, int]) -> Raw:
    return {"heading": part.heading, "text": part.html, "note": value.get("note", "")}


def _figure(part: Part, value: Raw, images: Mapping[str, int]) -> Raw:
    image = next((piece for piece in pieces_of(part.html) if isinstance(piece, Image)), None)
    known = dict(image.attributes).get("id", "") if image else ""
    number = images.get(part.id) or (int(known) if known.isdigit() else value.get("image"))
    alt = image.alt if image else value.get("alt", "")
    return {"image": number, "alt": alt[:LONGEST_ALT], "caption": part.heading}


def _table(part: Part, value: Raw, _images: Mapping[str, int]) -> Raw:
    table = next((piece for piece in pieces_of(part.html) if isinstance(piece, Table)), Table(()))
    rows = [[_text(slot.cell) if slot.is_start else "" for slot in slots] for slots in _wide(table)]
    width = max((len(row) for row in rows), default=1)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    body = table.rows[table.header_rows :]
    head, rest = (rows[0], rows[1:]) if rows else ([""], [])
    return {
        "caption": part.heading,
        "header": [" ".join(text.split()) for text in head],
        "rows": [{"cells": row} for row in rest],
        "row_titles": bool(body) and all(row and row[0].is_header for row in body),
    }


def _wide(table: Table) -> list[list[Any]]:
    """Every cell over several columns as one and empty ones, because the editor knows no others."""
    out = []
    for slots in rows_of_slots(table):
        row: list[Any] = []
        for slot in slots:
            row.append(slot)
            row += [_EMPTY] * (slot.cell.columns - 1)
        out.append(row)
    return out


def _text(cell: Cell) -> str:
    signs = {"ul": "• ", "ol": "• ", "p": ""}
    return "\n".join(f"{signs[block.kind]}{block.text}" for block in cell.blocks)


def told_losses(parts: Sequence[Part]) -> list[tuple[str, str]]:
    """What a table of the editor cannot hold, as pairs of a word and the caption."""
    found = []
    for part in parts:
        for piece in pieces_of(part.html) if part.kind == "table" else ():
            if isinstance(piece, Table):
                found += [(word, part.heading) for word in _losses(piece)]
    return found


def _losses(table: Table) -> list[str]:
    cells = [cell for row in table.rows for cell in row]
    blocks: list[Block] = [block for cell in cells for block in cell.blocks]
    found = []
    if any(cell.columns > 1 or cell.rows > 1 for cell in cells):
        found.append("table_spans")
    if any(run.bold or run.italic or run.link for block in blocks for run in block.runs):
        found.append("table_look")
    if table.width > MOST_COLUMNS:
        found.append("table_wide")
    if table.header_rows > 1:
        found.append("table_heads")
    return found


class _Empty:
    """A place in a row that a cell beside or above it covers."""

    is_start = False


_EMPTY = _Empty()
_WRITERS: dict[str, Callable[[Part, Raw, Mapping[str, int]], Raw]] = {
    "chapter": _chapter,
    "paragraph": _paragraph,
    "figure": _figure,
    "table": _table,
}
